"""What befalls one run: at which of its instants something happens, and what its requests run into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.sandbox.api import Asked
from tests.direct import Killed, Trouble, is_read

Deed = Callable[[], None]


def die() -> None:
    """The process is killed."""
    raise Killed


@dataclass
class Fate:
    """One run's: `deed` happens at instant `at`, counted before and after every request and every commit.

    `at_commits`: requests don't count, so that nothing happens between the last look at the clock and the send.

    `on_write` are used up one a writing request, in order, `on_any` one a request; None lets it through.
    """

    at: int | None = None
    deed: Deed = die
    on_write: list[Trouble | None] = field(default_factory=list)
    on_any: list[Trouble | None] = field(default_factory=list)
    at_commits: bool = False
    passed: int = 0

    def instant(self, *, commit: bool = False) -> None:
        """One more instant has come."""
        if self.at_commits and not commit:
            return
        self.passed += 1
        if self.at is not None and self.passed == self.at:
            self.deed()

    def meet(self, asked: Asked) -> Trouble | None:
        """What this request runs into."""
        queue = self.on_any if is_read(asked) or not self.on_write else self.on_write
        trouble = queue.pop(0) if queue else None
        if trouble == "lands_late" and not asked.path.endswith("issue/bulk"):
            return "request_lost"  # an edit that lands days after a person's would be nobody's fault
        return trouble
