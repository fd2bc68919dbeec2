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


def rank_of(priority: str | None) -> int:
    """The place of a priority among `RANKS`."""
    return RANKS.index(priority) if priority in RANKS else RANKS.index(OTHER)


def _weeks(spans: Sequence[Span], as_of: dt.date) -> tuple[Week, ...]:
    """Each span is counted where it begins and where it ends; sums over the weeks tell what was open."""
    ends = [as_of - WEEK * back for back in range(WEEKS - 1, -1, -1)]
    before = ends[0] - WEEK
    came = [Counter[int]() for _ in range(WEEKS + 1)]  # the first one holds all that came before
    went = [Counter[int]() for _ in range(WEEKS + 1)]
    for span in spans:
        rank = rank_of(span.priority)
        came[0 if span.opened <= before else bisect_left(ends, span.opened) + 1][rank] += 1
        if span.closed is not None and span.closed <= as_of:
            went[0 if span.closed <= before else bisect_left(ends, span.closed) + 1][rank] += 1
    standing = Counter(came[0])
    standing.subtract(went[0])
    weeks = []
    for end, opened, closed in zip(ends, came[1:], went[1:], strict=True):
        standing.update(opened)
        standing.subtract(closed)
        weeks.append(Week(end, tuple(standing[r] for r in range(len(RANKS))), opened.total(), closed.total()))
    return tuple(weeks)


def _months(spans: Sequence[Span], as_of: dt.date) -> tuple[Month, ...]:
    done, on_time = Counter[dt.date](), Counter[dt.date]()
    for span in spans:
        if span.done and span.closed is not None and span.promised is not None and span.closed <= as_of:
            month = span.closed.replace(day=1)
            done[month] += 1
            on_time[month] += span.closed <= span.promised
    starts = _last_months(as_of)
    return tuple(Month(start, done[start], on_time[start]) for start in starts)


def _last_months(as_of: dt.date) -> list[dt.date]:
    starts = [as_of.replace(day=1)]
    while len(starts) < MONTHS:
        starts.append((starts[-1] - dt.timedelta(days=1)).replace(day=1))
    return starts[::-1]


def _ages(spans: Sequence[Span], as_of: dt.date) -> tuple[AgeGroup, ...]:
    counts = [Counter[int]() for _ in AGES]
    for span in spans:
        if span.closed is None or span.closed > as_of:
            age = (as_of - span.opened).days
            group = next(i for i, (most, _) in enumerate(AGES) if most is None or age <= most)
            counts[group][rank_of(span.priority)] += 1
    return tuple(
        AgeGroup(name, tuple(count[r] for r in range(len(RANKS))))
        for (_, name), count in zip(AGES, counts, strict=True)
    )
