"""How waiting for Jira is done: one pause holds every line of a run, none is long, and a signal ends it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass

from tracker.errors import Interrupted

# Seconds. A pause that is longer than LONGEST, or that would make all pauses of a run longer than BUDGET, ends the run.
LONGEST = 30.0
BUDGET = 300.0
# How long a signal may go unheard.
SLICE = 0.25


@dataclass(frozen=True, slots=True)
class Patience:
    """How waiting is done: `clock` tells UTC, `sleep` takes seconds, `jitter` answers 0.7 to 1.3.

    `ticks` counts seconds whatever the clock does; `stop` tells whether a signal came.
    """

    clock: Callable[[], dt.datetime]
    sleep: Callable[[float], None]
    jitter: Callable[[], float]
    ticks: Callable[[], float]
    stop: Callable[[], bool] = lambda: False
    longest: float = LONGEST
    budget: float = BUDGET


class Gate:
    """Where every request of a run passes, whichever line it takes: shut for one, it is shut for all."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience
        self._lock = threading.Lock()
        self._opens = patience.ticks()
        self._left = patience.budget

    def shut(self, seconds: float) -> bool:
        """Nobody passes for so long; False, and it stays as it was, where that is more than this run waits for."""
        with self._lock:
            now = self.patience.ticks()
            longer = now + seconds - max(self._opens, now)
            if seconds > self.patience.longest or longer > self._left:
                return False
            if longer > 0:
                self._left -= longer
                self._opens = now + seconds
            return True

    def wait(self) -> None:
        """Returns when it is open. Raises: Interrupted when a signal comes first."""
        while (left := self._opens - self.patience.ticks()) > 0:
            if self.patience.stop():
                raise Interrupted(
                    "interrupted while Jira asked us to wait; what was begun is journalled",
                    hint="run the same command again to go on",
                )
            self.patience.sleep(min(left, SLICE))
