"""When people are reminded of a review: a week before, on its day, then weekly. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

WEEK = dt.timedelta(days=7)
# Reviews in these states wait for somebody; the others are done or silent.
WAITING = frozenset(("scheduled", "due", "overdue"))


@dataclass(frozen=True, slots=True)
class Reminder:
    """One review that somebody is reminded of; `due` may have been put off, `open_items` are its incident's."""

    incident: str
    title: str
    severity: str | None
    due: dt.date
    open_items: int
    overdue_items: int


def reminder_day(due: dt.date, as_of: dt.date) -> dt.date | None:
    """The latest day, up to `as_of`, on which a review due on that day is to be reminded of; None before the first."""
    weeks = (as_of - due) // WEEK
    return due + weeks * WEEK if weeks >= -1 else None


def falls_due(due: dt.date, *, after: dt.date, as_of: dt.date) -> bool:
    """Whether a reminder falls on a day after the one and up to the other; several that were missed are one."""
    day = reminder_day(due, as_of)
    return day is not None and day > after
