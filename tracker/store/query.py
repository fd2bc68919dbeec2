"""Which items are asked for, as far as SQL can tell; the caller judges the rest on the values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, not_, or_, select, tuple_

from tracker.model import ItemRef, LinkState, Standing, Status
from tracker.rules import DROPPED
from tracker.store import codec
from tracker.store.schema import incident, intent, item, review
from tracker.store.texts import json_text

# So many are asked for by name at once: databases bound the length of a question.
AT_ONCE = 400
_CLOSED = tuple(s.value for s in Status if not s.is_open)


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """What narrows the items down; every field that is set must hold.

    `jira_key` is that of the linked issue or the one in the row. `owner` is one of the report's owners, as
    written. `due_before` holds when the report's or Jira's due date is earlier: the caller knows which counts.
    `open_only` leaves out what is surely closed and agreed on; it may keep more, never less, than is open or
    needs a person. `named` are the status names that the configuration gives a meaning of its own: they
    are kept, since their category does not tell. `refs` names the items, some hundreds at most.
    """

    incident: str | None = None
    number: int | None = None
    jira_key: str | None = None
    link: LinkState | None = None
    owner: str | None = None
    due_before: dt.date | None = None
    open_only: bool = False
    named: frozenset[str] = frozenset()
    refs: tuple[ItemRef, ...] | None = None


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """What narrows the incidents down; every field that is set must hold.

    `ids` names them. `waiting` is a day: it leaves out what is surely no draft and has no review to be held on that
    day or before; it may keep more, never less.
    """

    ids: Collection[str] | None = None
    waiting: dt.date | None = None


def select_items(query: ItemQuery, connection: Connection) -> Select[tuple[object, ...]]:
    """The statement that answers the query, in the order of the items' names."""
    joined = item.outerjoin(intent, and_(intent.c.incident == item.c.incident, intent.c.number == item.c.number))
    statement = select(*codec.ITEM_COLUMNS).select_from(joined)
    return statement.where(*_conditions(query, connection)).order_by(item.c.incident, item.c.number)


def select_incidents(query: IncidentQuery) -> Iterator[Select[tuple[object, ...]]]:
    """The statements that answer the query one after the other, in the order of the ids."""
    joined = incident.outerjoin(intent, and_(intent.c.incident == incident.c.id, intent.c.number.is_(None)))
    statement = select(*codec.INCIDENT_COLUMNS).select_from(joined).order_by(incident.c.id)
    if query.waiting is not None:
        statement = statement.where(_may_wait(query.waiting))
    if query.ids is None:
        yield statement
        return
    ids = sorted(query.ids)
    for start in range(0, len(ids), AT_ONCE):
        yield statement.where(incident.c.id.in_(ids[start : start + AT_ONCE]))


def _may_wait(day: dt.date) -> ColumnElement[bool]:
    """A draft, a review that nobody held yet, or one that had another look to come, then or since."""
    of_it = review.c.incident == incident.c.id
    first = and_(incident.c.review_due <= day.isoformat(), not_(exists().where(of_it)))
    again = exists().where(of_it, or_(review.c.next.is_not(None), review.c.held_on > day.isoformat()))
    return or_(incident.c.standing == Standing.DRAFT.value, first, again)


def _conditions(query: ItemQuery, connection: Connection) -> Iterator[ColumnElement[bool]]:
    if query.incident is not None:
        yield item.c.incident == query.incident
    if query.number is not None:
        yield item.c.number == query.number
    if query.refs is not None:
        yield item.c.incident.in_({ref.incident for ref in query.refs})  # SQLite looks no pair up in an index
        yield tuple_(item.c.incident, item.c.number).in_([(ref.incident, ref.number) for ref in query.refs])
    if query.jira_key is not None:
        yield or_(item.c.issue_key == query.jira_key, item.c.jira_key == query.jira_key)
    if query.link is LinkState.IN_DOUBT:
        yield intent.c.target.is_not(None)
    elif query.link is not None:
        yield and_(item.c.link == query.link.value, intent.c.target.is_(None))
    if query.owner is not None:
        written = json_text(query.owner)
        yield or_(item.c.owner == query.owner, func.replace(item.c.owners, written, "") != item.c.owners)
    if query.due_before is not None:
        day = query.due_before.isoformat()
        yield or_(item.c.due < day, item.c.issue_due < day)
    if query.open_only:
        yield not_(_surely_closed(named_statuses(query.named, connection)))


def named_statuses(named: frozenset[str], connection: Connection) -> list[str]:
    """The stored spellings of those names: databases fold only ASCII letters alike."""
    if not named:
        return []
    folded = {name.casefold() for name in named}
    stored = connection.execute(select(item.c.issue_status).where(item.c.issue_category == "done").distinct())
    return [name for name in stored.scalars() if name is not None and name.casefold() in folded]


def _surely_closed(named: list[str]) -> ColumnElement[bool]:
    """True or false, never null: every comparison is made safe against absent values."""
    dropped_for_open_work = and_(
        func.lower(func.coalesce(item.c.issue_resolution, "")) == "duplicate",
        func.coalesce(item.c.issue_duplicate_of_category, "done") != "done",
    )
    in_jira = and_(
        item.c.link == LinkState.LINKED.value,
        func.coalesce(item.c.issue_category, "") == "done",
        func.coalesce(item.c.issue_status, "").not_in(named),
        not_(dropped_for_open_work),
        not_(_may_conflict()),
    )
    on_record = and_(
        item.c.link == LinkState.RECORDED.value,
        func.coalesce(item.c.reported_status, "").in_(_CLOSED),
    )
    return and_(intent.c.target.is_(None), or_(in_jira, on_record))


def surely_done(named: list[str]) -> ColumnElement[bool]:
    """True or false, never null: by Jira's category, with no resolution that may say that the work was dropped."""
    resolution = func.lower(func.coalesce(item.c.issue_resolution, ""))
    return and_(
        func.coalesce(item.c.issue_category, "") == "done",
        func.coalesce(item.c.issue_status, "").not_in(named),
        resolution.not_in(sorted(DROPPED)),
    )


def _may_conflict() -> ColumnElement[bool]:
    """The report has moved a field since both sides agreed, or Jira the epic."""
    pairs = (
        (item.c.title, item.c.base_title),
        (item.c.due, item.c.base_due),
        (item.c.priority, item.c.base_priority),
        (item.c.owner, item.c.base_owner),
        (item.c.issue_parent, item.c.base_epic),
    )
    return or_(*(ours.is_distinct_from(base) for ours, base in pairs))
