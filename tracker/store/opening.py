"""Opening a store: found or made, upgraded where that is safe, refused with a reason where not."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.database import Database, parse_url, sqlite_path
from tracker.store.faults import RIGHTS, missing_folder
from tracker.store.store import Store
from tracker.store.upgrade import SHIPPED, Migrations, bring_up, no_store


def open_store(
    url: str,
    *,
    clock: Callable[[], datetime],
    create: bool = True,
    upgrade: bool = False,
    migrations: Migrations = SHIPPED,
) -> Store:
    """The store at `url`, made there when nothing is and `create` allows it; `upgrade` a server's is asked for.

    Raises: StoreError with a remedy when it cannot be had: missing folder, no rights, damaged, locked, full,
        of another program, or of a newer pirtrack.
    """
    database = Database(parse_url(url))
    if database.path is not None:
        _prepare_file(database.path, create=create)
    with ExitStack() as undo:
        undo.callback(database.close)
        created = bring_up(database, migrations, now=clock(), create=create, asked=upgrade)
        store = Store(database, clock=clock, created=created)
        undo.pop_all()
    return store


def store_exists(url: str) -> bool:
    """Whether a store was made at `url` already; one on a server is taken to be there."""
    path = sqlite_path(parse_url(url))
    return path is None or path.exists()


def _prepare_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"the store {path} is a folder", hint="Name a file in it in [store] url.")
    if not path.parent.is_dir():
        raise missing_folder(path)
    if not path.exists():
        if not create:
            raise no_store(str(path))
        _make_file(path)
    if not path.is_file():
        raise StoreError(f"the store {path} is not a file", hint="Name another place in [store] url.")
    if not (_may(path, os.R_OK | os.W_OK) and _may(path.parent, os.W_OK)):
        raise StoreError(f"the store {path} is read-only", hint=RIGHTS)


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _make_file(path: Path) -> None:
    """Readable by its owner only, from its first instant: reports are confidential."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StoreError(f"the store {path} cannot be made: {error.strerror}", hint=RIGHTS) from error
