"""Values to rows and back, exactly; rows are dicts on the way in and plain tuples on the way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from tracker.model import (
    ActionItem,
    Event,
    Gone,
    Held,
    Incident,
    InDoubt,
    Issue,
    ItemRef,
    Link,
    Linked,
    LinkState,
    Person,
    Priority,
    Recorded,
    Review,
    Source,
    Stamp,
    Standing,
    Status,
    TrackedIncident,
    TrackedItem,
    Unlinked,
    Values,
)
from tracker.store.schema import incident, intent, item

Cell: TypeAlias = str | int | bool | None
Cells: TypeAlias = dict[str, Cell]
Row: TypeAlias = Sequence[Any]  # what a driver hands out: the columns' types are known by their places

_encode = msgspec.json.Encoder(order="deterministic").encode
_names = msgspec.json.Decoder(tuple[str, ...])
_pairs = msgspec.json.Decoder(tuple[tuple[str, str | None], ...])
_stamp = msgspec.json.Decoder(Stamp)
_values = msgspec.json.Decoder(Values)

LINK_COLUMNS = tuple(c.name for c in item.c)[list(item.c.keys()).index("link") :]
INTENT_COLUMNS = (intent.c.sent, intent.c.began, intent.c.deadline, intent.c.ended)
INCIDENT_COLUMNS = (*incident.c, *INTENT_COLUMNS)
ITEM_COLUMNS = (*item.c, *INTENT_COLUMNS)
_INCIDENT_LINK = list(incident.c.keys()).index("link")
_ITEM_LINK = list(item.c.keys()).index("link")
_NO_LINK: Cells = dict.fromkeys(LINK_COLUMNS)


def json_text(value: object) -> str:
    """A value as JSON text."""
    return _encode(value).decode()


def instant_text(at: dt.datetime) -> str:
    """An instant as text that sorts by time.

    Raises: ValueError for an instant without a zone: nobody could say when that was.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _maybe_instant(at: dt.datetime | None) -> str | None:
    return None if at is None else instant_text(at)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _instant(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def incident_cells(tracked: TrackedIncident) -> Cells:
    """The row of an incident."""
    it = tracked.incident
    return {
        "id": it.id,
        "title": it.title,
        "path": it.path,
        "standing": it.standing.value,
        "digest": it.digest,
        "date": _iso(it.date),
        "severity": it.severity,
        "document_status": it.document_status,
        "epic": it.epic,
        "review_due": _iso(it.review_due),
        "prepared_by": it.prepared_by,
        **link_cells(tracked.epic),
    }


def incident_of(row: Row) -> TrackedIncident:
    """The incident of a row of `INCIDENT_COLUMNS`."""
    id_, title, path, standing, digest, date, severity, document_status, epic, review_due, prepared_by = row[
        :_INCIDENT_LINK
    ]
    return TrackedIncident(
        Incident(
            id=id_,
            title=title,
            path=path,
            standing=Standing(standing),
            digest=digest,
            date=_day(date),
            severity=severity,
            document_status=document_status,
            epic=epic,
            review_due=_day(review_due),
            prepared_by=prepared_by,
        ),
        link_of(row[_INCIDENT_LINK:]),
    )


def item_cells(tracked: TrackedItem) -> Cells:
    """The row of an item."""
    it = tracked.item
    return {
        "incident": it.ref.incident,
        "number": it.ref.number,
        "title": it.title,
        "source_path": it.source.path,
        "source_line": it.source.line,
        "source_column": it.source.column,
        "row": it.row,
        "owner": it.owner,
        "owners": json_text(it.owners),
        "due": _iso(it.due),
        "priority": it.priority.value if it.priority else None,
        "reported_status": it.reported_status.value if it.reported_status else None,
        "jira_key": it.jira_key,
        "assumed": json_text(it.assumed),
        "withdrawn": it.withdrawn,
        "slips": tracked.slips,
        **link_cells(tracked.link),
    }


def item_of(row: Row) -> TrackedItem:
    """The item of a row of `ITEM_COLUMNS`."""
    (
        id_,
        number,
        title,
        path,
        line,
        column,
        cell,
        owner,
        owners,
        due,
        priority,
        status,
        key,
        assumed,
        withdrawn,
        slips,
    ) = row[:_ITEM_LINK]
    return TrackedItem(
        ActionItem(
            ref=ItemRef(id_, number),
            title=title,
            source=Source(path, line, column),
            row=cell,
            owner=owner,
            owners=_names.decode(owners),
            due=_day(due),
            priority=Priority(priority) if priority else None,
            reported_status=Status(status) if status else None,
            jira_key=key,
            assumed=_names.decode(assumed),
            withdrawn=withdrawn,
        ),
        link_of(row[_ITEM_LINK:]),
        slips,
    )


def link_cells(link: Link) -> Cells:
    """The columns of a link; none for one in doubt, since only the journal writes that."""
    match link:
        case InDoubt():
            return {}
        case Unlinked(refusal=reason, fingerprint=fingerprint):
            return _NO_LINK | {"link": LinkState.UNLINKED.value, "reason": reason, "fingerprint": fingerprint}
        case Held(reason=reason):
            return _NO_LINK | {"link": LinkState.HELD.value, "reason": reason}
        case Recorded(reason=reason):
            return _NO_LINK | {"link": LinkState.RECORDED.value, "reason": reason}
        case Linked():
            return _NO_LINK | {"link": LinkState.LINKED.value} | _linked_cells(link)
        case Gone(last=last, since=since):
            return _NO_LINK | {"link": LinkState.GONE.value, "gone_since": instant_text(since)} | _linked_cells(last)


def _linked_cells(link: Linked) -> Cells:
    base = link.base
    return {
        "reason": link.refusal,
        "fingerprint": link.fingerprint,
        **_issue_cells(link.issue),
        "base_title": base.title,
        "base_due": _iso(base.due),
        "base_priority": base.priority,
        "base_owner": base.owner,
        "base_assignee": base.assignee,
        "base_epic": base.epic,
        "first_due": _iso(link.first_due),
        "first_priority": link.first_priority,
    }


def _issue_cells(issue: Issue) -> Cells:
    person = issue.assignee
    return {
        "issue_id": issue.id,
        "issue_key": issue.key,
        "issue_project": issue.project,
        "issue_type": issue.type,
        "issue_summary": issue.summary,
        "issue_status": issue.status,
        "issue_category": issue.category,
        "issue_created": instant_text(issue.created),
        "issue_updated": instant_text(issue.updated),
        "issue_is_epic": issue.is_epic,
        "issue_resolution": issue.resolution,
        "issue_resolved": _maybe_instant(issue.resolved),
        "issue_due": _iso(issue.due),
        "issue_priority": issue.priority,
        "issue_assignee": person.account if person else None,
        "issue_assignee_name": person.name if person else None,
        "issue_assignee_active": person.active if person else None,
        "issue_assignee_email": person.email if person else None,
        "issue_parent": issue.parent,
        "issue_labels": json_text(tuple(sorted(issue.labels))),
        "issue_duplicate_of_category": issue.duplicate_of_category,
        "issue_stamp": json_text(issue.stamp) if issue.stamp else None,
    }


def link_of(row: Row) -> Link:
    """The link of a row of the link's columns and the open intent's."""
    state, reason, fingerprint, gone_since = row[:4]
    sent, began, deadline, ended = row[-4:]
    if sent is not None:
        return InDoubt(
            _values.decode(sent), dt.datetime.fromisoformat(deadline), dt.datetime.fromisoformat(began), _instant(ended)
        )
    if state == LinkState.LINKED:
        return _linked_of(row)
    if state == LinkState.GONE:
        return Gone(_linked_of(row), dt.datetime.fromisoformat(gone_since))
    if state == LinkState.HELD:
        return Held(reason)
    if state == LinkState.RECORDED:
        return Recorded(reason)
    return Unlinked(reason, fingerprint)


def _linked_of(row: Row) -> Linked:
    title, due, priority, owner, assignee, epic, first_due, first_priority = row[26:34]
    return Linked(
        _issue_of(row[4:26]),
        Values(title, _day(due), priority, owner, assignee, epic),
        _day(first_due),
        first_priority,
        refusal=row[1],
        fingerprint=row[2],
    )


def _issue_of(row: Row) -> Issue:
    id_, key, project, type_, summary, status, category, created, updated, is_epic, resolution, resolved = row[:12]
    due, priority, account, name, active, email, parent, labels, duplicate_of_category, stamp = row[12:]
    return Issue(
        id=id_,
        key=key,
        project=project,
        type=type_,
        summary=summary,
        status=status,
        category=category,
        created=dt.datetime.fromisoformat(created),
        updated=dt.datetime.fromisoformat(updated),
        is_epic=is_epic,
        resolution=resolution,
        resolved=_instant(resolved),
        due=_day(due),
        priority=priority,
        assignee=Person(account, name, active, email) if account is not None else None,
        parent=parent,
        labels=frozenset(_names.decode(labels)),
        duplicate_of_category=duplicate_of_category,
        stamp=_stamp.decode(stamp) if stamp else None,
    )


def event_cells(event: Event) -> Cells:
    """The row of an event."""
    return {
        "at": instant_text(event.at),
        "kind": event.kind,
        "incident": event.incident,
        "number": event.number,
        "data": json_text(event.data),
    }


def event_of(row: Row) -> Event:
    """The event of (at, kind, incident, number, data)."""
    at, kind, incident_id, number, data = row
    return Event(dt.datetime.fromisoformat(at), kind, incident_id, number, _pairs.decode(data))


def review_cells(review: Review) -> Cells:
    """The row of a review."""
    return {
        "incident": review.incident,
        "held_on": review.held_on.isoformat(),
        "by": review.by,
        "outcome": review.outcome,
        "next": _iso(review.next),
    }


def review_of(row: Row) -> Review:
    """The review of (incident, held_on, by, outcome, next)."""
    incident_id, held_on, by, outcome, next_ = row
    return Review(incident_id, dt.date.fromisoformat(held_on), by, outcome, _day(next_))
