"""What holds after the hour: each slot ran once, no issue and no digest is there twice, nothing is left undone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise

from tests.schedulers.fast import NOON
from tests.schedulers.hour import CHANNELS, SCHEDULERS, Hour
from tracker.jobs import JobRun, RunState
from tracker.sends import Send, SendState, What
from tracker.slots import Daily, Rhythm, Slot, between
from tracker.store import Store, open_store

JOBS = ("reports", "pull", "digest", "reconcile")


def hold_to_the_law(hour: Hour, rhythms: dict[str, Rhythm]) -> str:
    """A line about what was seen. Raises: AssertionError at whatever is not as it has to be."""
    with open_store(hour.store, clock=hour.clock.now) as store:
        told = [_slots(store, job, rhythms[job]) for job in JOBS]
        _turns(hour)
        _issues(hour)
        sent = _digests(hour, store)
    for number in range(SCHEDULERS):
        assert "Traceback" not in hour.log(number).read_text(encoding="utf-8")
    blows = ", ".join(f"{blow.value} {times}" for blow, times in hour.blows.items())
    return f"{blows}; {'; '.join(told)}; {len(hour.titles)} items; {sent}"


def _slots(store: Store, job: str, rhythm: Rhythm) -> str:
    """Each slot was done, or is accounted for by the one after it; but for one that the end interrupted, the newest is.

    On a machine so slow that the day's slot was there before anybody asked, that one is passed over.
    """
    runs = sorted(store.ledger.runs(job, most=10_000), key=lambda run: run.slot)
    assert all(_gap(rhythm, one, other) == other.missed for one, other in pairwise(runs))
    states = Counter(run.state for run in runs)
    assert {RunState.DONE, RunState.PASSED} & {run.state for run in runs[-2:]}, runs[-2:]
    assert set(states) <= {RunState.DONE, RunState.LOST, RunState.FAILED, RunState.PASSED}, states
    missed = sum(run.missed for run in runs)
    again = sum(run.attempt > 1 for run in runs)
    lost = states[RunState.LOST] + states[RunState.FAILED]
    return f"{job}: {states[RunState.DONE]} slots done once ({again} taken over or again), {lost + missed} caught up by the next"


def _gap(rhythm: Rhythm, one: JobRun, other: JobRun) -> int:
    at = NOON if isinstance(rhythm, Daily) else dt.datetime.fromisoformat(other.slot)
    return between(rhythm, one.slot, Slot(other.slot, at))


def _turns(hour: Hour) -> None:
    """Of each attempt one end is told, and of each slot one is believed that it is done."""
    turns = hour.turns()
    ends = Counter((t["job"], t["slot"], t["attempt"]) for t in turns)
    assert max(ends.values()) == 1
    done = Counter((t["job"], t["slot"]) for t in turns if t["kept"] and t["state"] == RunState.DONE)
    assert max(done.values()) == 1


def _issues(hour: Hour) -> None:
    records = hour.server.jira.records.values()
    assert sorted(r.summary for r in records if r.kind.level == 0) == sorted(hour.titles)
    assert sum(r.kind.level == 1 for r in records) == len(hour.titles) // 2


def _digests(hour: Hour, store: Store) -> str:
    """A channel heard each digest of which it is on record, and at most those of which nobody knows besides."""
    heard = 0
    doubts = 0
    for channel in CHANNELS:
        sends = _sends(store, channel)
        states = Counter(send.state for send in sends)
        bodies = len(hour.hooks[channel].bodies)
        doubt = states[SendState.IN_DOUBT] + states[SendState.SENDING]
        assert states[SendState.SENT] <= bodies <= states[SendState.SENT] + doubt, (channel, bodies, states)
        assert SendState.SENT in {send.state for send in sends[-2:]}, sends[-2:]
        heard, doubts = heard + bodies, doubts + doubt
    return f"{heard} digests heard, each once ({doubts} in doubt)"


def _sends(store: Store, channel: str) -> list[Send]:
    slots = sorted(run.slot for run in store.ledger.runs("digest", most=10_000))
    return [found[channel] for slot in slots if channel in (found := store.sends.of(What.DIGEST, slot))]
