"""What was read out of files before, so that an unchanged one is not read again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tracker.model import ParsedReport

# A file changed so shortly before it was read may have been changed once more within the same tick of its clock.
_TICK = 2_000_000_000  # nanoseconds: FAT's, the coarsest


@dataclass(frozen=True, slots=True)
class Remembered:
    """A report with the size and time of its file when it was read, and when that was, in nanoseconds."""

    report: ParsedReport
    size: int
    changed: int
    read: int

    def is_of(self, size: int, changed: int) -> bool:
        """A file of this size and time is surely the same."""
        return (self.size, self.changed) == (size, changed) and changed + _TICK < self.read


class Memory(Protocol):
    """What was read before, by the lasting names of files; it may forget whatever it likes."""

    def recall(self, name: str) -> Remembered | None:
        """What was read out of the file of that name, in the way it would be read today."""
        ...

    def remember(self, name: str, what: Remembered) -> None:
        """Keeps what was read."""
        ...


class Forgetful:
    """A memory that keeps nothing."""

    def recall(self, name: str) -> Remembered | None:  # noqa: ARG002  # the Protocol's signature
        """Nothing."""
        return None

    def remember(self, name: str, what: Remembered) -> None:
        """Nothing."""
