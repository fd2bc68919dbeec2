"""What we know: incidents, items and their links, how far Jira was read, and what ever happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from tracker.model.reported import Priority, Source, Status
from tracker.model.shown import Issue, Values


class Standing(StrEnum):
    """What a report allows: only a finished one is pushed."""

    DRAFT = "draft"
    REFUSED = "refused"  # finished, but with errors in it
    RECORDED = "recorded"  # dated before `reports.since`
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as its report told it last; `id` is without the leading `#`.

    `epic` is the key that the report names; None asks for an epic of our own. `review_due` is the written
    date, else the incident's date plus the configured days, None where neither is known.
    """

    id: str
    title: str
    path: str
    standing: Standing
    digest: str
    date: dt.date | None = None
    severity: str | None = None
    document_status: str | None = None
    epic: str | None = None
    review_due: dt.date | None = None
    prepared_by: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class ItemRef:
    """An item's lasting name: `INCIDENT/NUMBER`."""

    incident: str
    number: int

    def __str__(self) -> str:
        return f"{self.incident}/{self.number}"


@dataclass(frozen=True, slots=True)
class ActionItem:
    """An item as its report told it last.

    `reported_status` is the row's own status, which counts only until the first push. `jira_key` is the key
    in the row. `assumed` names the fields that the policy filled in. `withdrawn`: a finished report no longer
    holds the row.
    """

    ref: ItemRef
    title: str
    source: Source
    row: str | None = None
    owner: str | None = None
    owners: tuple[str, ...] = ()
    due: dt.date | None = None
    priority: Priority | None = None
    reported_status: Status | None = None
    jira_key: str | None = None
    assumed: tuple[str, ...] = ()
    withdrawn: bool = False


# What Jira says ---------------------------------------------------------------------------------


class LinkState(StrEnum):
    """The name of a link's state, as the face shows it."""

    UNLINKED = "unlinked"
    IN_DOUBT = "in_doubt"
    LINKED = "linked"
    GONE = "gone"
    HELD = "held"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Unlinked:
    """No issue yet; `refusal` tells why Jira refused the last try, `fingerprint` for which request."""

    refusal: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A create was, or may have been, sent and its outcome is not known.

    It was sent not later than `deadline`; `ended` is when the attempt ended, None if the process died in it.
    """

    sent: Values
    deadline: dt.datetime
    began: dt.datetime
    ended: dt.datetime | None = None

    def since(self) -> dt.datetime:
        """From when the grace counts: the end of the attempt, or the last instant it could have been sent."""
        return self.ended or self.deadline


@dataclass(frozen=True, slots=True)
class Linked:
    """The item has its issue: `base` is what both sides last agreed on, `issue` what Jira said last.

    `refusal` tells why Jira refused the last update, `fingerprint` for which values. A fingerprint without a refusal:
    values that the issue's create screen did not take.
    """

    issue: Issue
    base: Values
    first_due: dt.date | None = None
    first_priority: str | None = None
    refusal: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """Jira no longer shows the issue: deleted, or hidden from this token. Never made again."""

    last: Linked
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Not pushed until a person says so.

    `candidate` is the key of an issue made by hand that may be the item's own; None where a person took the item
    out of the sync, and nothing is to be decided.
    """

    reason: str
    candidate: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """Known, never pushed: done when first seen, or from before `reports.since`."""

    reason: str


Link: TypeAlias = Unlinked | InDoubt | Linked | Gone | Held | Recorded


@dataclass(frozen=True, slots=True)
class TrackedItem:
    """An item with its link and how often its due date has slipped."""

    item: ActionItem
    link: Link = field(default_factory=Unlinked)
    slips: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What an item's row held when it and Jira last said the same: its key, and the words of its status.

    `ours`: those words were written by us, not by a person.
    """

    key: str
    status: str
    ours: bool


@dataclass(frozen=True, slots=True)
class TrackedIncident:
    """An incident with its epic, where that is known: `epic` is Unlinked, InDoubt, Linked or Gone.

    A Linked epic is one that we made; one that the report names is not a link of ours. `epic_now` is the key by
    which Jira knows the one that the report names, None where that is the very key: issues move, reports stay.
    """

    incident: Incident
    epic: Link = field(default_factory=Unlinked)
    epic_now: str | None = None

    @property
    def epic_key(self) -> str | None:
        """The key of its epic as Jira calls it, None while it has none."""
        named = self.incident.epic
        if named is not None:
            return self.epic_now or named.upper()
        return self.epic.issue.key if isinstance(self.epic, Linked) else None


@dataclass(frozen=True, slots=True)
class PullMark:
    """How far Jira has been read: `mark` is Jira's time at the start of the last complete pull.

    `full` is Jira's time at the start of the last pull that read every link.
    """

    mark: dt.datetime
    full: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, for `history`: `at` in UTC, `data` as sorted (name, text) pairs."""

    at: dt.datetime
    kind: str
    incident: str
    number: int | None = None
    data: tuple[tuple[str, str | None], ...] = ()
