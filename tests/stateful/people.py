"""People at work in Jira, and what they said there: nothing of it may be lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sync.sandbox.model import Jira, Record
from sync.sandbox.world import STATES, User

FieldName = Literal["summary", "due", "priority", "assignee", "parent"]

# What people say in Jira, reports never say.
DAYS = ("2026-05-01", "2026-05-09", None)
WORDS = ("rewritten by hand", "in other words")
PRIORITIES = ("Low", "Lowest")
LABEL = "theirs"


@dataclass(frozen=True)
class Either:
    """Both sides may hold: a person took the report's value, or the report took the person's."""


@dataclass
class People:
    """`said` holds, by issue, what a person said last of each field; `labelled` and `status` the same of those."""

    jira: Jira
    said: dict[int, dict[str, object]] = field(default_factory=dict)
    labelled: set[int] = field(default_factory=set)
    status: dict[int, tuple[str, str | None]] = field(default_factory=dict)

    def edit(self, record: Record, name: FieldName, value: object) -> None:
        """A person changes one field."""
        self.jira.edit(str(record.id), **{name: value})
        self.said.setdefault(record.id, {})[name] = value

    def free(self, record: Record, name: FieldName) -> None:
        """From now on either side's value is right."""
        self.said.setdefault(record.id, {})[name] = Either()

    def settled(self, record: Record, name: FieldName) -> None:
        """A person took the report's value: what was said before is withdrawn."""
        self.said.get(record.id, {}).pop(name, None)

    def words_on(self, record: Record) -> Mapping[str, object]:
        """What people said of an issue."""
        return self.said.get(record.id, {})

    def label(self, record: Record) -> None:
        """A person adds a label."""
        if LABEL not in record.labels:
            self.jira.edit(str(record.id), labels=[*record.labels, LABEL])
        self.labelled.add(record.id)

    def transition(self, record: Record, to: str, resolution: str | None) -> None:
        """A person moves an issue on."""
        self.jira.transition(str(record.id), to, resolution)
        self.status[record.id] = (to, record.resolution)

    def kim(self) -> User:
        """Somebody whom no report names."""
        return next(u for u in self.jira.people if u.name == "kim")

    @staticmethod
    def statuses() -> tuple[str, ...]:
        """Where an issue can go."""
        return tuple(s.name for s in STATES)
