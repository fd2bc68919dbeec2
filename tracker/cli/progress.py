"""How far long work has come: a bar on a terminal, lines with -v elsewhere, otherwise nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import click

from tracker.cli.face import QUIET, Face
from tracker.safe import safe_text


@contextmanager
def shown_progress(face: Face) -> Iterator[Bars]:
    """A progress for the length of one piece of work; what it drew is finished before anything else is said."""
    bars = Bars(face, drawn=sys.stderr.isatty() and face.verbosity > QUIET)
    try:
        yield bars
    finally:
        bars.close()


@dataclass(slots=True)
class Bars:
    """One bar after another, one for each stage; the `Progress` of the use cases."""

    face: Face
    drawn: bool
    _stage: str = ""
    _done: int = 0
    _total: int = 0
    _stack: ExitStack = field(default_factory=ExitStack)
    _advance: Callable[[int], None] | None = None

    def step(self, what: str, done: int, total: int) -> None:
        """`done` of `total` (0: not known) of `what` is done."""
        if what != self._stage or total != self._total:
            self.close()
            self._begin(what, total)
        if self._advance is not None:
            self._advance(done - self._done)
        self._done = done

    def close(self) -> None:
        """Ends the stage at hand."""
        self._stack.close()
        self._advance = None
        if self._stage and not self.drawn and self.face.verbosity > 0:
            of = f" of {self._total}" if self._total else ""
            self.face.say(f"{safe_text(self._stage)}: {self._done}{of}")
        self._stage, self._done, self._total = "", 0, 0

    def _begin(self, what: str, total: int) -> None:
        self._stage, self._total = what, total
        if self.drawn:
            endless = None if total else iter(int, 1)  # without a length the bar swings
            bar = click.progressbar(endless, length=total or None, label=safe_text(what), file=sys.stderr)
            self._advance = self._stack.enter_context(bar).update
