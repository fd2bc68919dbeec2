"""The sandbox's Jira without HTTP: projects, people, issues, and an index that may lag behind them."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


class Refusal(Exception):  # an answer, not a failure
    """What Jira answers instead of doing it."""

    def __init__(self, status: int, *messages: str, **errors: str) -> None:
        super().__init__(status, messages)
        self.status = status
        self.body: dict[str, Any] = {"errorMessages": list(messages), "errors": errors}


MISSING = "Issue does not exist or you do not have permission to see it."


@dataclass
class Clock:
    """The sandbox's time: this machine's, moved by as much as people have let pass."""

    offset: dt.timedelta = dt.timedelta()

    def now(self) -> dt.datetime:
        """UTC."""
        return dt.datetime.now(dt.UTC) + self.offset

    def advance(self, span: dt.timedelta) -> None:
        """Lets time pass at once."""
        self.offset += span


@dataclass(frozen=True)
class User:
    """An account: `account` on Cloud, `name` on Data Center."""

    account: str
    name: str
    display: str
    email: str
    active: bool = True


@dataclass(frozen=True)
class Kind:
    """An issue type; `level` 1 is the epic, -1 a sub-task."""

    id: str
    name: str
    level: int = 0


@dataclass(frozen=True)
class State:
    """A status with the key of its category."""

    id: str
    name: str
    category: str


@dataclass(frozen=True)
class Field:
    """A field of a create screen; `options` are (id, name)."""

    id: str
    name: str
    type: str = "string"
    custom: str | None = None
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()


@dataclass
class Record:
    """An issue as the sandbox keeps it."""

    id: int
    project: str
    number: int
    kind: Kind
    summary: str
    created: dt.datetime
    updated: dt.datetime
    state: State
    description: Any = None
    due: str | None = None
    priority: str | None = None
    assignee: User | None = None
    labels: list[str] = field(default_factory=list)
    parent: int | None = None
    resolution: str | None = None
    resolved: dt.datetime | None = None
    custom: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    comments: list[dict[str, Any]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    hidden: bool = False

    @property
    def key(self) -> str:
        """What people call it, until it is moved."""
        return f"{self.project}-{self.number}"


KINDS = (
    Kind("10001", "Task"),
    Kind("10002", "Story"),
    Kind("10003", "Bug"),
    Kind("10000", "Epic", 1),
    Kind("10004", "Sub-task", -1),
)
STATES = (
    State("1", "To Do", "new"),
    State("3", "In Progress", "indeterminate"),
    State("4", "Blocked", "indeterminate"),
    State("5", "Done", "done"),
)
PRIORITIES = (("1", "Highest"), ("2", "High"), ("3", "Medium"), ("4", "Low"), ("5", "Lowest"))
RESOLUTIONS = ("Done", "Won't Do", "Duplicate")
BOT = User("557058:bot", "pirtrack-bot", "pirtrack Bot", "bot@example.com")
LEAD = User("557058:lead", "lead", "Default Lead", "lead@example.com")
PEOPLE = (
    BOT,
    LEAD,
    User("557058:ana", "ana", "Ana Silva", "ana@example.com"),
    User("557058:bob", "bob", "Bob Moreau", "bob@example.com"),
    User("557058:kim1", "kim.lee", "Kim Lee", "kim.lee@example.com"),
    User("557058:kim2", "kim.park", "Kim Park", "kim.park@example.com"),
    User("557058:gone", "gone", "Gone Person", "gone@example.com", active=False),
)
EPIC_LINK, EPIC_NAME = "customfield_10008", "customfield_10009"
GREENHOPPER = "com.pyxis.greenhopper.jira:gh-epic-"


class Jira:
    """One site. Every change goes through `touch`, which is what the index hears of."""

    def __init__(self, flavour: str, project: str = "ENG") -> None:
        self.flavour = flavour
        self.clock = Clock()
        self.projects = {project: "10100", "OPS": "10200"}
        self.people = list(PEOPLE)
        self.may = {
            "BROWSE_PROJECTS",
            "CREATE_ISSUES",
            "EDIT_ISSUES",
            "ASSIGN_ISSUES",
            "ADD_COMMENTS",
            "TRANSITION_ISSUES",
            "LINK_ISSUES",
        }
        self.records: dict[int, Record] = {}
        self.index_lag = dt.timedelta()
        self.screens: dict[tuple[str, str], list[Field]] = {
            (key, kind.name): self._screen(kind) for key in self.projects for kind in KINDS
        }
        self._former: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._next = 10000
        self._versions: list[tuple[dt.datetime, int, Record | None]] = []

    @property
    def cloud(self) -> bool:
        """Whether this is Jira Cloud."""
        return self.flavour == "cloud"

    def _screen(self, kind: Kind) -> list[Field]:
        fields = [
            Field("summary", "Summary", required=True),
            Field("issuetype", "Issue Type", "issuetype", required=True, options=((kind.id, kind.name),)),
            Field("project", "Project", "project", required=True),
            Field("description", "Description"),
            Field("labels", "Labels", "array"),
            Field("duedate", "Due date", "date"),
            Field("priority", "Priority", "priority", options=PRIORITIES),
            Field("assignee", "Assignee", "user"),
            Field("components", "Components", "array", options=(("20001", "SRE"), ("20002", "Platform"))),
        ]
        if self.cloud:
            return [*fields, Field("parent", "Parent", "issuelink")]
        name = (
            [Field(EPIC_NAME, "Epic Name", "string", f"{GREENHOPPER}label", required=True)] if kind.level == 1 else []
        )
        return [*fields, Field(EPIC_LINK, "Epic Link", "any", f"{GREENHOPPER}link"), *name]

    def kind(self, text: str) -> Kind | None:
        """An issue type by id or name."""
        return next((k for k in KINDS if text in (k.id, k.name)), None)

    def add(self, project: str, kind: Kind, summary: str) -> Record:
        """A new issue, with the next id and key; to be filled in, then touched."""
        self._next += 1
        self._numbers[project] = self._numbers.get(project, 0) + 1
        now = self.clock.now()
        record = Record(self._next, project, self._numbers[project], kind, summary, now, now, STATES[0])
        record.priority = "Medium"
        self.records[record.id] = record
        return record

    def plant_epic(self, project: str, number: int, summary: str) -> Record:
        """An epic that is there already, under the very key that a report names; the project comes with it."""
        if project not in self.projects:
            self.projects[project] = str(10100 + 100 * len(self.projects))
            self.screens.update({(project, kind.name): self._screen(kind) for kind in KINDS})
        epic = self.add(project, next(k for k in KINDS if k.level == 1), summary)
        epic.number, self._numbers[project] = number, max(number, self._numbers[project])
        self.touch(epic)
        return epic

    def touch(self, record: Record) -> None:
        """The issue changed now."""
        record.updated = self.clock.now()
        self._note(record.id, record)

    def _note(self, issue_id: int, record: Record | None) -> None:
        self._versions.append((self.clock.now(), issue_id, copy.deepcopy(record)))

    def find(self, name: str) -> Record | None:
        """An issue by id or key, old keys included; None where it is gone or hidden."""
        if name.isdigit():
            record = self.records.get(int(name))
        else:
            wanted = name.upper()
            former = self._former.get(wanted)
            record = next((r for r in self.records.values() if r.key == wanted or r.id == former), None)
        return None if record is None or record.hidden else record

    def get(self, name: str) -> Record:
        """The same. Raises: Refusal 404."""
        record = self.find(name)
        if record is None:
            raise Refusal(404, MISSING)
        return record

    def indexed(self) -> Iterator[Record]:
        """Issues as the search index knows them, by id."""
        if not self.index_lag:
            yield from (r for _, r in sorted(self.records.items()) if not r.hidden)
            return
        known: dict[int, Record | None] = {}
        horizon = self.clock.now() - self.index_lag
        known.update((issue_id, version) for at, issue_id, version in self._versions if at <= horizon)
        yield from (r for _, r in sorted(known.items()) if r is not None and not r.hidden)

    def user(self, account: str | None) -> User | None:
        """An account by accountId on Cloud, by name on Data Center."""
        return next((u for u in self.people if account == (u.account if self.cloud else u.name)), None)

    # What people do -------------------------------------------------------------------------------

    def transition(self, name: str, to: str, resolution: str | None = None) -> None:
        """Somebody moves an issue to another status."""
        record = self.get(name)
        record.state = next(s for s in STATES if s.name == to)
        done = record.state.category == "done"
        record.resolution = (resolution or "Done") if done else None
        record.resolved = self.clock.now() if done else None
        self.touch(record)

    def edit(self, name: str, **changes: Any) -> None:  # noqa: ANN401  # values of many kinds
        """Somebody edits fields of the record."""
        record = self.get(name)
        for attribute, value in changes.items():
            setattr(record, attribute, value)
        self.touch(record)

    def move(self, name: str, project: str) -> str:
        """Somebody moves an issue to another project: its key changes, its id stays."""
        record = self.get(name)
        self._former[record.key] = record.id
        self._numbers[project] = self._numbers.get(project, 0) + 1
        record.project, record.number = project, self._numbers[project]
        self.touch(record)
        return record.key

    def delete(self, name: str) -> None:
        """Somebody deletes an issue."""
        record = self.get(name)
        del self.records[record.id]
        self._note(record.id, None)

    def clone(self, name: str) -> str:
        """Somebody clones an issue: labels are copied, properties are not."""
        original = self.get(name)
        record = self.add(original.project, original.kind, f"CLONE - {original.summary}")
        record.labels, record.due, record.parent = list(original.labels), original.due, original.parent
        record.custom = dict(original.custom)
        self.touch(record)
        return record.key
