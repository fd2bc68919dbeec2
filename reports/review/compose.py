"""From what is known of an incident to the sheet of its review. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.digest import notes
from reports.digest.snapshot import ItemFact
from reports.review.again import Later, again, known_ones
from reports.review.questions import questions
from reports.review.sheet import Fate, Promise, ReviewSheet
from tracker.model import LinkState, Status
from tracker.rules import priority_rank


@dataclass(frozen=True, slots=True)
class Past:
    """What a sheet looks back on: the incident's items, what its report calls related, and what came after.

    `related` is None where the report could not be read. `known` are all incidents with their days.
    """

    items: tuple[ItemFact, ...] = ()
    related: tuple[str, ...] | None = ()
    later: tuple[Later, ...] = ()
    known: Mapping[str, dt.date | None] | None = None


def compose(head: ReviewSheet, past: Past) -> ReviewSheet:
    """The sheet under that head, whatever the order of the items."""
    promises = promises_of(past.items, head.as_of)
    others = {name: day for name, day in (past.known or {}).items() if name != head.incident}
    related = None if past.related is None else known_ones(past.related, others)
    shared = again(promises, past.later)
    return replace(
        head,
        promises=promises,
        related=related,
        again=shared,
        questions=questions(head.incident, promises, related or (), shared),
    )


def promises_of(items: Sequence[ItemFact], as_of: dt.date) -> tuple[Promise, ...]:
    """Every item as it was promised, P0 first."""
    ordered = sorted(items, key=lambda i: (priority_rank(i.priority), i.ref))
    return tuple(_promise(item, as_of) for item in ordered)


def _promise(item: ItemFact, as_of: dt.date) -> Promise:
    fate = _fate(item)
    first = item.first_due or item.due
    slipped = (item.due - first).days if item.due and first and item.due > first else 0
    return Promise(
        ref=str(item.ref),
        title=item.title,
        fate=fate,
        priority=item.priority,
        owner=item.assignee or item.owner,
        key=item.key,
        url=item.url,
        promised=first,
        due=item.due,
        closed=item.closed,
        days_late=_days_late(item, fate, as_of),
        slips=item.slips,
        days_slipped=slipped,
        notes=tuple(_notes(item, fate, as_of)),
    )


def _fate(item: ItemFact) -> Fate:
    if item.link is LinkState.GONE:
        return Fate.LOST
    if item.status.is_open:
        return Fate.OPEN
    return Fate.DONE if item.status is Status.DONE else Fate.DROPPED


def _days_late(item: ItemFact, fate: Fate, as_of: dt.date) -> int:
    first = item.first_due or item.due
    if fate is Fate.DONE and item.closed and first:
        return max(0, (item.closed - first).days)
    if fate is Fate.OPEN and item.due and item.chased:
        return max(0, (as_of - item.due).days)
    return 0


def _notes(item: ItemFact, fate: Fate, as_of: dt.date) -> Iterator[str]:
    """What is to be said of it besides: when it ended and why, what keeps it, who said what."""
    said: list[str | None] = []
    if fate is Fate.DONE:
        said.append(notes.ended(replace(item, accepted=None)) if item.closed else "done; Jira tells no day")
    elif fate is Fate.DROPPED:
        why = item.note or "no resolution"
        said.append(f"dropped {item.closed.isoformat()}: {why}" if item.closed else f"dropped: {why}")
        said.append(None if item.accepted else "nobody took that on record")
    elif fate is Fate.LOST:
        said.append(item.note)
    else:
        said += _still_open(item, as_of)
    said.append(notes.slipped(item) or _moved(item))
    if item.first_priority is not None and item.first_priority != item.priority:
        said.append(f"its priority was {item.first_priority}, is {item.priority or 'none'}")
    said.append("its row was removed from the report" if item.withdrawn else None)
    said.append(notes.silence(item))
    return (text for text in said if text)


def _still_open(item: ItemFact, as_of: dt.date) -> Iterator[str | None]:
    overdue = item.chased and item.due is not None and item.due < as_of
    yield notes.late(item, as_of) if overdue else None
    yield notes.unowned(item)
    yield notes.incomplete(item)
    yield notes.blocked(item, as_of, dt.timedelta())
    if item.snoozed is not None and item.snoozed.until > as_of:
        yield f"silent until {item.snoozed.until.isoformat()}, says {item.snoozed.by}: {item.snoozed.reason}"
    yield notes.trouble(item)


def _moved(item: ItemFact) -> str | None:
    """A day that went to and fro, and is no later now than it was."""
    first = item.first_due or item.due
    return (
        f"put off {notes.many(item.slips, 'time', 'times')}, from {first.isoformat()}" if item.slips and first else None
    )
