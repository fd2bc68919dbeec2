from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reminders import falls_due, reminder_day

DUE = dt.date(2026, 3, 31)
days = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (dt.date(2026, 3, 23), None),
        (dt.date(2026, 3, 24), dt.date(2026, 3, 24)),
        (dt.date(2026, 3, 30), dt.date(2026, 3, 24)),
        (dt.date(2026, 3, 31), dt.date(2026, 3, 31)),
        (dt.date(2026, 4, 6), dt.date(2026, 3, 31)),
        (dt.date(2026, 4, 7), dt.date(2026, 4, 7)),
    ],
)
def test_a_week_before_on_the_day_then_weekly(as_of: dt.date, day: dt.date | None) -> None:
    assert reminder_day(DUE, as_of) == day


@given(days, days, st.lists(st.integers(1, 40), max_size=30))
def test_whoever_looks_when_each_reminder_is_told_at_most_once_and_none_is_forgotten(
    due: dt.date, start: dt.date, steps: list[int]
) -> None:
    looks = [start]
    for step in steps:
        looks.append(looks[-1] + dt.timedelta(days=step))

    told = [now for before, now in pairwise(looks) if falls_due(due, after=before, as_of=now)]

    theirs = {reminder_day(due, now) for now in told}
    assert len(theirs) == len(told)
    for before, now in pairwise(looks):
        between = (before + dt.timedelta(days=n) for n in range(1, (now - before).days + 1))
        reminders = [d for d in between if d >= due - dt.timedelta(days=7) and (d - due).days % 7 == 0]
        assert (now in told) == bool(reminders)
