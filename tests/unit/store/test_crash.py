"""What was acknowledged survives a kill, and readers never wait for a writer."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.unit.store.conftest import Open
from tests.unit.store.values import EPIC, NOON, incident, item
from tracker.model import Event, InDoubt
from tracker.store import ItemQuery, Store

ROOT = Path(__file__).resolve().parents[3]
KILLS = 4
WRITER = """
import datetime as dt, sys
from tests.unit.store.values import EPIC, NOON, item
from tracker.model import Event, Values
from tracker.store import open_store
first = int(sys.argv[2])
with open_store(sys.argv[1], clock=lambda: NOON) as store:
    for number in range(first, first + 100_000):
        store.put(items=[item(number)], events=[Event(NOON, "read", EPIC, number)])
        store.intend({f"{EPIC}/{number}": Values("x")}, began=NOON, deadline=NOON)
        print(number, flush=True)
"""


def killed_writer(url: str, first: int, after: float) -> int:
    """The last number that a writer acknowledged before it was killed; `first - 1` where none was."""
    command = [sys.executable, "-c", WRITER, url, str(first)]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == f"{first}\n"
    time.sleep(after)
    writer.kill()
    told = writer.communicate()[0].rpartition("\n")[0]  # what follows the last line end was cut
    return int(told.splitlines()[-1]) if told else first


def test_nothing_acknowledged_is_lost_to_a_kill(opened: Open, url: str) -> None:
    opened().put(incidents=[incident()])
    chance = random.Random(20241119)  # noqa: S311  # instants to kill at, no secrets
    promised: set[int] = set()
    last = 0
    for _ in range(KILLS):
        first, acknowledged = last + 1, killed_writer(url, last + 1, chance.uniform(0, 0.2))
        promised |= set(range(first, acknowledged + 1))
        store = opened()
        doubts = {i.item.ref.number: isinstance(i.link, InDoubt) for i in store.items()}
        last = max(doubts)
        assert last in (acknowledged, acknowledged + 1)
        assert list(doubts) == list(range(1, last + 1))
        assert all(doubts[number] for number in promised)
        assert [e.number for e in store.history(EPIC)] == list(doubts)


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
