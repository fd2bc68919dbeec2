"""The ledger of sends: one row for each digest, channel and period, which is what makes it go once, whoever sends.

Each call is one short transaction of its own, and none is open while a message travels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, text, update

from tracker.sends import TO_ANSWER, UNHEARD, Go, Leave, Send, SendKey, SendState, What, ruling
from tracker.store.adding import adding
from tracker.store.database import Database
from tracker.store.digests import forget_digests
from tracker.store.links import Row
from tracker.store.schema import digest, send
from tracker.store.texts import instant_of, instant_text

# How long the ledger remembers: longer than any rhythm's period lasts.
KEPT = dt.timedelta(days=400)
_SERIALISE = text("SELECT pg_advisory_xact_lock(hashtext('pirtrack.send'), hashtext(:name))")


class Sends:
    """The ledger of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, what: What, period: str) -> Mapping[str, Send]:
        """By channel, what became of the sends of one period."""
        statement = select(send).where(send.c.what == what.value, send.c.period == period)
        with self._database.reading() as connection:
            return {s.key.channel: s for s in map(_send_of, connection.execute(statement))}

    def last_period(self, what: What, channel: str) -> str | None:
        """The latest period of which a channel was sent something, or may have been."""
        mine = and_(send.c.what == what.value, send.c.channel == channel, _arrived())
        with self._database.reading() as connection:
            period: str | None = connection.execute(select(func.max(send.c.period)).where(mine)).scalar()
            return period

    def first_period(self, what: What, channel: str) -> str | None:
        """The earliest period of which a channel was to be sent something."""
        mine = and_(send.c.what == what.value, send.c.channel == channel)
        with self._database.reading() as connection:
            period: str | None = connection.execute(select(func.min(send.c.period)).where(mine)).scalar()
            return period

    def newest(self) -> Sequence[Send]:
        """Of everything that is sent to each channel, what became of the latest."""
        latest = select(send.c.what, send.c.channel, func.max(send.c.period).label("period"))
        each = latest.group_by(send.c.what, send.c.channel).subquery()
        same = and_(*(send.c[name] == each.c[name] for name in ("what", "channel", "period")))
        statement = select(send).join(each, same).order_by(send.c.what, send.c.channel)
        with self._database.reading() as connection:
            return [_send_of(row) for row in connection.execute(statement)]

    def told_before(self, channel: str, period: str) -> str | None:
        """What the last digest told that a channel was sent, or may have been, before this period."""
        mine = and_(send.c.what == What.DIGEST.value, send.c.channel == channel, send.c.period < period, _arrived())
        statement = select(digest.c.text).join(send, send.c.period == digest.c.period).where(mine)
        with self._database.reading() as connection:
            found: str | None = connection.execute(statement.order_by(send.c.period.desc()).limit(1)).scalar()
            return found

    def claim(
        self, key: SendKey, *, fresh_id: Callable[[], str], by: str, now: dt.datetime, again: bool = False
    ) -> Send | Leave:
        """The right to send this now, on record before anything leaves; or why it may not be sent."""
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(_SERIALISE, {"name": f"{key.what}/{key.channel}/{key.period}"})
            row = connection.execute(select(send).where(_is(key))).first()
            last = None if row is None else _send_of(row)
            match ruling(last, now=now, again=again):
                case Go(attempt, same):
                    name = same or fresh_id()
                    claimed = Send(key, SendState.SENDING, attempt, name, now, now + TO_ANSWER, by)
                    _put(connection, claimed)
                    _forget(connection, now)
                    return claimed
                case left:
                    if last is not None and last.is_unheard_of(now):
                        _put(connection, replace(last, state=SendState.IN_DOUBT, ended=now, detail=UNHEARD))
                    return left

    def finish(
        self, claimed: Send, state: SendState, *, at: dt.datetime, detail: str | None, told: str | None = None
    ) -> bool:
        """What came of it; `told`: what the digest of this period said, kept once for each period.

        False when somebody sent it once more meanwhile, and his word counts.
        """
        mine = and_(_is(claimed.key), send.c.attempt == claimed.attempt, send.c.state != SendState.SENT.value)
        cells = {"state": state.value, "ended": instant_text(at), "detail": detail}
        with self._database.writing() as connection:
            if connection.execute(update(send).where(mine).values(cells)).rowcount != 1:
                return False
            if told is not None and state is not SendState.FAILED:
                _keep(connection, told, claimed.key.period, at)
            return True


def _arrived() -> ColumnElement[bool]:
    return send.c.state.in_((SendState.SENT.value, SendState.IN_DOUBT.value))


def _is(key: SendKey) -> ColumnElement[bool]:
    return and_(send.c.what == key.what.value, send.c.channel == key.channel, send.c.period == key.period)


def _put(connection: Connection, it: Send) -> None:
    insertion = adding(connection, send)
    cells = _cells(it)
    keys = ["what", "channel", "period"]
    changed = {name: insertion.excluded[name] for name in cells if name not in keys}
    connection.execute(insertion.on_conflict_do_update(index_elements=keys, set_=changed), cells)


def _keep(connection: Connection, told: str, period: str, at: dt.datetime) -> None:
    """What the first channel of a period was told is what the next period is compared with."""
    insertion = adding(connection, digest)
    row = {"at": instant_text(at), "text": told, "period": period}
    connection.execute(insertion.on_conflict_do_nothing(index_elements=["period"]), row)
    forget_digests(connection)


def _forget(connection: Connection, now: dt.datetime) -> None:
    connection.execute(delete(send).where(send.c.began < instant_text(now - KEPT)))


def _cells(it: Send) -> dict[str, object]:
    return {
        "what": it.key.what.value,
        "channel": it.key.channel,
        "period": it.key.period,
        "state": it.state.value,
        "attempt": it.attempt,
        "message_id": it.message_id,
        "began": instant_text(it.began),
        "until": instant_text(it.until),
        "by": it.by,
        "ended": None if it.ended is None else instant_text(it.ended),
        "detail": it.detail,
    }


def _send_of(row: Row) -> Send:
    what, channel, period, state, attempt, message_id, began, until, by, ended, detail = row
    return Send(
        SendKey(What(what), channel, period),
        SendState(state),
        attempt,
        message_id,
        dt.datetime.fromisoformat(began),
        dt.datetime.fromisoformat(until),
        by,
        instant_of(ended),
        detail,
    )
