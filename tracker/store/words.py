"""What people said last about each review, and whether its epic was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, insert, select, update

from tracker.model import Event, Review, ReviewWord, Snooze
from tracker.store import codec
from tracker.store.adding import adding
from tracker.store.database import Database
from tracker.store.journal import append
from tracker.store.links import Cells
from tracker.store.schema import review, review_word
from tracker.store.texts import instant_text, json_text

_snoozed = msgspec.json.Decoder(Snooze)


class ReviewWords:
    """The words kept in one database; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Mapping[str, ReviewWord]:
        """The last word on each incident's review, by incident."""
        with self._database.reading() as connection:
            return {word.incident: word for word, _, _ in _rows(connection)}

    def untold(self, *, refused: bool = False) -> Mapping[str, ReviewWord]:
        """Those that their epics don't know yet; with `refused` also those that could not be told before."""
        with self._database.reading() as connection:
            return {w.incident: w for w, told, why in _rows(connection) if not told and (refused or why is None)}

    def snooze(self, incident: str, snoozed: Snooze) -> None:
        """Takes it on record, in the history too."""
        with self._database.writing() as connection:
            say(connection, incident, snoozed.at, snoozed=snoozed)
            append(connection, [_snooze_event(incident, snoozed)])

    def told(self, word: ReviewWord, *, refused: str | None = None) -> None:
        """Its epic knows it now, or with `refused` could not be told; a later word is still to be told."""
        of = review_word.c
        change = update(review_word).where(of.incident == word.incident, of.at == instant_text(word.at))
        with self._database.writing() as connection:
            connection.execute(change.values(told=refused is None, refused=refused))

    def recall(self, word: ReviewWord) -> bool:
        """Takes over what an epic remembers, where that is later than what is known; whether it was."""
        with self._database.writing() as connection:
            at = connection.execute(select(review_word.c.at).where(review_word.c.incident == word.incident)).scalar()
            if at is not None and at >= instant_text(word.at):
                return False
            if word.held is not None and not _is_known(connection, word.held):
                connection.execute(insert(review), codec.review_cells(word.held))
                append(connection, [held_event(word.held, word.at)])
            say(connection, word.incident, word.at, snoozed=word.snoozed, told=True)
            if word.snoozed is not None:
                append(connection, [_snooze_event(word.incident, word.snoozed)])
            return True


def say(
    connection: Connection, incident: str, at: dt.datetime, *, snoozed: Snooze | None = None, told: bool = False
) -> None:
    """The last word on a review from now on."""
    cells: Cells = {
        "incident": incident,
        "at": instant_text(at),
        "snoozed": json_text(snoozed) if snoozed else None,
        "told": told,
        "refused": None,
    }
    add = adding(connection, review_word)
    changed = {name: add.excluded[name] for name in cells if name != "incident"}
    connection.execute(add.on_conflict_do_update(index_elements=["incident"], set_=changed), cells)


def held_event(held: Review, at: dt.datetime) -> Event:
    """What the history tells of a review."""
    cells = codec.review_cells(held)
    data = ((name, text if text is None else str(text)) for name, text in cells.items() if name != "incident")
    return Event(at, "reviewed", held.incident, None, tuple(sorted(data)))


def _snooze_event(incident: str, snoozed: Snooze) -> Event:
    data = (("by", snoozed.by), ("reason", snoozed.reason), ("until", snoozed.until.isoformat()))
    return Event(snoozed.at, "review_snoozed", incident, None, data)


def _rows(connection: Connection) -> list[tuple[ReviewWord, bool, str | None]]:
    of, word = review.c, review_word.c
    held = select(of.incident, of.held_on, of.by, of.outcome, of.next).order_by(of.held_on, of.id)
    last = {row.incident: codec.review_of(row) for row in connection.execute(held)}
    rows = connection.execute(select(word.incident, word.at, word.snoozed, word.told, word.refused))
    return [
        (
            ReviewWord(
                incident,
                dt.datetime.fromisoformat(at),
                last.get(incident),
                _snoozed.decode(snoozed) if snoozed else None,
            ),
            bool(told),
            refused,
        )
        for incident, at, snoozed, told, refused in rows
    ]


def _is_known(connection: Connection, held: Review) -> bool:
    of = review.c
    same = (of.incident == held.incident, of.held_on == held.held_on.isoformat(), of.outcome == held.outcome)
    return connection.execute(select(of.id).where(*same)).first() is not None
