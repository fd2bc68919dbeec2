"""The quiet ways out of the overdue list: how an item stops being overdue without being done. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from reports.digest.snapshot import ItemFact
from tracker.model import LinkState, Standing, Status
from tracker.rules import priority_rank


class Way(StrEnum):
    """One such way; the order is that in which they are told."""

    DROPPED = "dropped"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
    DRAFT = "draft"
    UNLABELLED = "unlabelled"
    UNDATED = "undated"
    MOVED = "moved"
    LOWERED = "lowered"
    VANISHED = "vanished"


# These are states of an item, accepted as such; the others are measured against what was promised.
STATES = frozenset((Way.DROPPED, Way.GONE, Way.WITHDRAWN, Way.DRAFT, Way.UNLABELLED, Way.VANISHED))


def promised_due(item: ItemFact) -> dt.date | None:
    """The day that counts: the one somebody accepted last, else the first that was sent to Jira, else the present one."""
    if item.accepted is not None:
        return item.accepted.due
    return item.first_due or item.due


def promised_priority(item: ItemFact) -> str | None:
    """The priority that counts, the same way."""
    if item.accepted is not None:
        return item.accepted.priority
    return item.first_priority or item.priority


def is_late(item: ItemFact, as_of: dt.date) -> bool:
    """Overdue by its present day."""
    return item.status.is_open and item.chased and item.due is not None and item.due < as_of


def ways_out(item: ItemFact, as_of: dt.date) -> tuple[Way, ...]:
    """Every way by which an item that should be on the overdue list is off it; empty where it is not late, or done."""
    if item.status is Status.DONE or item.link is LinkState.RECORDED:
        return ()
    promised = promised_due(item)
    end = as_of if item.status.is_open else item.closed or as_of
    if not any(day is not None and day < end for day in (promised, item.due)):
        return ()
    if item.status is Status.CANCELLED:
        return (Way.DROPPED,)
    return tuple(_off_the_list(item, as_of))


def _off_the_list(item: ItemFact, as_of: dt.date) -> Iterator[Way]:
    if item.link is LinkState.GONE:
        yield Way.GONE
    if item.withdrawn:
        yield Way.WITHDRAWN
    if item.standing is Standing.DRAFT and item.link is LinkState.LINKED:
        yield Way.DRAFT
    if not item.labelled:
        yield Way.UNLABELLED
    if item.due is None:
        yield Way.UNDATED
    elif item.due >= as_of:
        yield Way.MOVED
    if priority_rank(item.priority) > priority_rank(promised_priority(item)):
        yield Way.LOWERED


def open_ways(item: ItemFact, as_of: dt.date) -> tuple[Way, ...]:
    """The ways that nobody has accepted."""
    accepted = item.accepted.ways if item.accepted else ()
    return tuple(way for way in ways_out(item, as_of) if way not in STATES or way not in accepted)


def is_let_go(item: ItemFact, as_of: dt.date) -> bool:
    """Somebody accepted the state that it is in: nobody is chased for it any more."""
    return item.accepted is not None and any(
        way in STATES and way in item.accepted.ways for way in ways_out(item, as_of)
    )


def is_covered(item: ItemFact) -> bool:
    """Somebody accepted it as it is now: since then neither day nor priority moved."""
    said = item.accepted
    return said is not None and (said.due, said.priority) == (item.due, item.priority)
