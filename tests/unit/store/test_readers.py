"""Readers never wait for a writer, and see whole writes."""

from __future__ import annotations

import threading

from tests.unit.store.values import EPIC, NOON, item
from tracker.model import Event
from tracker.store import ItemQuery, Store


def test_readers_see_whole_writes_while_one_writes(store: Store) -> None:
    numbers = range(1, 41)
    store.put(items=[item(n) for n in numbers])
    seen: list[set[int]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append({i.slips for i in store.items(ItemQuery(incident=EPIC))})

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for slips in range(30):
        moved = [type(i)(i.item, i.link, slips) for i in map(item, numbers)]
        store.put(items=moved, events=[Event(NOON, "slipped", EPIC)])
    done.set()
    for reader in readers:
        reader.join()
    assert len(seen) > 2
    assert all(len(slips) == 1 for slips in seen)
    assert len(store.history(EPIC)) == 30
