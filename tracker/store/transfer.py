"""A store's content from one kind of database to the other: a copy is a SQLite file, wherever the store is kept.

So a copy needs no other program, is looked through like any store, and also moves a team from a file to a server.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect, text
from sqlalchemy.engine import URL

from tracker.errors import StoreError
from tracker.store.copies import keep_on_disk, make_file
from tracker.store.database import Database, parse_url
from tracker.store.faults import translated
from tracker.store.schema import metadata
from tracker.store.upgrade import make_schema, no_store, revision_of

VERSION = "alembic_version"
BATCH = 1000  # rows
# Readers finish in a moment; one that does not keeps the store as it is.
PATIENCE = "SET LOCAL lock_timeout = '30s'"


def pour_out(url: URL, target: Path) -> None:
    """Copies a store on a server to a file that is not there yet, as it was at one instant. Raises: StoreError."""
    make_file(target)
    source, copy = Database(url), Database(parse_url(f"sqlite:///{target}"))
    try:
        with source.reading() as theirs, copy.writing() as ours:
            make_schema(ours, _revision(theirs, source.place))
            _copy_rows(theirs, ours)
        copy.close()
        with translated(str(target)), closing(sqlite3.connect(target)) as opened:
            opened.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself
        keep_on_disk(target)
    except BaseException:
        copy.close()
        target.unlink(missing_ok=True)
        raise
    finally:
        source.close()


def pour_into_server(source: Path, url: URL) -> None:
    """Makes a store on a server what a copy is, in one transaction. Raises: StoreError, and nothing was changed then."""
    copy = Database(parse_url(f"sqlite:///{source}"), read_only=True)
    target = Database(url)
    try:
        with copy.reading() as theirs, target.writing() as ours:
            _clear(ours, target.place)
            make_schema(ours, _revision(theirs, copy.place))
            _copy_rows(theirs, ours)
            _count_on(ours)
    finally:
        copy.close()
        target.close()


def _revision(connection: Connection, place: str) -> str:
    revision = revision_of(connection, place)
    if revision is None:
        raise no_store(place)
    return revision


def _clear(connection: Connection, place: str) -> None:
    """Takes away the tables of a store. Raises: StoreError when they are another program's."""
    connection.execute(text(PATIENCE))
    revision_of(connection, place)
    there = MetaData()
    there.reflect(connection)
    there.drop_all(connection)
    connection.execute(text("DROP FUNCTION IF EXISTS event_is_lasting()"))


def _copy_rows(source: Connection, target: Connection) -> None:
    """Every row of every table that both have, as the target's schema orders them."""
    theirs, ours = MetaData(), MetaData()
    theirs.reflect(source)
    ours.reflect(target)
    for table in ours.sorted_tables:
        if table.name == VERSION:
            continue
        if table.name not in theirs.tables:
            raise StoreError(f"the copy lacks the table {table.name}", hint="Name another copy.")
        result = source.execution_options(yield_per=BATCH).execute(theirs.tables[table.name].select())
        for rows in result.mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in rows])


def _count_on(connection: Connection) -> None:
    """Numbers that the server gives go on behind those that were copied."""
    for table in metadata.sorted_tables:
        if inspect(connection).has_table(table.name) and "id" in table.c and table.c.id.autoincrement is True:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608  # names of our own tables
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )
