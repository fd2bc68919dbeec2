"""`make campaign`: histories by the thousand, on every core; says how many were told and what was found.

Takes how many, and of how many steps each.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Final

from tests.stateful.histories import STEPS, tell
from tests.stateful.law import Duplicate

DEFAULT: Final = 10_000
# So many at a time: small enough that a failure is known early, large enough that starting costs nothing.
PORTION: Final = 250


def portion(number: int, steps: int) -> tuple[int, str | None, str]:
    """How many histories were told to the end; the kind of what broke the law, None where nothing did, and its story.

    A portion that broke off counts for none: how far it came is not known once it was made small.
    """
    try:
        return tell(PORTION, number, steps=steps, shrink=True), None, ""
    except AssertionError as broken:
        kind = "duplicate" if isinstance(broken, Duplicate) else "lost or not agreed"
        return 0, kind, "\n".join([f"seed {number}: {broken}", *getattr(broken, "__notes__", ())])


def campaign(count: int, steps: int) -> int:
    """Tells at least so many of so many steps at most; the exit code."""
    began, told = time.monotonic(), 0
    found: list[str] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for histories, kind, story in pool.map(partial(portion, steps=steps), range(1000, 1000 + -(-count // PORTION))):
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
    told = [int(word) for word in sys.argv[1:]]
    sys.exit(campaign(*(*told, *(DEFAULT, STEPS)[len(told) :])))
