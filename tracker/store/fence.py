"""Who holds the lock now: a name that each holder writes into the store, and no other ever has.

A lock is lost without a word when its connection breaks or its holder sleeps for too long. Every write of a store
that was fenced off looks at the name in its own transaction, so that one who wakes up late writes nothing.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, text

from tracker.errors import LockHeld

_SELECT = "SELECT text FROM fact WHERE name = 'writer'"
_PUT = text(
    "INSERT INTO fact (name, text) VALUES ('writer', :holder) ON CONFLICT (name) DO UPDATE SET text = excluded.text"
)


def put_fence(connection: Connection) -> str:
    """Shuts out whoever held the lock before; the name that the new holder writes under."""
    holder = secrets.token_hex(8)
    connection.execute(_PUT, {"holder": holder})
    return holder


def check_fence(connection: Connection, holder: str, place: str, *, keep: bool = True) -> None:
    """Looks whether the holder still is the one, and keeps it so until this transaction ends.

    Raises: LockHeld when somebody else has put his name there since.
    """
    share = " FOR SHARE" if keep and connection.dialect.name == "postgresql" else ""
    if connection.execute(text(_SELECT + share)).scalar() != holder:
        raise LockHeld(
            f"the store {place} was taken over by another process while this one was held up; this one has stopped",
            hint="Run the command again; what was on record is safe, and nothing is made twice.",
        )
