"""What the page draws: how many were open, opened and closed, on time, and how old they are. Pure.

All of it comes from the days on which Jira says that issues were made and closed, so that a store that was lost and
rebuilt draws the same.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.digest.snapshot import Span
from tracker.model import Priority

WEEKS = 26
MONTHS = 6
OTHER = "other"
RANKS = (*(p.value for p in Priority), OTHER)
AGES = ((7, "up to 7 days"), (30, "up to 30 days"), (90, "up to 90 days"), (365, "up to 1 year"), (None, "over 1 year"))
WEEK = dt.timedelta(days=7)
_PLACES = {name: place for place, name in enumerate(RANKS)}


@dataclass(frozen=True, slots=True)
class Week:
    """One week up to and with its last day: what was open by then, by priority, and what came and went in it."""

    end: dt.date
    open: tuple[int, ...]
    opened: int
    closed: int


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month: how many with a promised day were done, and how many of them by that day."""

    start: dt.date
    done: int
    on_time: int


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Open items of one age, by priority."""

    name: str
    open: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """Numbers to draw; `ranks` names what the tuples of counts stand for."""

    weeks: tuple[Week, ...] = ()
    months: tuple[Month, ...] = ()
    ages: tuple[AgeGroup, ...] = ()
    ranks: tuple[str, ...] = RANKS


def charts(spans: Iterable[Span], as_of: dt.date) -> Charts:
    """The numbers up to a day; what was opened later does not count yet."""
    known = [s for s in spans if s.opened <= as_of]
    return Charts(_weeks(known, as_of), _months(known, as_of), _ages(known, as_of))


def first_day(as_of: dt.date) -> dt.date:
    """The first day of which anything is drawn: what was closed before it makes no difference."""
    return min(as_of - WEEK * WEEKS + dt.timedelta(days=1), _last_months(as_of)[0])


def rank_of(priority: str | None) -> int:
    """The place of a priority among `RANKS`."""
    return _PLACES.get(priority or OTHER, _PLACES[OTHER])


def _weeks(spans: Sequence[Span], as_of: dt.date) -> tuple[Week, ...]:
    """Each span is counted where it begins and where it ends; sums over the weeks tell what was open."""
    ends = [as_of - WEEK * back for back in range(WEEKS, -1, -1)]  # the first one holds all that came before
    came = _by_group(Counter((s.opened, s.priority) for s in spans), ends)
    ended = Counter((s.closed, s.priority) for s in spans if s.closed is not None and s.closed <= as_of)
    went = _by_group(ended, ends)
    standing = [0] * len(RANKS)
    weeks = []
    for end, opened, closed in zip(ends, came, went, strict=True):
        standing = [still + one - other for still, one, other in zip(standing, opened, closed, strict=True)]
        weeks.append(Week(end, tuple(standing), sum(opened), sum(closed)))
    return tuple(weeks[1:])


def _by_group(days: Counter[tuple[dt.date, str | None]], ends: Sequence[dt.date]) -> list[list[int]]:
    """How many there are of each rank up to each of the ends, each counted once."""
    groups = [[0] * len(RANKS) for _ in ends]
    for (day, priority), number in days.items():
        groups[bisect_left(ends, day)][rank_of(priority)] += number
    return groups


def _months(spans: Sequence[Span], as_of: dt.date) -> tuple[Month, ...]:
    starts = _last_months(as_of)
    ended = Counter((s.closed, s.closed <= s.promised) for s in spans if s.done and s.closed and s.promised)
    done, on_time = Counter[dt.date](), Counter[dt.date]()
    for (day, in_time), number in ended.items():
        if day <= as_of:
            done[day.replace(day=1)] += number
            on_time[day.replace(day=1)] += number * in_time
    return tuple(Month(start, done[start], on_time[start]) for start in starts)


def _last_months(as_of: dt.date) -> list[dt.date]:
    starts = [as_of.replace(day=1)]
    while len(starts) < MONTHS:
        starts.append((starts[-1] - dt.timedelta(days=1)).replace(day=1))
    return starts[::-1]


def _ages(spans: Sequence[Span], as_of: dt.date) -> tuple[AgeGroup, ...]:
    most = [days for days, _ in AGES if days is not None]
    still = Counter((s.opened, s.priority) for s in spans if s.closed is None or s.closed > as_of)
    counts = [[0] * len(RANKS) for _ in AGES]
    for (opened, priority), number in still.items():
        counts[bisect_left(most, (as_of - opened).days)][rank_of(priority)] += number
    return tuple(AgeGroup(name, tuple(count)) for (_, name), count in zip(AGES, counts, strict=True))
