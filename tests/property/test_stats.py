"""Figures add up, and the order of the items does not matter."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Status
from tracker.stats import GROUPS, Measured, figures

days = st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31))
names = st.none() | st.sampled_from(["P0", "P1", "Blocker", "@ana", "@Ana", "all"])
items = st.builds(Measured, st.sampled_from(Status), days, st.none() | days, st.none() | days, names, names, names)


@given(st.lists(items, max_size=40), days)
def test_counts_add_up(known: list[Measured], as_of: dt.date) -> None:
    found = figures(known, as_of)

    for group in GROUPS:
        rows = [f for f in found if f.group == group]
        assert sum(f.items for f in rows) == sum(m.opened <= as_of for m in known)
        assert len({f.name for f in rows}) == len(rows)
    for f in found:
        assert f.items == f.done + f.dropped + f.open
        assert 0 <= f.on_time <= f.dated <= f.done
        assert f.closed_dated <= f.done
        assert (f.completed_percent is None) == (f.items == 0)
        assert (f.on_time_percent is None) == (f.dated == 0)
        assert (f.median_age is None) == (f.open == 0)


@given(st.lists(items, max_size=20).flatmap(lambda ms: st.tuples(st.just(ms), st.permutations(ms))), days)
def test_the_order_of_the_items_does_not_matter(both: tuple[list[Measured], list[Measured]], as_of: dt.date) -> None:
    one, other = both

    assert figures(one, as_of) == figures(other, as_of)
