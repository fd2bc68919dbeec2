"""Why a line stands where it stands, in a short sentence. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from reports.digest.snapshot import ItemFact
from reports.digest.ways import Way, promised_due, promised_priority
from tracker.model import LinkState, Priority, Status

PRIORITIES = frozenset(p.value for p in Priority)


def many(number: int, one: str, several: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else several}"


def days(number: int) -> str:
    """A number of days."""
    return many(number, "day", "days")


def late(item: ItemFact, as_of: dt.date) -> str:
    """How long it has been overdue."""
    assert item.due is not None  # noqa: S101  # what has no day is not overdue
    return f"{days((as_of - item.due).days)} overdue"


def ahead(item: ItemFact, as_of: dt.date) -> str:
    """How long there is still."""
    assert item.due is not None  # noqa: S101  # what has no day is not due soon
    left = (item.due - as_of).days
    return "due today" if left == 0 else f"due in {days(left)}"


def slipped(item: ItemFact) -> str | None:
    """From which day, how often, by how much; None where its day never moved to a later one."""
    if item.first_due is None or item.due is None or item.due <= item.first_due:
        return None
    times = {0: "", 1: " once", 2: " twice"}.get(item.slips, f" {item.slips} times")
    return f"slipped{times} by {days((item.due - item.first_due).days)}, from {item.first_due.isoformat()}"


def silence(item: ItemFact) -> str | None:
    """Who accepted what it is, and why."""
    said = item.accepted
    return f"accepted by {said.by} on {said.at.date().isoformat()}: {said.reason}" if said else None


def left(item: ItemFact, ways: Sequence[Way]) -> str:
    """How it left the list, and what it was to be."""
    promised = promised_due(item)
    due = promised.isoformat() if promised else "an earlier day"
    words: Mapping[Way, str] = {
        Way.DROPPED: f"dropped ({item.note or 'closed without being done'}) after its day, {due}",
        Way.GONE: "its issue is gone: deleted, or hidden from this token",
        Way.WITHDRAWN: "its row was removed from the report",
        Way.DRAFT: "its report was set back to draft, or is only on record now",
        Way.UNLABELLED: "its issue lost the label that pulls search for",
        Way.UNDATED: f"its day was removed; it was {due}",
        Way.MOVED: f"its day was moved from {due} to {item.due.isoformat() if item.due else 'none'}",
        Way.LOWERED: f"overdue, and its priority was lowered from {promised_priority(item)} to {item.priority or 'none'}",
        Way.VANISHED: "it was overdue in the last digest, and nobody closed it",
    }
    return "; ".join(words[way] for way in ways)


def unowned(item: ItemFact) -> str | None:
    """Why nobody is known to work on it."""
    if item.assignee is not None:
        return None
    if item.owner is None:
        return "no owner"
    return f"{item.owner}: {item.unmapped}" if item.unmapped else None


def incomplete(item: ItemFact) -> str | None:
    """What it lacks to be chased by."""
    missing = [name for name, lacks in (("due date", item.due is None), ("priority", item.priority is None)) if lacks]
    return f"no {' and no '.join(missing)}" if missing else None


def blocked(item: ItemFact, as_of: dt.date, after: dt.timedelta) -> str | None:
    """Since when it is blocked, where that is too long."""
    if item.status is not Status.BLOCKED or item.blocked is None or item.blocked > as_of - after:
        return None
    return f"blocked since {item.blocked.isoformat()}, {days((as_of - item.blocked).days)}"


def ended(item: ItemFact) -> str:
    """When it was closed, and against which day."""
    assert item.closed is not None  # noqa: S101  # only closed items are told so
    against = promised_due(item)
    if item.status is Status.CANCELLED:
        return f"dropped {item.closed.isoformat()}" + (f": {item.note}" if item.note else "")
    if against is None:
        return f"done {item.closed.isoformat()}"
    apart = (item.closed - against).days
    return f"done {item.closed.isoformat()}, " + ("on time" if apart <= 0 else f"{days(apart)} after its day")


def reopened(item: ItemFact, since: dt.date) -> str | None:
    """When work on it began again, where that is new."""
    if item.reopened is None or item.reopened < since:
        return None
    return f"reopened {item.reopened.isoformat()}"


def trouble(item: ItemFact) -> str | None:
    """What only a person can settle."""
    said = [f"conflict: {conflict}" for conflict in item.conflicts]
    accepted = item.accepted.ways if item.accepted else ()
    is_gone = item.link is LinkState.GONE and Way.GONE not in accepted
    if item.link is LinkState.IN_DOUBT or is_gone or (item.link is LinkState.HELD and item.key):
        said.append(item.note or item.link.value.replace("_", " "))
    return "; ".join(said) or None
