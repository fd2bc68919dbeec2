"""Small values to keep in a store."""

from __future__ import annotations

import datetime as dt

from tracker.model import (
    ActionItem,
    Incident,
    Issue,
    ItemRef,
    Linked,
    Source,
    Standing,
    TrackedIncident,
    TrackedItem,
    Values,
)

NOON = dt.datetime(2024, 11, 19, 12, tzinfo=dt.UTC)
REF = "2024-11-19-001/1"
EPIC = "2024-11-19-001"


def incident(name: str = "2024-11-19-001") -> TrackedIncident:
    return TrackedIncident(Incident(name, "Disk full", "incidents/disk.md", Standing.FINISHED, "d1"))


def item(number: int, name: str = "2024-11-19-001") -> TrackedItem:
    return TrackedItem(ActionItem(ItemRef(name, number), "Add an alert", Source("incidents/disk.md", 30 + number)))


def issue(**facts: object) -> Issue:
    known: dict[str, object] = {
        "id": "10001",
        "key": "ENG-1",
        "project": "ENG",
        "type": "Task",
        "summary": "Add an alert",
        "status": "To Do",
        "category": "new",
        "created": NOON,
        "updated": NOON,
    }
    return Issue(**(known | facts))  # type: ignore[arg-type]  # named facts of an issue


def linked(**facts: object) -> Linked:
    return Linked(issue(**facts), Values("Add an alert"))
