"""A slot is run once, whoever asks; and who lost his turn changes nothing any more."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.unit.store.conftest import Open
from tests.unit.store.values import NOON
from tracker.jobs import LEASE, JobRun, RunState, Turn, Verdict, by_hand, verdict
from tracker.slots import Daily, Every, Rhythm
from tracker.store import Store

QUARTER = Every(dt.timedelta(minutes=15))
SLOT = "2024-11-19T12:00:00Z"


def claim(
    store: Store, *, now: dt.datetime = NOON, by: str = "me", rhythm: Rhythm = QUARTER, job: str = "pull"
) -> Turn | None:
    def judge(last: JobRun | None, quiet_until: dt.datetime | None) -> Verdict:
        return verdict(rhythm, last, now=now, zone=dt.UTC, quiet_until=quiet_until)

    claimed = store.ledger.claim(job, judge, by=by, now=now, until=now + LEASE)
    return claimed[0] if claimed else None


def after(**span: float) -> dt.datetime:
    return NOON + dt.timedelta(**span)


def test_a_slot_is_had_once(store: Store) -> None:
    assert claim(store) == Turn("pull", SLOT, 1)
    assert claim(store, by="somebody else") is None


def test_many_that_ask_at_once_are_given_one_turn(opened: Open) -> None:
    stores = [opened() for _ in range(4)]
    for quarter in range(5):
        with ThreadPoolExecutor(4) as pool:
            turns = list(pool.map(partial(claim, now=after(minutes=15 * quarter)), stores))
        won = [turn for turn in turns if turn]
        assert len(won) == 1
        assert stores[0].ledger.finish(won[0], RunState.DONE, at=NOON, detail="read 1")


def test_what_was_run_is_told(store: Store) -> None:
    turn = claim(store)
    assert turn
    assert store.ledger.finish(turn, RunState.DONE, at=after(seconds=2), detail="read 1")

    run = JobRun("pull", SLOT, RunState.DONE, 1, NOON, "me", ended=after(seconds=2), detail="read 1")
    assert store.ledger.newest(after(days=1)) == {"pull": run}
    assert store.ledger.runs("pull") == (run,)


def test_missed_slots_are_counted_on_the_one_that_makes_up_for_them(store: Store) -> None:
    turn = claim(store)
    assert turn
    store.ledger.finish(turn, RunState.DONE, at=NOON, detail="")

    assert claim(store, now=after(hours=1)) == Turn("pull", "2024-11-19T13:00:00Z", 1)
    assert store.ledger.newest(after(days=1))["pull"].missed == 3


def test_a_silent_runner_loses_its_turn_and_changes_nothing_when_it_wakes(store: Store) -> None:
    first = claim(store)
    assert first
    second = claim(store, now=after(minutes=6), by="another")

    assert second == Turn("pull", SLOT, 2)
    assert not store.ledger.renew(first, until=after(hours=1))
    assert not store.ledger.finish(first, RunState.DONE, at=after(hours=1), detail="too late")
    assert store.ledger.finish(second, RunState.DONE, at=after(minutes=7), detail="in time")
    assert [(r.by, r.attempt, r.detail) for r in store.ledger.runs("pull")] == [("another", 2, "in time")]


def test_a_sign_of_life_keeps_the_turn(store: Store) -> None:
    turn = claim(store)
    assert turn
    assert store.ledger.renew(turn, until=after(minutes=12))

    assert claim(store, now=after(minutes=6), by="another") is None


def test_a_failed_attempt_is_followed_by_another(store: Store) -> None:
    turn = claim(store)
    assert turn
    store.ledger.finish(turn, RunState.FAILED, at=NOON, detail="no network", again=after(minutes=1))

    assert claim(store, now=after(seconds=59)) is None
    assert claim(store, now=after(seconds=60)) == Turn("pull", SLOT, 2)


def test_a_runner_that_is_never_heard_again_is_lost_when_the_next_slot_comes(store: Store) -> None:
    claim(store)
    claim(store, now=after(minutes=15))

    assert [r.state for r in store.ledger.runs("pull")] == [RunState.RUNNING, RunState.LOST]


def test_a_slot_of_the_past_is_passed_over_and_not_claimed(store: Store) -> None:
    daily = Daily(dt.time(9))

    assert claim(store, rhythm=daily, job="digest") is None
    assert store.ledger.newest(after(days=1))["digest"].state is RunState.PASSED
    assert claim(store, rhythm=daily, job="digest", now=after(days=1)) == Turn("digest", "2024-11-20", 1)


def test_a_run_by_hand_keeps_no_slot_from_its_turn(store: Store) -> None:
    slot = by_hand(NOON)
    turn = store.ledger.start_by_hand("pull", slot.name, by="me", now=NOON, until=after(minutes=5))

    assert claim(store) == Turn("pull", SLOT, 1)
    assert store.ledger.finish(turn, RunState.DONE, at=NOON, detail="")
    assert {r.slot for r in store.ledger.runs("pull")} == {slot.name, SLOT}
    assert store.ledger.newest(after(days=1))["pull"].slot == SLOT


def test_the_ledger_forgets_what_is_older_than_a_quarter_of_a_year(store: Store) -> None:
    for days in (0, 40, 100):
        turn = claim(store, now=after(days=days))
        assert turn
        store.ledger.finish(turn, RunState.DONE, at=NOON, detail="")

    assert [r.slot[:10] for r in store.ledger.runs("pull")] == ["2025-02-27", "2024-12-29"]


def test_a_restored_store_is_quiet_about_the_past(store: Store) -> None:
    assert store.ledger.quiet_until() is None
    store.ledger.be_quiet_until(NOON)

    assert store.ledger.quiet_until() == NOON
