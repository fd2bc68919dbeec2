"""A send goes once for each digest, channel and period, whoever sends; and what is in doubt goes no more by itself."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

from tests.unit.store.conftest import Open
from tests.unit.store.values import NOON
from tracker.sends import BUSY, SENT_BEFORE, TO_ANSWER, UNHEARD, Leave, Send, SendKey, SendState, What, Why
from tracker.store import Store

WEEK = "2024-11-18"
NEXT = "2024-11-25"
NUMBERS = count(1)


def key(channel: str = "team", period: str = WEEK, what: What = What.DIGEST) -> SendKey:
    return SendKey(what, channel, period)


def claim(
    store: Store, it: SendKey | None = None, *, now: dt.datetime = NOON, again: bool = False, by: str = "me"
) -> Send | Leave:
    return store.sends.claim(it or key(), fresh_id=lambda: f"<{next(NUMBERS)}@x>", by=by, now=now, again=again)


def claimed(store: Store, it: SendKey | None = None, *, now: dt.datetime = NOON, again: bool = False) -> Send:
    found = claim(store, it, now=now, again=again)
    assert isinstance(found, Send), found
    return found


def end(store: Store, it: Send, state: SendState, told: str | None = None, detail: str | None = None) -> bool:
    return store.sends.finish(it, state, at=NOON + dt.timedelta(seconds=5), detail=detail, told=told)


def after(span: dt.timedelta) -> dt.datetime:
    return NOON + span


def test_what_was_sent_is_not_sent_again(store: Store) -> None:
    assert end(store, claimed(store), SendState.SENT)

    assert claim(store, by="another") == Leave(Why.SENT, SENT_BEFORE)
    assert isinstance(claim(store, key(period=NEXT)), Send)
    assert isinstance(claim(store, key("leads")), Send)
    assert isinstance(claim(store, key(what=What.REVIEWS)), Send)


def test_many_that_send_at_once_are_given_one_right(opened: Open) -> None:
    stores = [opened() for _ in range(4)]
    for week in range(5):
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(partial(claim, it=key(period=f"week {week}")), stores))
        assert len([f for f in found if isinstance(f, Send)]) == 1
        assert [f.reason for f in found if isinstance(f, Leave)] == [BUSY] * 3


def test_what_surely_failed_is_sent_again_under_the_same_name(store: Store) -> None:
    first = claimed(store)
    assert end(store, first, SendState.FAILED, detail="the connection was refused")

    second = claimed(store)

    assert (second.attempt, second.message_id) == (2, first.message_id)


def test_what_was_never_heard_of_is_in_doubt_and_goes_only_when_a_person_says_so(store: Store) -> None:
    first = claimed(store)
    later = after(TO_ANSWER)

    assert claim(store, now=later - dt.timedelta(seconds=1)) == Leave(Why.BUSY, BUSY)
    assert claim(store, now=later) == Leave(Why.DOUBT, UNHEARD)
    assert claim(store, now=later + dt.timedelta(days=6)) == Leave(Why.DOUBT, UNHEARD)
    (known,) = store.sends.newest()
    assert (known.state, known.detail) == (SendState.IN_DOUBT, UNHEARD)

    again = claimed(store, now=later, again=True)
    assert (again.attempt, again.message_id) == (2, first.message_id)
    assert not end(store, first, SendState.SENT)  # the one that slept: somebody else has it now
    assert end(store, again, SendState.SENT)


def test_a_late_word_of_the_only_attempt_ends_the_doubt(store: Store) -> None:
    first = claimed(store)
    claim(store, now=after(TO_ANSWER))

    assert end(store, first, SendState.SENT)
    assert [s.state for s in store.sends.newest()] == [SendState.SENT]


def test_who_asks_for_it_twice_gets_it_under_a_new_name(store: Store) -> None:
    first = claimed(store)
    end(store, first, SendState.SENT)

    again = claimed(store, again=True)

    assert again.attempt == 2
    assert again.message_id != first.message_id


def test_what_a_channel_was_told_is_what_its_next_digest_is_compared_with(store: Store) -> None:
    end(store, claimed(store), SendState.SENT, told="first")
    end(store, claimed(store, key("leads")), SendState.FAILED, told="first")
    end(store, claimed(store, key("leads")), SendState.SENT, told="an hour later")
    end(store, claimed(store, key("down")), SendState.FAILED, told="never told")

    assert store.sends.told_before("team", WEEK) is None
    assert store.sends.told_before("team", NEXT) == "first"
    assert store.sends.told_before("leads", NEXT) == "first"
    assert store.sends.told_before("down", NEXT) is None
    assert store.digests.last() == "first"


def test_the_latest_of_each_channel_is_told(store: Store) -> None:
    end(store, claimed(store), SendState.FAILED, detail="x")
    end(store, claimed(store, key(period=NEXT)), SendState.SENT)
    end(store, claimed(store, key("leads")), SendState.IN_DOUBT, detail="y")
    end(store, claimed(store, key(what=What.REVIEWS)), SendState.SENT)

    found = [(s.key.what, s.key.channel, s.key.period, s.state, s.detail) for s in store.sends.newest()]

    assert found == [
        (What.DIGEST, "leads", WEEK, SendState.IN_DOUBT, "y"),
        (What.DIGEST, "team", NEXT, SendState.SENT, None),
        (What.REVIEWS, "team", WEEK, SendState.SENT, None),
    ]
    assert store.sends.last_period(What.DIGEST, "team") == NEXT
    assert store.sends.last_period(What.DIGEST, "leads") == WEEK
    assert store.sends.last_period(What.ESCALATION, "team") is None


def test_the_ledger_forgets_what_is_older_than_any_period(store: Store) -> None:
    end(store, claimed(store), SendState.SENT)
    claimed(store, key(period="2026-01-05"), now=after(dt.timedelta(days=401)))

    assert [s.key.period for s in store.sends.of(What.DIGEST, WEEK).values()] == []
