"""Where each rule begins and ends: the last day that is right, the word that is known, the number that fits."""

from __future__ import annotations

import datetime as dt

import pytest

from reports.checks.severities import is_known, rank
from reports.rules import ReadingRules
from tests.unit.reports.examples import RULES, SAMPLE, checked
from tracker.model import Priority

ROW = "| 1 | Alert on a corrupt index | @search | 2026-03-06 | P1 | Open |"


def told(text: str, rules: ReadingRules = RULES) -> set[str]:
    return {p.code for p in checked(text, rules).problems}


def row(owner: str = "@search", due: str = "2026-03-06", priority: str = "P1", status: str = "Open") -> str:
    return SAMPLE.replace(ROW, f"| 1 | Alert on a corrupt index | {owner} | {due} | {priority} | {status} |")


@pytest.mark.parametrize(
    ("due", "priority", "expected"),
    [
        ("2026-03-02", "P1", set()),
        ("2026-02-27", "P1", {"ITM-DUE-EARLY"}),
        ("2026-03-16", "P1", set()),
        ("2026-03-17", "P1", {"ITM-DUE-LATE"}),
        ("2026-03-09", "P0", set()),
        ("2026-03-10", "P0", {"ITM-DUE-LATE"}),
        ("2026-04-01", "P2", set()),
        ("2026-04-02", "P2", {"ITM-DUE-REVIEW"}),
        ("2026-03-06", "P2", set()),
        ("2026-03-08", "P2", {"ITM-DUE-WEEKEND"}),
        ("in 5 days", "P2", set()),  # counted by us: nobody wrote a Saturday
    ],
)
def test_a_due_date(due: str, priority: str, expected: set[str]) -> None:
    assert told(row(due=due, priority=priority)) == expected


@pytest.mark.parametrize("status", ["Done", "Cancelled"])
def test_nobody_is_asked_about_what_is_done_or_dropped(status: str) -> None:
    assert told(row(owner="", due="2025-03-08", priority="", status=status)) == set()
    assert told(row(owner="@nobody-knows", due="", priority="P0", status=status)) == set()


@pytest.mark.parametrize(
    ("owner", "known", "expected"),
    [
        ("@ana", {"@ana": True}, set()),
        ("@ana", {"@ana": False}, {"ITM-OWNER-TEAM"}),
        ("@ana", {"@bo": True}, {"ITM-OWNER-UNKNOWN"}),
        ("@Ana", {"@ana": True}, {"ITM-OWNER-UNKNOWN"}),  # as the sync looks it up
        ("@ana", {}, set()),
        ("@sre-team", {}, {"ITM-OWNER-TEAM"}),
        ("@sre-team", {"@sre-team": True}, set()),  # called a team, and configured as a person
        ("Platform Engineering", {}, {"ITM-OWNER-TEAM"}),
        ("@devonte", {}, set()),
        ("Teamy McTeamface", {}, set()),
        ("", {}, {"ITM-OWNER", "ITM-OWNER-TEAM"}),
    ],
)
def test_who_answers_for_what_is_most_pressing(owner: str, known: dict[str, bool], expected: set[str]) -> None:
    assert told(row(owner=owner, priority="P0"), ReadingRules(people=known)) == expected


def test_what_is_less_pressing_may_be_a_teams() -> None:
    assert told(row(owner="@sre-team", priority="P1")) == set()


@pytest.mark.parametrize(
    ("severity", "finalised", "expected"),
    [
        ("P1", "2026-03-05", set()),
        ("P1", "2026-03-06", {"END-FINALISED-LATE"}),
        ("SEV-0", "2026-03-04", {"END-FINALISED-LATE"}),
        ("Critical", "2026-03-03", set()),
        ("P3", "2027-01-01", set()),  # no policy for it
        ("P1", "2026-03-02", set()),
        ("P1", "2026-03-01", {"END-FINALISED-EARLY"}),
    ],
)
def test_when_a_report_is_final(severity: str, finalised: str, expected: set[str]) -> None:
    text = SAMPLE.replace("**Severity**: P1", f"**Severity**: {severity}").replace("2026-03-04\n\n", f"{finalised}\n\n")
    assert told(text) == expected


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("2026-04-01 (30 days)", set()),
        ("2026-04-02 (30 days)", {"END-REVIEW"}),
        ("2026-03-16 (2 weeks)", set()),  # it says why
        ("2026-03-16 (3 weeks)", {"END-REVIEW"}),
        ("2026-03-16 (with the board)", {"END-REVIEW"}),
        ("2026-03-01", {"END-REVIEW-EARLY"}),
    ],
)
def test_the_next_review(review: str, expected: set[str]) -> None:
    assert told(SAMPLE.replace("2026-04-01", review)) == expected


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("We agreed on 3 action items.", True),
        ("Action Items: 8 items tracked in Jira", True),
        ("```\nAction Items: 8 items tracked in Jira\n```", True),  # drafts of announcements stand in fences
        ("We agreed on seven action items", True),
        ("We agreed on one action item", False),
        ("Of the 4 action items, 2 action items remain open", True),
        ("2 action items remain open", False),
        ("The first 3 action items are about alerts", False),
        ("## 6 Action items we liked", False),
        ("See the report of 2026-02-3 action items", False),
        ("Version 1.3 action item templates", False),
        ("It took 3 actions to restart", False),
    ],
)
def test_the_number_of_items_that_the_text_speaks_of(said: str, found: bool) -> None:
    text = SAMPLE.replace("The index was corrupt.", f"The index was corrupt.\n\n{said}")
    assert ("TXT-COUNT" in told(text)) is found


