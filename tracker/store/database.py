"""One database behind a URL: its connections, and its transactions with their complaints translated."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from tracker.errors import StoreError
from tracker.store.faults import translated
from tracker.store.fence import check_fence, put_fence
from tracker.store.lines import server_engine
from tracker.uncollected import uncollected

BUSY_SECONDS = 5
URL_HINT = 'Write [store] url as "sqlite:///pirtrack.db" or "postgresql://user@host/name".'


def parse_url(text: str) -> URL:
    """The database's URL, with the driver that pirtrack speaks through.

    Raises: StoreError when it is none, or of a database that pirtrack does not know.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise StoreError("the store's URL is not one", hint=URL_HINT) from None
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise StoreError(f"a store cannot be kept in {kind}", hint=URL_HINT)
    if url.database in (None, "", ":memory:"):
        raise StoreError("a store in memory would be forgotten at once", hint=URL_HINT)
    return url.set(drivername="sqlite+pysqlite")


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite store, None for a store on a server."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def place_of(url: URL) -> str:
    """How messages name the store: its file, or its URL without the password."""
    path = sqlite_path(url)
    return str(path) if path else url.render_as_string(hide_password=True)


class Database:
    """A database's connections; `foreign_keys` off is for migrations that rebuild tables.

    `read_only`: a file is opened so that nothing about it changes, as a copy on another disk may need it.
    """

    def __init__(self, url: URL, *, foreign_keys: bool = True, read_only: bool = False) -> None:
        self.url = url
        self.place = place_of(url)
        self.path = sqlite_path(url)
        self._engine = _engine(url, foreign_keys=foreign_keys, read_only=read_only)
        self._fence: str | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot to read from, whatever is written meanwhile."""
        with translated(self.place), self._engine.connect() as connection, uncollected():
            if self.path is None:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or none. Raises: LockHeld when another has fenced this one off."""
        with translated(self.place), self._engine.connect() as connection:
            connection.execution_options(pirtrack_writes=True)
            with connection.begin():
                if self._fence is not None:
                    check_fence(connection, self._fence, self.place)
                yield connection

    def fence_off(self) -> None:
        """From here on nobody writes who held the lock before, however late he wakes up.

        Who was shut out himself, and has the lock again, writes once more.
        """
        self._fence = None
        with self.writing() as connection:
            holder = put_fence(connection)
        self._fence = holder

    def confirm(self) -> None:
        """Costs one question. Raises: LockHeld when another has fenced this one off."""
        if self._fence is not None:
            with self.reading() as connection:
                check_fence(connection, self._fence, self.place, keep=False)

    def close(self) -> None:
        """Lets go of every connection."""
        with translated(self.place):
            self._engine.dispose()


def _engine(url: URL, *, foreign_keys: bool, read_only: bool) -> Engine:
    path = sqlite_path(url)
    if read_only and path is not None:
        return create_engine(url, hide_parameters=True, creator=lambda: _reader(path))
    try:
        if path is None:  # a server may have hung up while nothing was asked: a connection is tried before it is used
            return server_engine(url, hide_parameters=True, pool_pre_ping=True)
        engine = create_engine(url, hide_parameters=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError("the PostgreSQL driver is not installed", hint="Install `pirtrack[postgres]`.") from None
    _prepare_sqlite(engine, foreign_keys=foreign_keys)
    return engine


def _reader(path: Path) -> sqlite3.Connection:
    uri = f"file:{quote(str(path))}?mode=ro"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def _prepare_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver would not put DDL into a transaction; `begin` below does
        connection.execute("PRAGMA journal_mode = WAL")  # readers never wait for the writer
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("pirtrack_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
