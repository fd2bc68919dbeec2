"""Looking after a store: whether it is sound, copies of it, and having it back from one."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from tracker.errors import StoreError
from tracker.store import copies
from tracker.store.database import Database, parse_url, place_of, sqlite_path
from tracker.store.faults import BACKUP, translated
from tracker.store.opening import open_store, store_exists
from tracker.store.schema import fact, incident, intent, item
from tracker.store.transfer import pour_into_server, pour_out
from tracker.store.upgrade import SHIPPED, STORE_ID, no_store, refuse_newer, revision_of

_LAWS = {
    "an item without its incident": (
        "SELECT count(*) FROM item WHERE NOT EXISTS (SELECT 1 FROM incident WHERE incident.id = item.incident)"
    ),
    "an open create of nothing that is known": (
        "SELECT count(*) FROM intent WHERE (number IS NULL AND NOT EXISTS (SELECT 1 FROM incident "
        "WHERE incident.id = intent.incident)) OR (number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item "
        "WHERE item.incident = intent.incident AND item.number = intent.number))"
    ),
    "a linked item without an issue": (
        "SELECT count(*) FROM item WHERE link IN ('linked', 'gone') AND issue_id IS NULL"
    ),
    "an issue that two items call theirs": (
        "SELECT count(*) FROM (SELECT issue_id FROM item WHERE link = 'linked' GROUP BY issue_id HAVING count(*) > 1) "
        "AS doubled"
    ),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """How a store is: `faults` is what contradicts itself, empty for a sound one.

    `older`: its schema is to be upgraded before it is written.
    """

    place: str
    revision: str
    older: bool
    incidents: int
    items: int
    faults: tuple[str, ...]


def holds_a_store(url: str) -> bool:
    """Whether something is kept at `url`, sound or not; an empty file or database holds nothing."""
    parsed = parse_url(url)
    path = sqlite_path(parsed)
    if path is not None and not (path.exists() and path.stat().st_size):
        return False
    database = Database(parsed, read_only=True)
    try:
        with database.reading() as connection:
            return revision_of(connection, database.place) is not None
    except StoreError:
        return path is not None
    finally:
        database.close()


def examine(url: str) -> Condition:
    """Looks a store through, and changes nothing. Raises: StoreError when it is none, damaged, or cannot be had."""
    parsed = parse_url(url)
    if not store_exists(url):
        raise no_store(place_of(parsed))
    database = Database(parsed, read_only=True)
    try:
        with database.reading() as connection:
            return _condition(connection, database.place)
    finally:
        database.close()


def _condition(connection: Connection, place: str) -> Condition:
    revision = revision_of(connection, place)
    if revision is None:
        raise no_store(place)
    if revision != SHIPPED.head:
        refuse_newer(revision, place)
    if connection.execute(select(fact.c.text).where(fact.c.name == STORE_ID)).scalar() is None:
        raise StoreError(f"the store {place} is damaged: it has lost its id", hint=BACKUP)
    incidents, items = (connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (incident, item))
    connection.execute(select(func.count()).select_from(intent))
    return Condition(place, revision, revision != SHIPPED.head, incidents, items, tuple(_faults(connection)))


def _faults(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        yield from (f"SQLite says: {line}" for line in found if line != "ok")
    for law, statement in _LAWS.items():
        number = connection.execute(text(statement)).scalar_one()
        if number:
            yield f"{law} ({number})"


def back_up_to(url: str, target: Path) -> None:
    """Copies a store to a file that is not there yet, while it is used. Raises: StoreError."""
    parsed = parse_url(url)
    if not store_exists(url):
        raise no_store(place_of(parsed))
    if not target.parent.is_dir():
        raise StoreError(f"the folder {target.parent} for the copy is missing", hint="Make it, or name another file.")
    path = sqlite_path(parsed)
    if path is None:
        pour_out(parsed, target)
    else:
        copies.copy_file(path, target)
    sound(f"sqlite:///{target}")


def sound(url: str) -> Condition:
    """The condition of a store that has to be sound. Raises: StoreError when it is not."""
    found = examine(url)
    if found.faults:
        raise StoreError(f"the store {found.place} is damaged: {'; '.join(found.faults)}", hint=BACKUP)
    return found


def restore_from(url: str, source: Path, *, now: dt.datetime) -> Path | None:
    """Makes the store what the copy is, after the copy was looked through; the caller holds the writer's lock.

    What was there before is kept beside a SQLite store: where, else None. From here on the store is quiet about slots
    up to `now`: what they were for may have been done. Raises: StoreError, and nothing was changed then.
    """
    parsed = parse_url(url)
    path = sqlite_path(parsed)
    sound(f"sqlite:///{source}")
    aside = None
    if path is None:
        pour_into_server(source, parsed)
    else:
        aside = _exchange(path, source, now)
    with open_store(url, clock=lambda: now, create=False, upgrade=True) as store:
        store.fence_off()
        store.ledger.be_quiet_until(now)
    sound(url)
    return aside


def _exchange(path: Path, source: Path, now: dt.datetime) -> Path | None:
    suffix = f".{now.astimezone(dt.UTC):%Y%m%dT%H%M%S%fZ}.before-restore"
    aside = None
    if path.exists() and path.stat().st_size:
        aside = copies.set_aside(path, suffix) if _is_damaged(path) else path.with_name(path.name + suffix)
        if path.exists():
            copies.copy_file(path, aside)
    if not path.exists():
        copies.copy_file(source, path)
    else:
        copies.pour_in(source, path)
    return aside


def _is_damaged(path: Path) -> bool:
    """A file that SQLite cannot read through."""
    try:
        with translated(str(path)), closing(sqlite3.connect(path)) as opened:
            return [row[0] for row in opened.execute("PRAGMA integrity_check")] != ["ok"]
    except StoreError:
        return True
