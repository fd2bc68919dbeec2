from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.cli.samples import (
    CHECK,
    COLORED,
    EVENT,
    HOSTILE,
    LATE,
    PAPER,
    REPORT,
    REVIEW,
    SCREEN,
    TODAY,
    a_change,
    an_answer,
    an_item_view,
)
from tracker.cli.medium import Format, Medium
from tracker.cli.output import render
from tracker.model import LinkState, SignOff, Status
from tracker.views import DoctorView, ReportView

LONG = "Say in the alert of the connection pool which service holds how many connections, and since when"


def drawn(medium: Medium = PAPER, /, command: str = "status", **lists: list[Any]) -> str:
    return render(an_answer(command, **lists), Format.TABLE, medium)


def test_status_is_aligned_and_tells_its_age() -> None:
    quiet = an_item_view(ref="2026-03-01-001/2", owner=None, title=LONG[:30])
    assert drawn(items=[LATE, quiet]) == (
        "item              P   due         status       owner    jira   title                           flags\n"
        "----------------  --  ----------  -----------  -------  -----  ------------------------------  --------\n"
        "2026-03-01-001/1  P0  3d overdue  in progress  @search  ENG-2  Watch the index                 conflict\n"
        "    conflict: due is 2026-03-09 in Jira, 2026-03-04 in the report (was 2026-03-02)\n"
        "2026-03-01-001/2  P1  2026-03-20  in progress           ENG-2  Say in the alert of the connec\n"
        "\n"
        "as of 2026-03-10 · Jira last read completely 2026-03-10 10:00 UTC (2 hours ago)\n"
    )


def test_a_terminal_of_100_columns_is_not_overrun() -> None:
    items = [LATE, an_item_view(title=LONG, owner="@the-team-with-the-long-name", jira_key="PLATFORM-12345")]
    wide = [line for line in drawn(SCREEN, items=items).splitlines() if len(line) > 100]
    assert wide == []
    assert "…" in drawn(SCREEN, items=items)


def test_off_a_terminal_nothing_is_cut() -> None:
    assert LONG in drawn(items=[an_item_view(title=LONG)])


def test_wide_letters_keep_the_columns_straight() -> None:
    lines = drawn(items=[an_item_view(owner="漢字"), an_item_view(owner="abcd")]).splitlines()
    assert lines[2].index("ENG-2") == lines[3].index("ENG-2") - 2


def test_colors_only_repeat_what_the_words_say() -> None:
    colored, plain = drawn(COLORED, items=[LATE]), drawn(SCREEN, items=[LATE])
    assert "\x1b[31m" in colored
    assert "\x1b" not in plain
    assert "3d overdue" in plain


def test_hostile_text_is_one_harmless_line() -> None:
    text = drawn(items=[an_item_view(title=HOSTILE)])
    assert "\x1b" not in text
    assert len(text.splitlines()) == 5


def test_numbers_stay_as_they_were_written() -> None:
    assert "1e5" in drawn(items=[an_item_view(title="1e5")])


@pytest.mark.parametrize(
    ("facts", "flag"),
    [
        ({"link": LinkState.GONE}, "gone"),
        ({"link": LinkState.HELD}, "held"),
        ({"link": LinkState.IN_DOUBT}, "in doubt"),
        ({"link": LinkState.RECORDED}, "recorded"),
        ({"standing": "draft"}, "draft"),
        ({"standing": "refused"}, "report has errors"),
        ({"withdrawn": True}, "withdrawn"),
        ({"drift": LATE.conflicts}, "drift"),
    ],
)
def test_what_is_unusual_is_said(facts: dict[str, object], flag: str) -> None:
    assert drawn(items=[an_item_view(**facts)]).splitlines()[2].endswith(flag)


def test_due_today_is_said_but_not_of_what_is_done() -> None:
    text = drawn(items=[an_item_view(due=TODAY), an_item_view(due=TODAY, status=Status.DONE)])
    assert text.count("today") == 1


def test_an_item_without_dates_or_owner_leaves_no_empty_columns() -> None:
    head = drawn(items=[an_item_view(due=None, owner=None, jira_key=None, priority=None)]).splitlines()[0]
    assert head.split() == ["item", "status", "title"]


