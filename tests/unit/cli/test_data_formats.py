from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from tests.unit.cli.samples import CHECK, EVENT, HOSTILE, LATE, PAPER, REPORT, REVIEW, a_change, an_answer, an_item_view
from tests.values import NOW
from tracker.app.answer import Answer
from tracker.cli.medium import Format
from tracker.cli.output import render
from tracker.model import Problem, Severity, Status
from tracker.stats import Measured, figures

ITEM_KEYS = [
    "ref",
    "incident",
    "number",
    "row",
    "title",
    "owner",
    "assignee",
    "priority",
    "original_priority",
    "due",
    "original_due",
    "assumed",
    "status",
    "severity",
    "epic",
    "jira_key",
    "jira_status",
    "resolution",
    "url",
    "link",
    "withdrawn",
    "overdue",
    "days_overdue",
    "slips",
    "opened_at",
    "closed_at",
    "drift",
    "conflicts",
    "source",
]
MEASURED = Measured(Status.IN_PROGRESS, NOW.date(), owner=HOSTILE)
FIGURE_KEYS = (
    "group name items done dropped open completed_percent dated on_time on_time_percent median_age closed_dated "
    "median_time_to_close"
)
PROBLEM = Problem("REP-DUE", Severity.ERROR, "no due date", "a.md", 3, 7, "write one")


def parsed(answer: Answer) -> dict[str, object]:
    found = json.loads(render(answer, Format.JSON, PAPER))
    assert isinstance(found, dict)
    return found


def table(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(answer, Format.CSV, PAPER), newline="")))


def test_the_envelope_is_complete() -> None:
    assert parsed(replace(an_answer("status", items=[]), problems=(PROBLEM,))) == {
        "schema": "pirtrack/1",
        "command": "status",
        "as_of": "2026-03-10",
        "last_pull": "2026-03-10T10:00:00Z",
        "data": {"items": []},
        "problems": [
            {
                "code": "REP-DUE",
                "severity": "error",
                "message": "no due date",
                "path": "a.md",
                "line": 3,
                "column": 7,
                "hint": "write one",
            }
        ],
    }


def test_an_item_has_exactly_the_promised_keys() -> None:
    text = render(an_answer(items=[LATE]), Format.JSON, PAPER)
    (item,) = json.loads(text)["data"]["items"]
    assert list(item) == sorted(ITEM_KEYS)
    assert item["due"] == "2026-03-07"
    assert item["status"] == "in_progress"
    assert item["closed_at"] is None
    assert item["conflicts"] == [{"field": "due", "base": "2026-03-02", "report": "2026-03-04", "jira": "2026-03-09"}]
    assert item["source"] == {"path": "incidents/one.md", "line": 42}


@pytest.mark.parametrize(
    ("answer", "keys"),
    [
        (
            an_answer("reviews", reviews=[REVIEW]),
            "incident title severity review_due state open_items overdue_items held_on by outcome snoozed",
        ),
        (
            an_answer("read", reports=[REPORT]),
            "path kind incident title date severity document_status finished epic review_due items",
        ),
        (an_answer("sync", changes=[a_change()]), "action ref jira_key fields reason outcome"),
        (an_answer("history", events=[EVENT]), "at ref kind data"),
        (
            an_answer("stats", figures=list(figures([MEASURED], NOW.date(), ("owner",)))),
            FIGURE_KEYS,
        ),
        (an_answer("doctor", checks=[CHECK]), "check state finding remedy"),
    ],
)
def test_every_list_has_its_keys_in_json_and_in_csv(answer: Answer, keys: str) -> None:
    (records,) = json.loads(render(answer, Format.JSON, PAPER))["data"].values()
    assert sorted(records[0]) == sorted(keys.split())
    assert list(table(answer)[0]) == keys.split()


def test_a_row_of_a_report_has_its_keys() -> None:
    (report,) = json.loads(render(an_answer("read", reports=[REPORT]), Format.JSON, PAPER))["data"]["reports"]
    assert report["document_status"] == "FINAL"
    assert report["items"] == [
        {
            "number": 1,
            "title": "Watch the index",
            "owner": None,
            "due": "2026-03-20",
            "priority": "P0",
            "status": "done",
            "jira_key": None,
            "inferred": False,
            "source": {"path": "incidents/one.md", "line": 10},
        }
    ]


def test_that_jira_was_never_read_is_null_and_a_problem() -> None:
    found = parsed(replace(an_answer(items=[]), last_pull=None, stale="never read"))
    assert found["last_pull"] is None
    assert [p["code"] for p in found["problems"]] == ["ANS-STALE"]  # type: ignore[attr-defined]  # a list, by the test above


def test_the_sums_of_a_run_go_with_its_changes() -> None:
    found = parsed(replace(an_answer("sync", changes=[]), summary={"create": 8}))
    assert found["data"] == {"changes": [], "summary": {"create": 8}}


def test_json_is_ascii_and_exact() -> None:
    text = render(an_answer(items=[an_item_view(title=HOSTILE)]), Format.JSON, PAPER)
    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text)["data"]["items"][0]["title"] == HOSTILE


def test_csv_flattens_lists_and_places() -> None:
    (row,) = table(an_answer(items=[replace(LATE, assumed=("due", "priority"))]))
    assert row["assumed"] == "due, priority"
    assert row["source"] == "incidents/one.md:42"
    assert row["overdue"] == "true"
    assert row["days_overdue"] == "3"
    assert json.loads(row["conflicts"])[0]["jira"] == "2026-03-09"


def test_csv_of_a_change_shows_what_is_cleared() -> None:
    (row,) = table(an_answer("sync", changes=[a_change(fields={"due": None, "priority": "P1"})], items=[LATE]))
    assert row["fields"] == "due=; priority=P1"


def test_csv_lines_end_as_rfc_4180_says() -> None:
    assert render(an_answer("doctor", checks=[CHECK]), Format.CSV, PAPER).count("\r\n") == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d"])
def test_no_cell_is_a_formula(start: str) -> None:
    (row,) = table(an_answer(items=[an_item_view(title=f"{start}1+1")]))
    assert row["title"].startswith("'")


def test_an_answer_without_a_list_gives_its_problems_as_csv() -> None:
    (row,) = table(replace(an_answer("check"), problems=(PROBLEM,)))
    assert row == {
        "code": "REP-DUE",
        "severity": "error",
        "message": "no due date",
        "path": "a.md",
        "line": "3",
        "column": "7",
        "hint": "write one",
    }


def test_an_empty_list_still_has_its_head() -> None:
    assert render(an_answer("overdue", items=[]), Format.CSV, PAPER) == ",".join(ITEM_KEYS) + "\r\n"