def test_a_number_may_be_that_of_the_open_or_of_the_done() -> None:
    more = f"{ROW}\n{ROW.replace('| 1 | Alert', '| 2 | Page').replace('Open', 'Done')}\n{ROW.replace('| 1 | Alert', '| 3 | Report')}"
    text = SAMPLE.replace(ROW, more)
    for number, expected in ((3, False), (2, False), (1, False), (4, True)):
        said = text.replace("The index was corrupt.", f"We filed {number} action items.")
        assert ("TXT-COUNT" in told(said)) is expected


@pytest.mark.parametrize(
    ("promise", "found"),
    [
        ("- Rehearse the loss of a data centre", True),
        ("- Alert on the index being corrupted", False),
        ("- [x] Rehearse the loss of a data centre", False),
        ("- ~~Rehearse the loss of a data centre~~", False),
        ("- [Action 1]", False),
        ("- Training", False),  # one word is too little to compare
    ],
)
def test_promises_under_follow_ups(promise: str, found: bool) -> None:
    text = SAMPLE.replace("## References", f"## Follow-Up Actions\n\n### Next 90 days\n\n{promise}\n\n## References")
    assert ("TXT-UNTRACKED" in told(text)) is found


def test_who_follows_up_is_no_promise() -> None:
    text = SAMPLE.replace("## References", "## Follow-up owners\n\n- Reliability: the weekly rotation\n\n## References")
    assert "TXT-UNTRACKED" not in told(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Refuse a zone that shrank by more than 20 %", set()),
        ("Keep removed layers for seven days", set()),
        ("Consider dedicated nodes", {"WRD-ACTION"}),
        ("We should discuss the pager", {"WRD-ACTION"}),
        ("Handle errors more gracefully", {"WRD-SPECIFIC"}),
        ("Limit concurrent builds (killing old ones is better for people)", set()),
        ("Answer better than within 200 ms", set()),  # measured
        ("Avoid wildcards in the DNS", {"WRD-BOUNDED"}),
        ("Deploy more often", {"WRD-BOUNDED"}),
        ("監視を改善する", set()),  # the rules know English
    ],
)
def test_how_items_are_worded(title: str, expected: set[str]) -> None:
    assert told(SAMPLE.replace("Alert on a corrupt index", title)) == expected


def test_hopes_elsewhere_are_no_promises() -> None:
    text = SAMPLE.replace(
        "## References", "## Lessons learned\n\n- Rehearse the loss of a data centre\n\n## References"
    )
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "known", "ranked"),
    [
        ("P0", True, Priority.P0),
        ("SEV-1", True, Priority.P1),
        ("sev2 (search only)", True, Priority.P2),
        ("S3", True, Priority.P3),
        ("5", True, Priority.P4),
        ("Critical", True, Priority.P0),
        ("High (all users)", True, Priority.P1),
        ("Medium · drift", True, Priority.P2),
        ("Alta", True, Priority.P1),
        ("Majeure", True, Priority.P1),
        ("Severe", True, None),
        ("purple", False, None),
        ("10:30 UTC", False, None),
        ("unknown", False, None),
    ],
)
def test_severities(text: str, known: bool, ranked: Priority | None) -> None:
    assert is_known(text) is known
    assert rank(text) is ranked


def test_a_due_date_that_the_policy_fills_in_is_named() -> None:
    rules = ReadingRules(due={Priority.P1: dt.timedelta(days=14)})
    (found,) = checked(row(due=""), rules).problems
    assert (found.code, found.message) == ("ITM-DUE", "an item has no due date; the policy says 2026-03-16")
