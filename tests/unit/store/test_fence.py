"""One who lost the lock without noticing writes nothing more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import new_database
from tests.unit.store.conftest import Open
from tests.unit.store.values import EPIC, NOON, item
from tracker.errors import LockHeld
from tracker.model import Values
from tracker.store import Store, open_store
from tracker.store.lock import writer_lock

HANG_UP = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON oid = database "
    "WHERE locktype = 'advisory' AND granted AND datname = current_database()"
)


@pytest.fixture
def server_url(postgres: str) -> Iterator[str]:
    with new_database(postgres) as url:
        yield url


def hang_up(url: str) -> None:
    """The server drops the connections that hold a lock, as a broken network would."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(HANG_UP)
    engine.dispose()


def test_who_was_taken_over_writes_nothing_more(store: Store, opened: Open) -> None:
    store.fence_off()
    store.put(items=[item(3)])
    opened().fence_off()

    with pytest.raises(LockHeld, match="was taken over by another process") as caught:
        store.put(items=[item(4)])
    with pytest.raises(LockHeld):
        store.intend({f"{EPIC}/1": Values("x")}, began=NOON, deadline=NOON)
    with pytest.raises(LockHeld):
        store.confirm()

    assert (caught.value.exit_code, bool(caught.value.hint)) == (4, True)
    assert [i.item.ref.number for i in opened().items()] == [1, 2, 3]


def test_who_never_held_the_lock_is_fenced_off_by_nobody(store: Store, opened: Open) -> None:
    opened().fence_off()

    store.put(items=[item(3)])
    store.confirm()

    assert len(store.items()) == 3


def test_a_lost_lock_is_had_by_the_next_and_the_first_is_shut_out(server_url: str) -> None:
    with writer_lock(server_url, wait=0), open_store(server_url, clock=lambda: NOON) as first:
        first.fence_off()
        hang_up(server_url)
        with writer_lock(server_url, wait=5), open_store(server_url, clock=lambda: NOON) as second:
            second.fence_off()
            with pytest.raises(LockHeld):
                first.put(items=[item(1)])


def test_a_lost_lock_that_nobody_took_spoils_no_finished_work(server_url: str) -> None:
    with writer_lock(server_url, wait=0), open_store(server_url, clock=lambda: NOON) as store:
        store.fence_off()
        hang_up(server_url)
        store.cache("a", "text")

    with open_store(server_url, clock=lambda: NOON) as again:
        assert again.cached("a") == "text"


def test_who_was_fenced_off_and_has_the_lock_again_writes_once_more(store: Store, opened: Open) -> None:
    store.fence_off()
    opened().fence_off()

    store.fence_off()

    store.put(items=[item(3)])
    assert len(store.items()) == 3
