"""The use cases in this process, on an embedded Jira over loopback, with a folder of reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sync.sandbox import Exchange, SandboxServer
from tests.e2e.team import report
from tracker.app.answer import Answer, Silent
from tracker.app.context import Context, utc_now
from tracker.app.sync import SyncOptions, SyncRun, sync
from tracker.config import load_config
from tracker.model import Event, ParsedReport, TrackedIncident, TrackedItem
from tracker.store import open_store

OWNERS = '[owners]\n"@devops" = { email = "lead@example.com" }\n"@ana" = { email = "ana@example.com" }\n'
READS = ("/search", "/search/jql", "/issue/bulkfetch")


@dataclass
class OnSite:
    """A folder and its Jira; `asked` are the requests of the last sync."""

    folder: Path
    server: SandboxServer
    asked: list[Exchange] = field(default_factory=list)
    clock: Callable[[], dt.datetime] = utc_now

    def __post_init__(self) -> None:
        (self.folder / "incidents").mkdir(exist_ok=True)
        self.configure()

    def configure(self, more: str = "", *, jira: str = "") -> None:
        email = f'email = "{self.server.email}"\n' if self.server.email else ""
        text = f'[jira]\nurl = "{self.server.url}"\nproject = "ENG"\n{email}{jira}\n{OWNERS}{more}'
        (self.folder / "pirtrack.toml").write_text(text, encoding="utf-8")

    def write(
        self, *rows: str, name: str = "one.md", epic: str | None = None, incident: str = "2026-03-01-001"
    ) -> None:
        """A finished report; a row is `Action | Owner | Due | Priority | Status`."""
        text = report(*rows, epic=epic, incident=incident)
        (self.folder / "incidents" / name).write_text(text, encoding="utf-8")

    def sync_reports(self, *reports: ParsedReport) -> Answer:
        """One run over reports as if they had been read from files."""
        before = len(self.server.requests)
        with open_store(f"sqlite:///{self.folder}/pirtrack.db", clock=self.clock, create=True) as store:
            try:
                return SyncRun(self.context(), SyncOptions(), Silent(), lambda: False, store).perform(reports, ())
            finally:
                self.asked = self.server.requests[before:]

    def context(self) -> Context:
        """What a command starts from here."""
        config = load_config(self.folder / "pirtrack.toml", {}, self.folder)
        environ = {"PIRTRACK_JIRA_TOKEN": self.server.token}
        return Context(config, environ, self.folder, dt.date(2026, 3, 2), clock=self.clock)

    def sync(self, stop: Callable[[], bool] = lambda: False, **options: bool) -> Answer:
        """One run; raises what it raises."""
        before = len(self.server.requests)
        try:
            return sync(self.context(), SyncOptions(**options), Silent(), stop)  # type: ignore[arg-type]  # its flags
        finally:
            self.asked = self.server.requests[before:]

    @property
    def writes(self) -> list[Exchange]:
        """Requests of the last sync that could have changed something."""
        return [r for r in self.asked if r.method != "GET" and not r.path.endswith(READS)]

    def epic(self, summary: str = "Reliability", project: str = "ENG") -> str:
        """An epic that somebody made."""
        kind = self.server.jira.kind("Epic")
        assert kind is not None
        made = self.server.jira.add(project, kind, summary)
        self.server.jira.touch(made)
        return made.key

    def known(self) -> tuple[tuple[TrackedIncident, ...], tuple[TrackedItem, ...]]:
        """What the store holds."""
        with open_store(f"sqlite:///{self.folder}/pirtrack.db", clock=self.clock) as store:
            return store.incidents(), store.items()

    def history(self, incident: str = "2026-03-01-001") -> tuple[Event, ...]:
        with open_store(f"sqlite:///{self.folder}/pirtrack.db", clock=self.clock) as store:
            return store.history(incident)


@contextmanager
def on_site(folder: Path, flavour: str = "cloud") -> Iterator[OnSite]:
    """A site of one flavour, gone afterwards."""
    with SandboxServer(flavour) as server:
        yield OnSite(folder, server)


def outcomes(answer: Answer) -> list[tuple[str, str | None]]:
    """What was done, and what came of it."""
    return [(c.action, c.outcome) for c in answer.data["changes"]]  # type: ignore[union-attr]  # they are changes


def codes(answer: Answer) -> list[str]:
    return [p.code for p in answer.problems]
