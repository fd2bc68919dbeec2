"""`pirtrack digest`: what a team has to know of its action items, and what of it is new."""

from __future__ import annotations

import datetime as dt

from reports.digest import last as memory
from reports.digest.compose import back_to, compose, remembered
from reports.digest.narrow import Only
from reports.digest.value import Digest
from tracker.app.context import Context
from tracker.app.snapshot import digest_policy, snapshot
from tracker.store import Store
from tracker.uncollected import uncollected

EVERYTHING = Only()


def digest(context: Context, only: Only = EVERYTHING, *, remember: bool = False) -> Digest:
    """The digest of this moment; with `remember` the next one tells what is new since this one.

    Raises: StoreError, LockHeld.
    """
    opened = context.writing() if remember else context.store()
    with opened as store:
        made = digest_of(context, store, only)
        if remember:
            whole = made if only == EVERYTHING else digest_of(context, store)
            keep(store, whole, at=context.clock())
        return made


def digest_of(context: Context, store: Store, only: Only = EVERYTHING) -> Digest:
    """The digest of this moment, against the last one that was kept."""
    last, by = last_of(store), digest_policy(context)
    since = back_to(last, context.as_of)
    with uncollected():  # the facts are let go of within: nobody looks through them for cycles
        return only.told(compose(only.of(snapshot(context, store, closed_since=since)), last, by))


def last_of(store: Store) -> memory.LastDigest | None:
    """The digest that the next one is compared with."""
    text = store.digests.last()
    return memory.from_text(text) if text else None


def keep(store: Store, digest: Digest, *, at: dt.datetime) -> None:
    """Makes a digest of everything the one that the next is compared with."""
    store.digests.keep(memory.to_text(remembered(digest)), at=at)
