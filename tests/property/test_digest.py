"""Laws of the digest: counts add up, order is nothing, a day ends at its own midnight, old data clears nobody."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Sequence
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from reports.digest.charts import charts, first_day
from reports.digest.compose import compose, remembered
from reports.digest.places import WAITING, Place, place_of
from reports.digest.snapshot import ItemFact, Snapshot, Span
from reports.digest.value import LATE, Heading
from reports.render import words
from tests.unit.digest.samples import MONDAY, NINE, POLICY, PULLED, an_item
from tracker import rules
from tracker.model import Acceptance, LinkState, Snooze, Standing, Status

DAYS = st.dates(MONDAY - dt.timedelta(days=40), MONDAY + dt.timedelta(days=40))
PRIORITIES = st.sampled_from([None, "P0", "P1", "P2", "P4", "Blocker"])
ACCEPTED = st.builds(
    Acceptance,
    by=st.just("Lea"),
    reason=st.just("agreed"),
    at=st.just(NINE),
    ways=st.lists(st.sampled_from(["withdrawn", "dropped", "gone"]), unique=True).map(tuple),
    due=st.none() | DAYS,
    priority=PRIORITIES,
)
SNOOZED = st.builds(Snooze, by=st.just("Lea"), reason=st.just("waits"), at=st.just(NINE), until=DAYS)


@st.composite
def items(draw: st.DrawFn) -> tuple[ItemFact, ...]:
    number = draw(st.integers(0, 12))
    return tuple(_item(draw, n) for n in range(1, number + 1))


def _item(draw: st.DrawFn, number: int) -> ItemFact:
    status = draw(st.sampled_from(Status))
    closed = None if status.is_open else draw(DAYS.filter(lambda d: d <= MONDAY))
    return an_item(
        number,
        status=status,
        closed=closed,
        closed_at=dt.datetime.combine(closed, dt.time(12), dt.UTC) if closed else None,
        due=draw(st.none() | DAYS),
        first_due=draw(st.none() | DAYS),
        priority=draw(PRIORITIES),
        first_priority=draw(PRIORITIES),
        standing=draw(st.sampled_from(Standing)),
        link=draw(st.sampled_from(LinkState)),
        chased=draw(st.booleans()),
        withdrawn=draw(st.booleans()),
        labelled=draw(st.booleans()),
        accepted=draw(st.none() | ACCEPTED),
        snoozed=draw(st.none() | SNOOZED),
    )


def moment(facts: Sequence[ItemFact], pulled: dt.datetime | None = PULLED) -> Snapshot:
    return Snapshot(MONDAY, NINE, pulled, tuple(facts))


@given(items(), items())
def test_every_open_item_that_is_chased_is_counted_once(facts: Sequence[ItemFact], before: Sequence[ItemFact]) -> None:
    last = remembered(compose(moment(before), None, POLICY))
    made = compose(moment(facts), last, POLICY)

    totals = made.totals
    lines = {h: len(made.section(h).lines) for h in (*LATE, Heading.DUE_SOON)}
    parts = (totals.overdue, totals.left, totals.due_soon, totals.later, totals.undated, totals.snoozed, totals.let_go)
    assert sum(parts) - totals.dropped_late == totals.open
    assert totals.overdue == lines[Heading.OVERDUE_P0] + lines[Heading.OVERDUE]
    assert (totals.overdue_p0, totals.left, totals.due_soon) == (
        lines[Heading.OVERDUE_P0], lines[Heading.LEFT], lines[Heading.DUE_SOON],
    )  # fmt: skip  # set by hand, as a table
    places = [place_of(i, MONDAY, POLICY, last) for i in facts]
    counted = (*WAITING, Place.SNOOZED, Place.LET_GO)
    assert totals.open == sum(p in counted and i.status.is_open for i, p in zip(facts, places, strict=True))


@given(items(), st.randoms())
def test_the_order_of_the_facts_makes_no_difference(facts: Sequence[ItemFact], chance: st.randoms) -> None:  # type: ignore[valid-type]  # hypothesis calls its Random so
    mixed = list(facts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # the same

    assert compose(moment(mixed), None, POLICY) == compose(moment(facts), None, POLICY)


@given(items())
def test_what_was_late_and_is_not_done_is_told_of_until_somebody_accepts_it(facts: Sequence[ItemFact]) -> None:
    """Whatever is done to an item short of finishing it, the next digest still has it, or says that it is silent."""
    before = compose(moment([replace(f, accepted=None, snoozed=None) for f in facts]), None, POLICY)
    late = {line.ref for h in LATE for line in before.section(h).lines}
    changed = [
        replace(
            f,
            due=None,
            priority="P4",
            withdrawn=True,
            chased=False,
            standing=Standing.DRAFT,
            accepted=None,
            snoozed=None,
        )
        for f in facts
    ]
    after = compose(moment(changed), remembered(before), POLICY)

    still = {line.ref for h in LATE for line in after.section(h).lines}
    assert late <= still


@given(items(), st.none() | st.timedeltas(dt.timedelta(hours=24, microseconds=1), dt.timedelta(days=400)))
def test_old_data_never_clears_anybody(facts: Sequence[ItemFact], age: dt.timedelta | None) -> None:
    made = compose(moment(facts, None if age is None else NINE - age), None, POLICY)

    assert not made.is_clear
    assert not made.is_quiet
    assert "clear" not in words.headline(made).casefold()


ZONES = sorted(zoneinfo.available_timezones())


@given(
    st.sampled_from(ZONES),
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
    | st.sampled_from([dt.date(2024, 2, 29), dt.date(2026, 12, 31)]),
)
def test_a_day_ends_at_its_own_midnight_everywhere(zone: str, due: dt.date) -> None:
    """The last instant of the due day is not overdue, the first of the next is: also where clocks are put."""
    here = zoneinfo.ZoneInfo(zone)
    midnight = _first_instant(due + dt.timedelta(days=1), here)
    item = an_item(1, priority="P0", due=due)

    def headings(at: dt.datetime) -> set[Heading]:
        made = compose(Snapshot(rules.day_of(at, here), at, at, (item,)), None, POLICY)
        return {s.heading for s in made.sections}

    assert Heading.OVERDUE_P0 not in headings(midnight - dt.timedelta(microseconds=1))
    assert Heading.OVERDUE_P0 in headings(midnight)


def _first_instant(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Found by halving, not by arithmetic on the wall clock: some days begin at one o'clock, some are left out."""
    low = dt.datetime.combine(day, dt.time(), dt.UTC) - dt.timedelta(days=2)
    high = low + dt.timedelta(days=4)
    while high - low > dt.timedelta(microseconds=1):
        middle = low + (high - low) // 2
        low, high = (low, middle) if middle.astimezone(zone).date() >= day else (middle, high)
    return high


