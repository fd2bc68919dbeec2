from __future__ import annotations

from pathlib import Path

from tests.postgres import new_database
from tests.schedulers.telling import tell


def test_each_slot_runs_once_through_kills_pauses_and_lost_connections(postgres: str, tmp_path: Path) -> None:
    with new_database(postgres) as store:
        told = tell(tmp_path, store, seed=20241119, speed=60)

    assert "digests heard, each once" in told
