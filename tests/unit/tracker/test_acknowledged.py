from __future__ import annotations

import datetime as dt

import pytest

from tracker.acknowledged import BY_PEOPLE, BY_US, SKEW, is_acknowledged
from tracker.model import Event

LATE = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
BEFORE, AFTER = LATE - dt.timedelta(days=1), LATE + dt.timedelta(hours=5)


def event(kind: str, at: dt.datetime) -> Event:
    return Event(at, kind, "2026-03-01-001", 1)


def judged(updated: dt.datetime, *history: Event) -> bool:
    return is_acknowledged(since=LATE, updated=updated, history=history)


@pytest.mark.parametrize("kind", sorted(BY_PEOPLE))
def test_what_people_change_acknowledges_once_it_is_late(kind: str) -> None:
    assert judged(BEFORE, event(kind, AFTER))
    assert not judged(BEFORE, event(kind, BEFORE))


@pytest.mark.parametrize("kind", sorted(BY_US))
def test_what_we_change_does_not(kind: str) -> None:
    assert not judged(AFTER, event(kind, AFTER + dt.timedelta(seconds=2)))
    assert not judged(AFTER, event(kind, AFTER - SKEW))


def test_what_jira_alone_knows_of_does_a_comment_for_example() -> None:
    assert judged(AFTER)
    assert judged(AFTER, event("created", BEFORE), event("updated", AFTER - SKEW - dt.timedelta(seconds=1)))
    assert not judged(BEFORE, event("created", BEFORE - dt.timedelta(days=3)))


def test_what_was_only_read_does_not() -> None:
    assert not judged(BEFORE, event("row_changed", AFTER), event("key_changed", AFTER), event("gone", AFTER))
