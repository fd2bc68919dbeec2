"""A team, its report and its Jira, for histories of many runs: every effect is real but the network and the clock."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.jira import FakeJira, Killed
from tests.values import INCIDENT, NOW, a_report, a_row
from tracker.app.answer import Answer, Silent
from tracker.app.connect import Office
from tracker.app.context import Context
from tracker.app.sync import SyncOptions, SyncRun
from tracker.config import load_config
from tracker.errors import PirtrackError
from tracker.model import Found, Issue, Linked, Priority, ReportedItem
from tracker.store import Store, open_store

CONFIG = """
[jira]
url = "https://jira.example.com"
project = "ENG"
namespace = "eng"
[limits]
creates = 1000
[owners]
"@ann" = { account = "acc-ann" }
"@bob" = { account = "acc-bob" }
"""

GRACE = dt.timedelta(minutes=15)


@dataclass
class Row:
    """A row of the report, with the name by which this world knows it whatever is edited."""

    name: int
    title: str
    due: dt.date | None = dt.date(2026, 4, 1)
    owner: str | None = "@ann"
    priority: Priority | None = Priority.P1
    key: str | None = None


@dataclass
class World:
    """Everything there is; `template` is an empty store to be copied, since making one takes long."""

    folder: Path
    template: Path
    jira: FakeJira = field(default_factory=FakeJira)
    now: dt.datetime = NOW
    rows: list[Row] = field(default_factory=list)
    names: int = 0
    stores: int = 0

    def __post_init__(self) -> None:
        (self.folder / "pirtrack.toml").write_text(CONFIG, encoding="utf-8")
        self.config = load_config(self.folder / "pirtrack.toml", {}, self.folder)
        self.lose_database()

    @property
    def path(self) -> Path:
        return self.folder / f"store{self.stores}.db"

    def lose_database(self) -> None:
        self.stores += 1
        shutil.copy(self.template, self.path)

    def pass_time(self, span: dt.timedelta) -> None:
        self.now += span
        self.jira.now = self.now

    def report(self) -> Sequence[ReportedItem]:
        return [
            a_row(
                row.title, number=n, row=str(n), due=row.due, owner=row.owner, priority=row.priority, jira_key=row.key
            )
            for n, row in enumerate(self.rows, start=1)
        ]

    def sync(self, *, kill_after: int | None = None) -> Answer | None:
        """One run of the whole use case; None when it was killed, so many instants in, or gave up."""
        self.jira.fuse = kill_after
        context = Context(self.config, {}, self.folder, self.now.date(), clock=lambda: self.now)
        try:
            with self.store() as store:
                run = SyncRun(
                    context,
                    SyncOptions(),
                    Silent(),
                    lambda: False,
                    store,
                    connect=lambda c, s: Office(c, s, self.jira, self.jira.site()),
                )
                return run.perform([a_report(*self.report(), document_status=Found("FINAL", 9, 1))], ())
        except (Killed, PirtrackError):
            return None
        finally:
            self.jira.fuse = None

    def store(self) -> Store:
        return open_store(f"sqlite:///{self.path}", clock=lambda: self.now)

    def writes(self) -> int:
        return sum(line.startswith(("create ", "edit ", "add_to_epic ")) for line in self.jira.log)

    def quiet(self) -> None:
        """Faults end, late requests land, the index catches up, the grace passes, and runs go on until nothing moves."""
        self.jira.faults.clear()
        self.jira.land_late()
        self.jira.unindexed.clear()
        self.jira.refused_titles = frozenset()
        self.sync()
        for _ in range(4):
            self.pass_time(GRACE + dt.timedelta(minutes=1))
            self.sync()
        before = self.writes()
        self.sync()
        assert self.writes() == before, "a quiet run wrote to Jira"

    def issues_of(self, row: Row) -> list[Issue]:
        """Every issue that is, or passes for, the issue of the row's item: by its link, and by marker with property."""
        with self.store() as store:
            items = store.items()
        mine = [t for t in items if t.item.title == row.title and not t.item.withdrawn]
        assert len(mine) == 1, f"row {row.title!r} has {len(mine)} items"
        marker = f"pir-{INCIDENT}-{mine[0].item.ref.number}"
        linked = mine[0].link
        assert isinstance(linked, Linked), f"row {row.title!r} is {linked}"
        return [i for i in self.jira.issues.values() if (marker in i.labels and i.stamp) or i.id == linked.issue.id]
