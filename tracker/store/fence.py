"""Who wrote last may be told from who writes now: a number that each holder of the lock raises.

A lock is lost without a word when its connection breaks or its holder sleeps for too long. Every write of a store
that was fenced off looks at the number in its own transaction, so that one who wakes up late writes nothing.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from tracker.errors import LockHeld

_SELECT = "SELECT text FROM fact WHERE name = 'writer'"
_RAISE = text(
    "INSERT INTO fact (name, text) VALUES ('writer', '1') ON CONFLICT (name) "
    "DO UPDATE SET text = CAST(CAST(fact.text AS integer) + 1 AS text) RETURNING text"
)


def raise_fence(connection: Connection) -> str:
    """Shuts out whoever held the lock before; the number that the new holder writes under."""
    return str(connection.execute(_RAISE).scalar_one())


def check_fence(connection: Connection, number: str, place: str, *, keep: bool = True) -> None:
    """Looks at the number, and keeps it as it is until this transaction ends.

    Raises: LockHeld when somebody has raised it since.
    """
    share = " FOR SHARE" if keep and connection.dialect.name == "postgresql" else ""
    if connection.execute(text(_SELECT + share)).scalar() != number:
        raise LockHeld(
            f"the store {place} was taken over by another process while this one was held up; this one has stopped",
            hint="Run the command again; what was on record is safe, and nothing is made twice.",
        )
