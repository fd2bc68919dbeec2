"""What every use case starts from: the configuration, the day that is judged, the clock, the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reports.digest.value import Heading
from reports.selection import NAMES, STOPS
from sync.heard import Heard, nobody_hears
from tracker.config import Config, JiraSettings, KnownCodes, load_config, user_config_file
from tracker.judging import ViewRules
from tracker.rules import day_of

if TYPE_CHECKING:
    from tracker.store import Store

# How long a writer waits for another; then it says who holds the store.
LOCK_WAIT = 30.0  # seconds
# A pull that is older makes every answer say so loudly.
STALE_AFTER = dt.timedelta(hours=24)


def utc_now() -> dt.datetime:
    """The clock of this machine."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """One command's surroundings; `as_of` is the day that answers are judged by, in the configured zone.

    `heard` is told of each request to Jira: its method, its route, and what it was answered.
    """

    config: Config
    environ: Mapping[str, str]
    cwd: Path
    as_of: dt.date
    clock: Callable[[], dt.datetime] = utc_now
    heard: Heard = nobody_hears

    @staticmethod
    def open(config_path: Path | None, environ: Mapping[str, str], cwd: Path, as_of: dt.date | None) -> Context:
        """Reads the configuration. Raises: ConfigError."""
        codes = KnownCodes(frozenset(NAMES), STOPS, tuple(Heading))
        config = load_config(config_path, environ, cwd, user_file=user_config_file(), codes=codes)
        today = day_of(utc_now(), config.timezone)
        return Context(config, environ, cwd, as_of or today)

    @property
    def jira(self) -> JiraSettings:
        """The Jira that is configured. Raises: ConfigError when there is none."""
        return self.config.need_jira()

    @property
    def view_rules(self) -> ViewRules:
        """How answers are judged."""
        jira = self.config.jira
        return ViewRules(
            self.as_of,
            self.config.priority_names,
            self.config.status_names,
            jira.in_doubt_grace if jira else dt.timedelta(),
            jira.url if jira else None,
        )

    def store(self, *, create: bool = False) -> Store:
        """The store, to be closed by the caller. Raises: StoreError."""
        from tracker.store import open_store  # noqa: PLC0415  # sqlalchemy is heavy: `pirtrack check` goes without

        return open_store(self.config.store.url, clock=self.clock, create=create)

    @contextmanager
    def writing(self, *, create: bool = False) -> Iterator[Store]:
        """The store, with nobody else writing to it. Raises: LockHeld after a wait, StoreError."""
        from tracker.store.lock import writer_lock  # noqa: PLC0415  # reading answers takes no lock

        with writer_lock(self.config.store.url, wait=LOCK_WAIT), self.store(create=create) as store:
            store.fence_off()
            yield store

    def has_store(self) -> bool:
        """Whether a store was made already; a server's is taken to be there."""
        from tracker.store import store_exists  # noqa: PLC0415  # the same

        return store_exists(self.config.store.url)

    @contextmanager
    def store_or_none_yet(self) -> Iterator[Store]:
        """The store as it is; where there is none yet an empty one that is thrown away, so that none is made."""
        from tracker.store import open_store  # noqa: PLC0415  # the same

        if self.has_store():
            with self.store() as store:
                yield store
            return
        with (
            TemporaryDirectory(prefix="pirtrack-") as folder,
            open_store(f"sqlite:///{folder}/none-yet.db", clock=self.clock) as store,
        ):
            yield store

    def stale(self, last_pull: dt.datetime | None) -> str | None:
        """A loud sentence when Jira was not read completely for too long; None when all is well."""
        if last_pull is None:
            return "Jira was never read completely: what follows is only what the reports say. Run `pirtrack sync`."
        age = self.clock() - last_pull
        if age <= STALE_AFTER:
            return None
        days = age.days
        old = f"{days} day{'s' if days != 1 else ''}"
        return f"Jira was last read completely {old} ago: this may be wrong by now. Run `pirtrack sync`."
