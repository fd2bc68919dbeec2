"""A store that any schema so far has kept is opened, with everything in it, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from tests.postgres import new_database
from tests.unit.store.release import FOLDER, OTHER, fill, make
from tests.unit.store.values import EPIC, NOON, item, linked
from tracker.errors import StoreError
from tracker.model import InDoubt, Linked
from tracker.store import Store, open_store
from tracker.store.care import examine, restore_from
from tracker.store.database import parse_url
from tracker.store.transfer import pour_into_server
from tracker.store.upgrade import SHIPPED

REVISIONS = sorted(script.revision for script in ScriptDirectory(str(SHIPPED.folder)).walk_revisions())
EVERY = pytest.mark.parametrize("revision", REVISIONS)


@pytest.fixture
def expected(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'expected.db'}", clock=lambda: NOON) as store:
        fill(store)
        yield store


def same(store: Store, expected: Store) -> None:
    assert store.items() == expected.items()
    assert store.incidents() == expected.incidents()
    assert store.history(EPIC) == expected.history(EPIC)
    assert (store.reviews(), store.mark()) == (expected.reviews(), expected.mark())
    links = {str(i.item.ref): type(i.link) for i in store.items()}
    assert (links[f"{EPIC}/1"], links[f"{EPIC}/2"]) == (Linked, InDoubt)
    store.linked({f"{EPIC}/2": linked(id="10002", key="ENG-2")}, at=NOON, how="adopted")
    store.put(items=[item(2, OTHER)])


def test_every_schema_has_its_file() -> None:
    names = sorted(file.stem.removeprefix("r") for file in FOLDER.glob("*.sql"))

    assert names == REVISIONS, "a new schema needs one: python -m tests.unit.store.release"


@EVERY
def test_a_file_is_upgraded_by_itself_after_a_copy(revision: str, tmp_path: Path, expected: Store) -> None:
    path = tmp_path / "pirtrack.db"
    make(revision, path)

    with open_store(f"sqlite:///{path}", clock=lambda: NOON) as store:
        same(store, expected)

    assert examine(f"sqlite:///{path}").faults == ()
    copies = list(tmp_path.glob("pirtrack.db.*.backup"))
    assert [examine(f"sqlite:///{copy}").revision for copy in copies] == ([revision] * (revision != SHIPPED.head))


@EVERY
def test_a_server_s_store_is_upgraded_by_command(revision: str, tmp_path: Path, expected: Store, postgres: str) -> None:
    make(revision, tmp_path / "old.db")
    with new_database(postgres) as url:
        pour_into_server(tmp_path / "old.db", parse_url(url))
        if revision != SHIPPED.head:
            with pytest.raises(StoreError, match=rf"older schema \({revision}\)"):
                open_store(url, clock=lambda: NOON)
        with open_store(url, clock=lambda: NOON, upgrade=True) as store:
            same(store, expected)
        assert examine(url).faults == ()


@EVERY
def test_an_old_copy_is_restored(revision: str, tmp_path: Path, expected: Store) -> None:
    make(revision, tmp_path / "old.backup")
    url = f"sqlite:///{tmp_path / 'pirtrack.db'}"

    restore_from(url, tmp_path / "old.backup", now=NOON + dt.timedelta(days=1))

    with open_store(url, clock=lambda: NOON) as store:
        same(store, expected)
