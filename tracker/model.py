"""The values that everything else speaks in: frozen, comparable, free of effects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a problem matters: only an error stops a push."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know; `line` and `column` count from 1, None where there is no place."""

    code: str
    severity: Severity
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where in a report something stands; `line` and `column` count from 1, columns in characters."""

    path: str
    line: int
    column: int = 1


class Priority(StrEnum):
    """The priority of an item; not the severity of its incident, though the alphabet is the same."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Status(StrEnum):
    """Where an item stands; from the first push on it is Jira's word."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped."""
        return self not in (Status.DONE, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where in the report it was found."""

    value: T
    line: int
    column: int


class ReportKind(StrEnum):
    """What a document is."""

    REPORT = "report"
    TEMPLATE = "template"
    NOT_A_REPORT = "not_a_report"


@dataclass(frozen=True, slots=True)
class SignOff:
    """One line of the sign-off table; `approved` as the cell says, `date` None where it names none."""

    role: str
    name: str
    approved: bool
    date: dt.date | None
    line: int


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """One row of a report's action items, as the report says it; None where the cell says nothing.

    `owner` is the first owner as written, `owners` all of them; `number` the row's `#` where that is a
    whole number. `inferred`: its section looks ahead, and does not call it an action. `elsewhere` is the ticket of another
    tracker that the row names.
    """

    title: str
    source: Source
    number: int | None = None
    row: str | None = None
    owner: str | None = None
    owners: tuple[str, ...] = ()
    due: dt.date | None = None
    priority: Priority | None = None
    status: Status | None = None
    jira_key: str | None = None
    inferred: bool = False
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """What was read out of one file: facts with their places, items in row order, and every problem.

    `digest` is the SHA-256 of the file's bytes, in hex. `finished` is not here: which document statuses
    say finished is the configuration's word.
    """

    path: str
    digest: str
    kind: ReportKind
    title: Found[str] | None = None
    incident: Found[str] | None = None
    date: Found[dt.date] | None = None
    severity: Found[str] | None = None
    incident_status: Found[str] | None = None
    document_status: Found[str] | None = None
    finalised: Found[dt.date] | None = None
    epic: Found[str] | None = None
    next_review: Found[dt.date] | None = None
    prepared_by: Found[str] | None = None
    sign_offs: tuple[SignOff, ...] = ()
    items: tuple[ReportedItem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Something in it stops a push."""
        return any(p.severity is Severity.ERROR for p in self.problems)


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


class Flavour(StrEnum):
    """Which of the two kinds of Jira answers."""

    CLOUD = "cloud"
    DATA_CENTER = "dc"


@dataclass(frozen=True, slots=True)
class Person:
    """A Jira account: `account` is the accountId on Cloud, the user name on Data Center."""

    account: str
    name: str
    active: bool = True
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """The fields that report and Jira both may move, in one canonical form.

    `priority` is P0 to P4, or Jira's own name where the map has none. `assignee` is an account, `owner` the
    handle that it was resolved from (None when seen in Jira). `epic` is a key.
    """

    title: str
    due: dt.date | None = None
    priority: str | None = None
    owner: str | None = None
    assignee: str | None = None
    epic: str | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's word that an item may be off the overdue list without being done.

    `ways` names what was accepted of the item's state (its row is gone, it was dropped, ...); `due` and `priority`
    are what counts as promised from then on.
    """

    by: str
    reason: str
    at: dt.datetime
    ways: tuple[str, ...] = ()
    due: dt.date | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """A person's word that nothing is said of an item before the day `until`."""

    by: str
    reason: str
    at: dt.datetime
    until: dt.date


@dataclass(frozen=True, slots=True)
class Review:
    """The record of a 30-day review; `next` is the next look, None when there is none."""

    incident: str
    held_on: dt.date
    by: str
    outcome: str
    next: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ReviewWord:
    """People's last word on the review of an incident, said `at`: held, or put off since it was held last."""

    incident: str
    at: dt.datetime
    held: Review | None = None
    snoozed: Snooze | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The issue property `pirtrack`: whose issue this is and the values last sent to it.

    `sent` is the base that a lost store gets back, `at` when that was (None: by the create itself), `store` which store did it. `number` is
    None on an epic that we made. `withdrawn`: the issue was told that its row is gone. `released`: somebody took
    the issue away from its item, which is held since then. `accepted` and `snoozed` are the last such word on the item.
    `placing` is the epic that a call of its own was to put the issue under after this was sent, None where there was none.
    On an epic, `reviews` are people's words on the reviews of its incidents, each under NAMESPACE/INCIDENT; one that a
    report names holds nothing else of ours.
    """

    namespace: str
    store: str
    incident: str
    number: int | None
    path: str
    first_due: dt.date | None = None
    first_priority: str | None = None
    sent: Values | None = None
    at: dt.datetime | None = None
    withdrawn: bool = False
    released: bool = False
    accepted: Acceptance | None = None
    snoozed: Snooze | None = None
    reviews: tuple[tuple[str, ReviewWord], ...] = ()
    placing: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as Jira showed it; `id` is numeric text and lasts, `key` may change.

    `category` is the status category's key (new, indeterminate, done, undefined). `duplicate_of_category` is
    that of the issue this one is marked a duplicate of. `stamp` is None when absent, unreadable or not asked
    for.
    """

    id: str
    key: str
    project: str
    type: str
    summary: str
    status: str
    category: str
    created: dt.datetime
    updated: dt.datetime
    is_epic: bool = False
    resolution: str | None = None
    resolved: dt.datetime | None = None
    due: dt.date | None = None
    priority: str | None = None
    assignee: Person | None = None
    parent: str | None = None
    labels: frozenset[str] = frozenset()
    duplicate_of_category: str | None = None
    stamp: Stamp | None = None


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