def _spans(shortest: int) -> st.SearchStrategy[list[Span]]:
    """Lives of issues, in days from that many on."""
    span = st.builds(
        lambda opened, lasted, done, promised, priority: Span(
            opened, opened + dt.timedelta(days=lasted) if lasted is not None else None, done, promised, priority
        ),
        st.dates(MONDAY - dt.timedelta(days=400), MONDAY + dt.timedelta(days=3)),
        st.none() | st.integers(shortest, 300),
        st.booleans(),
        st.none() | DAYS,
        PRIORITIES,
    )
    return st.lists(span, max_size=30)


@given(_spans(0))
def test_the_charts_count_what_was_open(spans: list[Span]) -> None:
    drawn = charts(spans, MONDAY)

    for week in drawn.weeks:
        there = [
            s
            for s in spans
            if s.opened <= min(week.end, MONDAY) and not (s.closed is not None and s.closed <= week.end)
        ]
        assert sum(week.open) == len(there)
    assert sum(sum(a.open) for a in drawn.ages) == sum(drawn.weeks[-1].open)
    for month in drawn.months:
        assert 0 <= month.on_time <= month.done
    assert {f.name for f in fields(drawn)} == {"weeks", "months", "ages", "ranks"}


# What was imported may have been closed before it was made.
@given(_spans(-20), st.dates(MONDAY - dt.timedelta(days=200), MONDAY))
def test_what_ended_before_the_first_day_drawn_makes_no_difference(spans: list[Span], as_of: dt.date) -> None:
    drawn = [s for s in spans if s.closed is None or max(s.opened, s.closed) >= first_day(as_of)]

    assert charts(drawn, as_of) == charts(spans, as_of)
