from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.unit.store.values import EPIC, NOON, incident, item
from tracker.errors import StoreError
from tracker.store import Store, open_store
from tracker.store.opening import store_exists
from tracker.store.upgrade import SHIPPED, Migrations

ROOT = Path(__file__).resolve().parents[3]
NOBODY = 65534
OPENER = """
import datetime as dt, sys
from tracker.store import open_store
sys.stdin.readline()
with open_store(sys.argv[1], clock=lambda: dt.datetime.now(dt.UTC)) as store:
    print(store.id, store.created)
"""
ADDS_A_COLUMN = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9999", "HEAD"
def upgrade():
    with op.batch_alter_table("incident", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.Text()))
""".replace("HEAD", SHIPPED.head)
BACKUP = f"pirtrack.db.{SHIPPED.head}.20241119T120000000000Z.backup"


def at(path: Path) -> Store:
    return open_store(f"sqlite:///{path}", clock=lambda: NOON)


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        at(path).close()
    assert caught.value.exit_code == 5
    assert caught.value.hint
    assert str(path) in caught.value.message or str(path.parent) in caught.value.message
    assert "sqlalche" not in caught.value.message.casefold()
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pirtrack.db"


@pytest.fixture
def kept(path: Path) -> Path:
    """A closed store that holds an incident with 300 items."""
    with at(path) as store:
        store.put(incidents=[incident()], items=[item(n) for n in range(1, 301)])
    return path


def test_only_its_owner_may_read_a_store(path: Path) -> None:
    with at(path) as store:
        store.put(incidents=[incident()])
        files = sorted(path.parent.iterdir())
        assert path in files
        assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}


def test_whether_a_store_was_made_is_known_without_making_it(path: Path) -> None:
    assert not store_exists(f"sqlite:///{path}")
    at(path).close()
    assert store_exists(f"sqlite:///{path}")
    assert store_exists("postgresql://127.0.0.1:1/none")


def test_an_upgrade_whose_copy_cannot_be_made_changes_nothing(kept: Path, tmp_path: Path) -> None:
    kept.with_name(BACKUP).mkdir()
    migrations = newer(tmp_path / "newer", ADDS_A_COLUMN)
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(f"sqlite:///{kept}", clock=lambda: NOON, migrations=migrations)
    with at(kept) as store:
        assert len(store.items()) == 300


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    with at(path) as store:
        assert store.created


def test_what_is_acknowledged_is_on_the_disk(path: Path) -> None:
    with at(path) as store, store._database.reading() as connection:  # noqa: SLF001  # its settings have no other face
        read = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode")]
    assert read == [2, "wal"]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "is missing" in refusal(tmp_path / "no" / "pirtrack.db").message


def test_a_device_is_no_store() -> None:
    assert "not a file" in refusal(Path("/dev/null")).message


@pytest.mark.parametrize("content", [b"# Incident report\n" * 99, b"\x00" * 4096])
def test_another_file_is_no_store(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "is not a database" in refusal(path).message
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE song (title TEXT)")
    assert "belongs to another program" in refusal(path).message


def test_a_damaged_store_says_so(kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    kept.write_bytes(content)
    assert "is damaged" in refusal(kept).message


def test_a_cut_store_says_so(kept: Path) -> None:
    os.truncate(kept, kept.stat().st_size // 2)
    with pytest.raises(StoreError, match="is damaged"), at(kept) as store:
        store.items()


def test_a_store_that_has_lost_its_id_says_so(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as other, other:
        other.execute("DELETE FROM fact WHERE name = 'store'")
    assert "has lost its id" in refusal(kept).message


def test_a_newer_store_is_refused_and_left_alone(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = kept.read_bytes()
    assert "newer pirtrack (schema 9999)" in refusal(kept).message
    assert kept.read_bytes() == before


def test_a_locked_store_says_so_and_loses_nothing(kept: Path) -> None:
    with at(kept) as store, closing(sqlite3.connect(kept)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            store.put(items=[item(301)])
        assert len(store.items()) == 300
        other.rollback()
        store.put(items=[item(301)])
        assert len(store.items()) == 301


def test_a_full_store_says_so_and_loses_nothing(kept: Path) -> None:
    with at(kept) as store:
        with store._database.reading() as connection:  # noqa: SLF001  # a full disk, as SQLite sees it
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="is full"):
            store.put(items=[item(n) for n in range(301, 3000)])
        assert len(store.items()) == 300


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: for a moment the test is somebody who may not."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.parametrize("shut", ["file", "folder"])
def test_a_read_only_store_says_so(kept: Path, shut: str) -> None:
    folder = Path(tempfile.mkdtemp())
    store = folder / kept.name
    shutil.copy(kept, store)
    store.chmod(0o444 if shut == "file" else 0o666)
    folder.chmod(0o777 if shut == "file" else 0o555)
    with as_nobody():
        assert "is read-only" in refusal(store).message
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_folder_without_rights_says_so() -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    with as_nobody():
        assert "cannot be made" in refusal(folder / "pirtrack.db").message
    folder.rmdir()


@pytest.mark.parametrize(
    ("url", "finding"),
    [
        ("pirtrack.db", "not one"),
        ("mysql://host/name", "cannot be kept in mysql"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("postgresql://ann:secret@127.0.0.1:1/none?connect_timeout=2", "cannot be reached"),
    ],
)
def test_a_url_without_a_store_is_refused(url: str, finding: str) -> None:
    with pytest.raises(StoreError, match=finding) as caught:
        open_store(url, clock=lambda: NOON)
    assert caught.value.hint
    assert "secret" not in caught.value.message


def test_many_that_make_the_same_store_make_one(url: str) -> None:
    command = [sys.executable, "-c", OPENER, url]
    made = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    told = [process.communicate("go\n")[0].split() for process in made]
    assert len({id_ for id_, _ in told}) == 1
    assert sorted(created for _, created in told) == ["False", "False", "False", "True"]


def newer(folder: Path, revision: str) -> Migrations:
    """The shipped revisions and one more."""
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "r9999.py").write_text(revision, encoding="utf-8")
    return Migrations(folder, "9999")


def test_an_older_store_is_copied_and_upgraded(kept: Path, tmp_path: Path) -> None:
    migrations = newer(tmp_path / "100%", ADDS_A_COLUMN)
    with open_store(f"sqlite:///{kept}", clock=lambda: NOON, migrations=migrations) as store:
        assert not store.created
        with store._database.reading() as connection:  # noqa: SLF001  # the schema has no other face
            assert connection.exec_driver_sql("SELECT colour FROM incident").all() == [(None,)]
    copy = kept.with_name(BACKUP)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with at(copy) as old:
        assert len(old.items()) == 300


def test_a_store_on_a_server_is_not_upgraded_by_itself(url: str, tmp_path: Path) -> None:
    open_store(url, clock=lambda: NOON).close()
    migrations = newer(tmp_path / "newer", ADDS_A_COLUMN)
    if url.startswith("sqlite"):
        open_store(url, clock=lambda: NOON, migrations=migrations).close()
        return
    with pytest.raises(StoreError, match=rf"older schema \({SHIPPED.head}\)"):
        open_store(url, clock=lambda: NOON, migrations=migrations)


def test_an_upgrade_that_fails_changes_nothing(kept: Path, tmp_path: Path) -> None:
    migrations = newer(tmp_path / "broken", ADDS_A_COLUMN + "    op.drop_table('nowhere')\n")
    with pytest.raises(StoreError, match="could not do"):
        open_store(f"sqlite:///{kept}", clock=lambda: NOON, migrations=migrations)
    with at(kept) as store:
        assert len(store.items()) == 300


def test_an_upgrade_that_orphans_items_changes_nothing(kept: Path, tmp_path: Path) -> None:
    migrations = newer(tmp_path / "orphans", ADDS_A_COLUMN + "    op.execute(sa.table('incident').delete())\n")
    with pytest.raises(StoreError, match="without their incident"):
        open_store(f"sqlite:///{kept}", clock=lambda: NOON, migrations=migrations)
    with at(kept) as store:
        assert [i.incident.id for i in store.incidents()] == [EPIC]


def test_reading_a_known_store_imports_no_alembic(kept: Path) -> None:
    code = (
        "import sys, datetime as dt; from tracker.store import open_store\n"
        f"open_store({f'sqlite:///{kept}'!r}, clock=lambda: dt.datetime.now(dt.UTC)).items()\n"
        "print(sorted({'alembic', 'sqlalchemy.orm', 'jira', 'filelock', 'psycopg'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_backup_is_stamped_in_utc(kept: Path) -> None:
    from tracker.store.upgrade import back_up  # noqa: PLC0415  # not part of the room's face

    east = NOON.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert back_up(kept, SHIPPED.head, east).name == BACKUP
