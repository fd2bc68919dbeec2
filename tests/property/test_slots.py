"""A day has one slot in every zone and year, whatever the clocks do; and a slot's name keeps its place in time."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.slots import Daily, Every, Rhythm, Weekly, between, latest, local_instant, upcoming

ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
times = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))
zones = st.sampled_from(ZONES).map(zoneinfo.ZoneInfo)
instants = st.integers(32_000_000, 2_140_000_000).map(lambda s: dt.datetime.fromtimestamp(s, dt.UTC))
calendar: st.SearchStrategy[Rhythm] = st.one_of(st.builds(Daily, times), st.builds(Weekly, st.integers(0, 6), times))
rhythms: st.SearchStrategy[Rhythm] = st.one_of(
    calendar, st.builds(Every, st.integers(60, 90_000).map(lambda s: dt.timedelta(seconds=s)))
)


@given(rhythms, instants, zones)
def test_the_latest_slot_is_past_and_the_next_is_the_one_after_it(
    rhythm: Rhythm, now: dt.datetime, zone: dt.tzinfo
) -> None:
    last, following = latest(rhythm, now, zone), upcoming(rhythm, now, zone)

    assert last.at <= now < following.at
    assert last.name < following.name
    assert latest(rhythm, following.at, zone) == following
    assert between(rhythm, last.name, following) == 0


@given(st.builds(Daily, times), instants, zones)
def test_every_day_has_its_slot_and_no_other(rhythm: Daily, now: dt.datetime, zone: dt.tzinfo) -> None:
    slot = latest(rhythm, now, zone)
    for _ in range(10):
        following = upcoming(rhythm, slot.at, zone)
        day = dt.date.fromisoformat(slot.name)
        assert dt.date.fromisoformat(following.name) in (day + dt.timedelta(days=1), day + dt.timedelta(days=2))
        slot = following


@given(st.dates(dt.date(1971, 1, 10), dt.date(2037, 12, 1)), times, zones)
def test_a_time_falls_on_the_first_instant_that_shows_it_or_a_later_one(
    day: dt.date, at: dt.time, zone: dt.tzinfo
) -> None:
    found = local_instant(day, at, zone)
    wanted = dt.datetime.combine(day, at)

    assert found.astimezone(zone).replace(tzinfo=None) >= wanted
    before = [found - dt.timedelta(minutes=minutes) for minutes in (1, 31, 61, 121)]
    assert all(b.astimezone(zone).replace(tzinfo=None) < wanted for b in before)


@given(rhythms, instants, zones, st.integers(1, 12))
def test_slots_that_were_left_out_are_counted(rhythm: Rhythm, now: dt.datetime, zone: dt.tzinfo, steps: int) -> None:
    first = slot = latest(rhythm, now, zone)
    for _ in range(steps):
        slot = upcoming(rhythm, slot.at, zone)

    left_out = between(rhythm, first.name, slot)

    assert abs(left_out - (steps - 1)) <= (0 if isinstance(rhythm, Every) else 1)


SWITCHES = [
    ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00+00:00"),
    ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00+00:00"),
    ("America/New_York", "2026-03-08", "02:15", "2026-03-08T07:00:00+00:00"),
    ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00+00:00"),
    ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:30:00+00:00"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00+00:00"),
    ("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T10:00:00+00:00"),
]


@pytest.mark.parametrize(("zone", "day", "at", "instant"), SWITCHES)
def test_the_days_on_which_clocks_jump(zone: str, day: str, at: str, instant: str) -> None:
    found = local_instant(dt.date.fromisoformat(day), dt.time.fromisoformat(at), zoneinfo.ZoneInfo(zone))

    assert found == dt.datetime.fromisoformat(instant)


@pytest.mark.parametrize(("zone", "day", "at"), [(z, d, a) for z, d, a, _ in SWITCHES])
def test_minute_by_minute_such_a_day_has_one_slot(zone: str, day: str, at: str) -> None:
    rhythm, place = Daily(dt.time.fromisoformat(at)), zoneinfo.ZoneInfo(zone)
    noon = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), dt.UTC)
    minutes = (noon + dt.timedelta(minutes=m) for m in range(-36 * 60, 36 * 60))
    seen = list(dict.fromkeys(latest(rhythm, minute, place).name for minute in minutes))

    assert seen == sorted(seen)
    assert seen.count(day) == 1
