"""When work falls due: rhythms, and the slots that they cut time into. Pure.

A slot is known by its name, which sorts by time. A daily or weekly slot is named by its day, so that whatever a clock
change does to the hour, a day has one slot and no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

WEEK = 7
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# Some zones have left out a whole day when they changed sides of the date line: a slot may fall a day late.
_LOOK_BACK = WEEK + 1


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, counted from 1970, whatever the clocks on the walls do."""

    span: dt.timedelta


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at a time of the wall clock."""

    at: dt.time


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week on a day (0 is Monday), at a time of the wall clock."""

    weekday: int
    at: dt.time


Rhythm: TypeAlias = Every | Daily | Weekly


@dataclass(frozen=True, slots=True)
class Slot:
    """One turn of a rhythm: its lasting name, and the instant from which on it is due."""

    name: str
    at: dt.datetime


def latest(rhythm: Rhythm, now: dt.datetime, zone: dt.tzinfo) -> Slot:
    """The slot that is due at this instant."""
    if isinstance(rhythm, Every):
        return _counted(rhythm, _count(rhythm, now))
    return next(slot for slot in _backwards(rhythm, now, zone) if slot.at <= now)


def upcoming(rhythm: Rhythm, now: dt.datetime, zone: dt.tzinfo) -> Slot:
    """The first slot after this instant."""
    if isinstance(rhythm, Every):
        return _counted(rhythm, _count(rhythm, now) + 1)
    later = [slot for slot in _backwards(rhythm, now + dt.timedelta(days=_LOOK_BACK), zone) if slot.at > now]
    return min(later, key=lambda slot: slot.at)


def between(rhythm: Rhythm, last: str, slot: Slot) -> int:
    """How many slots lie after the one named `last` and before this one; 0 where `last` is of another rhythm."""
    if isinstance(rhythm, Every):
        began = _instant_of(last)
        return 0 if began is None else max(0, _count(rhythm, slot.at) - _count(rhythm, began) - 1)
    day = _day_of(last)
    if day is None:
        return 0
    days = (dt.date.fromisoformat(slot.name) - day).days
    return max(0, (days - 1) // (WEEK if isinstance(rhythm, Weekly) else 1))


def local_instant(day: dt.date, at: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """When the wall clock of a zone first shows this time or a later one on this day.

    A time that the clocks jump over falls on the jump; of a time that they show twice the first counts.
    """
    early, late = (dt.datetime.combine(day, at, zone).replace(fold=fold).astimezone(dt.UTC) for fold in (1, 0))
    return _jump(early, late, zone) if early < late else late


def _jump(early: dt.datetime, late: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The first whole second after `early` at which the zone's offset is what it is at `late`."""
    after = late.astimezone(zone).utcoffset()
    low, high = 0, int((late - early).total_seconds())
    while low < high:
        middle = (low + high) // 2
        if (early + dt.timedelta(seconds=middle)).astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle + 1
    return early + dt.timedelta(seconds=low)


def _backwards(rhythm: Daily | Weekly, now: dt.datetime, zone: dt.tzinfo) -> Iterator[Slot]:
    """The slots about this instant, from the day after it on backwards."""
    tomorrow = now.astimezone(zone).date() + dt.timedelta(days=1)
    for back in range(2 * _LOOK_BACK + 1):
        day = tomorrow - dt.timedelta(days=back)
        if isinstance(rhythm, Daily) or day.weekday() == rhythm.weekday:
            yield Slot(day.isoformat(), local_instant(day, rhythm.at, zone))


def _count(rhythm: Every, at: dt.datetime) -> int:
    return (at - EPOCH) // rhythm.span


def _counted(rhythm: Every, count: int) -> Slot:
    at = EPOCH + count * rhythm.span
    return Slot(at.strftime("%Y-%m-%dT%H:%M:%SZ"), at)


def _instant_of(name: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(name)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _day_of(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(name)
    except ValueError:
        return None
