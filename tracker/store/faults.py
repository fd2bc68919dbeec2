"""What a database's complaint means: one sentence and a remedy, never the database library's own text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tracker.errors import StoreError

BACKUP = "Restore the latest backup, or move the file away: a plain `pirtrack sync` rebuilds the links from Jira."
SPACE = "Free some space and try again; what was acknowledged is safe."
AGAIN = "Wait for the other program to finish, then try again."
RIGHTS = "Give this user the right to write there, or name another place in [store] url."

# Source: https://sqlite.org/rescode.html (primary result codes)
_SQLITE: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", AGAIN),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", AGAIN),
    sqlite3.SQLITE_READONLY: ("is read-only", RIGHTS),
    sqlite3.SQLITE_PERM: ("may not be opened by this user", RIGHTS),
    sqlite3.SQLITE_AUTH: ("may not be opened by this user", RIGHTS),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "See that its folder exists and that this user may write there."),
    sqlite3.SQLITE_IOERR: ("cannot be read or written: the disk or file system reported an error", SPACE),
    sqlite3.SQLITE_FULL: ("is full: there is no space left to write", SPACE),
    sqlite3.SQLITE_CORRUPT: ("is damaged", BACKUP),
    sqlite3.SQLITE_NOTADB: ("is not a database", BACKUP),
    sqlite3.SQLITE_CONSTRAINT: ("refused a change that contradicts what it holds", "Run the command again."),
}

# Source: https://www.postgresql.org/docs/current/errcodes-appendix.html (class, or whole code)
_POSTGRES: dict[str, tuple[str, str]] = {
    "08": ("cannot be reached", "See that the server is up, then try again."),
    "23": ("refused a change that contradicts what it holds", "Run the command again."),
    "25006": ("is read-only", "Point [store] url at the primary server."),
    "28": ("refused the user or the password", "Check the user and password in [store] url."),
    "3D": ("does not exist", "Create the database, then try again."),
    "40": ("is locked by another program", AGAIN),
    "42501": ("does not grant this user what pirtrack needs", "Grant it the rights on its schema."),
    "53": ("has run out of space, memory or connections", SPACE),
    "55P03": ("is locked by another program", AGAIN),
    "57": ("was shut down in the middle of the work", "See that the server is up, then try again."),
}
_UNREACHABLE = _POSTGRES["08"]
_UNKNOWN = ("could not do what was asked", "Run `pirtrack doctor`; if that finds nothing, restore the latest backup.")


def missing_folder(store: Path) -> StoreError:
    """What to say where a store has no folder to be in."""
    hint = "Make it, or name another place in [store] url."
    return StoreError(f"the folder {store.parent} for the store is missing", hint=hint)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turns what a database raises inside into a `StoreError` about the store at `place`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise fault(place, error) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"the store {place} cannot keep a text that is not valid Unicode",
            hint="Rename files whose names are not UTF-8, and mend reports that are not.",
        ) from error


def fault(place: str, error: BaseException) -> StoreError:
    """The sentence for one complaint of a database driver."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error):
        finding, hint = _of_sqlite(origin)
    else:
        finding, hint = _of_postgres(origin)
    return StoreError(f"the store {place} {finding}", hint=hint)


def _of_sqlite(error: sqlite3.Error) -> tuple[str, str]:
    code: int | None = getattr(error, "sqlite_errorcode", None)  # absent where Python itself raised it
    if code is None:
        return _UNKNOWN
    known = _SQLITE.get(code & 0xFF)
    return known or (f"{_UNKNOWN[0]} ({error.sqlite_errorname})", _UNKNOWN[1])


def _of_postgres(error: BaseException | None) -> tuple[str, str]:
    state: str | None = getattr(error, "sqlstate", None)
    if state is None:  # psycopg gives no code when there was no server to give one
        return _UNREACHABLE if type(error).__name__ == "OperationalError" else _UNKNOWN
    known = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    return known or (f"{_UNKNOWN[0]} (SQLSTATE {state})", _UNKNOWN[1])
