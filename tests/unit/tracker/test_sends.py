from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tracker.sends import (
    BUSY,
    SENT_BEFORE,
    TO_ANSWER,
    UNHEARD,
    Go,
    Leave,
    Send,
    SendKey,
    SendState,
    What,
    Why,
    named,
    ruling,
)

NINE = dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC)
KEY = SendKey(What.DIGEST, "team", "2026-03-09")
SENDING = Send(KEY, SendState.SENDING, 1, "<1@x>", NINE, NINE + TO_ANSWER, "me")
LONG_AFTER = NINE + dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("last", "now", "by_itself", "when_told"),
    [
        (None, NINE, Go(), Go()),
        (SENDING, NINE, Leave(Why.BUSY, BUSY), Leave(Why.BUSY, BUSY)),
        (SENDING, LONG_AFTER, Leave(Why.DOUBT, UNHEARD), Go(2, "<1@x>")),
        (replace(SENDING, state=SendState.IN_DOUBT, detail="x"), NINE, Leave(Why.DOUBT, "x"), Go(2, "<1@x>")),
        (replace(SENDING, state=SendState.FAILED), NINE, Go(2, "<1@x>"), Go(2, "<1@x>")),
        (replace(SENDING, state=SendState.SENT), LONG_AFTER, Leave(Why.SENT, SENT_BEFORE), Go(2)),
    ],
)
def test_what_may_go(last: Send | None, now: dt.datetime, by_itself: object, when_told: object) -> None:
    assert ruling(last, now=now) == by_itself
    assert ruling(last, now=now, again=True) == when_told


def test_a_send_has_a_name_for_people() -> None:
    assert named(KEY) == "the digest of 2026-03-09"
    assert {named(replace(KEY, what=what)) for what in What} == {
        "the digest of 2026-03-09",
        "the reminder of reviews of 2026-03-09",
        "the escalation of 2026-03-09",
    }
