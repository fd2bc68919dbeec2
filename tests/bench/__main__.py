"""`make bench`: every row, with what misses its target.

Takes the names of rooms (reading, answering, starting) for some of it; `--strict` makes a miss an exit code of 1.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import answering, reading, starting
from tests.bench.row import HEAD, Bench

BENCHES: Sequence[Bench] = (
    reading.parsing,
    reading.looking_over,
    answering.status,
    answering.digest,
    starting.help_page,
    starting.status,
)
FULL = 100  # percent


def bench(benches: Sequence[Bench], percent: int) -> int:
    """Prints the table; how many rows miss their target."""
    missing = 0
    sys.stdout.write(f"{HEAD}\n")
    for each in benches:
        with tempfile.TemporaryDirectory(prefix="pirtrack-") as folder:
            for row in each(Path(folder), percent):
                found = row.measured()
                missing += found.misses
                sys.stdout.write(f"{found}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{missing} of the rows miss their target\n" if missing else "every row keeps its target\n")
    return missing


if __name__ == "__main__":
    words = set(sys.argv[1:])
    rooms = words - {"--strict"}
    chosen = [each for each in BENCHES if not rooms or each.__module__.rpartition(".")[2] in rooms]
    missing = bench(chosen, FULL)
    sys.exit(missing > 0 and "--strict" in words)
