"""What has become of each slot of each job, and what is to be done about it now. Pure.

The ledger, in `tracker.store.ledger`, keeps one `JobRun` for each slot; whoever asks, a slot is run once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from tracker.slots import Every, Rhythm, Slot, between, latest

# How long a runner may go without a sign of life before others may take its slot.
LEASE = dt.timedelta(minutes=5)
# How long after each failed attempt the next one waits; then an hour, until the next slot takes its place.
PATIENCE = (dt.timedelta(minutes=1), dt.timedelta(minutes=5), dt.timedelta(minutes=15), dt.timedelta(minutes=30))
LONGEST_PATIENCE = dt.timedelta(hours=1)
# What a run that somebody asked for is named by, instead of by a slot.
BY_HAND = "by hand "


class RunState(StrEnum):
    """What became of a slot; `passed`: its time came before this store's, `lost`: its runner was never heard again."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    PASSED = "passed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class JobRun:
    """What the ledger says of one slot.

    `attempt` counts from 1. `until`: of a running one, how long nobody else may take it; of a failed one, when it
    is tried again. `missed`: how many slots before it nobody ran. `by` is the last runner; `detail` what it said.
    """

    job: str
    slot: str
    state: RunState
    attempt: int
    began: dt.datetime
    by: str
    ended: dt.datetime | None = None
    until: dt.datetime | None = None
    missed: int = 0
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to run one slot: void as soon as the ledger counts a later attempt."""

    job: str
    slot: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Start:
    """The slot is to be run, for the first time; `missed` slots before it were not."""

    slot: str
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Again:
    """The slot is to be tried once more."""

    run: JobRun


@dataclass(frozen=True, slots=True)
class Pass:
    """The slot is to be put on record as not run: its time was before this store's."""

    slot: str


Verdict: TypeAlias = Start | Again | Pass | None


def verdict(
    rhythm: Rhythm,
    last: JobRun | None,
    *,
    now: dt.datetime,
    zone: dt.tzinfo,
    quiet_until: dt.datetime | None = None,
) -> Verdict:
    """What is to be done about a job now, after the newest slot that the ledger knows of it.

    What was missed is caught up once: the newest slot runs, those before it are counted. A store that sees a daily or
    weekly job for the first time passes over the slot at hand, and so does one that was restored after it
    (`quiet_until`): it may well have been run, and a digest is not sent twice.
    """
    slot = latest(rhythm, now, zone)
    if last is None:
        return Start(slot.name) if isinstance(rhythm, Every) else Pass(slot.name)
    if last.state is RunState.RUNNING and _is_later(last.until, now):
        return None
    if last.slot >= slot.name:
        return _about_the_last(last, now)
    if quiet_until is not None and slot.at <= quiet_until and not isinstance(rhythm, Every):
        return Pass(slot.name)
    return Start(slot.name, between(rhythm, last.slot, slot))


def _about_the_last(last: JobRun, now: dt.datetime) -> Verdict:
    unfinished = last.state in (RunState.RUNNING, RunState.FAILED)
    return Again(last) if unfinished and not _is_later(last.until, now) else None


def _is_later(until: dt.datetime | None, now: dt.datetime) -> bool:
    return until is not None and until > now


def try_again_at(attempt: int, now: dt.datetime) -> dt.datetime:
    """When a failed attempt is followed by the next."""
    waits = dict(enumerate(PATIENCE, start=1))
    return now + waits.get(attempt, LONGEST_PATIENCE)


def by_hand(now: dt.datetime) -> Slot:
    """A slot of its own for a run that somebody asked for."""
    return Slot(f"{BY_HAND}{now.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}", now)
