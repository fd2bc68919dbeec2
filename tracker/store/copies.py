"""Copies of a SQLite store: made while it is used, whole or not there at all, and readable by their owner only."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.faults import RIGHTS, translated

SIDE_FILES = ("-wal", "-shm")


def copy_file(source: Path, target: Path) -> None:
    """A consistent copy of the store at `source`, kept on the disk before this returns.

    Raises: StoreError when there is a file at `target` already, or no copy could be made; nothing is left of it then.
    """
    make_file(target)
    try:
        with (
            translated(str(target)),
            closing(sqlite3.connect(source)) as theirs,
            closing(sqlite3.connect(target)) as ours,
        ):
            theirs.backup(ours)
            ours.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself
        keep_on_disk(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def pour_in(source: Path, target: Path) -> None:
    """Makes the store at `target` what the copy at `source` is, in one transaction; who reads it sees that at once."""
    with translated(str(target)), closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(target)) as store:
        copy.backup(store)
    keep_on_disk(target)


def set_aside(store: Path, suffix: str) -> Path:
    """Renames a store that cannot be read, with what belongs to it; where it is now."""
    aside = store.with_name(store.name + suffix)
    for side in ("", *SIDE_FILES):
        part = store.with_name(store.name + side)
        if part.exists():
            part.rename(aside.with_name(aside.name + side))
    return aside


def keep_on_disk(file: Path) -> None:
    """Waits until file and folder are on the disk."""
    for place in (file, file.parent):
        opened = os.open(place, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def make_file(target: Path) -> None:
    """An empty file that only its owner may read. Raises: StoreError when there is one already."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise StoreError(
            f"the copy {target} cannot be made: it is there already", hint="Name another file, or remove it."
        ) from None
    except OSError as error:
        raise StoreError(f"the copy {target} cannot be made: {error.strerror}", hint=RIGHTS) from error
