from __future__ import annotations

import datetime as dt

import pytest

from tests.values import PRIORITIES, an_issue, values
from tracker import merging
from tracker.model import Person


def test_nothing_moved_is_agreed() -> None:
    merged = merging.merge(values(), values(), an_issue(), PRIORITIES)

    assert (merged.send, merged.drift, merged.conflicts) == ((), (), ())
    assert merged.base == values()


def test_only_the_report_moved_is_sent() -> None:
    later = values(due=dt.date(2026, 4, 1), title="Watch every index")

    merged = merging.merge(values(), later, an_issue(), PRIORITIES)

    assert merged.send == ("title", "due")
    assert merged.agreed.due == dt.date(2026, 4, 1)


def test_only_jira_moved_is_drift_and_holds() -> None:
    issue = an_issue(due=dt.date(2026, 5, 1), assignee=Person("acc-2", "Kim"))

    merged = merging.merge(values(), values(), issue, PRIORITIES)

    assert merged.send == ()
    assert [d.field for d in merged.drift] == ["due", "owner"]
    assert merged.agreed.due == dt.date(2026, 5, 1)
    assert merged.base == values()


def test_both_moved_apart_is_a_conflict_and_jira_stands() -> None:
    merged = merging.merge(values(), values(due=dt.date(2026, 4, 1)), an_issue(due=dt.date(2026, 5, 1)), PRIORITIES)

    assert merged.send == ()
    assert [(c.field, c.base, c.report, c.jira) for c in merged.conflicts] == [
        ("due", "2026-03-20", "2026-04-01", "2026-05-01")
    ]
    assert merged.agreed.due == dt.date(2026, 5, 1)


def test_both_moved_to_the_same_is_the_new_base() -> None:
    merged = merging.merge(values(), values(due=dt.date(2026, 5, 1)), an_issue(due=dt.date(2026, 5, 1)), PRIORITIES)

    assert (merged.send, merged.drift, merged.conflicts) == ((), (), ())
    assert merged.base.due == dt.date(2026, 5, 1)


def test_a_changed_owner_map_moves_nobody() -> None:
    mapped_elsewhere = values(assignee="acc-9")

    merged = merging.merge(values(), mapped_elsewhere, an_issue(), PRIORITIES)

    assert merged.send == ()
    assert merged.drift == ()


def test_a_priority_outside_the_map_is_never_sent_again() -> None:
    short_map = {"P0": "Highest", "P1": "High"}

    merged = merging.merge(values(), values(priority="P3"), an_issue(), short_map)

    assert merged.send == ()


def test_two_of_our_priorities_that_are_one_in_jira_are_no_change() -> None:
    shared = {**PRIORITIES, "P4": "Low"}

    merged = merging.merge(values(priority="P3"), values(priority="P4"), an_issue(priority="Low"), shared)

    assert (merged.send, merged.drift, merged.conflicts) == ((), (), ())


@pytest.mark.parametrize(
    "title",
    ["x" * 300, "  odd \t white\u00a0\u2003space ", "Caf\u0065\u0301 cache", "two\nlines", "zero\u0000byte"],
)
def test_a_title_that_jira_trims_or_cuts_is_no_endless_update(title: str) -> None:
    sent = merging.canonical_title(title)

    assert len(sent) <= merging.SUMMARY_LIMIT
    assert "\n" not in sent
    assert merging.canonical_title(sent) == sent
    assert merging.merge(values(title=sent), values(title=sent), an_issue(summary=sent), PRIORITIES).send == ()
