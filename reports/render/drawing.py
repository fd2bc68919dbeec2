"""The charts as rectangles and words on a small canvas, each with the table that says the same. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reports.digest.charts import Charts, Month, Week
from reports.digest.notes import many

WIDE, HIGH = 420, 200
LEFT, RIGHT, TOP, BOTTOM = 34, 6, 18, 24
ROOM, HEIGHT = WIDE - LEFT - RIGHT, HIGH - TOP - BOTTOM
GAP = 0.28  # of a bar's room
STEPS = (1, 2, 3, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle; `tone` names its colour."""

    x: float
    y: float
    wide: float
    high: float
    tone: str


@dataclass(frozen=True, slots=True)
class Label:
    """One word on the canvas; `anchor` is the side that it is placed by."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart: what it shows, how its numbers are defined, what it looks like, and its numbers as a table."""

    name: str
    title: str
    summary: str
    definition: str
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    lines: tuple[float, ...]
    legend: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """One place on the horizontal axis: parts stacked from below, or side by side; a word below, one above."""

    parts: tuple[tuple[str, float], ...]
    below: str = ""
    above: str = ""


def figures(charts: Charts) -> tuple[Figure, ...]:
    """The four charts of the page."""
    return (_open(charts), _flow(charts.weeks), _on_time(charts.months), _ages(charts))


def _open(charts: Charts) -> Figure:
    weeks = charts.weeks
    columns = [
        _Column(tuple(zip(charts.ranks, w.open, strict=True)), _tick(i, len(weeks), w.end)) for i, w in enumerate(weeks)
    ]
    first, last = sum(weeks[0].open), sum(weeks[-1].open)
    return _figure(
        "open",
        "Open items by priority",
        f"From {first} open on {weeks[0].end} to {last} on {weeks[-1].end}, {weeks[-1].open[0]} of them P0.",
        "Issues made and not closed at the end of each week, by Jira's own dates and by the priority of today. "
        "An issue that was reopened counts as open throughout.",
        columns,
        legend=tuple((rank, rank) for rank, count in _used(charts.ranks, [w.open for w in weeks]) if count),
        heads=("week to", *charts.ranks, "all"),
        rows=[(w.end.isoformat(), *map(str, w.open), str(sum(w.open))) for w in weeks],
    )


def _used(ranks: Sequence[str], counts: Sequence[Sequence[int]]) -> list[tuple[str, int]]:
    return [(rank, sum(count[i] for count in counts)) for i, rank in enumerate(ranks)]


def _flow(weeks: Sequence[Week]) -> Figure:
    columns = [
        _Column((("opened", w.opened), ("closed", w.closed)), _tick(i, len(weeks), w.end)) for i, w in enumerate(weeks)
    ]
    opened, closed = sum(w.opened for w in weeks), sum(w.closed for w in weeks)
    return _figure(
        "flow",
        "Opened against closed",
        f"{opened} opened and {closed} closed in {len(weeks)} weeks.",
        "Issues made, and issues closed (done or dropped), in each week, by Jira's own dates.",
        columns,
        side_by_side=True,
        legend=(("opened", "opened"), ("closed", "closed")),
        heads=("week to", "opened", "closed"),
        rows=[(w.end.isoformat(), str(w.opened), str(w.closed)) for w in weeks],
    )


def _on_time(months: Sequence[Month]) -> Figure:
    columns = [
        _Column(
            (("on_time", 100 * m.on_time / m.done if m.done else 0),),
            f"{m.start:%b %Y}",
            f"{m.on_time} of {m.done}" if m.done else "none",
        )
        for m in months
    ]
    done, on_time = sum(m.done for m in months), sum(m.on_time for m in months)
    share = f"{100 * on_time / done:.0f} %" if done else "no share can be told"
    return _figure(
        "on_time",
        "Done on time",
        f"{on_time} of {many(done, 'item', 'items')} done on time in {len(months)} months: {share}.",
        "Of the items with a due date that were done in the month, the share done on or before the day that was "
        "promised first; a day that was moved does not count.",
        columns,
        unit="%",
        legend=(),
        heads=("month", "done", "on time", "share"),
        rows=[
            (f"{m.start:%Y-%m}", str(m.done), str(m.on_time), f"{100 * m.on_time / m.done:.0f} %" if m.done else "")
            for m in months
        ],
    )


