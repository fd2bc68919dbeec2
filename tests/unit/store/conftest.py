"""Stores to test on: SQLite in a file, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.postgres import new_database
from tests.unit.store.values import NOON, incident, item
from tracker.store import Store, open_store

Open = Callable[[], Store]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'pirtrack.db'}"
    else:
        with new_database(request.getfixturevalue("postgres")) as made:
            yield made


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
