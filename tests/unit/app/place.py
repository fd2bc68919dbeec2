"""A team's folder, an embedded Jira, and a clock that stands until it is moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sync.sandbox import SandboxServer
from tracker.app.context import Context
from tracker.app.jobs import jobs_of
from tracker.app.runner import Ended, Runner
from tracker.config import load_config
from tracker.store import Store

NOON = dt.datetime(2026, 3, 4, 12, 5, tzinfo=dt.UTC)  # a Wednesday
CONFIG = """
[jira]
url = "{url}"
project = "ENG"
email = "{email}"
{jira}
[schedule]
backup = "off"
{schedule}
"""


@dataclass
class Place:
    """Where jobs are run; `now` is what the clock shows."""

    folder: Path
    server: SandboxServer
    now: dt.datetime = NOON
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.folder / "incidents").mkdir()
        self.environ["PIRTRACK_JIRA_TOKEN"] = self.server.token
        self.configure()

    def configure(self, schedule: str = "", jira: str = "") -> None:
        text = CONFIG.format(url=self.server.url, email=self.server.email, jira=jira, schedule=schedule)
        (self.folder / "pirtrack.toml").write_text(text, encoding="utf-8")

    @property
    def context(self) -> Context:
        config = load_config(None, self.environ, self.folder)
        return Context(config, self.environ, self.folder, self.now.date(), clock=lambda: self.now)

    def store(self) -> Store:
        return self.context.store(create=True)

    def runner(self, store: Store, *, by: str = "me", stop: Callable[[], bool] = lambda: False) -> Runner:
        return Runner(self.context, store, jobs_of(self.context), by, stop)

    def tick(self, **wait: float) -> tuple[Ended, ...]:
        """Lets time pass, then looks at what is due."""
        self.now += dt.timedelta(**wait)
        with self.store() as store:
            return self.runner(store).tick()

    def requests(self) -> int:
        return len(self.server.requests)
