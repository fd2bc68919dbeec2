"""Bringing a store to the schema that this pirtrack knows; Alembic is imported only when something is to do."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, text

from tracker.errors import StoreError
from tracker.store import schema
from tracker.store.copies import copy_file
from tracker.store.database import Database

STORE_ID = "store"


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder of revisions, and the newest of them."""

    folder: Path
    head: str


SHIPPED = Migrations(Path(__file__).parent / "migrations", "0007")


def revision_of(connection: Connection, place: str) -> str | None:
    """The stored revision, None for a database with nothing in it.

    Raises: StoreError when it holds tables that are not a store's.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables or schema.fact.name not in tables:
        raise StoreError(
            f"the database {place} belongs to another program", hint="Name a database of its own in [store] url."
        )
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def no_store(place: str) -> StoreError:
    """What to say where nothing has been kept yet."""
    return StoreError(f"there is no store at {place} yet", hint="Run `pirtrack sync` once to make it.")


def bring_up(
    database: Database, migrations: Migrations, *, now: dt.datetime, create: bool = True, asked: bool = False
) -> bool:
    """Makes or upgrades the schema where needed, in one transaction; True when the store was empty.

    A SQLite store is copied beside itself first; one on a server is upgraded only when that was `asked` for.

    Raises: StoreError when the schema is newer than `migrations`, older on a server, or not there and `create` is
        not allowed.
    """
    with database.reading() as connection:
        stored = revision_of(connection, database.place)
    if stored == migrations.head:
        return False
    if stored is None and not create:
        raise no_store(database.place)
    apart = Database(database.url, foreign_keys=False)  # SQLite cannot rebuild a table that others refer to
    try:
        with apart.writing() as connection:
            return _bring_up(connection, database, migrations, now, asked=asked)
    finally:
        apart.close()


def _bring_up(
    connection: Connection, database: Database, migrations: Migrations, now: dt.datetime, *, asked: bool
) -> bool:
    if database.path is None:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('pirtrack.upgrade'))"))
    stored = revision_of(connection, database.place)  # again: another process may have been first
    if stored == migrations.head:
        return False
    if stored is not None:
        refuse_newer(stored, database.place, migrations)
        if database.path is not None:
            back_up(database.path, stored, now)
        elif not asked:
            raise StoreError(
                f"the store {database.place} has an older schema ({stored})", hint="Run `pirtrack db upgrade`."
            )
    _run(connection, migrations)
    if stored is None:
        connection.execute(insert(schema.fact).values(name=STORE_ID, text=secrets.token_hex(8)))
    return stored is None


def refuse_newer(stored: str, place: str, migrations: Migrations = SHIPPED) -> None:
    """Raises: StoreError for a schema that this pirtrack does not know."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # 250 ms that only an upgrade should cost

    known = {script.revision for script in ScriptDirectory(str(migrations.folder)).walk_revisions()}
    if stored not in known:
        raise StoreError(
            f"the store {place} was written by a newer pirtrack (schema {stored})",
            hint="Upgrade pirtrack; this one knows the schema only up to " + migrations.head + ".",
        )


def back_up(path: Path, revision: str, now: dt.datetime) -> Path:
    """Copies a SQLite store beside itself before its schema is changed; the name tells which it had."""
    copy = path.with_name(f"{path.name}.{revision}.{now.astimezone(dt.UTC):%Y%m%dT%H%M%S%fZ}.backup")
    copy_file(path, copy)
    return copy


def make_schema(connection: Connection, revision: str) -> None:
    """The schema as it was at that revision, in a database with nothing in it."""
    _run(connection, Migrations(SHIPPED.folder, revision))


def _run(connection: Connection, migrations: Migrations) -> None:
    from alembic import command  # noqa: PLC0415  # 250 ms that only an upgrade should cost
    from alembic.config import Config  # noqa: PLC0415  # the same

    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, migrations.head)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError(
            "the upgrade would have left items without their incident", hint="Nothing was changed; report it."
        )
