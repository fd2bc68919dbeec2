"""The sandbox's time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


def this_machine() -> dt.datetime:
    """UTC, as this machine has it."""
    return dt.datetime.now(dt.UTC)


@dataclass
class Clock:
    """A source of time, moved by as much as people have let pass."""

    offset: dt.timedelta = dt.timedelta()
    source: Callable[[], dt.datetime] = this_machine

    def now(self) -> dt.datetime:
        """UTC."""
        return self.source() + self.offset

    def advance(self, span: dt.timedelta) -> None:
        """Lets time pass at once."""
        self.offset += span

    def set(self, at: dt.datetime) -> None:
        """Makes it that time now; it runs on from there."""
        self.offset = at - self.source()


def instant(at: dt.datetime) -> str:
    """A time as Jira writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}+0000"
