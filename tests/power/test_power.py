from __future__ import annotations

import random
from pathlib import Path

from tests.postgres import create_database, own_server
from tests.power.cut import Blow, Life
from tests.unit.store.values import NOON
from tracker.store import open_store

SEED = 20241119


def cut(url: str, folder: Path, blows: tuple[Blow, ...]) -> Life:
    chance = random.Random(SEED)  # noqa: S311  # instants to cut at, no secrets
    with open_store(f"sqlite:///{folder / 'beside.db'}", clock=lambda: NOON) as beside:
        life = Life(url, beside)
        for blow in blows:
            life.cut(blow, chance)
    return life


def test_a_file_holds_all_that_was_acknowledged_before_a_cut(tmp_path: Path) -> None:
    life = cut(f"sqlite:///{tmp_path / 'pirtrack.db'}", tmp_path, (Blow.WRITER,) * 6)

    assert life.steps > 0


def test_a_server_holds_all_that_was_acknowledged_before_a_cut(tmp_path: Path) -> None:
    with own_server() as server:
        life = cut(create_database(server), tmp_path, (*Blow, *Blow))

    assert life.steps > 0
