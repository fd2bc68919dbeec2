"""When the scheduler does what: how a rhythm is written, and the settings of `[schedule]`."""

from __future__ import annotations

import datetime as dt
import re

from tracker.config import kinds
from tracker.config.faults import Fault
from tracker.config.kinds import Place
from tracker.slots import Daily, Every, Rhythm, Weekly

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFF = "off"
SHORTEST = dt.timedelta(minutes=1)
HINT = 'write how often ("15m"), or when ("daily 03:00", "mon 09:00"), or "off"'
_AT = re.compile(rf"(daily|{'|'.join(DAYS)}) ([01]?\d|2[0-3]):([0-5]\d)")


def rhythm(value: object, place: Place) -> Rhythm | None:
    """How often or when something is done; None for never."""
    found = " ".join(kinds.text(value).lower().split())
    if found == OFF:
        return None
    match = _AT.fullmatch(found)
    if match:
        at = dt.time(int(match[2]), int(match[3]))
        return Daily(at) if match[1] == "daily" else Weekly(DAYS.index(match[1]), at)
    if not kinds.DURATION_FORM.fullmatch(found):
        raise Fault(f"{found!r} is no rhythm", hint=HINT)
    span = kinds.duration(found, place)
    if span < SHORTEST:
        raise Fault(f"{found!r} is too often", hint="at least a minute apart")
    return Every(span)


def written(rhythm: Rhythm) -> str:
    """A rhythm as the configuration writes it."""
    match rhythm:
        case Daily(at):
            return f"daily {at:%H:%M}"
        case Weekly(weekday, at):
            return f"{DAYS[weekday]} {at:%H:%M}"
        case Every(span):
            seconds = int(span.total_seconds())
            unit = next(name for name, length in reversed(kinds.SECONDS.items()) if seconds % length == 0)
            return f"{seconds // kinds.SECONDS[unit]}{unit}"
