from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tracker.jobs import Again, JobRun, Pass, RunState, Start, Verdict, by_hand, try_again_at, verdict
from tracker.slots import Daily, Every, Rhythm, Weekly

QUARTER = Every(dt.timedelta(minutes=15))
MONDAYS = Weekly(0, dt.time(9))
NOON = dt.datetime(2026, 3, 4, 12, 5, tzinfo=dt.UTC)  # a Wednesday
LATER = NOON + dt.timedelta(minutes=3)


def done(slot: str) -> JobRun:
    return JobRun("digest", slot, RunState.DONE, 1, NOON, "process 1 on a", ended=NOON)


def judged(rhythm: Rhythm, last: JobRun | None, *, quiet_until: dt.datetime | None = None) -> Verdict:
    return verdict(rhythm, last, now=NOON, zone=dt.UTC, quiet_until=quiet_until)


def test_a_store_that_sees_a_job_first_pulls_at_once_and_sends_no_digest_of_the_past() -> None:
    assert judged(QUARTER, None) == Start("2026-03-04T12:00:00Z")
    assert judged(MONDAYS, None) == Pass("2026-03-02")


def test_a_slot_that_was_run_or_passed_over_is_not_due() -> None:
    assert judged(MONDAYS, done("2026-03-02")) is None
    assert judged(MONDAYS, replace(done("2026-03-02"), state=RunState.PASSED)) is None


@pytest.mark.parametrize(
    ("rhythm", "last", "due"),
    [
        (MONDAYS, "2026-02-23", Start("2026-03-02", missed=0)),
        (MONDAYS, "2026-01-26", Start("2026-03-02", missed=4)),
        (Daily(dt.time(9)), "2026-02-27", Start("2026-03-04", missed=4)),
        (QUARTER, "2026-03-04T11:00:00Z", Start("2026-03-04T12:00:00Z", missed=3)),
        (QUARTER, "2026-03-03", Start("2026-03-04T12:00:00Z", missed=0)),
        (MONDAYS, "2026-02-23T09:00:00Z", Start("2026-03-02", missed=0)),
    ],
)
def test_what_was_missed_is_caught_up_once(rhythm: Rhythm, last: str, due: Start) -> None:
    assert judged(rhythm, done(last)) == due


def test_a_slow_clock_does_not_go_back_behind_what_was_run() -> None:
    assert judged(MONDAYS, done("2026-03-09")) is None


def test_a_restored_store_is_quiet_about_what_may_have_been_sent() -> None:
    assert judged(MONDAYS, done("2026-02-23"), quiet_until=NOON) == Pass("2026-03-02")
    assert judged(MONDAYS, done("2026-02-23"), quiet_until=NOON - dt.timedelta(days=7)) == Start("2026-03-02")
    assert judged(QUARTER, done("2026-03-04T11:45:00Z"), quiet_until=NOON) == Start("2026-03-04T12:00:00Z")


def test_nobody_takes_a_slot_from_a_runner_that_lives() -> None:
    running = replace(done("2026-02-23"), state=RunState.RUNNING, ended=None, until=LATER)

    assert judged(MONDAYS, running) is None
    assert judged(MONDAYS, replace(running, slot="2026-03-02")) is None


def test_a_runner_that_is_not_heard_of_loses_its_slot() -> None:
    silent = replace(done("2026-03-02"), state=RunState.RUNNING, ended=None, until=NOON)

    assert judged(MONDAYS, silent) == Again(silent)
    assert judged(MONDAYS, replace(silent, slot="2026-02-23")) == Start("2026-03-02")


def test_a_failed_slot_is_tried_again_when_its_time_has_come() -> None:
    failed = replace(done("2026-03-02"), state=RunState.FAILED, until=LATER)

    assert judged(MONDAYS, failed) is None
    assert judged(MONDAYS, replace(failed, until=NOON)) == Again(replace(failed, until=NOON))
    assert judged(MONDAYS, replace(failed, slot="2026-02-23")) == Start("2026-03-02")


def test_attempts_come_less_and_less_often() -> None:
    waits = [try_again_at(attempt, NOON) - NOON for attempt in range(1, 9)]

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (dt.timedelta(minutes=1), dt.timedelta(hours=1))


def test_a_run_by_hand_has_a_slot_of_its_own() -> None:
    assert by_hand(NOON).name != by_hand(NOON + dt.timedelta(microseconds=1)).name
