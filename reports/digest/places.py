"""Where each item stands: every one has exactly one place, so that the totals add up. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from reports.digest.last import LastDigest
from reports.digest.snapshot import ItemFact, Policy
from reports.digest.value import LATE, Totals
from reports.digest.ways import Way, is_covered, is_late, is_let_go, open_ways
from tracker.model import Priority, Status


class Place(StrEnum):
    """Where an item stands."""

    OVERDUE_P0 = "overdue_p0"
    OVERDUE = "overdue"
    LEFT = "left"
    DUE_SOON = "due_soon"
    LATER = "later"
    UNDATED = "undated"
    SNOOZED = "snoozed"
    LET_GO = "let_go"
    IDLE = "idle"  # a draft, or only on record: no date of it counts
    CLOSED = "closed"


# Where an item is asked after.
WAITING = (Place.OVERDUE_P0, Place.OVERDUE, Place.LEFT, Place.DUE_SOON, Place.LATER, Place.UNDATED)


def ways_of(item: ItemFact, as_of: dt.date, last: LastDigest | None) -> tuple[Way, ...]:
    """The quiet ways that the item took, or what the last digest alone knows: that it was on the list and is not now."""
    found = open_ways(item, as_of)
    if found or last is None or item.status is Status.DONE:
        return found
    was_late = last.had_anywhere(tuple(h.value for h in LATE), str(item.ref))
    is_out = was_late and not is_late(item, as_of) and not is_covered(item)
    return (_as_remembered(item, last),) if is_out else ()


def _as_remembered(item: ItemFact, last: LastDigest) -> Way:
    if item.status is Status.CANCELLED:
        return Way.DROPPED
    before = dict(last.traces.get(str(item.ref), ())).get("due")
    if not item.chased:
        return Way.DRAFT
    if item.due is None:
        return Way.UNDATED
    return Way.MOVED if before != item.due.isoformat() else Way.VANISHED


def place_of(item: ItemFact, as_of: dt.date, by: Policy, last: LastDigest | None) -> Place:  # noqa: PLR0911  # one line a place
    """The one place of an item on that day."""
    if item.snoozed is not None and as_of < item.snoozed.until and item.status.is_open:
        return Place.SNOOZED if item.chased else Place.IDLE
    if ways_of(item, as_of, last):
        return Place.LEFT
    if not item.status.is_open:
        return Place.CLOSED
    if not item.chased:
        return Place.IDLE
    if is_let_go(item, as_of):
        return Place.LET_GO
    if item.due is None:
        return Place.UNDATED
    if item.due < as_of:
        return Place.OVERDUE_P0 if item.priority == Priority.P0 else Place.OVERDUE
    return Place.DUE_SOON if item.due <= as_of + by.soon(item.priority) else Place.LATER


def totals_of(places: Mapping[Place, Sequence[ItemFact]]) -> Totals:
    """How many stand in each place."""
    counts = {place: len(places.get(place, ())) for place in Place}
    dropped_late = sum(not item.status.is_open for item in places.get(Place.LEFT, ()))
    return Totals(
        open=sum(counts[place] for place in (*WAITING, Place.SNOOZED, Place.LET_GO)) - dropped_late,
        overdue=counts[Place.OVERDUE_P0] + counts[Place.OVERDUE],
        overdue_p0=counts[Place.OVERDUE_P0],
        left=counts[Place.LEFT],
        due_soon=counts[Place.DUE_SOON],
        later=counts[Place.LATER],
        undated=counts[Place.UNDATED],
        snoozed=counts[Place.SNOOZED],
        let_go=counts[Place.LET_GO],
        dropped_late=dropped_late,
    )
