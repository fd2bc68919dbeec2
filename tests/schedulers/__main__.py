"""`make campaign-hours`: hour after hour of three schedulers on one PostgreSQL, each with other blows."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.postgres import new_database, own_server
from tests.schedulers.telling import tell

DEFAULT = 10
SPEED = 60


def main(hours: int) -> None:
    """One after the other. Raises: AssertionError at the first that breaks the law."""
    with own_server() as server:
        for seed in range(hours):
            with tempfile.TemporaryDirectory(prefix="pirtrack-") as folder, new_database(server) as store:
                try:
                    told = tell(Path(folder), store, seed=seed, speed=SPEED)
                except AssertionError as broken:
                    broken.add_note(f"in the hour of seed {seed}")
                    raise
                sys.stdout.write(f"hour {seed}: {told}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
