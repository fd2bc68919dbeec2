"""Values for tests: short to write, complete where it matters."""

from __future__ import annotations

import datetime as dt

from sync.fields import Naming, Owner, Screen
from sync.policy import PushRules
from sync.ports import CreateField, IssueType
from sync.preflight import Desk
from sync.situation import Situation
from tracker.model import (
    ActionItem,
    Flavour,
    Found,
    Incident,
    Issue,
    ItemRef,
    Link,
    ParsedReport,
    Person,
    Priority,
    ReportedItem,
    ReportKind,
    Source,
    Stamp,
    Standing,
    Status,
    TrackedIncident,
    TrackedItem,
    Unlinked,
    Values,
)

NOW = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.UTC)
PRIORITIES = {"P0": "Highest", "P1": "High", "P2": "Medium", "P3": "Low", "P4": "Lowest"}
INCIDENT = "2026-03-01-001"
PATH = "incidents/one.md"


def a_row(title: str = "Watch the index", **facts: object) -> ReportedItem:
    return ReportedItem(title=title, source=Source(PATH, 10), **facts)  # type: ignore[arg-type]  # facts are fields


def a_report(*items: ReportedItem, path: str = PATH, incident: str = INCIDENT, **facts: object) -> ParsedReport:
    said: dict[str, object] = {
        "title": Found("Search was down", 1, 1),
        "incident": Found(incident, 3, 1),
        "date": Found(dt.date(2026, 3, 1), 4, 1),
        "document_status": Found("FINAL", 90, 1),
        **facts,
    }
    return ParsedReport(path=path, digest="d", kind=ReportKind.REPORT, items=items, **said)  # type: ignore[arg-type]  # the same


def an_incident(epic: Link | None = None, **facts: object) -> TrackedIncident:
    said: dict[str, object] = {
        "id": INCIDENT,
        "title": "Search was down",
        "path": PATH,
        "standing": Standing.FINISHED,
        "digest": "d",
        "date": dt.date(2026, 3, 1),
        **facts,
    }
    return TrackedIncident(Incident(**said), epic or Unlinked())  # type: ignore[arg-type]  # the same


def an_item(number: int = 1, *, link: Link | None = None, incident: str = INCIDENT, **facts: object) -> TrackedItem:
    said: dict[str, object] = {
        "title": "Watch the index",
        "source": Source(PATH, 9 + number),
        "row": str(number),
        "owner": "@devops",
        "owners": ("@devops",),
        "due": dt.date(2026, 3, 20),
        "priority": Priority.P0,
        **facts,
    }
    return TrackedItem(ActionItem(ref=ItemRef(incident, number), **said), link or Unlinked())  # type: ignore[arg-type]  # the same


def an_issue(number: int = 1, **facts: object) -> Issue:
    said: dict[str, object] = {
        "id": str(10000 + number),
        "key": f"ENG-{number}",
        "project": "ENG",
        "type": "Task",
        "summary": "Watch the index",
        "status": "To Do",
        "category": "new",
        "created": NOW,
        "updated": NOW,
        "due": dt.date(2026, 3, 20),
        "priority": "Highest",
        "assignee": Person("acc-1", "Lee"),
        "parent": "ENG-900",
        **facts,
    }
    return Issue(**said)  # type: ignore[arg-type]  # the same


def a_stamp(number: int | None = 1, *, sent: Values | None = None, namespace: str = "eng") -> Stamp:
    return Stamp(namespace, "store-1", INCIDENT, number, PATH, dt.date(2026, 3, 18), "P1", sent)


def values(**facts: object) -> Values:
    said: dict[str, object] = {
        "title": "Watch the index",
        "due": dt.date(2026, 3, 20),
        "priority": "P0",
        "owner": "@devops",
        "assignee": "acc-1",
        "epic": "ENG-900",
        **facts,
    }
    return Values(**said)  # type: ignore[arg-type]  # the same


def a_field(field_id: str, name: str | None = None, **facts: object) -> CreateField:
    said: dict[str, object] = {"required": False, "has_default": False, "type": "string", **facts}
    return CreateField(field_id, name or field_id.title(), **said)  # type: ignore[arg-type]  # the same


def a_screen(*more: CreateField, without: str = "", type_name: str = "Task") -> Screen:
    names = ("summary", "description", "labels", "duedate", "priority", "assignee", "components", "parent")
    fields = tuple(a_field(n) for n in names if n != without)
    return Screen("ENG", IssueType("10001", type_name, subtask=False), (*fields, *more))


def a_desk(item: Screen | None = None, **facts: object) -> Desk:
    said: dict[str, object] = {
        "item": item or a_screen(),
        "epic": a_screen(type_name="Epic"),
        "types": ("Task", "Epic"),
        **facts,
    }
    return Desk("ENG", Flavour.CLOUD, **said)  # type: ignore[arg-type]  # the same


def push_rules(**facts: object) -> PushRules:
    said: dict[str, object] = {
        "naming": Naming("eng", "store-1"),
        "project": "ENG",
        "priorities": PRIORITIES,
        "grace": dt.timedelta(minutes=15),
        **facts,
    }
    return PushRules(**said)  # type: ignore[arg-type]  # the same


def a_situation(incidents: tuple[TrackedIncident, ...], items: tuple[TrackedItem, ...], **facts: object) -> Situation:
    said: dict[str, object] = {
        "now": NOW,
        "flavour": Flavour.CLOUD,
        "desks": {"ENG": a_desk()},
        "owners": {"@devops": Owner(account="acc-1")},
        **facts,
    }
    return Situation(incidents=incidents, items=items, **said)  # type: ignore[arg-type]  # the same


NO_STATUSES: dict[str, Status] = {"Blocked": Status.BLOCKED}
