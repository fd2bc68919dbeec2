"""The write-ahead record of creates (law 2): each call is one committed transaction.

Targets are `INCIDENT/NUMBER` for an item and `INCIDENT` for the epic of an incident.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, insert, select, update

from tracker.errors import StoreError
from tracker.model import Event, Held, Linked, LinkState, Unlinked, Values
from tracker.store import codec
from tracker.store.database import Database
from tracker.store.links import Cells, link_cells
from tracker.store.schema import event, incident, intent, item
from tracker.store.texts import instant_text, json_text

_HAS_AN_ISSUE = (LinkState.LINKED, LinkState.GONE)


@dataclass(frozen=True, slots=True)
class _Target:
    """A target taken apart; `number` None for an epic."""

    name: str
    incident: str
    number: int | None

    @property
    def table(self) -> Table:
        """Where its link is kept."""
        return incident if self.number is None else item

    def key(self) -> ColumnElement[bool]:
        """Its own row, and no other."""
        if self.number is None:
            return incident.c.id == self.incident
        return and_(item.c.incident == self.incident, item.c.number == self.number)

    def event(self, kind: str, at: datetime, **data: str | None) -> Event:
        """Something that happened to it."""
        return Event(at, kind, self.incident, self.number, tuple(sorted(data.items())))


def _target(name: str) -> _Target:
    incident_id, slash, number = name.rpartition("/")
    if slash and number.isascii() and number.isdigit():
        return _Target(name, incident_id, int(number))
    return _Target(name, name, None)


class Journal:
    """The journal of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def intend(self, intents: Mapping[str, Values], *, began: datetime, deadline: datetime) -> None:
        """Marks each target in doubt, all or none.

        Raises: StoreError when one is in doubt already, has its issue, or is not known.
        """
        with self._database.writing() as connection:
            for target in map(_target, intents):
                if LinkState(_stored(connection, target).link) in _HAS_AN_ISSUE:
                    raise StoreError(f"{target.name} has its issue already", hint="Run `pirtrack sync` again.")
            _none_open(connection, intents.keys())
            _insert_intents(connection, intents, began=began, deadline=deadline)

    def ended(self, targets: Sequence[str], *, at: datetime) -> None:
        """The attempt ended without a known outcome; the grace counts from here."""
        with self._database.writing() as connection:
            for target in map(_target, targets):
                open_ = update(intent).where(intent.c.target == target.name)
                if connection.execute(open_.values(ended=instant_text(at))).rowcount:
                    append(connection, [target.event("in_doubt", at)])

    def withdraw(self, targets: Sequence[str], *, at: datetime, reason: str) -> None:
        """The request surely was not carried out: no longer in doubt, to be planned anew."""
        with self._database.writing() as connection:
            for target in map(_target, targets):
                if _close(connection, target):
                    append(connection, [target.event("not_sent", at, reason=reason)])

    def refused(self, target: str, *, at: datetime, reason: str, fingerprint: str) -> None:
        """Jira refused this for good: shown, and not tried again while `fingerprint` is the same.

        A target that has its issue keeps it: what was refused is then an update.
        """
        it = _target(target)
        with self._database.writing() as connection:
            stored = _stored(connection, it)
            _close(connection, it)
            cells: Cells = {"reason": reason, "fingerprint": fingerprint}
            if LinkState(stored.link) not in _HAS_AN_ISSUE:
                cells = link_cells(Unlinked(reason, fingerprint))
            _set_link(connection, it, cells)
            append(connection, [it.event("refused", at, reason=reason)])

    def linked(
        self, links: Mapping[str, Linked], *, at: datetime, how: str, slipped: frozenset[str] = frozenset()
    ) -> None:
        """Each target has its issue; `how` is created, adopted, linked or updated, for the history.

        The report moved the due dates of `slipped` to a later day.
        """
        with self._database.writing() as connection:
            for name, link in links.items():
                target = _target(name)
                data = _what_changed(_stored(connection, target), link)
                _close(connection, target)
                _set_link(connection, target, link_cells(link))
                if name in slipped:
                    connection.execute(update(item).where(target.key()).values(slips=item.c.slips + 1))
                append(connection, [target.event(how, at, **data)])

    def gone(self, target: str, *, at: datetime) -> None:
        """Jira no longer shows the target's issue: deleted or hidden, and never made again."""
        it = _target(target)
        with self._database.writing() as connection:
            stored = _stored(connection, it)
            if LinkState(stored.link) is LinkState.LINKED:
                _set_link(connection, it, {"link": LinkState.GONE.value, "gone_since": instant_text(at)})
                append(connection, [it.event("gone", at, key=stored.issue_key)])

    def held(self, holds: Mapping[str, Held], *, at: datetime, how: str) -> None:
        """Each target waits for a person; `how` is held or unlinked, for the history."""
        with self._database.writing() as connection:
            for name, hold in holds.items():
                target = _target(name)
                _stored(connection, target)
                _close(connection, target)
                _set_link(connection, target, link_cells(hold))
                append(connection, [target.event(how, at, reason=hold.reason, key=hold.candidate)])


def append(connection: Connection, events: Sequence[Event]) -> None:
    """Adds to the history, which nothing ever changes."""
    if events:
        connection.execute(insert(event), [codec.event_cells(e) for e in events])


def _stored(connection: Connection, target: _Target) -> Row[tuple[object, ...]]:
    """The target's row, kept from other writers until the transaction ends."""
    row = connection.execute(select(target.table).where(target.key()).with_for_update()).first()
    if row is None:
        raise StoreError(f"the store does not know {target.name}", hint="Run `pirtrack sync` again.")
    return row


def _none_open(connection: Connection, targets: Collection[str]) -> None:
    for name in targets:
        began = connection.execute(select(intent.c.began).where(intent.c.target == name)).scalar()
        if began is not None:
            raise StoreError(
                f"{name} is in doubt already, since {began[:16].replace('T', ' ')} UTC",
                hint="Another pirtrack may be at work on it; run `pirtrack sync` again later.",
            )


def _insert_intents(
    connection: Connection, intents: Mapping[str, Values], *, began: datetime, deadline: datetime
) -> None:
    rows = [
        {
            "target": target.name,
            "incident": target.incident,
            "number": target.number,
            "sent": json_text(sent),
            "began": instant_text(began),
            "deadline": instant_text(deadline),
        }
        for target, sent in ((_target(name), sent) for name, sent in intents.items())
    ]
    if rows:
        connection.execute(insert(intent), rows)


def _close(connection: Connection, target: _Target) -> bool:
    """Ends the doubt; False where there was none."""
    return connection.execute(delete(intent).where(intent.c.target == target.name)).rowcount == 1


def _set_link(connection: Connection, target: _Target, cells: Cells) -> None:
    connection.execute(update(target.table).where(target.key()).values(cells))


def _what_changed(row: Row[tuple[object, ...]], link: Linked) -> dict[str, str | None]:
    """What the history tells of a new link: the issue where it is another, and the fields agreed anew."""
    cells = link_cells(link)
    names = (
        "issue_id",
        "issue_key",
        "base_title",
        "base_due",
        "base_priority",
        "base_owner",
        "base_assignee",
        "base_epic",
    )
    stored = row._mapping  # noqa: SLF001  # SQLAlchemy's public name for a row as a mapping
    changed = {name.removeprefix("base_"): cells[name] for name in names if cells[name] != stored[name]}
    return {name: None if value is None else str(value) for name, value in changed.items()}
