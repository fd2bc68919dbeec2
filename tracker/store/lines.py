"""Connections to a server whose two ends notice when the other is gone without a word.

A machine that loses its power or its network says nothing: without these, the system waits for hours before it gives up,
and as long the server would keep the lock of a writer that is no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL

if TYPE_CHECKING:
    from psycopg import Connection as Raw

# Seconds without a word, then between questions whether the other is there, and how many go unanswered.
IDLE, INTERVAL, COUNT = 20, 10, 3
# Milliseconds that what was sent may go unacknowledged.
UNACKNOWLEDGED = (IDLE + INTERVAL * COUNT) * 1000
CONNECT = 10  # seconds
# Source: https://www.postgresql.org/docs/current/libpq-connect.html (this end)
OURS = {
    "connect_timeout": CONNECT,
    "keepalives_idle": IDLE,
    "keepalives_interval": INTERVAL,
    "keepalives_count": COUNT,
    "tcp_user_timeout": UNACKNOWLEDGED,
}
# Source: https://www.postgresql.org/docs/current/runtime-config-connection.html (the server's; any user may set them)
THEIRS = (
    f"SET tcp_keepalives_idle = {IDLE}; SET tcp_keepalives_interval = {INTERVAL}; "
    f"SET tcp_keepalives_count = {COUNT}; SET tcp_user_timeout = {UNACKNOWLEDGED}"
)


def server_engine(url: URL, *, connect_args: dict[str, Any] | None = None, **options: Any) -> Engine:  # noqa: ANN401  # SQLAlchemy's own
    """An engine for a store on a server; what the URL itself says of these settings counts."""
    ours = {name: value for name, value in OURS.items() if name not in url.query}
    engine = create_engine(url, connect_args={**ours, **(connect_args or {})}, **options)

    @event.listens_for(engine, "connect")
    def connected(connection: Raw, _record: object) -> None:
        before, connection.autocommit = connection.autocommit, True  # so that no rollback takes it back
        connection.execute(THEIRS)
        connection.autocommit = before

    return engine
