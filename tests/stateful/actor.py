"""One pirtrack: a machine with a store, a clock and a wire of its own. All of it is real but clock and wire."""

from __future__ import annotations

import copy
import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from sqlalchemy import Connection as Transaction

from sync.gateway import Connection
from sync.gateway.cloud import Cloud
from sync.gateway.datacenter import DataCenter
from sync.gateway.patience import Patience
from sync.ports import Jira, Site
from sync.sandbox.api import Api, Asked
from tests.direct import Killed, Trouble, Wire, dial, on_paper
from tests.stateful.fate import Fate
from tracker.app.answer import Answer, Silent
from tracker.app.connect import Office, open_office
from tracker.app.context import Context
from tracker.app.sync import SyncOptions, SyncRun
from tracker.config import Config, load_config
from tracker.errors import PirtrackError
from tracker.model import Gone, Linked, ParsedReport
from tracker.store import Store, open_store
from tracker.store.database import Database, parse_url
from tracker.store.lock import writer_lock
from tracker.store.upgrade import STORE_ID

CONFIG = """
[jira]
url = "https://jira.example.com"
project = "ENG"
namespace = "eng"
{email}
[limits]
creates = 1000
[owners]
"@ann" = {{ email = "ana@example.com" }}
"@bob" = {{ account = "{bob}" }}
"""
ENVIRON = {"PIRTRACK_JIRA_TOKEN": "sandbox-token"}
# Memory, where there is any to write to: a history is a thousand commits, and nobody pulls the plug on it.
FOLDER = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # made by mkdtemp, with our own name


@cache
def config_for(flavour: str) -> Config:
    """Read once: what it says does not change within a history."""
    cloud = flavour == "cloud"
    text = CONFIG.format(email='email = "bot@example.com"' if cloud else "", bob="557058:bob" if cloud else "bob")
    with tempfile.TemporaryDirectory(prefix="pirtrack-") as folder:
        path = Path(folder) / "pirtrack.toml"
        path.write_text(text, encoding="utf-8")
        return load_config(path, {}, Path(folder))


@cache
def empty_store() -> Path:
    """Made once, to be copied: a new store costs more than a whole history."""
    path = Path(tempfile.mkdtemp(prefix="pirtrack-", dir=FOLDER)) / "empty.db"
    open_store(f"sqlite:///{path}", clock=lambda: dt.datetime.now(dt.UTC)).close()
    return path


class MortalDatabase(Database):
    """A database whose process may die before and after each commit."""

    def __init__(self, path: Path, instant: Callable[[], None]) -> None:
        super().__init__(parse_url(f"sqlite:///{path}"))
        self._instant = instant

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        self._instant()
        with super().writing() as transaction:
            yield transaction
        self._instant()


@dataclass(frozen=True)
class Makes:
    """The parts of a pirtrack that a mistake may be planted in; `grace` None: as configured by default."""

    gateway: type[Cloud | DataCenter] | None = None
    store: type[Store] = Store
    grace: dt.timedelta | None = None


@dataclass
class Actor:
    """`skew` is by how much its clock is wrong; `fate` is that of its present run; `said` what its last run answered.

    `make` is what it is made of, which differs where a mistake is planted.
    """

    name: str
    folder: Path
    api: Api
    pass_time: Callable[[dt.timedelta], None]
    skew: dt.timedelta = dt.timedelta()
    make: Makes = field(default_factory=Makes)
    fate: Fate = field(default_factory=Fate)
    stores: int = 0
    locks: bool = True
    said: Answer | PirtrackError | None = None

    def __post_init__(self) -> None:
        self.wire = Wire(self.api, meet=self._meet, instant=self._instant)
        self.store = self.a_fresh_store()

    def _meet(self, asked: Asked) -> Trouble | None:
        return self.fate.meet(asked)

    def _instant(self) -> None:
        self.fate.instant()

    def _commit(self) -> None:
        self.fate.instant(commit=True)

    def clock(self) -> dt.datetime:
        """What this machine takes for the time."""
        return self.api.jira.clock.now() + self.skew

    @property
    def path(self) -> Path:
        """Its database."""
        return self.folder / f"{self.name}{self.stores}.db"

    def a_fresh_store(self) -> Store:
        """An empty one with a name of its own."""
        self.stores += 1
        shutil.copy(empty_store(), self.path)
        with closing(sqlite3.connect(self.path)) as made, made:
            made.execute("UPDATE fact SET text = ? WHERE name = ?", (f"store-{self.name}{self.stores}", STORE_ID))
        return self.open_store()

    def open_store(self) -> Store:
        """The store at its path, opened once more."""
        return self.make.store(MortalDatabase(self.path, self._commit), clock=self.clock, created=False)

    def run_beside(self, work: Callable[[Actor], object]) -> None:
        """Another process at the same store, which has taken the lock from this one while it was held up."""
        other = copy.copy(self)
        other.fate, other.locks = Fate(), False
        other.wire = Wire(self.api, log=self.wire.log, late=self.wire.late)
        other.store = other.open_store()
        try:
            work(other)
        finally:
            other.store.close()

    def lose_database(self) -> None:
        """It is gone, and nobody had a copy."""
        self.store.close()
        self.store = self.a_fresh_store()

    def links(self) -> set[str]:
        """Ids of the issues that its store knows."""
        links = [t.link for t in self.store.items()] + [i.epic for i in self.store.incidents()]
        known = (link.last if isinstance(link, Gone) else link for link in links)
        return {link.issue.id for link in known if isinstance(link, Linked)}

    @property
    def context(self) -> Context:
        """A command's surroundings."""
        config = replace(config_for(self.api.jira.flavour), base=self.folder)
        if self.make.grace is not None:
            config = replace(config, jira=replace(config.need_jira(), in_doubt_grace=self.make.grace))
        return Context(config, ENVIRON, self.folder, self.clock().date(), clock=self.clock)

    def office(self, context: Context, store: Store) -> Office:
        """Opens Jira for a use case; pauses let this world's time pass."""

        def dialled(connection: Connection, *, site: Site | None, patience: Patience) -> Jira:
            del connection, patience
            return dial(self.wire, site, on_paper(self.clock, self.pass_time), self.make.gateway)

        return open_office(context, store, dial=dialled)

    def sync(
        self, reports: Sequence[ParsedReport], fate: Fate | None = None, *, full: bool = False, yes: bool = False
    ) -> Answer | None:
        """One run of the whole use case; None when it was killed or gave up."""
        return self.does(
            lambda: SyncRun(
                self.context, SyncOptions(full=full, yes=yes), Silent(), lambda: False, self.store, self.office
            ).perform(reports, ()),
            fate,
        )

    def does(self, work: Callable[[], Answer], fate: Fate | None = None, *, locked: bool = True) -> Answer | None:
        """A use case, under the lock and under its fate; who has no lock here has one that no file tells of."""
        self.fate, self.said = fate or Fate(), None
        lock: AbstractContextManager[None] = nullcontext()
        if locked and self.locks:
            lock = writer_lock(f"sqlite:///{self.path}", wait=0.0)
        try:
            with lock:
                self.store.fence_off()
                answer = work()
        except PirtrackError as error:
            self.said = error
            return None
        except Killed:
            self.fate = Fate()
            self.store.close()
            self.store = self.open_store()
            return None
        finally:
            self.fate = Fate()
        self.said = answer
        return answer
