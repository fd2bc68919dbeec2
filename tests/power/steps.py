"""What a store goes through, in steps: each is one call and one transaction, the same for the same number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tests.unit.store.values import EPIC, NOON, incident, item, linked
from tracker.jobs import LEASE, RunState, Start, Turn
from tracker.model import Event, PullMark, Review, Values
from tracker.sends import TO_ANSWER, Send, SendKey, SendState, What
from tracker.store import Store

Step = Callable[[Store, int], object]
JOB = "pull"


def _at(number: int) -> dt.datetime:
    return NOON + dt.timedelta(seconds=number)


def _target(number: int) -> str:
    return f"{EPIC}/{number}"


def _slot(number: int) -> str:
    return _at(number).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sending(number: int) -> Send:
    at = _at(number)
    key = SendKey(What.DIGEST, f"team {number}", "2024-11-18")
    return Send(key, SendState.SENDING, 1, f"<{number}@x>", at, at + TO_ANSWER, "me")


def _read(store: Store, number: int) -> None:
    events = [Event(_at(number), "read", EPIC, number)]
    store.put(incidents=[incident()], items=[item(number)], events=events, mark=PullMark(_at(number)))


def _intend(store: Store, number: int) -> None:
    store.intend({_target(number): Values("x" * 200)}, began=_at(number), deadline=_at(number))


def _settle(store: Store, number: int) -> None:
    target, at = _target(number), _at(number)
    match number % 4:
        case 0:
            store.linked({target: linked(id=str(number), key=f"ENG-{number}")}, at=at, how="created")
        case 1:
            store.ended([target], at=at)
        case 2:
            store.withdraw([target], at=at, reason="429")
        case _:
            store.refused(target, at=at, reason="no such priority", fingerprint="f")


def _claim_slot(store: Store, number: int) -> None:
    at = _at(number)
    store.ledger.claim(JOB, lambda _last, _quiet: Start(_slot(number)), by="me", now=at, until=at + LEASE)


def _finish_slot(store: Store, number: int) -> None:
    store.ledger.finish(Turn(JOB, _slot(number), 1), RunState.DONE, at=_at(number), detail="nothing changed")


def _claim_send(store: Store, number: int) -> None:
    it = _sending(number)
    store.sends.claim(it.key, fresh_id=lambda: it.message_id, by=it.by, now=it.began)


def _finish_send(store: Store, number: int) -> None:
    store.sends.finish(_sending(number), SendState.SENT, at=_at(number), detail=None, told="{}")


def _review(store: Store, number: int) -> None:
    store.add_review(Review(EPIC, _at(number).date(), "@ana", f"done {number}"))


def _cache(store: Store, number: int) -> None:
    store.cache(f"desk/{number}", "y" * 500)


_STEPS: tuple[Step, ...] = (
    _read,
    _intend,
    _settle,
    _claim_slot,
    _finish_slot,
    _claim_send,
    _finish_send,
    _review,
    _cache,
)


def step(store: Store, number: int) -> None:
    """The step of that number, after all those before it; the first is 0."""
    which, of = number % len(_STEPS), number // len(_STEPS) + 1
    _STEPS[which](store, of)


def everything(store: Store) -> tuple[object, ...]:
    """All that the steps leave in a store."""
    return (
        store.incidents(),
        store.items(),
        store.history(EPIC),
        store.reviews(),
        store.mark(),
        store.cached_under(""),
        store.ledger.runs(JOB, most=100_000),
        store.sends.newest(),
        store.digests.last(),
    )
