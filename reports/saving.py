"""The room that puts a report's new bytes in the place of the old ones: all of them, or none."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

READ_ONLY = "the file is read-only"
SEVERAL_NAMES = "the file has several names (hard links), and would keep its old text under the others"
CHANGED = "the file was changed since it was read"


def replace_file(path: Path, old: bytes, new: bytes) -> str | None:
    """Writes `new` where the file still holds `old`; else, or where it can't be done, the reason why not.

    A symbolic link stays one; permissions are kept, owner and group where that is allowed.
    """
    real = Path(os.path.realpath(path))
    try:
        info = real.stat()
        if not os.access(real, os.W_OK) or not info.st_mode & 0o222:  # root may write what everybody protected
            return READ_ONLY
        if info.st_nlink > 1:
            return SEVERAL_NAMES
        return _replaced(real, old, new, info)
    except OSError as error:
        return f"the file can't be written: {error.strerror or 'no reason given'}"


def write_file(path: Path, text: str) -> str | None:
    """Puts a text at `path`, all of it or nothing; where it can't be done, the reason why not.

    What is there and is no file of its own (a pipe, a device) is written to as it is.
    """
    real = Path(os.path.realpath(path))
    try:
        if real.exists() and not real.is_file():
            real.write_text(text, encoding="utf-8")
            return None
        temp = real.with_name(f".pirtrack-{secrets.token_hex(8)}.tmp")
        try:
            with temp.open("x", encoding="utf-8") as file:  # with the rights that the user gives to new files
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if real.exists():
                shutil.copymode(real, temp)
            temp.replace(real)
        finally:
            temp.unlink(missing_ok=True)
        _make_lasting(real.parent)
    except OSError as error:
        return error.strerror or "no reason given"
    return None


def _replaced(real: Path, old: bytes, new: bytes, info: os.stat_result) -> str | None:
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=".pirtrack-", suffix=".tmp")
    temp = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            _take_after(temp, real, info)
            os.fsync(file.fileno())
        if real.read_bytes() != old:
            return CHANGED
        temp.replace(real)
    finally:
        temp.unlink(missing_ok=True)
    _make_lasting(real.parent)
    return None


def _take_after(temp: Path, real: Path, info: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temp, info.st_uid, info.st_gid)
    shutil.copystat(real, temp)
    os.utime(temp)  # but for its times: it did change


def _make_lasting(folder: Path) -> None:
    """A new name in a folder lasts only once the folder is written out; where that can't be asked for, so be it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
