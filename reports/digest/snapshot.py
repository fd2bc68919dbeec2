"""What a digest is made from: the facts of a moment, and how they are judged. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.model import Acceptance, ItemRef, LinkState, Priority, Snooze, Standing, Status

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One item as it stands; every day is one of the team's own time zone.

    `chased`: its dates count. `labelled`: its issue still carries the label that pulls search for. `blocked`,
    `reopened`: since when it is, None where it isn't. `unmapped` says why its owner stands for nobody. `note` says
    what keeps it from being linked.
    """

    ref: ItemRef
    title: str
    status: Status
    standing: Standing
    link: LinkState
    chased: bool
    owner: str | None = None
    assignee: str | None = None
    unmapped: str | None = None
    priority: str | None = None
    first_priority: str | None = None
    due: dt.date | None = None
    first_due: dt.date | None = None
    slips: int = 0
    severity: str | None = None
    key: str | None = None
    url: str | None = None
    withdrawn: bool = False
    labelled: bool = True
    opened: dt.date | None = None
    closed: dt.date | None = None
    closed_at: dt.datetime | None = None
    blocked: dt.date | None = None
    reopened: dt.date | None = None
    conflicts: tuple[str, ...] = ()
    note: str | None = None
    accepted: Acceptance | None = None
    snoozed: Snooze | None = None


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """One 30-day review that is due or overdue."""

    incident: str
    title: str
    severity: str | None
    due: dt.date
    overdue: bool
    open_items: int


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A report that is not final yet; `rank` is its severity as one of P0 to P4, None where that can't be told."""

    incident: str
    title: str
    severity: str | None
    rank: Priority | None
    date: dt.date | None
    prepared_by: str | None = None


class Span(NamedTuple):  # a tuple: there is one for every issue that ever was
    """The life of one issue, for the charts; `promised` is the day that was promised first."""

    opened: dt.date
    closed: dt.date | None
    done: bool
    promised: dt.date | None
    priority: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a digest is made from; `items` are the open ones, and what was closed of late or too late.

    `now` and `last_pull` tell how old the data is. `failing` are sentences about jobs that don't run as they should.
    """

    as_of: dt.date
    now: dt.datetime
    last_pull: dt.datetime | None
    items: tuple[ItemFact, ...] = ()
    reviews: tuple[ReviewFact, ...] = ()
    drafts: tuple[DraftFact, ...] = ()
    spans: tuple[Span, ...] = ()
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JiraSite:
    """Where Jira is, so that a section can link to its search.

    `label` is on every issue of ours; `priorities` are Jira's names for P0 to P4, `blocked` its status names for that.
    """

    url: str
    label: str
    priorities: Mapping[str, str] = field(default_factory=dict)
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """What the configuration says: when something is soon, for long, in time, too old to be trusted."""

    due_soon: Mapping[str, dt.timedelta] = field(default_factory=dict)
    blocked_after: dt.timedelta = WEEK
    finalise: Mapping[Priority, dt.timedelta] = field(default_factory=dict)
    stale_after: dt.timedelta = dt.timedelta(hours=24)
    site: JiraSite | None = None

    def soon(self, priority: str | None) -> dt.timedelta:
        """How long before its day an item of this priority is due soon."""
        return self.due_soon.get(priority or "", WEEK)
