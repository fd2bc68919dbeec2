from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.unit.cli.samples import PAPER, an_answer
from tracker.cli.medium import Format
from tracker.cli.output import render
from tracker.cli.output.problems import error_lines, problem_lines
from tracker.cli.output.words import age_line, ago
from tracker.model import Problem, Severity


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (dt.timedelta(seconds=59), "just now"),
        (dt.timedelta(seconds=-5), "just now"),
        (dt.timedelta(minutes=1), "1 minute ago"),
        (dt.timedelta(minutes=59), "59 minutes ago"),
        (dt.timedelta(hours=23, minutes=59), "23 hours ago"),
        (dt.timedelta(days=1), "1 day ago"),
        (dt.timedelta(days=40), "40 days ago"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(age: dt.timedelta, words: str) -> None:
    assert ago(age) == words


def test_an_answer_that_never_saw_jira_says_so() -> None:
    assert (
        age_line(replace(an_answer(), last_pull=None), PAPER.now) == "as of 2026-03-10 · Jira was never read completely"
    )


@pytest.mark.parametrize("command", ["read", "check", "init", "doctor"])
def test_answers_without_jira_have_no_age(command: str) -> None:
    assert age_line(an_answer(command), PAPER.now) is None


def test_a_problem_is_told_by_place_with_its_hint_below() -> None:
    placed = Problem("REP-DUE", Severity.ERROR, "no \x1b[2Jdue date", "a.md", 3, 7, "write one")
    bare = Problem("SYN-HELD", Severity.WARNING, "waits")
    assert problem_lines([placed, bare]) == [
        "a.md:3:7: error REP-DUE no �[2Jdue date",
        "    write one",
        "warning SYN-HELD waits",
    ]
    assert "\x1b[31m" in problem_lines([placed], color=True)[0]


def test_an_error_is_told_with_its_hint() -> None:
    assert error_lines("no\nstore", "run it") == ["error: no store", "hint: run it"]
    assert error_lines("no store") == ["error: no store"]
    assert error_lines("no store", color=True)[0].startswith("\x1b[")


def test_check_writes_its_problems_as_the_answer() -> None:
    problem = Problem("REP-DUE", Severity.WARNING, "no due date", "a.md", 3)
    found = replace(an_answer("check"), problems=(problem,))
    assert render(found, Format.TEXT, PAPER) == "a.md:3: warning REP-DUE no due date\n"
    assert render(an_answer("check"), Format.TEXT, PAPER) == "No problems found.\n"
