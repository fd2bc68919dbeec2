"""What planning and applying need from the world: a Jira to talk to and a journal to write in.

Every method of `Jira` may raise `JiraRefused`, `JiraUnavailable` (with its subclasses), `JiraMissing` or
`JiraMisread`; reads are retried within a bound before they do, writes never are, but for `Throttled` and
`NotSent`, which mean that nothing was carried out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tracker.model import Flavour, Held, Issue, Linked, Person, Stamp, Values


@dataclass(frozen=True, slots=True)
class Site:
    """Which Jira answers, as `serverInfo` says."""

    flavour: Flavour
    version: str
    title: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token this is, and Jira's clock (UTC, whole seconds) when it answered."""

    person: Person
    zone: str
    now: datetime


@dataclass(frozen=True, slots=True)
class IssueType:
    """An issue type of a project; `is_epic` None where Jira does not tell (Data Center)."""

    id: str
    name: str
    subtask: bool
    is_epic: bool | None = None


@dataclass(frozen=True, slots=True)
class CreateField:
    """A field of the create screen; `custom` is the schema's type name, None for a system field.

    `allowed` holds (id, name) pairs, empty where any value goes. `default` is the name of what Jira puts where
    nothing is sent, None where it has no name, or there is none.
    """

    id: str
    name: str
    required: bool
    has_default: bool
    type: str
    custom: str | None = None
    allowed: tuple[tuple[str, str], ...] = ()
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One issue to be made: everything in the one request. `fields` is the JSON that Jira takes."""

    target: str
    marker: str
    fields: Mapping[str, object]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why one draft of a batch was not made; `position` counts from 0 into the batch."""

    position: int
    message: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a create request did: ids of what was made (order proves nothing), and what was rejected."""

    ids: tuple[str, ...]
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Issues read directly, past the search index; `missing` holds what was asked for and not shown."""

    issues: tuple[Issue, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Epic:
    """What a key that a report names as its epic turned out to be."""

    key: str
    project: str
    type: str
    is_epic: bool
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to one issue: only the fields that move, labels added and removed one by one.

    `comment` is a paragraph that is added by the same request, so that the property tells whether it was.
    `quiet`: Jira's mail is suppressed where the token may (labels and properties only).
    """

    fields: Mapping[str, object]
    add_labels: tuple[str, ...] = ()
    remove_labels: tuple[str, ...] = ()
    stamp: Stamp | None = None
    comment: str | None = None
    quiet: bool = False


class Jira(Protocol):
    """One face for Jira Cloud and Data Center; for one thread."""

    def lines(self, at_most: int) -> Sequence[Jira]:
        """Up to so many faces of the same Jira, each for a thread of its own, this one among them."""
        ...

    def site(self) -> Site:
        """Which Jira this is."""
        ...

    def myself(self) -> Caller:
        """Whose token this is; the one proof that the credentials work."""
        ...

    def permissions(self, project: str) -> frozenset[str]:
        """Names of what this token may do there; raises `JiraMissing` when the project is unknown."""
        ...

    def issue_types(self, project: str) -> tuple[IssueType, ...]:
        """What may be created there."""
        ...

    def create_fields(self, project: str, issue_type: IssueType) -> tuple[CreateField, ...]:
        """The create screen of that type."""
        ...

    def epic_link_field(self) -> str | None:
        """Id of the Epic Link field of a Data Center, None where there is none, and on Cloud."""
        ...

    def people(self, query: str, project: str) -> tuple[Person, ...]:
        """Every account assignable in the project that answers to an e-mail, name or account."""
        ...

    def search(self, jql: str, *, epic_link: str | None = None) -> Iterator[tuple[Issue, ...]]:
        """Pages of issues, each issue once; a page that fails raises, so a full run is a full answer.

        On Cloud each carries its stamp; on Data Center stamps are read by `stamps`.
        """
        ...

    def newest(self, project: str) -> int:
        """The number in the key of the newest issue of a project that the search index shows; 0 where it shows none."""
        ...

    def read(self, ids_or_keys: Sequence[str], *, epic_link: str | None = None, fresh: bool = False) -> Reading:
        """The issues by name, moves followed, 100 a request; on Cloud with their stamps.

        `fresh`: past the search index for certain, which costs Data Center a request each.
        """
        ...

    def epics(self, keys: Sequence[str]) -> Mapping[str, Epic | None]:
        """What each key names, None where Jira shows nothing; moves are followed."""
        ...

    def stamps(self, ids: Sequence[str]) -> Mapping[str, Stamp]:
        """The property of each issue, by id; an issue without one is left out."""
        ...

    def create(self, drafts: Sequence[Draft], *, deadline: datetime) -> Made:
        """One POST on a fresh connection, at most 50 drafts.

        Raises: NotSent (also when `deadline` has passed as the last act before the send), Throttled,
            JiraRefused, JiraInvalid when the request as a whole was refused, OutcomeUnknown.
        """
        ...

    def edit(self, issue_id: str, edit: Edit) -> None:
        """One PUT, sent once."""
        ...

    def add_to_epic(self, epic_key: str, issue_ids: Sequence[str]) -> None:
        """The agile call, for a Data Center whose create screen lacks the Epic Link; at most 50."""
        ...


class Journal(Protocol):
    """The write-ahead record of creates; each call is one committed transaction.

    A target is `INCIDENT/NUMBER` for an item, `INCIDENT` for the epic of an incident.
    """

    def intend(self, intents: Mapping[str, Values], *, began: datetime, deadline: datetime) -> None:
        """Marks each target in doubt. Raises: StoreError when one of them is in doubt already."""
        ...

    def ended(self, targets: Sequence[str], *, at: datetime) -> None:
        """The attempt ended without a known outcome; the grace counts from here."""
        ...

    def withdraw(self, targets: Sequence[str], *, at: datetime, reason: str) -> None:
        """The request surely was not carried out: no longer in doubt, to be planned anew."""
        ...

    def refused(self, target: str, *, at: datetime, reason: str, fingerprint: str) -> None:
        """Jira refused this draft for good: shown, and not tried again while `fingerprint` is the same."""
        ...

    def gone(self, target: str, *, at: datetime) -> None:
        """Jira no longer shows the target's issue: deleted or hidden, and never made again."""
        ...

    def linked(
        self, links: Mapping[str, Linked], *, at: datetime, how: str, slipped: frozenset[str] = frozenset()
    ) -> None:
        """Each target has its issue; `how` is created, adopted, linked or updated, for the history.

        The report moved the due dates of `slipped` to a later day.
        """
        ...

    def held(self, holds: Mapping[str, Held], *, at: datetime, how: str) -> None:
        """Each target waits for a person; `how` is held or unlinked, for the history."""
        ...
