"""The sandbox's Jira without HTTP: projects, people, issues, and an index that may lag behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sync.sandbox.clock import Clock
from sync.sandbox.world import DEFAULT_PRIORITY, KINDS, PEOPLE, PERMISSIONS, STATES, Field, Kind, State, User, screen


class Refusal(Exception):  # an answer, not a failure
    """What Jira answers instead of doing it."""

    def __init__(self, status: int, *messages: str, **errors: str) -> None:
        super().__init__(status, messages)
        self.status = status
        self.body: dict[str, Any] = {"errorMessages": list(messages), "errors": errors}


MISSING = "Issue does not exist or you do not have permission to see it."


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
    archived: bool = False

    @property
    def key(self) -> str:
        """What people call it, until it is moved."""
        return f"{self.project}-{self.number}"

    def snapshot(self) -> Record:
        """As it is now; values inside are replaced by changes, never changed themselves."""
        return replace(
            self,
            labels=list(self.labels),
            custom=dict(self.custom),
            properties=dict(self.properties),
            comments=list(self.comments),
            links=list(self.links),
        )


class Jira:
    """One site. Every change goes through `touch` or `note`, which is what the index hears of.

    `zone`: the time zone of the token's own account, in which searches read dates. `revoked`: the token is no
    longer known. `visitors`: whoever is not known is let in, and shown nothing. `deleted` holds what people
    deleted. `deaf`: requests ("create", "edit") whose parent is taken with a smile and not applied. `refused`:
    words that a rule of this site does not let into a summary.
    """

    def __init__(self, flavour: str, project: str = "ENG") -> None:
        self.flavour = flavour
        self.clock = Clock()
        self.projects = {project: "10100", "OPS": "10200"}
        self.people = list(PEOPLE)
        self.may = set(PERMISSIONS)
        self.records: dict[int, Record] = {}
        self.deleted: dict[int, Record] = {}
        self.index_lag = dt.timedelta()
        self.zone = "Europe/Berlin"
        self.revoked = False
        self.visitors = False
        self.deaf: set[str] = set()
        self.refused: set[str] = set()
        self.screens: dict[tuple[str, str], list[Field]] = {
            (key, kind.name): screen(kind, cloud=self.cloud) for key in self.projects for kind in KINDS
        }
        self._keys: dict[str, int] = {}  # former keys too
        self._numbers: dict[str, int] = {}
        self._next = 10000
        self._versions: list[tuple[dt.datetime, int, Record | None]] = []

    def as_a_stranger_sees_it(self) -> Jira:
        """The same site for somebody whom it doesn't know: nothing in it, and nothing allowed."""
        empty = Jira(self.flavour)
        empty.clock, empty.projects, empty.screens = self.clock, {}, {}
        empty.people, empty.may = [], set()
        return empty

    @property
    def cloud(self) -> bool:
        """Whether this is Jira Cloud."""
        return self.flavour == "cloud"

    def kind(self, text: str) -> Kind | None:
        """An issue type by id or name."""
        return next((k for k in KINDS if text in (k.id, k.name)), None)

    def project(self, text: str) -> str | None:
        """The key of a project, by key or id; None where it is unknown."""
        return next((key for key, number in self.projects.items() if text in (key, number)), None)

    def add(self, project: str, kind: Kind, summary: str) -> Record:
        """A new issue, with the next id and key; to be filled in, then touched."""
        self._next += 1
        self._numbers[project] = self._numbers.get(project, 0) + 1
        now = self.clock.now()
        record = Record(self._next, project, self._numbers[project], kind, summary, now, now, STATES[0])
        record.priority = DEFAULT_PRIORITY
        self.records[record.id] = record
        self._keys[record.key] = record.id
        return record

    def plant_epic(self, project: str, number: int, summary: str) -> Record:
        """An epic that is there already, under the very key that a report names; the project comes with it."""
        if project not in self.projects:
            self.projects[project] = str(10100 + 100 * len(self.projects))
            self.screens.update({(project, kind.name): screen(kind, cloud=self.cloud) for kind in KINDS})
        epic = self.add(project, next(k for k in KINDS if k.level == 1), summary)
        del self._keys[epic.key]
        epic.number, self._numbers[project] = number, max(number, self._numbers[project])
        self._keys[epic.key] = epic.id
        self.touch(epic)
        return epic

    def touch(self, record: Record) -> None:
        """The issue changed now."""
        record.updated = self.clock.now()
        self.note(record)

    def note(self, record: Record) -> None:
        """Something about the issue changed that Jira doesn't count as an update: a property, a link."""
        self._versions.append((self.clock.now(), record.id, record.snapshot()))

    def find(self, name: str) -> Record | None:
        """An issue by id or key, old keys included; None where it is gone or hidden."""
        issue_id = self.id_of(name)
        record = None if issue_id is None else self.records.get(issue_id)
        return None if record is None or not self._shown(record) else record

    def id_of(self, name: str) -> int | None:
        """The id of an issue by id or key, old keys included, whether it is shown or not."""
        return int(name) if name.isdecimal() else self._keys.get(name.upper())

    def _shown(self, record: Record) -> bool:
        return "BROWSE_PROJECTS" in self.may and not record.hidden

    def get(self, name: str) -> Record:
        """The same. Raises: Refusal 404."""
        record = self.find(name)
        if record is None:
            raise Refusal(404, MISSING)
        return record

    def indexed(self, fresh: Collection[int] = ()) -> Iterator[Record]:
        """Issues as the search index knows them, by id; those in `fresh` as they are now."""
        known: dict[int, Record | None] = {}
        if self.index_lag:
            horizon = self.clock.now() - self.index_lag
            known.update((issue_id, version) for at, issue_id, version in self._versions if at <= horizon)
            known.update((issue_id, self.records.get(issue_id)) for issue_id in fresh)
        else:
            known.update(self.records)
        for issue_id, record in sorted(known.items()):
            if record is not None and not record.archived and self._shown(self.records.get(issue_id, record)):
                yield record

    def user(self, account: str | None) -> User | None:
        """An account by accountId on Cloud, by name on Data Center."""
        return next((u for u in self.people if account == (u.account if self.cloud else u.name)), None)

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
        if project not in self.projects:
            raise Refusal(400, project="valid project is required")
        self._numbers[project] = self._numbers.get(project, 0) + 1
        record.project, record.number = project, self._numbers[project]
        self._keys[record.key] = record.id
        self.touch(record)
        return record.key

    def delete(self, name: str) -> None:
        """Somebody deletes an issue; the index may show it for a while."""
        record = self.get(name)
        self.deleted[record.id] = self.records.pop(record.id)
        self._versions.append((self.clock.now(), record.id, None))

    def hide(self, name: str) -> None:
        """An issue is put behind a security level that the token does not reach."""
        self.get(name).hidden = True

    def show(self, name: str) -> None:
        """A hidden or archived issue comes back."""
        record = self.records[int(name) if name.isdecimal() else self._keys[name.upper()]]
        record.hidden = record.archived = False
        self.touch(record)

    def archive(self, name: str) -> None:
        """An issue is put away: read directly it is there, searches miss it, nobody can edit it."""
        record = self.get(name)
        record.archived = True
        self.touch(record)

    def take_off_screen(self, field_id: str, kind: str) -> None:
        """An administrator takes a field off the screens of an issue type, in every project."""
        for (project, name), fields in self.screens.items():
            if name == kind:
                self.screens[project, name] = [f for f in fields if f.id != field_id]

    def clone(self, name: str) -> str:
        """Somebody clones an issue: labels are copied, properties are not."""
        original = self.get(name)
        record = self.add(original.project, original.kind, f"CLONE - {original.summary}")
        record.labels, record.due, record.parent = list(original.labels), original.due, original.parent
        record.description, record.priority, record.assignee = (
            original.description,
            original.priority,
            original.assignee,
        )
        record.custom = dict(original.custom)
        self.touch(record)
        return record.key
