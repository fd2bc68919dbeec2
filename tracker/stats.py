"""How a team fares with its items: completed, on time, how old, how long they took. Pure.

All of it comes from the days on which Jira says that issues were made and closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeAlias

from tracker.model import Status
from tracker.rules import priority_rank

Group: TypeAlias = Literal["all", "priority", "owner", "severity", "month"]
GROUPS: tuple[Group, ...] = ("all", "priority", "owner", "severity", "month")

# What each figure is; pages and the manual say the same.
DEFINITIONS: Mapping[str, str] = {
    "items": "items that have an issue; an item without one, or whose issue is gone, has no dates and is not counted",
    "completed": "done, of all items; what was dropped (won't do, a duplicate) is not done",
    "on time": "done on or before the day that was promised first, of the items done that had one; "
    "a day that was moved does not count",
    "age": "days since the issue was made, of open items: the median",
    "time to close": "days from the issue's making to its closing, of done items: the median",
    "month": "the month in which the issue was made",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One item as it is measured; days are those of the team's own zone, `promised` is the day promised first.

    `closed` None: open, or closed on a day that Jira does not tell.
    """

    status: Status
    opened: dt.date
    closed: dt.date | None = None
    promised: dt.date | None = None
    priority: str | None = None
    owner: str | None = None
    severity: str | None = None

    def as_of(self, day: dt.date) -> Status:
        """How it stood at the end of that day; what is closed later was open."""
        if self.closed is not None and self.closed > day and not self.status.is_open:
            return Status.IN_PROGRESS
        return self.status


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group of items; `name` None: those that lack what they are grouped by.

    `items` is the sum of `done`, `dropped` and `open`. `dated` are the done items that had a promised day, `on_time` those of
    them that kept it. Percentages and medians (days) are None where there is nothing to tell them from.
    """

    group: Group
    name: str | None
    items: int
    done: int
    dropped: int
    open: int
    completed_percent: float | None
    dated: int
    on_time: int
    on_time_percent: float | None
    median_age: float | None
    closed_dated: int
    median_time_to_close: float | None


_KEYS: Mapping[Group, Callable[[Measured], str | None]] = {
    "all": lambda _: "all",
    "priority": lambda m: m.priority,
    "owner": lambda m: m.owner,
    "severity": lambda m: m.severity,
    "month": lambda m: f"{m.opened:%Y-%m}",
}


def figures(items: Iterable[Measured], as_of: dt.date, groups: Sequence[Group] = GROUPS) -> tuple[Figures, ...]:
    """Every group's figures at the end of a day, whatever the order of the items; what was made later is left out."""
    known = [m for m in items if m.opened <= as_of]
    return tuple(found for group in GROUPS if group in groups for found in _grouped(group, known, as_of))


def _grouped(group: Group, items: Sequence[Measured], as_of: dt.date) -> list[Figures]:
    parts: dict[str | None, list[Measured]] = {"all": []} if group == "all" else {}
    for item in items:
        parts.setdefault(_KEYS[group](item), []).append(item)
    return [_figures(group, name, parts[name], as_of) for name in sorted(parts, key=lambda n: _place(group, n))]


def _place(group: Group, name: str | None) -> tuple[int, str, str]:
    """Priorities by their rank, all else by name; what has none comes last."""
    rank = priority_rank(name) if group in ("priority", "severity") else int(name is None)
    return rank, (name or "").casefold(), name or ""


def _figures(group: Group, name: str | None, items: Sequence[Measured], as_of: dt.date) -> Figures:
    stand = [(m, m.as_of(as_of)) for m in items]
    done = [m for m, status in stand if status is Status.DONE]
    waiting = [m for m, status in stand if status.is_open]
    dated = [(m.closed, m.promised) for m in done if m.closed is not None and m.promised is not None]
    on_time = sum(closed <= promised for closed, promised in dated)
    took = [(m.closed - m.opened).days for m in done if m.closed is not None]
    return Figures(
        group=group,
        name=name,
        items=len(items),
        done=len(done),
        dropped=len(items) - len(done) - len(waiting),
        open=len(waiting),
        completed_percent=_percent(len(done), len(items)),
        dated=len(dated),
        on_time=on_time,
        on_time_percent=_percent(on_time, len(dated)),
        median_age=_median([(as_of - m.opened).days for m in waiting]),
        closed_dated=len(took),
        median_time_to_close=_median(took),
    )


def _percent(part: int, whole: int) -> float | None:
    """With one digit behind the point."""
    return round(100 * part / whole, 1) if whole else None


def _median(days: Sequence[int]) -> float | None:
    return float(median(days)) if days else None
