"""Values to rows and back, exactly; rows are dicts on the way in and plain tuples on the way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tracker.model import (
    ActionItem,
    Event,
    Incident,
    ItemRef,
    Priority,
    Review,
    Source,
    Standing,
    Status,
    TrackedIncident,
    TrackedItem,
)
from tracker.store.links import INTENT_COLUMNS, Cells, Row, link_cells, link_of
from tracker.store.schema import incident, item
from tracker.store.texts import day_of, instant_text, iso, json_text

_names = msgspec.json.Decoder(tuple[str, ...])
_pairs = msgspec.json.Decoder(tuple[tuple[str, str | None], ...])

INCIDENT_COLUMNS = (*incident.c, *INTENT_COLUMNS)
ITEM_COLUMNS = (*item.c, *INTENT_COLUMNS)
_INCIDENT_LINK = list(incident.c.keys()).index("link")
_ITEM_LINK = list(item.c.keys()).index("link")

# Looked up, since calling an enum takes several times as long.
_PRIORITIES: Mapping[str | None, Priority | None] = {None: None, **{p.value: p for p in Priority}}
_STATUSES: Mapping[str | None, Status | None] = {None: None, **{s.value: s for s in Status}}


@lru_cache(maxsize=4096)  # few owners, many items
def _few_names(text: str) -> tuple[str, ...]:
    return _names.decode(text)


def incident_cells(tracked: TrackedIncident) -> Cells:
    """The row of an incident."""
    it = tracked.incident
    return {
        "id": it.id,
        "title": it.title,
        "path": it.path,
        "standing": it.standing.value,
        "digest": it.digest,
        "date": iso(it.date),
        "severity": it.severity,
        "document_status": it.document_status,
        "epic": it.epic,
        "review_due": iso(it.review_due),
        "prepared_by": it.prepared_by,
        "epic_now": tracked.epic_now,
        **link_cells(tracked.epic),
    }


def incident_of(row: Row) -> TrackedIncident:
    """The incident of a row of `INCIDENT_COLUMNS`."""
    id_, title, path, standing, digest, date, severity, document_status, epic, review_due, prepared_by, epic_now = row[
        :_INCIDENT_LINK
    ]
    return TrackedIncident(
        Incident(
            id=id_,
            title=title,
            path=path,
            standing=Standing(standing),
            digest=digest,
            date=day_of(date),
            severity=severity,
            document_status=document_status,
            epic=epic,
            review_due=day_of(review_due),
            prepared_by=prepared_by,
        ),
        link_of(row[_INCIDENT_LINK:]),
        epic_now,
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
        "due": iso(it.due),
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
            owners=_few_names(owners),
            due=day_of(due),
            priority=_PRIORITIES[priority],
            reported_status=_STATUSES[status],
            jira_key=key,
            assumed=_few_names(assumed),
            withdrawn=withdrawn,
        ),
        link_of(row[_ITEM_LINK:]),
        slips,
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
        "next": iso(review.next),
    }


def review_of(row: Row) -> Review:
    """The review of (incident, held_on, by, outcome, next)."""
    incident_id, held_on, by, outcome, next_ = row
    return Review(incident_id, dt.date.fromisoformat(held_on), by, outcome, day_of(next_))
