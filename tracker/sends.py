"""What has become of each send to each channel, and whether it may be sent now. Pure.

The ledger, in `tracker.store.sends`, keeps one `Send` for each digest, channel and period; whoever asks, it is sent once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

# Within this time after its claim a message has to leave; a process that slept for longer sends nothing.
TO_LEAVE = dt.timedelta(minutes=2)
# After this time nobody waits for an answer any more: what was not heard of is in doubt.
TO_ANSWER = dt.timedelta(minutes=6)
UNHEARD = "its end was never heard"
BUSY = "it is being sent at this moment"
SENT_BEFORE = "it was sent before"


class What(StrEnum):
    """What is sent."""

    DIGEST = "digest"
    REVIEWS = "reviews"
    ESCALATION = "escalation"


class SendState(StrEnum):
    """What became of a send; `failed`: it surely was not taken, `in_doubt`: nobody knows."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class SendKey:
    """What makes a send the same send: `period` is the slot it is for, and of an escalation the day and the person."""

    what: What
    channel: str
    period: str


NAMES: Mapping[What, str] = {
    What.DIGEST: "the digest of {}",
    What.REVIEWS: "the reminder of reviews of {}",
    What.ESCALATION: "the escalation of {}",
}


def named(key: SendKey) -> str:
    """A send in words."""
    return NAMES[key.what].format(key.period)


@dataclass(frozen=True, slots=True)
class Send:
    """What the ledger says of one send.

    `attempt` counts from 1. `until`: how long an answer is waited for. `message_id` is the name by which mail servers know
    it; an attempt after a failed or doubtful one has the same. `detail` says what went wrong, or who does not get it.
    """

    key: SendKey
    state: SendState
    attempt: int
    message_id: str
    began: dt.datetime
    until: dt.datetime
    by: str
    ended: dt.datetime | None = None
    detail: str | None = None

    def is_unheard_of(self, now: dt.datetime) -> bool:
        """It was begun, and nobody can still be waiting for its answer."""
        return self.state is SendState.SENDING and self.until <= now


@dataclass(frozen=True, slots=True)
class Go:
    """It is to be sent now; `same` None: for the first time, or once more under a new name."""

    attempt: int = 1
    same: str | None = None


class Why(StrEnum):
    """Why a send is left: it arrived, somebody is at it, nobody knows whether it arrived, or another store's it was."""

    SENT = "sent"
    BUSY = "busy"
    DOUBT = "doubt"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Leave:
    """It is not to be sent now."""

    why: Why
    reason: str


Ruling: TypeAlias = Go | Leave


def ruling(last: Send | None, *, now: dt.datetime, again: bool = False) -> Ruling:
    """Whether a send may go, after the last attempt at it; `again` is a person's word that it may go twice.

    What surely was not taken goes again by itself. What is in doubt never does: it may have arrived.
    """
    if last is None:
        return Go()
    if last.state is SendState.SENDING and not last.is_unheard_of(now):
        return Leave(Why.BUSY, BUSY)
    if last.state is SendState.FAILED:
        return Go(last.attempt + 1, last.message_id)
    if last.state is SendState.SENT:
        return Go(last.attempt + 1) if again else Leave(Why.SENT, SENT_BEFORE)
    if again:  # under the same name, so that a mail server may know it for the one that it has
        return Go(last.attempt + 1, last.message_id)
    return Leave(Why.DOUBT, last.detail or UNHEARD)
