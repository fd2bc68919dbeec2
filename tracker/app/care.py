"""`pirtrack db`: the store looked through, upgraded, copied, and had back from a copy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker.app.answer import Answer
from tracker.app.context import LOCK_WAIT, Context
from tracker.errors import StoreError, UsageError
from tracker.store import open_store
from tracker.store.care import Condition, back_up_to, examine, holds_a_store, restore_from
from tracker.store.lock import writer_lock
from tracker.views import DoctorView

PREFIX, SUFFIX = "pirtrack-", ".backup"


def check(context: Context) -> Answer:
    """Whether the store is sound; nothing is changed. Raises: StoreError when it is none, or cannot be read."""
    found = examine(context.config.store.url)
    views = [DoctorView("store", "ok", _told(found))]
    if found.older:
        remedy = "run `pirtrack db upgrade`"
        views.append(DoctorView("schema", "warning", f"{found.revision} is an older one", remedy))
    hint = "restore the latest copy: `pirtrack db restore FILE`"
    views += [DoctorView("content", "failed", fault, hint) for fault in found.faults]
    return Answer("db check", context.as_of, {"checks": views}, exit_code=StoreError.exit_code if found.faults else 0)


def upgrade(context: Context) -> Answer:
    """Brings the schema to the one that this pirtrack knows; of a SQLite store a copy is made beside it first.

    Raises: StoreError, LockHeld.
    """
    url = context.config.store.url
    before = examine(url)
    with writer_lock(url, wait=LOCK_WAIT), open_store(url, clock=context.clock, create=False, upgrade=True) as store:
        store.fence_off()
    after = examine(url)
    done = f"upgraded from {before.revision} to {after.revision}" if before.older else f"{after.revision} is the newest"
    return Answer("db upgrade", context.as_of, {"checks": [DoctorView("schema", "ok", done)]})


def backup(context: Context, output: Path | None) -> Answer:
    """Copies the store while it is used, to `output` or into the configured folder, where the oldest copies go.

    Raises: StoreError.
    """
    settings = context.config.store
    target = context.cwd / output if output is not None else _next_copy(context)
    back_up_to(settings.url, target)
    gone = _let_go(settings.backups, settings.keep) if output is None else 0
    views = [DoctorView("copy", "ok", f"made: {target}")]
    notes = (f"{gone} older {'copy was' if gone == 1 else 'copies were'} removed",) if gone else ()
    return Answer("db backup", context.as_of, {"checks": views}, notes=notes)


def _next_copy(context: Context) -> Path:
    folder = context.config.store.backups
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {folder} for copies cannot be made: {error.strerror}", hint="Name another in store.backups."
        ) from error
    return folder / f"{PREFIX}{context.clock().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"


def _let_go(folder: Path, keep: int) -> int:
    """Removes the oldest copies that were made here; how many. Nothing with another name is touched."""
    copies = sorted(folder.glob(f"{PREFIX}*T*Z{SUFFIX}"))
    old = copies[: max(0, len(copies) - max(1, keep))]
    for copy in old:
        copy.unlink(missing_ok=True)
    return len(old)


def restore(context: Context, source: Path, *, yes: bool) -> Answer:
    """Makes the store what a copy is, after the copy was looked through.

    Raises: UsageError when there is a store already and `yes` was not said; StoreError; LockHeld.
    """
    url, copy = context.config.store.url, context.cwd / source
    if not copy.is_file():
        raise UsageError(f"there is no copy {copy}", hint="name a file that `pirtrack db backup` has made")
    if not yes and holds_a_store(url):
        raise UsageError(
            "there is a store already, and it would be replaced", hint="say --yes; what is there now is kept beside it"
        )
    now = context.clock()
    with writer_lock(url, wait=LOCK_WAIT):
        aside = restore_from(url, copy, now=now)
    notes = (
        *((f"what was there before is now {aside}",) if aside else ()),
        "the restored store sends no digest and no reminder for periods that are past: they may have been sent",
        "run `pirtrack sync --full`: what happened in Jira since the copy was made is read, nothing is made twice",
    )
    return Answer(
        "db restore", context.as_of, {"checks": [DoctorView("store", "ok", _told(examine(url)))]}, notes=notes
    )


def _told(found: Condition) -> str:
    faults = "sound" if not found.faults else f"{len(found.faults)} faults"
    return f"{found.place}: schema {found.revision}; incidents: {found.incidents}, items: {found.items}; {faults}"
