"""`make campaign-reading`: garbage and mutated reports are read for so many minutes, and the hardest work is named.

A mutated report that breaks the law is kept in a file beside its seed; garbage is made small and shown.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.corpus import garbage
from tests.corpus.law import hold
from tests.corpus.mutations import several

OURS = Path(__file__).parent / "ours"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "reports"
DEFAULT = 60.0  # minutes
PORTION = 200
# Of a smaller one most of the work is what any report takes.
SMALL = 2000


@dataclass(slots=True)
class Campaign:
    """What was read so far; `hardest` is the most calls that a byte of a text took."""

    read: int = 0
    items: int = 0
    size: int = 0
    hardest: float = 0.0

    def one(self, data: bytes) -> None:
        """Raises: whatever breaks the law."""
        held = hold(data)
        self.read, self.items, self.size = self.read + 1, self.items + held.items, self.size + len(data)
        self.hardest = max(self.hardest, held.calls / max(SMALL, len(data)))

    def __str__(self) -> str:
        return (
            f"{self.read} texts of {self.size // 1_000_000} MB, {self.items} items: none raised or pointed outside; "
            f"the hardest took {self.hardest:.1f} calls for each byte"
        )


def fuzz(minutes: float, seed: int) -> int:
    """Reads until the time is up; the exit code."""
    reports = [path.read_bytes() for place in (OURS, SHARED) for path in sorted(place.glob("*.md"))]
    until, done = time.monotonic() + 60 * minutes, Campaign()
    while time.monotonic() < until:
        try:
            garbage.each(seed, PORTION, done.one)
        except Exception as broken:  # noqa: BLE001  # whatever it is, it is what was looked for
            sys.stderr.write("\n".join((f"\nseed {seed}: {broken!r}", *getattr(broken, "__notes__", ()), "")))
            return 1
        for n in range(seed * PORTION, (seed + 1) * PORTION):
            data = several(reports, random.Random(n))  # noqa: S311  # not a secret
            try:
                done.one(data)
            except Exception as broken:  # noqa: BLE001  # the same
                _keep(data, n, repr(broken))
                return 1
        seed += 1
        sys.stderr.write(f"\r{done.read} texts")
    sys.stdout.write(f"\n{done}, in {minutes:g} minutes\n")
    return 0


def _keep(data: bytes, seed: int, why: str) -> None:
    with tempfile.NamedTemporaryFile(prefix=f"pirtrack-{seed}-", suffix=".md", delete=False) as file:
        file.write(data)
    sys.stderr.write(f"\nmutation {seed}: {why}: {file.name}\n")


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:]]
    sys.exit(fuzz(given[0] if given else DEFAULT, int(given[1]) if len(given) > 1 else 1))
