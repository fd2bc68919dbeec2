"""`make campaign-reading`: mutated reports are read for so many minutes, and the slowest is named.

A text that breaks the law, or takes far longer than its size allows, is kept in a file beside its seed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.mutations import hold, several

OURS = Path(__file__).parent / "ours"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "reports"
DEFAULT = 60.0  # minutes
# An ordinary report takes 0.3 microseconds of the processor for each byte.
SLOWEST = 100e-6  # seconds for each byte
SMALL = 2000


def fuzz(minutes: float, seed: int) -> int:
    """Reads until the time is up; the exit code."""
    reports = [path.read_bytes() for place in (OURS, SHARED) for path in sorted(place.glob("*.md"))]
    began, read, items, size, slowest = time.monotonic(), 0, 0, 0, 0.0
    while time.monotonic() - began < minutes * 60:
        found, spent, taken = _one(reports, seed + read)
        if found is None:
            return 1
        read, items, size, slowest = read + 1, items + found, size + taken, max(slowest, spent)
        if read % 1000 == 0:
            sys.stderr.write(f"\r{read} reports")
    sys.stdout.write(
        f"\n{read} reports of {size // 1_000_000} MB in {minutes:g} minutes, {items} items: none raised or pointed outside; "
        f"the slowest took {slowest * 1e6:.1f} microseconds for each byte\n"
    )
    return 0


def _one(reports: Sequence[bytes], seed: int) -> tuple[int | None, float, int]:
    """How many items it has, None where it broke the law; its seconds for each byte; its bytes."""
    data = several(reports, random.Random(seed))  # noqa: S311  # not a secret
    began = time.process_time()
    try:
        found = hold(data)
    except Exception as broken:  # noqa: BLE001  # whatever it is, it is what was looked for
        _keep(data, seed, repr(broken))
        return None, 0.0, len(data)
    spent = (time.process_time() - began) / max(SMALL, len(data))
    if spent > SLOWEST:
        _keep(data, seed, f"{spent * 1e6:.0f} microseconds for each byte")
        return None, spent, len(data)
    return found, spent, len(data)


def _keep(data: bytes, seed: int, why: str) -> None:
    with tempfile.NamedTemporaryFile(prefix=f"pirtrack-{seed}-", suffix=".md", delete=False) as file:
        file.write(data)
    sys.stderr.write(f"\nseed {seed}: {why}: {file.name}\n")


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:]]
    sys.exit(fuzz(given[0] if given else DEFAULT, int(given[1]) if len(given) > 1 else 1))
