"""The review sheet: what was promised after an incident, and what became of it. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tracker.model import Review


class Fate(StrEnum):
    """What became of an item; each has exactly one."""

    DONE = "done"
    DROPPED = "dropped"
    OPEN = "open"
    LOST = "lost"  # Jira no longer shows its issue


@dataclass(frozen=True, slots=True)
class Promise:
    """One item as it was promised and as it stands.

    `promised` is the day that was promised first, None where there was none. `days_late`: done after it by so many days, or
    open and overdue by them. `slips` is how often its day was moved to a later one, `days_slipped` by how much in all.
    """

    ref: str
    title: str
    fate: Fate
    priority: str | None = None
    owner: str | None = None
    key: str | None = None
    url: str | None = None
    promised: dt.date | None = None
    due: dt.date | None = None
    closed: dt.date | None = None
    days_late: int = 0
    slips: int = 0
    days_slipped: int = 0
    notes: tuple[str, ...] = ()

    @property
    def has_slipped(self) -> bool:
        """Its day was moved to a later one."""
        return self.slips > 0 or self.days_slipped > 0


@dataclass(frozen=True, slots=True)
class Related:
    """What the report says of an incident that is related; `incident` is its id where it is known here."""

    text: str
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """An item of a later report that speaks of the same work as `like`, one of this incident's own."""

    ref: str
    title: str
    incident_title: str
    day: dt.date
    like: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the meeting has to answer, and the items that it is about."""

    text: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A sheet to hold the meeting with. `state` is that of the review, `held` the reviews before, the latest last.

    `related` is None where the report could not be read. `stale` is a loud sentence where the data is too old.
    """

    as_of: dt.date
    last_pull: dt.datetime | None
    stale: str | None
    incident: str
    title: str
    path: str
    severity: str | None
    date: dt.date | None
    epic: str | None
    epic_url: str | None
    review_due: dt.date | None
    state: str | None
    held: tuple[Review, ...] = ()
    promises: tuple[Promise, ...] = ()
    related: tuple[Related, ...] | None = ()
    again: tuple[Again, ...] = ()
    questions: tuple[Question, ...] = ()

    def fated(self, fate: Fate) -> tuple[Promise, ...]:
        """The items of that fate."""
        return tuple(p for p in self.promises if p.fate is fate)

    @property
    def slipped(self) -> tuple[Promise, ...]:
        """The items whose day was moved to a later one, whatever became of them."""
        return tuple(p for p in self.promises if p.has_slipped)
