"""What a plan consists of: one frozen value a change, each knowing what it is about and how to show itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sync.fields import Target
from sync.ports import Draft, Edit
from tracker.merging import FieldName
from tracker.model import Held, Linked, Problem, Values


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
    """Link the issue that a row names: labels and property are added, its own fields are left alone.

    `fingerprint` names what is sent, so that what Jira refused is not sent again; None where a person asks for it.
    """

    target: str
    link: Linked
    edit: Edit
    fingerprint: str | None = None


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
class Comment:
    """Say in the issue what became of its row; the property of the same request remembers that it was said."""

    target: str
    link: Linked
    edit: Edit
    how: Literal["withdrawal_said", "return_said"]
    before: Values
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Decide:
    """Tell the issue what a person decided about its item; the property of the same request keeps it."""

    target: str
    link: Linked
    edit: Edit
    how: Literal["acceptance_said", "snooze_said"]


@dataclass(frozen=True, slots=True)
class Settle:
    """Carry out what a person decided about fields on which report and Jira are not one."""

    target: str
    link: Linked
    edit: Edit
    names: tuple[FieldName, ...]
    take: Literal["jira", "report"]


@dataclass(frozen=True, slots=True)
class Release:
    """Take an issue away from its item, which is held from then on."""

    target: str
    link: Linked
    edit: Edit
    held: Held


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep an item from being made, since an issue made by hand may be its own."""

    target: str
    held: Held


@dataclass(frozen=True, slots=True)
class NotMade:
    """End a doubt: what was sent was looked for and not found, and no issue is wanted any more."""

    target: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing is written for this item, and why."""

    target: str
    reason: str
    key: str | None = None


# What changes an issue that is there.
Edited: TypeAlias = LinkExisting | Update | Comment | Decide | Settle | Release
Change: TypeAlias = Adopt | Hold | NotMade | CreateEpic | CreateItem | Edited | Skip

_ORDER: Mapping[type, int] = {
    Adopt: 0, Hold: 1, NotMade: 1, LinkExisting: 2, CreateEpic: 3, CreateItem: 4, Update: 5, Settle: 5, Release: 5, Decide: 5, Comment: 6,
    Skip: 7,
}  # fmt: skip  # set by hand, as a table


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
        return sum(isinstance(c, CreateEpic | CreateItem | Edited) for c in self.changes)


def in_order(change: Change) -> tuple[int, str, int]:
    """Sorts changes: adopted before made, epics before items, then by incident and number."""
    incident, _, number = change.target.rpartition("/")
    plain = number.isdigit() and bool(incident)
    return _ORDER[type(change)], incident if plain else change.target, int(number) if plain else 0


def key_of(change: Change) -> str | None:
    """The key of the issue that a change is about, None while there is none."""
    match change:
        case CreateEpic() | CreateItem() | NotMade():
            return None
        case Skip(key=key):
            return key
        case Hold(held=held):
            return held.candidate
        case _:
            return change.link.issue.key
