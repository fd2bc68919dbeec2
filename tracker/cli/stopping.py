"""Ctrl-C and SIGTERM end a run between two steps; a second one ends it at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tracker.cli.face import Face

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopping(face: Face) -> Iterator[Callable[[], bool]]:
    """Tells whether a signal came; what was set for the signals before is set again afterwards."""
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        if heard:
            raise KeyboardInterrupt
        heard.append(number)
        face.say("stopping after the step at hand; once more stops at once")

    before = [(number, signal.signal(number, hear)) for number in SIGNALS]
    try:
        yield lambda: bool(heard)
    finally:
        for number, handler in before:
            signal.signal(number, handler)
