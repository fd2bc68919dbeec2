"""One line of the table: our time against the least that the work can take, measured in turns in one run."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured; `floor` is the least that it can take, `target` the most that ours may take of that.

    `rounds` times each in turn, and the best of each counts: the machine may be busy with something else.
    """

    name: str
    ours: Callable[[], object]
    floor: Callable[[], object]
    target: float
    rounds: int = 5

    def measured(self) -> Measured:
        """Runs both, in turns."""
        ours, floors = zip(*((_seconds(self.ours), _seconds(self.floor)) for _ in range(self.rounds)), strict=True)
        return Measured(self, min(ours), min(floors))


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of processor time of both."""

    row: Row
    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.floor

    @property
    def misses(self) -> bool:
        """It takes longer than it may."""
        return self.ratio > self.row.target

    def __str__(self) -> str:
        verdict = "MISSES ITS TARGET" if self.misses else "ok"
        return (
            f"{self.row.name:<52} {self.ours * 1000:>9.1f} {self.floor * 1000:>9.1f} {self.ratio:>7.2f} "
            f"{self.row.target:>7.1f}  {verdict}"
        )


HEAD = f"{'':<52} {'ours, ms':>9} {'floor, ms':>9} {'ratio':>7} {'target':>7}"

Bench: TypeAlias = Callable[[Path, int], Iterator[Row]]
"""Makes rows out of an empty folder and a size, in percent of the full one; the folder lives as long as the rows do."""


def _seconds(work: Callable[[], object]) -> float:
    """Of this process and of those that it started, since others may want the machine at the same time."""
    gc.collect()  # what the other left behind is not ours to tidy up
    began = _spent()
    work()
    return _spent() - began


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
