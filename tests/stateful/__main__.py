"""`make campaign`: histories by the thousand, on every core; says how many were told and what was found."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Final

from tests.stateful.histories import tell
from tests.stateful.law import Duplicate

DEFAULT: Final = 10_000
# So many at a time: small enough that a failure is known early, large enough that starting costs nothing.
PORTION: Final = 250


def portion(number: int) -> tuple[int, str | None, str]:
    """How many histories were told to the end; the kind of what broke the law, None where nothing did, and its story.

    A portion that broke off counts for none: how far it came is not known once it was made small.
    """
    try:
        return tell(PORTION, number, shrink=True), None, ""
    except AssertionError as broken:
        kind = "duplicate" if isinstance(broken, Duplicate) else "lost or not agreed"
        return 0, kind, "\n".join([f"seed {number}: {broken}", *getattr(broken, "__notes__", ())])


def campaign(count: int) -> int:
    """Tells at least so many; the exit code."""
    began, told = time.monotonic(), 0
    found: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for histories, kind, story in pool.map(portion, range(1000, 1000 + -(-count // PORTION))):
            told += histories
            if kind is not None:
                found.append(kind)
                sys.stderr.write(f"{story}\n")
            sys.stderr.write(f"\r{told} histories")
    duplicates = found.count("duplicate")
    spent = time.monotonic() - began
    lost = len(found) - duplicates
    sys.stdout.write(f"\n{told} histories in {spent:.0f} s: {duplicates} with duplicates, {lost} with something lost\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(campaign(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
