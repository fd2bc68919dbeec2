"""What only a store on a server can meet: pools in front of it, and users with few rights."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.postgres import new_database
from tests.unit.store.pool import pooled
from tests.unit.store.release import fill
from tests.unit.store.values import EPIC, NOON, item
from tracker.errors import StoreError
from tracker.jobs import LEASE, Start
from tracker.store import open_store
from tracker.store.care import examine
from tracker.store.database import parse_url
from tracker.store.lines import COUNT, IDLE, INTERVAL, UNACKNOWLEDGED, server_engine
from tracker.store.lock import writer_lock
from tracker.store.pooler import between_us_and

# As docs/operations.md has it.
GRANTS = (
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE ON event FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


@pytest.fixture
def server_url(postgres: str) -> Iterator[str]:
    with new_database(postgres) as url:
        yield url


def parts(url: str) -> tuple[str, str, str]:
    parsed = make_url(url)
    folder = parsed.query.get("host")
    if not isinstance(folder, str) or parsed.database is None or parsed.username is None:
        pytest.skip("the pool of this test speaks to a server's socket")
    return folder, parsed.database, parsed.username


def test_nothing_stands_between(server_url: str) -> None:
    found = between_us_and(server_url)

    assert found is not None
    assert (found.pooler, found.shares) == (False, False)


def test_a_pool_that_changes_sessions_is_found_and_refused(server_url: str) -> None:
    with pooled(*parts(server_url), for_good=False) as url:
        found = between_us_and(url)
        assert found is not None
        assert (found.pooler, found.shares) == (True, True)
        with pytest.raises(StoreError, match="no lock would keep anybody out") as caught, writer_lock(url, wait=0):
            pass
    assert caught.value.hint


def test_a_pool_that_keeps_sessions_is_found_and_taken(server_url: str) -> None:
    with pooled(*parts(server_url), for_good=True) as url:
        found = between_us_and(url)
        assert found is not None
        assert (found.pooler, found.shares) == (True, False)
        with writer_lock(url, wait=0):
            pass


def test_few_rights_are_enough_for_all_but_an_upgrade(server_url: str) -> None:
    open_store(server_url, clock=lambda: NOON).close()
    owner = make_url(server_url)
    role = f"role_{owner.database}"
    engine = create_engine(owner, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE ROLE {role} LOGIN"))
        for grant in GRANTS:
            connection.execute(text(grant.format(role=role, database=owner.database)))
        url = owner.set(username=role).render_as_string(hide_password=False)
        with writer_lock(url, wait=0), open_store(url, clock=lambda: NOON) as store:
            store.fence_off()
            fill(store)
            store.put(items=[item(4)])
            turn = store.ledger.claim("pull", lambda _l, _q: Start("s"), by="me", now=NOON, until=NOON + LEASE)
            assert turn is not None
            assert len(store.history(EPIC)) > 2
        assert examine(url).faults == ()
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
        with pytest.raises(StoreError, match="does not grant"):
            open_store(url, clock=lambda: NOON, upgrade=True)
        connection.execute(text(f"DROP OWNED BY {role}"))
        connection.execute(text(f"DROP ROLE {role}"))
    engine.dispose()


def test_both_ends_notice_that_the_other_is_gone(server_url: str) -> None:
    """Asked for on both; that a machine without power is noticed cannot be seen on one machine."""
    with pooled(*parts(server_url), for_good=True) as url:  # over TCP, which a socket in a folder is not
        engine = server_engine(parse_url(url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            assert raw.autocommit
            line = socket.socket(fileno=os.dup(raw.pgconn.socket))
            options = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_USER_TIMEOUT)
            ours = [line.getsockopt(socket.IPPROTO_TCP, option) for option in options]
            line.close()
            asked = text("SELECT count(*) FROM pg_settings WHERE name LIKE 'tcp_%' AND source = 'session'")
            theirs = connection.execute(asked).scalar()
        engine.dispose()

    assert ours == [IDLE, INTERVAL, COUNT, UNACKNOWLEDGED]
    assert theirs == 4


def test_what_the_url_says_of_waiting_counts(server_url: str) -> None:
    url = parse_url(server_url).update_query_dict({"connect_timeout": "3"})
    engine = server_engine(url)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        assert raw.info.get_parameters()["connect_timeout"] == "3"
    engine.dispose()
