"""A clock that several processes share, and that goes faster than the one on the wall."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class FastClock:
    """It showed noon when this machine had been up for `began` seconds, and shows `speed` seconds for each since."""

    began: float
    speed: float

    def now(self) -> dt.datetime:
        """UTC."""
        return NOON + dt.timedelta(seconds=(time.monotonic() - self.began) * self.speed)

    def real(self, span: dt.timedelta) -> float:
        """How many seconds of the wall such a span takes."""
        return span.total_seconds() / self.speed
