"""An insert that says what becomes of a row that is there already, as the database at hand writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def adding(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same statement for both databases, to be ended by `on_conflict_do_update` or `on_conflict_do_nothing`."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # its drivers come with it: a file goes without

    return postgresql.insert(table)
