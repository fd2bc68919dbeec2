"""Whether something between pirtrack and PostgreSQL hands one server session to many clients in turn.

A lock belongs to a session. Behind a pooler that changes sessions between two transactions it keeps nobody out, so
that such a place is refused. A pooler that keeps a session for as long as the client stays is harmless.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from tracker.errors import StoreError
from tracker.store.database import parse_url, place_of
from tracker.store.faults import translated

SHARED = "is reached through a pool that changes sessions between transactions: no lock would keep anybody out"
HINT = "Name the server itself in [store] url, or a pool in session mode."
_PID = text("SELECT pg_backend_pid()")
_MARK = text("SELECT set_config('pirtrack.probe', :mark, false)")
_READ = text("SELECT current_setting('pirtrack.probe', true)")
# Where several sessions take turns, a mark may be met again by chance: it is looked for this often.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between us and the server; `shares` True: sessions are handed to others between transactions."""

    pooler: bool
    shares: bool


def between_us_and(url: str) -> Between | None:
    """What stands between us and the server of a store; None for a store that is a file. Raises: StoreError."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return None
    engine = create_engine(parsed, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with translated(place_of(parsed)), engine.connect() as connection:
        return look_between(connection, parsed)


def refuse_sharing(connection: Connection, url: URL, place: str) -> None:
    """Costs one question where nothing stands between. Raises: StoreError when sessions are handed around."""
    if look_between(connection, url).shares:
        raise StoreError(f"the store {place} {SHARED}", hint=HINT)


def look_between(connection: Connection, url: URL) -> Between:
    """Looks at an open connection in autocommit, and with another beside it where a pooler gives itself away.

    A pooler cannot tell clients the number of a server process that it has not chosen yet.
    """
    told: int = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]  # psycopg's own
    if told == connection.execute(_PID).scalar():
        return Between(pooler=False, shares=False)
    mark = secrets.token_hex(8)
    connection.execute(_MARK, {"mark": mark})
    shares = any(_meets_or_misses(connection, url, mark) for _ in range(ROUNDS))
    return Between(pooler=True, shares=shares)


def _meets_or_misses(connection: Connection, url: URL, mark: str) -> bool:
    """Another client is given our session, or we are not given our own again while he keeps one busy."""
    beside = create_engine(url, poolclass=NullPool)
    with beside.connect() as other, other.begin():
        if other.execute(_READ).scalar() == mark:
            return True
        return bool(connection.execute(_READ).scalar() != mark)
