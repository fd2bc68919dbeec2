"""Takes one step after the other in a store, and acknowledges each once it is kept."""

from __future__ import annotations

import sys
from itertools import count

from tests.power.steps import step
from tests.unit.store.values import NOON
from tracker.errors import StoreError
from tracker.store import open_store

READY = "ready"


def write(url: str, first: int) -> None:
    """Goes on until it is killed, or its store is."""
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    with open_store(url, clock=lambda: NOON) as store:
        for number in count(first):
            step(store, number)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    try:
        write(sys.argv[1], int(sys.argv[2]))
    except StoreError as error:
        sys.stderr.write(f"{error.message}\n")
        sys.exit(error.exit_code)