def test_show_tells_every_fact_and_what_moved() -> None:
    item = replace(LATE, original_due=dt.date(2026, 3, 2), slips=1, assumed=("priority",), closed_at=None, note="look")
    text = drawn(command="show", items=[item])
    assert "2026-03-01-001/1  Watch the index" in text
    assert "due          2026-03-07  (was 2026-03-02)  (3d overdue)" in text
    assert "owner        @search  (assumed: priority)" in text
    assert "report       incidents/one.md:42  (row 1)" in text
    assert "due    conflict  2026-03-02  2026-03-04  2026-03-09" in text


def test_show_names_what_was_taken_away() -> None:
    assert "none  (was P1)" in drawn(command="show", items=[an_item_view(priority=None)])


def test_overdue_says_how_late() -> None:
    assert "P0  3d       2026-03-07  2026-03-01-001/1" in drawn(command="overdue", items=[LATE])


def test_reviews_say_how_they_stand_and_what_came_of_them() -> None:
    held = replace(REVIEW, state="done", held_on=TODAY, by="Ada", outcome="all done")
    text = drawn(command="reviews", reviews=[REVIEW, held])
    assert "2026-03-01-001  P0        2026-03-09  due    3     1        Search was down" in text
    assert "    held 2026-03-10 by Ada: all done" in text


def test_history_tells_what_happened_when() -> None:
    assert "2026-03-10 12:00 UTC  2026-03-01-001/1  due moved  from: 2026-03-02, to: none" in drawn(
        command="history", events=[EVENT]
    )


def test_doctor_says_how_to_mend_and_cuts_nothing() -> None:
    wordy = DoctorView("owners", "warning", "nobody is known for " + ", ".join(f"@team-{i}" for i in range(20)))
    text = drawn(Medium(PAPER.now, width=80), command="doctor", checks=[CHECK, wordy])
    assert "failed   token   Jira refused the token" in text
    assert "to mend it: make a new one" in text
    assert "@team-19" in text
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert "as of" not in text


def test_a_plan_is_told_in_the_future_and_a_run_in_the_past() -> None:
    planned = replace(an_answer("sync", changes=[a_change(), a_change()]), summary={"create": 2})
    run = replace(an_answer("sync", changes=[a_change(outcome="done")]), summary={"create": 1, "left": 0, "odd": 2})
    assert "2 issues to create." in render(planned, Format.TABLE, PAPER)
    assert "1 issue created, 2 odd." in render(run, Format.TABLE, PAPER)


def test_a_change_shows_the_fields_that_it_touches() -> None:
    cleared = a_change(
        action="update", fields={"due": None}, jira_key="ENG-2", outcome="refused", reason="no such field"
    )
    lines = drawn(command="sync", changes=[a_change(action="create_epic"), cleared], items=[]).splitlines()
    assert lines[2].split() == [
        "create",
        "epic",
        "2026-03-01-001/1",
        "P1",
        "2026-03-20",
        "@search",
        "Watch",
        "the",
        "index",
    ]
    assert lines[3].split() == ["update", "2026-03-01-001/1", "refused", "none", "ENG-2"]
    assert lines[4] == "    no such field"


def test_sync_names_what_needs_a_person() -> None:
    text = drawn(command="sync", changes=[], items=[LATE])
    assert text.startswith("Needs a person\nitem")


def test_a_report_shows_its_facts_with_their_lines_and_its_rows() -> None:
    signed = replace(REPORT.report, sign_offs=(SignOff("Lead", "Ada", approved=False, date=None, line=90),))
    text = drawn(command="read", reports=[ReportView(signed, finished=False, review_due=None)])
    assert "incidents/one.md\n  kind              report\n" in text
    assert "document status   FINAL  (line 90)" in text
    assert "finished          no" in text
    assert "sign-off by Lead  Ada, not given" in text
    assert "10    1  P0  2026-03-20  done    Watch the index" in text


def test_a_stale_answer_says_so_first() -> None:
    answer = replace(an_answer(items=[LATE]), stale="Jira was last read completely 3 days ago")
    assert render(answer, Format.TABLE, PAPER).startswith("!! Jira was last read completely 3 days ago\n\n")


@pytest.mark.parametrize(
    ("command", "name", "sentence"),
    [
        ("status", "items", "No open item matches."),
        ("overdue", "items", "No overdue item matches."),
        ("reviews", "reviews", "No review is due."),
        ("history", "events", "Nothing has happened yet."),
        ("read", "reports", "No report was found."),
    ],
)
def test_an_empty_answer_says_so(command: str, name: str, sentence: str) -> None:
    assert drawn(command=command, **{name: []}).startswith(sentence)
