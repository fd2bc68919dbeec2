"""What a plan consists of: one frozen value a change, each knowing what it is about and how to show itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sync.fields import Target
from sync.ports import Draft, Edit
from tracker.model import Issue, Linked, Problem, Values
from tracker.rules import FieldName


@dataclass(frozen=True, slots=True)
class CreateEpic:
    """Make the epic of an incident; `again`: an earlier attempt was looked for and not found."""

    draft: Draft
    values: Values
    fingerprint: str
    again: bool = False

    @property
    def target(self) -> str:
        """The incident."""
        return self.draft.target


@dataclass(frozen=True, slots=True)
class CreateItem:
    """Make the issue of an item under an epic; `epic` None: under the epic that this plan makes first."""

    draft: Draft
    values: Values
    incident: str
    epic: str | None
    where: Target
    fingerprint: str
    again: bool = False

    @property
    def target(self) -> str:
        """The item."""
        return self.draft.target


@dataclass(frozen=True, slots=True)
class Adopt:
    """Take over an issue that carries our marker and property; `how` tells why it was looked for."""

    target: str
    link: Linked
    how: Literal["adopted", "settled"]


@dataclass(frozen=True, slots=True)
class LinkExisting:
    """Link the issue that a row names: labels and property are added, its own fields are left alone."""

    target: str
    link: Linked
    edit: Edit


@dataclass(frozen=True, slots=True)
class Update:
    """Send the fields that only the report moved.

    `agile_epic` is the epic to be set by the agile call, where the screen lacks the Epic Link.
    """

    target: str
    link: Linked
    edit: Edit
    names: tuple[FieldName, ...]
    before: Values
    fingerprint: str
    agile_epic: str | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing is written for this item, and why."""

    target: str
    reason: str
    key: str | None = None


Change: TypeAlias = Adopt | LinkExisting | CreateEpic | CreateItem | Update | Skip

_ORDER: Mapping[type, int] = {Adopt: 0, LinkExisting: 1, CreateEpic: 2, CreateItem: 3, Update: 4, Skip: 5}


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a run would do, in the order in which it does it."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def creates(self) -> int:
        """How many issues it would make, epics included."""
        return sum(isinstance(c, CreateEpic | CreateItem) for c in self.changes)

    @property
    def writes(self) -> int:
        """How many changes would write to Jira."""
        return sum(isinstance(c, CreateEpic | CreateItem | LinkExisting | Update) for c in self.changes)


def in_order(change: Change) -> tuple[int, str, int]:
    """Sorts changes: adopted before made, epics before items, then by incident and number."""
    incident, _, number = change.target.rpartition("/")
    plain = number.isdigit() and bool(incident)
    return _ORDER[type(change)], incident if plain else change.target, int(number) if plain else 0


def key_of(change: Change) -> str | None:
    """The key of the issue that a change is about, None while there is none."""
    match change:
        case Adopt(link=link) | LinkExisting(link=link) | Update(link=link):
            return link.issue.key
        case Skip(key=key):
            return key
        case _:
            return None


def issue_of(change: Adopt | LinkExisting | Update) -> Issue:
    """The issue that a change is about."""
    return change.link.issue
