"""Through days on which clocks change, and nights in which nobody runs: one turn for each day."""

from __future__ import annotations

import datetime as dt
import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.postgres import new_database
from tracker.app.answer import Answer
from tracker.app.context import Context
from tracker.app.jobs import Job, Stop
from tracker.app.runner import Runner
from tracker.config import load_config
from tracker.slots import Daily, Every
from tracker.store import Store

# Bytes for a thousand ticks: nothing is kept of one.
MOST_HELD = 20_000
START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def opened(
    folder: Path, clock: Callable[[], dt.datetime], zone: dt.tzinfo = dt.UTC, url: str | None = None
) -> tuple[Context, Store]:
    environ = {"PIRTRACK_STORE__URL": url} if url else {}
    config = replace(load_config(None, environ, folder), timezone=zone)
    context = Context(config, {}, folder, START.date(), clock=clock)
    return context, context.store(create=True)


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30"),
        ("Europe/Berlin", "2026-10-25", "02:30"),
        ("America/New_York", "2026-03-08", "02:30"),
        ("America/New_York", "2026-11-01", "01:30"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45"),
    ],
)
def test_a_day_on_which_clocks_change_has_one_turn(zone: str, day: str, at: str, tmp_path: Path) -> None:
    now = dt.datetime.fromisoformat(f"{day}T00:00:00+00:00") - dt.timedelta(hours=48)
    until = now + dt.timedelta(hours=96)
    turns: list[dt.date] = []

    def act(told: Context, _stop: Stop) -> Answer:
        turns.append(told.as_of)
        return Answer("x", told.as_of, {})

    context, store = opened(tmp_path, lambda: now, ZoneInfo(zone))
    with store:
        runner = Runner(context, store, [Job("digest", Daily(dt.time.fromisoformat(at)), act)], "me")
        while now < until:
            runner.tick()
            now += dt.timedelta(minutes=15)

    assert turns.count(dt.date.fromisoformat(day)) == 1
    assert turns == sorted(set(turns))
    assert len(turns) in (3, 4)


def test_a_week_of_downtime_is_made_up_for_by_one_turn(tmp_path: Path) -> None:
    now = START
    turns: list[dt.date] = []

    def act(told: Context, _stop: Stop) -> Answer:
        turns.append(told.as_of)
        return Answer("x", told.as_of, {})

    context, store = opened(tmp_path, lambda: now)
    with store:
        runner = Runner(context, store, [Job("digest", Daily(dt.time(9)), act)], "me")
        runner.tick()
        now += dt.timedelta(days=7, hours=10)
        (ended,) = runner.tick()
        assert runner.tick() == ()

    assert (len(turns), ended.missed) == (1, 7)


def test_ticks_leave_nothing_behind_in_a_file(tmp_path: Path) -> None:
    assert held_after_a_thousand_more(tmp_path) < MOST_HELD


def test_ticks_leave_nothing_behind_on_a_server(tmp_path: Path, postgres: str) -> None:
    with new_database(postgres) as url:
        assert held_after_a_thousand_more(tmp_path, url) < MOST_HELD


def held_after_a_thousand_more(folder: Path, url: str | None = None) -> int:
    """Bytes that a thousand ticks leave in memory, when there were as many before."""
    now = START
    context, store = opened(folder, lambda: now, url=url)
    with store:
        job = Job("pull", Every(dt.timedelta(days=1)), lambda told, _stop: Answer("x", told.as_of, {}))
        runner = Runner(context, store, [job], "me")
        tracemalloc.start()
        held = [_after(runner, 500), _after(runner, 1_000), _after(runner, 1_000)]
        tracemalloc.stop()
    return held[2] - held[1]


def _after(runner: Runner, ticks: int) -> int:
    for _ in range(ticks):
        runner.tick()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.mark.parametrize("wrong_by", [dt.timedelta(hours=1), dt.timedelta(days=4000)])
def test_a_clock_that_was_ahead_and_is_set_back_keeps_nothing_from_its_turn(
    wrong_by: dt.timedelta, tmp_path: Path
) -> None:
    now = START
    turns: list[dt.datetime] = []

    def act(told: Context, _stop: Stop) -> Answer:
        turns.append(now)
        return Answer("x", told.as_of, {})

    context, store = opened(tmp_path, lambda: now)
    with store:
        runner = Runner(context, store, [Job("pull", Every(dt.timedelta(minutes=15)), act)], "me")
        runner.tick()
        now += wrong_by
        runner.tick()
        now -= wrong_by
        for _ in range(3):
            now += dt.timedelta(minutes=15)
            assert len(runner.tick()) == 1
            assert runner.tick() == ()

    assert len(turns) == 5
