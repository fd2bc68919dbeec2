"""A store is looked through, copied while it is used, and had back from a copy, on both databases."""

from __future__ import annotations

import datetime as dt
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import new_database
from tests.unit.store.conftest import Open
from tests.unit.store.values import EPIC, NOON, incident, item, linked
from tracker.errors import LockHeld, StoreError
from tracker.model import Event, Values
from tracker.store import Store, open_store
from tracker.store.care import back_up_to, examine, holds_a_store, restore_from
from tracker.store.upgrade import SHIPPED

LATER = NOON + dt.timedelta(days=1)


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with a link, a create in doubt and a history."""
    store.put(items=[item(3)], events=[Event(NOON, "read", EPIC, 3)])
    store.linked({f"{EPIC}/1": linked()}, at=NOON, how="created")
    store.intend({f"{EPIC}/2": Values("x")}, began=NOON, deadline=NOON)
    return store


def everything(store: Store) -> tuple[object, ...]:
    return store.id, store.incidents(), store.items(), store.history(EPIC), store.reviews(), store.mark()


def execute(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_sound_store_is_found_sound(filled: Store, url: str) -> None:
    found = examine(url)

    assert (found.faults, found.older, found.revision) == ((), False, SHIPPED.head)
    assert (found.incidents, found.items) == (len(filled.incidents()), 3)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE item SET issue_id = NULL WHERE number = 1", "a linked item without an issue"),
        ("UPDATE intent SET number = 99", "an open create of nothing"),
        ("UPDATE item SET link = 'linked', issue_id = '10001'", "an issue that two items call theirs"),
    ],
)
def test_what_contradicts_itself_is_named(filled: Store, url: str, statement: str, fault: str) -> None:
    assert filled.items()
    execute(url, statement)

    (found,) = examine(url).faults

    assert found.startswith(fault)


def test_a_copy_holds_everything_and_is_had_back(filled: Store, url: str, tmp_path: Path, opened: Open) -> None:
    before = everything(filled)
    copy = tmp_path / "the.backup"
    back_up_to(url, copy)
    filled.put(items=[item(4)])
    filled.close()

    restore_from(url, copy, now=LATER)

    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    again = opened()
    assert everything(again) == before
    assert again.ledger.quiet_until() == LATER
    assert examine(url).faults == ()
    again.put(items=[item(5)], events=[Event(NOON, "read", EPIC, 5)])


def test_who_held_the_lock_before_writes_nothing_into_what_was_had_back(
    filled: Store, url: str, tmp_path: Path
) -> None:
    filled.fence_off()
    copy = tmp_path / "the.backup"
    back_up_to(url, copy)

    restore_from(url, copy, now=LATER)

    with pytest.raises(LockHeld):
        filled.put(items=[item(4)])


def test_a_team_moves_to_a_server_and_back(filled: Store, url: str, tmp_path: Path, postgres: str) -> None:
    before = everything(filled)
    back_up_to(url, tmp_path / "there.backup")
    with new_database(postgres) as server:
        restore_from(server, tmp_path / "there.backup", now=LATER)
        with open_store(server, clock=lambda: NOON) as moved:
            assert everything(moved) == before
            moved.put(events=[Event(NOON, "read", EPIC, 1)])
            assert len(moved.history(EPIC)) == len(filled.history(EPIC)) + 1
        back_up_to(server, tmp_path / "back.backup")
    restore_from(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "back.backup", now=LATER)

    assert examine(f"sqlite:///{tmp_path / 'new.db'}").items == 3


def test_a_server_that_keeps_anothers_tables_is_left_alone(tmp_path: Path, postgres: str) -> None:
    open_store(f"sqlite:///{tmp_path / 'pirtrack.db'}", clock=lambda: NOON).close()
    with new_database(postgres) as server:
        execute(server, "CREATE TABLE song (title TEXT)")
        with pytest.raises(StoreError, match="belongs to another program"):
            restore_from(server, tmp_path / "pirtrack.db", now=LATER)
        execute(server, "INSERT INTO song VALUES ('still there')")


def test_a_copy_replaces_no_file(filled: Store, url: str, tmp_path: Path) -> None:
    assert filled.items()
    copy = tmp_path / "the.backup"
    copy.write_text("mine", encoding="utf-8")

    with pytest.raises(StoreError, match="is there already"):
        back_up_to(url, copy)
    with pytest.raises(StoreError, match=r"the folder .* is missing"):
        back_up_to(url, tmp_path / "no" / "the.backup")

    assert copy.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", [b"# Incident report\n" * 99, b""])
def test_another_file_is_not_restored(filled: Store, url: str, tmp_path: Path, content: bytes) -> None:
    before = everything(filled)
    (tmp_path / "other").write_bytes(content)

    with pytest.raises(StoreError):
        restore_from(url, tmp_path / "other", now=LATER)

    assert everything(filled) == before


def test_a_newer_copy_is_not_restored(filled: Store, url: str, tmp_path: Path) -> None:
    copy = tmp_path / "the.backup"
    back_up_to(url, copy)
    execute(f"sqlite:///{copy}", "UPDATE alembic_version SET version_num = '9999'")
    before = everything(filled)

    with pytest.raises(StoreError, match="newer pirtrack"):
        restore_from(url, copy, now=LATER)

    assert everything(filled) == before


def test_a_store_is_there_or_not(url: str) -> None:
    assert not holds_a_store(url)
    open_store(url, clock=lambda: NOON).close()
    assert holds_a_store(url)


class TestOfAFile:
    """What only a store in a file can meet."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "pirtrack.db"
        with open_store(f"sqlite:///{path}", clock=lambda: NOON) as store:
            store.put(incidents=[incident()], items=[item(n) for n in range(1, 301)])
        return path

    @pytest.fixture
    def copy(self, path: Path, tmp_path: Path) -> Path:
        back_up_to(f"sqlite:///{path}", tmp_path / "the.backup")
        return tmp_path / "the.backup"

    def test_a_damaged_one_is_set_aside(self, path: Path, copy: Path) -> None:
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        path.write_bytes(content)

        aside = restore_from(f"sqlite:///{path}", copy, now=LATER)

        assert aside is not None
        assert aside.name == "pirtrack.db.20241120T120000000000Z.before-restore"
        assert aside.read_bytes() == content
        assert examine(f"sqlite:///{path}").items == 300

    def test_what_was_there_is_kept(self, path: Path, copy: Path) -> None:
        with open_store(f"sqlite:///{path}", clock=lambda: NOON) as store:
            store.put(items=[item(301)])

            aside = restore_from(f"sqlite:///{path}", copy, now=LATER)

            assert len(store.items()) == 300  # who has it open sees the restored one
        assert aside is not None
        assert examine(f"sqlite:///{aside}").items == 301

    def test_a_lost_one_is_had_back(self, path: Path, copy: Path) -> None:
        for file in path.parent.glob("pirtrack.db*"):
            file.unlink()

        assert restore_from(f"sqlite:///{path}", copy, now=LATER) is None
        assert examine(f"sqlite:///{path}").items == 300

    def test_a_damaged_copy_is_not_restored(self, path: Path, copy: Path) -> None:
        with closing(sqlite3.connect(copy)) as damaged:
            (page,) = damaged.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_item_due'").fetchone()
        content = bytearray(copy.read_bytes())
        content[(page - 1) * 4096 + 8 : page * 4096] = b"\x07" * (4096 - 8)
        copy.write_bytes(content)

        with pytest.raises(StoreError, match="is damaged"):
            restore_from(f"sqlite:///{path}", copy, now=LATER)

        assert examine(f"sqlite:///{path}").items == 300

    def test_looking_changes_nothing(self, copy: Path) -> None:
        before = (copy.read_bytes(), sorted(copy.parent.iterdir()))
        examine(f"sqlite:///{copy}")

        assert (copy.read_bytes(), sorted(copy.parent.iterdir())) == before

    def test_nothing_is_made_by_looking(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="there is no store"):
            examine(f"sqlite:///{tmp_path / 'none.db'}")
        with pytest.raises(StoreError, match="there is no store"):
            back_up_to(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy")
        assert list(tmp_path.iterdir()) == []
