"""What each figure is, on a few items that can be counted by hand."""

from __future__ import annotations

import datetime as dt

from tracker.model import Status
from tracker.stats import Figures, Measured, figures

DAY = dt.date(2026, 3, 31)


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def found(*items: Measured, as_of: dt.date = DAY) -> dict[tuple[str, str | None], Figures]:
    return {(f.group, f.name): f for f in figures(items, as_of)}


KEPT = Measured(Status.DONE, day(1, 5), day(1, 15), day(1, 15), "P0", "@dba", "P1")
LATE = Measured(Status.DONE, day(1, 5), day(2, 4), day(1, 20), "P0", "@dba", "P1")
UNDATED = Measured(Status.DONE, day(2, 1), day(2, 21), None, "P1", None, None)
DROPPED = Measured(Status.CANCELLED, day(2, 1), day(2, 2), day(3, 1), "P1", "@sre", "P2")
OPEN = Measured(Status.BLOCKED, day(3, 1), None, day(3, 5), "P0", "@sre", "P2")
ALL = (KEPT, LATE, UNDATED, DROPPED, OPEN)


def test_what_was_dropped_is_not_done_and_what_had_no_day_is_neither_late_nor_on_time() -> None:
    every = found(*ALL)["all", "all"]

    assert (every.items, every.done, every.dropped, every.open) == (5, 3, 1, 1)
    assert every.completed_percent == 60.0
    assert (every.on_time, every.dated, every.on_time_percent) == (1, 2, 50.0)
    assert every.median_age == 30.0
    assert (every.median_time_to_close, every.closed_dated) == (20.0, 3)


def test_each_group_comes_by_its_own_order() -> None:
    names = [(f.group, f.name) for f in figures(ALL, DAY)]

    assert names == [
        ("all", "all"),
        ("priority", "P0"),
        ("priority", "P1"),
        ("owner", "@dba"),
        ("owner", "@sre"),
        ("owner", None),
        ("severity", "P1"),
        ("severity", "P2"),
        ("severity", None),
        ("month", "2026-01"),
        ("month", "2026-02"),
        ("month", "2026-03"),
    ]
    assert found(*ALL)["priority", "P0"].completed_percent == 66.7


def test_an_earlier_day_sees_what_was_closed_later_as_open_and_what_was_made_later_not_at_all() -> None:
    then = found(*ALL, as_of=day(1, 20))["all", "all"]

    assert (then.items, then.done, then.open) == (2, 1, 1)
    assert then.median_age == 15.0


def test_a_closing_day_that_nobody_knows_counts_as_done_and_for_nothing_else() -> None:
    every = found(Measured(Status.DONE, day(1, 5), None, day(1, 9)))["all", "all"]

    assert (every.done, every.dated, every.closed_dated) == (1, 0, 0)
    assert every.on_time_percent is None
    assert every.median_time_to_close is None


def test_without_items_nothing_is_told_but_zeros() -> None:
    (only,) = figures((), DAY)

    assert (only.items, only.completed_percent, only.median_age) == (0, None, None)
