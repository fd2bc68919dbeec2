"""Who may write: one at a time, freed by the system when its holder dies.

The lock spares two runs from treading on each other; that nothing is made twice rests on the journal. Who holds it
fences the store off (`tracker.store.fence`), so that one who lost it without noticing writes nothing more.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from tracker.errors import LockHeld, StoreError
from tracker.store.database import parse_url, place_of, sqlite_path
from tracker.store.faults import RIGHTS, missing_folder, translated
from tracker.store.lines import server_engine
from tracker.store.pooler import refuse_sharing

POLL_SECONDS = 0.1
SESSION_KEY = {"space": 0x70697274, "key": 1}  # "pirt" in ASCII: apart from other programs' advisory locks
HINT = "Wait for it to finish, then try again; the lock frees itself when its holder ends, however it ends."
TRY_LOCK = text("SELECT pg_try_advisory_lock(CAST(:space AS integer), CAST(:key AS integer))")


@contextmanager
def writer_lock(url: str, *, wait: float) -> Iterator[None]:
    """Holds the store at `url` for writing, after waiting at most `wait` seconds.

    Raises: LockHeld naming who holds it, StoreError when there is no place for a lock.
    """
    parsed = parse_url(url)
    path = sqlite_path(parsed)
    with _file_lock(path, wait) if path else _session_lock(parsed, wait):
        yield


@contextmanager
def _file_lock(store: Path, wait: float) -> Iterator[None]:
    if not store.parent.is_dir():  # the library would make it
        raise missing_folder(store)
    path = store.with_name(store.name + ".lock")
    lock = FileLock(path, timeout=wait, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise _held(str(store), _written_in(path)) from None
    except OSError as error:
        raise StoreError(f"the lock {path} cannot be made: {error.strerror}", hint=RIGHTS) from error
    try:
        with suppress(OSError):  # a full disk: the lock holds without the name in it
            path.write_text(_holder(), encoding="utf-8")
        yield
    finally:
        lock.release()


def _written_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # another user's, or just gone
        return ""


def _holder() -> str:
    now = dt.datetime.now(dt.UTC)
    return f"process {os.getpid()} on {socket.gethostname()} since {now:%Y-%m-%d %H:%M:%S} UTC"


def _held(place: str, holder: str) -> LockHeld:
    return LockHeld(f"the store {place} is being written by {holder or 'another process'}", hint=HINT)


@contextmanager
def _session_lock(url: URL, wait: float) -> Iterator[None]:
    """An advisory lock on a connection of its own: the server frees it when that ends."""
    place = place_of(url)
    engine = server_engine(
        url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,  # a connection that broke meanwhile is no fault any more: the work is done
        connect_args={"application_name": _holder()[:63]},
    )
    with translated(place):
        connection = engine.connect()
    try:
        with translated(place):
            refuse_sharing(connection, url, place)
            _acquire(connection, place, wait)
        yield
    finally:
        with translated(place):
            connection.close()


def _acquire(connection: Connection, place: str, wait: float) -> None:
    until = time.monotonic() + wait
    while not connection.execute(TRY_LOCK, SESSION_KEY).scalar():
        left = until - time.monotonic()
        if left <= 0:
            raise _held(place, _session_holder(connection))
        time.sleep(min(POLL_SECONDS, left))


def _session_holder(connection: Connection) -> str:
    found = connection.execute(
        text(
            "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' "
            "AND granted AND pg_locks.database = datid AND classid::bigint = :space AND objid::bigint = :key"
        ),
        SESSION_KEY,
    ).scalar()
    return str(found or "")
