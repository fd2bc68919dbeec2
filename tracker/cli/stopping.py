"""Ctrl-C and SIGTERM end a run between two steps; a second one, a moment later, ends it at once."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from tracker.cli.face import Face

SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Some supervisors signal a process and then its group: what comes within this time is the same signal.
SAME = 0.3  # seconds


@dataclass(slots=True)
class Heard:
    """Whether a signal came, and which; None before."""

    number: int | None = None
    at: float = 0.0

    def __call__(self) -> bool:
        """A signal came."""
        return self.number is not None


@contextmanager
def stopping(face: Face, tell: Callable[[str], object] | None = None) -> Iterator[Heard]:
    """Tells whether a signal came; what was set for the signals before is set again afterwards.

    `tell` hears that the first came, in words; without it stderr does.
    """
    heard = Heard()
    say = tell or face.say

    def hear(number: int, _frame: FrameType | None) -> None:
        if heard() and time.monotonic() - heard.at < SAME:
            return
        if heard():
            raise KeyboardInterrupt
        heard.number, heard.at = number, time.monotonic()
        say("stopping after the step at hand; once more stops at once")

    before = [(number, signal.signal(number, hear)) for number in SIGNALS]
    try:
        yield heard
    finally:
        for number, handler in before:
            signal.signal(number, handler)
