from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from tracker.errors import StoreError
from tracker.store.faults import fault, translated


class Complaint(sqlite3.OperationalError):
    """What the driver raises, with the code that SQLite gave."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__("text of another library")
        self.sqlite_errorcode = code
        self.sqlite_errorname = name


class ServerComplaint(Exception):
    """What a PostgreSQL driver raises; `sqlstate` None where no server answered."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("text of another library")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "read-only"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk or file system"),
        (sqlite3.SQLITE_FULL, "is full"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_NOTADB, "is not a database"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, "contradicts"),
        (sqlite3.SQLITE_TOOBIG, r"could not do what was asked \(SQLITE_X\)"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(code: int, finding: str) -> None:
    error = OperationalError("SELECT secret", {}, Complaint(code, "SQLITE_X"))
    with pytest.raises(StoreError, match=f"the store a.db .*{finding}") as caught, translated("a.db"):
        raise error
    assert caught.value.hint
    assert "another library" not in caught.value.message
    assert "SELECT" not in caught.value.message


@pytest.mark.parametrize(
    ("state", "finding"),
    [
        ("53100", "run out of space"),
        ("28P01", "user or the password"),
        ("3D000", "does not exist"),
        ("25006", "read-only"),
        ("42501", "does not grant"),
        ("40P01", "locked"),
        ("57P01", "shut down"),
        ("42P01", r"could not do what was asked \(SQLSTATE 42P01\)"),
        (None, "could not do what was asked"),
    ],
)
def test_what_postgresql_says_becomes_a_sentence(state: str | None, finding: str) -> None:
    error = fault("a server", OperationalError("SELECT secret", {}, ServerComplaint(state)))
    with pytest.raises(StoreError, match=finding):
        raise error
    assert error.hint
    assert "another library" not in error.message


def test_an_error_of_pythons_own_has_no_code_to_tell() -> None:
    with pytest.raises(StoreError, match="could not do what was asked"), translated("a.db"):
        raise sqlite3.ProgrammingError("text of another library")
    with pytest.raises(StoreError, match="could not do what was asked"), translated("a.db"):
        raise SQLAlchemyError("text of another library")


def test_a_real_file_that_only_reads_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    sqlite3.connect(path).close()
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader,
        pytest.raises(StoreError, match="is read-only"),
        translated("a.db"),
    ):
        reader.execute("CREATE TABLE t (x)")