def _ages(charts: Charts) -> Figure:
    columns = [
        _Column(tuple(zip(charts.ranks, a.open, strict=True)), _short(a.name), str(sum(a.open))) for a in charts.ages
    ]
    total = sum(sum(a.open) for a in charts.ages)
    old = sum(sum(a.open) for a in charts.ages[3:])
    return _figure(
        "ages",
        "Age of open items",
        f"{old} of {many(total, 'open issue is', 'open issues are')} older than 90 days.",
        "Days since Jira says that the issue was made, of every issue that is open, by priority.",
        columns,
        legend=tuple((rank, rank) for rank, count in _used(charts.ranks, [a.open for a in charts.ages]) if count),
        heads=("age", *charts.ranks, "all"),
        rows=[(a.name, *map(str, a.open), str(sum(a.open))) for a in charts.ages],
    )


def _short(age: str) -> str:
    return age.replace("up to", "≤").replace("over", ">")


def _tick(position: int, of: int, day: dt.date) -> str:
    """A word under every fifth week, the last one among them."""
    return f"{day.day} {day:%b}" if (of - 1 - position) % 5 == 0 else ""


def _figure(  # the words of a chart, and how it is drawn
    name: str,
    title: str,
    summary: str,
    definition: str,
    columns: Sequence[_Column],
    *,
    legend: tuple[tuple[str, str], ...],
    heads: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    side_by_side: bool = False,
    unit: str = "",
) -> Figure:
    tallest = max((_tall(c, side_by_side=side_by_side) for c in columns), default=0)
    top = 100.0 if unit == "%" else float(_round_up(tallest))
    marks = [0.0, top / 2, top] if top % 2 == 0 else [0.0, top]
    lines = tuple(_y(mark, top) for mark in marks)
    scale = [Label(LEFT - 5, y + 4, f"{mark:.0f}{unit}", "end") for mark, y in zip(marks, lines, strict=True)]
    return Figure(
        name,
        title,
        summary,
        definition,
        tuple(_bars(columns, top, side_by_side=side_by_side)),
        (*scale, *_words(columns, top, side_by_side=side_by_side)),
        lines,
        legend,
        heads,
        tuple(rows),
    )


def _tall(column: _Column, *, side_by_side: bool) -> float:
    values = [value for _, value in column.parts]
    return max(values) if side_by_side else sum(values)


def _round_up(number: float) -> int:
    """The next number that people count by: 2, 3, 4, 6, 8, 10, 20, 30, ..."""
    size = 1
    while True:
        for step in STEPS:
            if step * size >= number:
                return max(step * size, 2)
        size *= 10


def _y(value: float, top: float) -> float:
    return round(TOP + HEIGHT * (1 - value / top), 1)


def _bars(columns: Sequence[_Column], top: float, *, side_by_side: bool) -> list[Bar]:
    found: list[Bar] = []
    room = ROOM / max(len(columns), 1)
    for position, column in enumerate(columns):
        x, wide = LEFT + room * (position + GAP / 2), room * (1 - GAP)
        share = wide / len(column.parts) if side_by_side else wide
        below = 0.0
        for place, (tone, value) in enumerate(column.parts):
            if value > 0:
                high = HEIGHT * value / top
                left = x + share * place if side_by_side else x
                y = _y(below + value, top)
                found.append(Bar(round(left, 1), y, round(share, 1), round(high, 1), tone))
            below += 0.0 if side_by_side else value
    return found


def _words(columns: Sequence[_Column], top: float, *, side_by_side: bool) -> list[Label]:
    room = ROOM / max(len(columns), 1)
    found: list[Label] = []
    for position, column in enumerate(columns):
        middle = round(LEFT + room * (position + 0.5), 1)
        if column.below:
            found.append(Label(middle, HIGH - 7, column.below))
        if column.above:
            found.append(Label(middle, _y(_tall(column, side_by_side=side_by_side), top) - 5, column.above))
    return found
