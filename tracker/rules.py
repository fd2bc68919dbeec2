"""What the facts mean: how the work stands, what is overdue, which review is due. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, TypeAlias

from tracker.model import (
    Gone,
    Held,
    Incident,
    InDoubt,
    Issue,
    Link,
    Linked,
    LinkState,
    Priority,
    Recorded,
    ReviewWord,
    Standing,
    Status,
    Unlinked,
)

DROPPED = frozenset(
    {"won't do", "wont do", "won't fix", "wontfix", "duplicate", "cannot reproduce", "declined", "incomplete",
     "rejected", "cancelled", "canceled", "obsolete", "invalid", "abandoned", "not a bug", "works as designed"}
)  # fmt: skip  # set by hand, as a table
DUPLICATE = "duplicate"


def status_of(issue: Issue, names: Mapping[str, Status]) -> Status:
    """An issue's status from category key and resolution; `names` maps status names that carry meaning."""
    return status_by(issue.status, issue.category, issue.resolution, issue.duplicate_of_category, names)


def status_by(
    name: str, category: str, resolution: str | None, duplicate_of_category: str | None, names: Mapping[str, Status]
) -> Status:
    """The same, from what Jira says of an issue's status alone."""
    named = {known.casefold(): status for known, status in names.items()}.get(name.casefold())
    if named is not None:
        return named
    if category == "done":
        return _closed_as(resolution, duplicate_of_category)
    return Status.IN_PROGRESS if category == "indeterminate" else Status.NOT_STARTED


def _closed_as(said: str | None, duplicate_of_category: str | None) -> Status:
    resolution = (said or "").casefold()
    if resolution == DUPLICATE and duplicate_of_category not in (None, "done"):
        return Status.IN_PROGRESS  # the work goes on in the other issue
    return Status.CANCELLED if resolution in DROPPED else Status.DONE


_LINK_STATES: Mapping[type, LinkState] = {
    Unlinked: LinkState.UNLINKED,
    InDoubt: LinkState.IN_DOUBT,
    Linked: LinkState.LINKED,
    Gone: LinkState.GONE,
    Held: LinkState.HELD,
    Recorded: LinkState.RECORDED,
}


def link_state(link: Link) -> LinkState:
    """The name of a link's state."""
    return _LINK_STATES[type(link)]


FEWEST = 5  # what vanishes below that may well have been removed


def is_too_many(vanished: int, known: int, share: float) -> bool:
    """Whether so many at once look like something that can't be read rather than something removed."""
    return vanished >= FEWEST and vanished > share * known


def day_of(at: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """The day that an instant falls on, where the team is."""
    return at.astimezone(zone).date()


def is_overdue(status: Status, due: dt.date | None, as_of: dt.date) -> bool:
    """Due today is not overdue; done and cancelled never are."""
    return status.is_open and due is not None and due < as_of


def is_chased(incident: Incident, link: Link) -> bool:
    """Whether dates count: not for drafts without an issue, never for what is only recorded."""
    if isinstance(link, Recorded) or incident.standing is Standing.RECORDED:
        return False
    return incident.standing in (Standing.FINISHED, Standing.REFUSED) or isinstance(link, Linked | Gone)


def review_due(written: dt.date | None, happened: dt.date | None, after: dt.timedelta) -> dt.date | None:
    """The date that the report names, else the incident's date and the configured days."""
    if written is not None:
        return written
    return happened + after if happened is not None else None


ReviewState: TypeAlias = Literal["scheduled", "due", "overdue", "done", "snoozed"]
REVIEW_WEEK = dt.timedelta(days=7)


def review_state(due: dt.date, said: ReviewWord | None, as_of: dt.date) -> tuple[dt.date, ReviewState]:
    """When the (next) look is due and how that stands: due on its day and for a week, then overdue."""
    held = said.held if said is not None and said.held is not None and said.held.held_on <= as_of else None
    if held is not None and held.next is None:
        return due, "done"
    due = held.next if held is not None and held.next is not None else due
    if said is not None and said.snoozed is not None and as_of < said.snoozed.until:
        return due, "snoozed"
    if as_of < due:
        return due, "scheduled"
    return due, "due" if as_of <= due + REVIEW_WEEK else "overdue"


_RANKS: Mapping[str, int] = {priority.value: rank for rank, priority in enumerate(Priority)}


def priority_rank(priority: str | None) -> int:
    """P0 first; Jira's own names after P4, none last."""
    return len(_RANKS) + 1 if priority is None else _RANKS.get(priority, len(_RANKS))
