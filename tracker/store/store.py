"""What pirtrack knows and keeps: values in, values out, each call one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select

from tracker.errors import StoreError
from tracker.model import (
    Event,
    InDoubt,
    ItemRef,
    LinkState,
    PullMark,
    Review,
    TrackedIncident,
    TrackedItem,
    Written,
)
from tracker.store import codec, schema
from tracker.store.adding import adding
from tracker.store.database import Database
from tracker.store.digests import Decisions, Digests
from tracker.store.faults import BACKUP
from tracker.store.journal import Journal, append
from tracker.store.ledger import Ledger
from tracker.store.links import Cells
from tracker.store.query import IncidentQuery, ItemQuery, select_incidents, select_items
from tracker.store.sends import Sends
from tracker.store.texts import instant_text, json_text
from tracker.store.upgrade import STORE_ID
from tracker.store.words import ReviewWords, held_event, say

_MARK = "pull"
_EVERYTHING = ItemQuery()
_EVERY_INCIDENT = IncidentQuery()
_marks = msgspec.json.Decoder(PullMark)


class Store(Journal):
    """An open store, with its journal; `created` tells that it was empty and has just been made."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime], created: bool) -> None:
        super().__init__(database)
        self._clock = clock
        self.created = created
        id_ = self._fact(STORE_ID)
        if id_ is None:
            raise StoreError(f"the store {database.place} is damaged: it has lost its id", hint=BACKUP)
        self.id = id_
        self.ledger = Ledger(database)
        self.decisions = Decisions(database)
        self.digests = Digests(database)
        self.review_words = ReviewWords(database)
        self.sends = Sends(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def fence_off(self) -> None:
        """Called by who holds the lock: nobody who held it before writes any more."""
        self._database.fence_off()

    def confirm(self) -> None:
        """Asked before what cannot be taken back. Raises: LockHeld when another has the lock by now."""
        self._database.confirm()

    def put(
        self,
        *,
        incidents: Sequence[TrackedIncident] = (),
        items: Sequence[TrackedItem] = (),
        events: Sequence[Event] = (),
        mark: PullMark | None = None,
    ) -> None:
        """Keeps all of it or nothing: incidents and items replace what had their name, events are added.

        Doubt is the journal's alone: a target with an open intent stays in doubt whatever link is put, and
        a link put as `InDoubt` leaves the stored one as it is.
        """
        with self._database.writing() as connection:
            incident_rows = [(i.epic, codec.incident_cells(i)) for i in incidents]
            _upsert(connection, schema.incident, [c for link, c in incident_rows if not isinstance(link, InDoubt)])
            _upsert_in_doubt(connection, schema.incident, [c for link, c in incident_rows if isinstance(link, InDoubt)])
            item_rows = [(i.link, codec.item_cells(i)) for i in items]
            _upsert(connection, schema.item, [c for link, c in item_rows if not isinstance(link, InDoubt)])
            _upsert_in_doubt(connection, schema.item, [c for link, c in item_rows if isinstance(link, InDoubt)])
            append(connection, events)
            if mark is not None:
                kept = PullMark(_utc(mark.mark), None if mark.full is None else _utc(mark.full))
                _upsert(connection, schema.fact, [{"name": _MARK, "text": json_text(kept)}])

    def incidents(self, query: IncidentQuery = _EVERY_INCIDENT) -> tuple[TrackedIncident, ...]:
        """The incidents that the query may mean, in the order of their ids."""
        with self._database.reading() as connection:
            return tuple(
                codec.incident_of(row)
                for statement in select_incidents(query)
                for row in connection.execute(statement).all()
            )

    def incidents_of(self, items: Iterable[TrackedItem]) -> Mapping[str, TrackedIncident]:
        """The incidents that these belong to, by id."""
        named = frozenset(tracked.item.ref.incident for tracked in items)
        return {known.incident.id: known for known in self.incidents(IncidentQuery(ids=named))}

    def items(self, query: ItemQuery = _EVERYTHING) -> tuple[TrackedItem, ...]:
        """The items that the query may mean, in the order of their names."""
        with self._database.reading() as connection:
            return tuple(codec.item_of(row) for row in connection.execute(select_items(query, connection)).all())

    def mark(self) -> PullMark | None:
        """How far Jira has been read."""
        text = self._fact(_MARK)
        return None if text is None else _marks.decode(text)

    def history(self, incident: str, number: int | None = None) -> tuple[Event, ...]:
        """What happened to an item, or to an incident and all its items, in order."""
        of = schema.event.c
        statement = select(of.at, of.kind, of.incident, of.number, of.data).where(of.incident == incident)
        if number is not None:
            statement = statement.where(of.number == number)
        with self._database.reading() as connection:
            return tuple(codec.event_of(row) for row in connection.execute(statement.order_by(of.id)))

    def reviews(self) -> tuple[Review, ...]:
        """Every review held, by incident, the latest last."""
        of = schema.review.c
        statement = select(of.incident, of.held_on, of.by, of.outcome, of.next).order_by(of.incident, of.held_on, of.id)
        with self._database.reading() as connection:
            return tuple(codec.review_of(row) for row in connection.execute(statement))

    def add_review(self, review: Review) -> None:
        """Takes a review on record, in the history too: the last word on it, until somebody says more."""
        at = self._clock()
        with self._database.writing() as connection:
            connection.execute(insert(schema.review), codec.review_cells(review))
            say(connection, review.incident, at)
            append(connection, [held_event(review, at)])

    def written(self) -> Mapping[ItemRef, Written]:
        """What each item's row held when it and Jira last said the same."""
        of = schema.written.c
        statement = select(of.incident, of.number, of.key, of.status, of.ours)
        with self._database.reading() as connection:
            return {
                ItemRef(incident, number): Written(key, status, ours)
                for incident, number, key, status, ours in connection.execute(statement)
            }

    def put_written(self, rows: Mapping[ItemRef, Written]) -> None:
        """Keeps what rows hold now."""
        cells: list[Cells] = [
            {"incident": ref.incident, "number": ref.number, "key": w.key, "status": w.status, "ours": w.ours}
            for ref, w in rows.items()
        ]
        with self._database.writing() as connection:
            _upsert(connection, schema.written, cells)

    def cached(self, key: str, *, newer_than: datetime | None = None) -> str | None:
        """The text kept under the key, None where there is none or it was kept at `newer_than` or before."""
        of = schema.cache.c
        statement = select(of.text).where(of.key == key)
        if newer_than is not None:
            statement = statement.where(of.at > instant_text(newer_than))
        with self._database.reading() as connection:
            text: str | None = connection.execute(statement).scalar()
            return text

    def cache(self, key: str, text: str) -> None:
        """Keeps a text that could be had again, with the time."""
        with self._database.writing() as connection:
            _upsert(connection, schema.cache, [{"key": key, "text": text, "at": instant_text(self._clock())}])

    def cached_under(self, prefix: str) -> Mapping[str, str]:
        """Every text that is kept under a key that begins so."""
        of = schema.cache.c
        statement = select(of.key, of.text).where(func.substr(of.key, 1, len(prefix)) == prefix)
        with self._database.reading() as connection:
            return {row.key: row.text for row in connection.execute(statement)}

    def cache_all(self, texts: Mapping[str, str]) -> None:
        """Keeps many texts at once."""
        if not texts:
            return
        at = instant_text(self._clock())
        rows: list[Cells] = [{"key": key, "text": text, "at": at} for key, text in texts.items()]
        with self._database.writing() as connection:
            _upsert(connection, schema.cache, rows)

    def forget_all(self, keys: Sequence[str]) -> None:
        """Drops the cached texts of these keys."""
        if keys:
            with self._database.writing() as connection:
                connection.execute(
                    delete(schema.cache).where(schema.cache.c.key == bindparam("gone")), [{"gone": k} for k in keys]
                )

    def forget(self, prefix: str) -> None:
        """Drops every cached text whose key begins so."""
        key = schema.cache.c.key
        with self._database.writing() as connection:
            connection.execute(delete(schema.cache).where(func.substr(key, 1, len(prefix)) == prefix))

    def _fact(self, name: str) -> str | None:
        of = schema.fact.c
        with self._database.reading() as connection:
            text: str | None = connection.execute(select(of.text).where(of.name == name)).scalar()
            return text


def _utc(at: datetime) -> datetime:
    return datetime.fromisoformat(instant_text(at))


def _upsert_in_doubt(connection: Connection, table: Table, rows: list[Cells]) -> None:
    """Rows without a link: a new one begins unlinked, a known one keeps its link."""
    fresh = [row | {"link": LinkState.UNLINKED.value} for row in rows]
    _upsert(connection, table, fresh, keep=frozenset({"link"}))


def _upsert(connection: Connection, table: Table, rows: list[Cells], *, keep: frozenset[str] = frozenset()) -> None:
    if not rows:
        return
    insertion = adding(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: insertion.excluded[name] for name in rows[0] if name not in keys and name not in keep}
    connection.execute(insertion.on_conflict_do_update(index_elements=keys, set_=changed), rows)
