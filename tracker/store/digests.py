"""What a digest is made from besides the items: people's words on them, what happened since, what was told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, and_, delete, insert, not_, or_, select

from tracker.model import Acceptance, Event, ItemRef, LinkState, Snooze, Status
from tracker.store import codec
from tracker.store.adding import adding
from tracker.store.database import Database
from tracker.store.journal import append
from tracker.store.query import named_statuses, surely_done
from tracker.store.schema import decision, digest, event, item
from tracker.store.texts import day_of, instant_text, json_text

# How many digests are remembered: a year of weekly ones.
KEPT = 53

_accepted = msgspec.json.Decoder(Acceptance)
_snoozed = msgspec.json.Decoder(Snooze)


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's last words on one item, None where nothing was said."""

    accepted: Acceptance | None = None
    snoozed: Snooze | None = None


class Decisions:
    """The decisions kept in one database; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Mapping[ItemRef, Decided]:
        """Every item about which something was said."""
        of = decision.c
        with self._database.reading() as connection:
            return {
                ItemRef(incident_id, number): Decided(
                    _accepted.decode(accepted) if accepted else None, _snoozed.decode(snoozed) if snoozed else None
                )
                for incident_id, number, accepted, snoozed in connection.execute(
                    select(of.incident, of.number, of.accepted, of.snoozed)
                )
            }

    def accept(self, ref: ItemRef, accepted: Acceptance) -> None:
        """Takes it on record, in the history too."""
        ways = ", ".join(accepted.ways) or None
        self._decide(ref, "accepted", json_text(accepted), accepted, {"ways": ways})

    def snooze(self, ref: ItemRef, snoozed: Snooze) -> None:
        """Takes it on record, in the history too."""
        self._decide(ref, "snoozed", json_text(snoozed), snoozed, {"until": snoozed.until.isoformat()})

    def _decide(
        self, ref: ItemRef, kind: str, text: str, said: Acceptance | Snooze, more: Mapping[str, str | None]
    ) -> None:
        data = tuple(sorted({"by": said.by, "reason": said.reason, **more}.items()))
        with self._database.writing() as connection:
            add = adding(connection, decision)
            keys = ["incident", "number"]
            connection.execute(
                add.on_conflict_do_update(index_elements=keys, set_={kind: add.excluded[kind]}),
                {"incident": ref.incident, "number": ref.number, kind: text},
            )
            append(connection, [Event(said.at, kind, ref.incident, ref.number, data)])


class Life(NamedTuple):  # a tuple: of 100,000 dataclasses the making took longer than the question
    """The dates of one item that has an issue, with what its status is judged by; days are those of the zone asked for."""

    incident: str
    number: int
    opened: dt.date
    closed: dt.date | None
    status: str
    category: str
    resolution: str | None
    duplicate_of_category: str | None
    due: dt.date | None
    first_due: dt.date | None
    priority: str | None


class Digests:
    """The digests kept in one database, and what they are made from; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, text: str, *, at: dt.datetime) -> None:
        """Remembers what a digest told; the oldest are forgotten."""
        with self._database.writing() as connection:
            connection.execute(insert(digest), {"at": instant_text(at), "text": text})
            forget_digests(connection)

    def last(self) -> str | None:
        """What the last digest told, None where there was none."""
        with self._database.reading() as connection:
            text: str | None = connection.execute(select(digest.c.text).order_by(digest.c.id.desc()).limit(1)).scalar()
            return text

    def turns(self, since: dt.datetime, *, into: Iterable[Status], out_of: Iterable[Status]) -> Sequence[Event]:
        """Changes of status since then that led into one of these, or out of one of those, in order."""
        of = event.c
        statement = select(of.at, of.kind, of.incident, of.number, of.data)
        statement = statement.where(of.kind == "status_changed", of.at >= instant_text(since)).order_by(of.id)
        ends = [("to", status.value) for status in into] + [("from", status.value) for status in out_of]
        statement = statement.where(or_(*(of.data.contains(json_text(end), autoescape=True) for end in ends)))
        with self._database.reading() as connection:
            return [codec.event_of(row) for row in connection.execute(statement).all()]

    def lives(self, zone: dt.tzinfo, since: dt.datetime, named: frozenset[str] = frozenset()) -> Sequence[Life]:
        """The dates of every item that has an issue, but for what was surely done before `since`.

        `named` are the status names that the configuration gives a meaning of its own: their category does not tell.
        """
        of = item.c
        columns = (of.issue_created, of.issue_resolved, of.issue_status, of.issue_category, of.issue_resolution)
        more = (of.issue_duplicate_of_category, of.issue_due, of.first_due, of.issue_priority)
        statement = select(of.incident, of.number, *columns, *more).where(of.link == LinkState.LINKED.value)
        begin = instant_text(since)  # an import may have made an issue after the day that it was closed on
        long_ago = and_(of.issue_created < begin, of.issue_resolved.is_not(None), of.issue_resolved < begin)

        @lru_cache(maxsize=1 << 16)  # to the minute: no zone's midnight falls between two
        def day(minute: str) -> dt.date:
            return dt.datetime.fromisoformat(minute).replace(tzinfo=dt.UTC).astimezone(zone).date()

        with self._database.reading() as connection:
            kept = statement.where(not_(and_(long_ago, surely_done(named_statuses(named, connection)))))
            return [
                Life(
                    incident,
                    number,
                    day(created[:16]),
                    day(resolved[:16]) if resolved else None,
                    status,
                    category,
                    resolution,
                    duplicate,
                    day_of(due),
                    day_of(first_due),
                    priority,
                )
                for incident, number, created, resolved, status, category, resolution, duplicate, due, first_due, priority in connection.execute(
                    kept
                ).all()
            ]


def forget_digests(connection: Connection) -> None:
    """Keeps the last year of weekly ones."""
    kept = select(digest.c.id).order_by(digest.c.id.desc()).limit(KEPT)
    connection.execute(delete(digest).where(digest.c.id.not_in(kept)))
