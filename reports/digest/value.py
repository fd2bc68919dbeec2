"""The digest: its sections with their lines, its totals, how old it is. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from reports.digest.charts import Charts


class Heading(StrEnum):
    """The sections, in the order in which they are read."""

    OVERDUE_P0 = "overdue_p0"
    OVERDUE = "overdue"
    LEFT = "left"
    DUE_SOON = "due_soon"
    SLIPPED = "slipped"
    UNOWNED = "unowned"
    INCOMPLETE = "incomplete"
    BLOCKED = "blocked"
    CLOSED = "closed"
    DROPPED = "dropped"
    REOPENED = "reopened"
    REVIEWS = "reviews"
    NOT_FINAL = "not_final"
    IN_DRAFTS = "in_drafts"
    TROUBLE = "trouble"
    FAILING = "failing"


# Where an item stands that should be done by now.
LATE = (Heading.OVERDUE_P0, Heading.OVERDUE, Heading.LEFT)
# What is about reports and jobs, not about items.
NOT_ITEMS = (Heading.REVIEWS, Heading.NOT_FINAL, Heading.FAILING)


@dataclass(frozen=True, slots=True)
class Move:
    """A field of a line that is another than it was in the last digest; None where it had, or has, no value."""

    name: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One item, or one report, under a heading.

    `priority` is a report's severity. `owner` is who is shown for it, `people` every name that a filter may mean.
    `notes` are short sentences. `new`: it did not stand under this heading in the last digest; `moves` tells what
    else is new about it.
    """

    ref: str
    title: str
    priority: str | None = None
    owner: str | None = None
    people: tuple[str, ...] = ()
    due: dt.date | None = None
    status: str | None = None
    key: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    new: bool = False
    moves: tuple[Move, ...] = ()

    @property
    def is_news(self) -> bool:
        """Something about it was not in the last digest."""
        return self.new or bool(self.moves)


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading; `url` leads to the same in Jira's own search, None where that can't be asked."""

    heading: Heading
    lines: tuple[Line, ...]
    jql: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Every open item that is chased, counted once: overdue, left, due soon, later, without a day, or silent.

    `overdue_p0` are among `overdue`. `let_go` were accepted as they are. `dropped_late` were dropped after their day and
    stand among those that left, though they are not open.
    """

    open: int = 0
    overdue: int = 0
    overdue_p0: int = 0
    left: int = 0
    due_soon: int = 0
    later: int = 0
    undated: int = 0
    snoozed: int = 0
    let_go: int = 0
    dropped_late: int = 0


@dataclass(frozen=True, slots=True)
class Age:
    """How old the data is: `stale` where it is too old to be trusted; `last_pull` None where Jira was never read."""

    last_pull: dt.datetime | None
    stale: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """What there is to say on a day. `since` is the day of the last digest, None where this is the first.

    `only` says in words what it was narrowed to, None where it is about everything.
    """

    as_of: dt.date
    age: Age
    totals: Totals
    sections: tuple[Section, ...] = ()
    since: dt.date | None = None
    charts: Charts = field(default_factory=Charts)
    site: str | None = None
    only: str | None = None

    @property
    def is_clear(self) -> bool:
        """Nothing is overdue and nothing left quietly; what is too old to be trusted is never clear."""
        return not self.age.stale and self.totals.overdue == 0 and self.totals.left == 0

    @property
    def is_quiet(self) -> bool:
        """It says nothing that the last one did not say: one line is enough."""
        return not self.age.stale and self.since is not None and self.news == 0

    @property
    def news(self) -> int:
        """How many lines say something new."""
        return sum(line.is_news for _, line in self.lines())

    def lines(self) -> Iterator[tuple[Heading, Line]]:
        """Every line with its heading, in order."""
        return ((section.heading, line) for section in self.sections for line in section.lines)

    def section(self, heading: Heading) -> Section:
        """The section of that heading, an empty one where there is nothing to say."""
        return next((s for s in self.sections if s.heading is heading), Section(heading, ()))
