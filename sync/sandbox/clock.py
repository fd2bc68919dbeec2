"""The sandbox's time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass
class Clock:
    """This machine's time, moved by as much as people have let pass."""

    offset: dt.timedelta = dt.timedelta()

    def now(self) -> dt.datetime:
        """UTC."""
        return dt.datetime.now(dt.UTC) + self.offset

    def advance(self, span: dt.timedelta) -> None:
        """Lets time pass at once."""
        self.offset += span

    def set(self, at: dt.datetime) -> None:
        """Makes it that time now; it runs on from there."""
        self.offset = at - dt.datetime.now(dt.UTC)


def instant(at: dt.datetime) -> str:
    """A time as Jira writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}+0000"
