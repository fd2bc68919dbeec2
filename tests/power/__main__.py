"""`make campaign-power`: the power is cut again and again while a store is written, on both databases."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from tests.postgres import create_database, own_server
from tests.power.cut import Blow, Life
from tests.unit.store.values import NOON
from tracker.store import open_store

DEFAULT = 200
# Every so many cuts a store begins anew, so that the making of one is cut too.
CUTS_OF_A_LIFE = 20


def live(name: str, url: str, seed: int, blows: Sequence[Blow]) -> Life:
    """One store from its making on."""
    chance = random.Random(seed)  # noqa: S311  # instants to cut at, no secrets
    with (
        tempfile.TemporaryDirectory(prefix="pirtrack-") as folder,
        open_store(f"sqlite:///{folder}/beside.db", clock=lambda: NOON) as beside,
    ):
        life = Life(url, beside)
        for blow in blows:
            try:
                life.cut(blow, chance)
            except AssertionError as lost:
                lost.add_note(f"{name}, seed {seed}, after {', '.join(life.blows)} and then {blow}")
                raise
        return life


def campaign(name: str, count: int, new_store: Callable[[int], str], blows: Sequence[Blow]) -> None:
    """So many cuts; says what came of them."""
    began, steps, cuts = time.monotonic(), 0, 0
    for seed in range(-(-count // CUTS_OF_A_LIFE)):
        portion = tuple(islice(cycle(blows), cuts, min(count, cuts + CUTS_OF_A_LIFE)))
        steps += live(name, new_store(seed), seed, portion).steps
        cuts += len(portion)
        sys.stderr.write(f"\r{name}: {cuts} cuts")
    spent = time.monotonic() - began
    sys.stdout.write(f"\n{name}: {cuts} cuts in {spent:.0f} s, {steps} steps: every store opened and is sound, ")
    sys.stdout.write("and nothing acknowledged is lost\n")


def main(count: int) -> None:
    """Both databases, one after the other. Raises: AssertionError at the first loss."""
    with tempfile.TemporaryDirectory(prefix="pirtrack-") as folder:
        path = Path(folder)
        campaign("SQLite", count, lambda seed: f"sqlite:///{path / str(seed)}.db", [Blow.WRITER])
    with own_server() as server:
        new = partial(create_database, server)
        campaign("PostgreSQL", count, lambda _seed: new(), [Blow.WRITER, Blow.SESSIONS, Blow.WRITER, Blow.SERVER])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
