"""The sandbox's values as Jira's JSON, in both dialects."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sync.sandbox.clock import instant
from sync.sandbox.model import Jira, Record
from sync.sandbox.world import DEFAULT_PRIORITY, EPIC_LINK, PRIORITIES, RESOLUTIONS, STATES, Field, Kind, State, User

CATEGORIES = {
    "new": (2, "To Do", "blue-gray"),
    "indeterminate": (4, "In Progress", "yellow"),
    "done": (3, "Done", "green"),
}


ALL = frozenset({"*all", "*navigable"})


def user(jira: Jira, who: User | None, base: str) -> dict[str, Any] | None:
    """An account."""
    if who is None:
        return None
    shown: dict[str, Any] = {
        "displayName": who.display,
        "emailAddress": who.email,
        "active": who.active,
        "timeZone": jira.zone,
    }
    if jira.cloud:
        shown |= {
            "accountId": who.account,
            "accountType": "atlassian",
            "self": f"{base}/rest/api/3/user?accountId={who.account}",
        }
    else:
        shown |= {"name": who.name, "key": who.name, "self": f"{base}/rest/api/2/user?username={who.name}"}
    return shown


def kind(jira: Jira, it: Kind, base: str) -> dict[str, Any]:
    """An issue type; only Cloud tells its level."""
    shown: dict[str, Any] = {
        "id": it.id, "name": it.name, "subtask": it.level < 0, "description": "", "iconUrl": f"{base}/icon.png",
        "self": f"{base}/rest/api/{_api(jira)}/issuetype/{it.id}",
    }  # fmt: skip  # set by hand, as a table
    return shown | ({"hierarchyLevel": it.level} if jira.cloud else {})


def _api(jira: Jira) -> str:
    return "3" if jira.cloud else "2"


def state(jira: Jira, it: State, base: str) -> dict[str, Any]:
    """A status with its category."""
    number, name, colour = CATEGORIES[it.category]
    api = f"{base}/rest/api/{_api(jira)}"
    return {
        "self": f"{api}/status/{it.id}", "id": it.id, "name": it.name, "description": "", "iconUrl": f"{base}/",
        "statusCategory": {"self": f"{api}/statuscategory/{number}", "id": number, "key": it.category, "name": name, "colorName": colour},
    }  # fmt: skip  # set by hand, as a table


def field(it: Field, jira: Jira, base: str) -> dict[str, Any]:
    """A field of a create screen."""
    schema: dict[str, Any] = {"type": it.type}
    if it.custom:
        schema |= {"custom": it.custom, "customId": int(it.id.rpartition("_")[2])}
    else:
        schema["system"] = it.id
    shown: dict[str, Any] = {
        "fieldId": it.id, "name": it.name, "required": it.required, "hasDefaultValue": it.id == "priority",
        "operations": ["set"], "schema": schema,
    }  # fmt: skip  # set by hand, as a table
    if jira.cloud:
        shown["key"] = it.id
    if it.id == "priority":
        shown["defaultValue"] = _named(f"{base}/rest/api/{_api(jira)}/priority", PRIORITIES, DEFAULT_PRIORITY)
    if it.options:
        named = "value" if it.type == "option" else "name"
        shown["allowedValues"] = [{"self": f"{base}/option/{oid}", "id": oid, named: name} for oid, name in it.options]
    return shown


def issue(
    jira: Jira, record: Record, base: str, *, fields: Collection[str] | None = None, properties: Collection[str] = ()
) -> dict[str, Any]:
    """An issue; `fields` None: all of them."""
    shown = {
        "id": str(record.id),
        "key": record.key,
        "self": f"{base}/rest/api/{_api(jira)}/issue/{record.id}",
        "fields": {
            k: v for k, v in _fields(jira, record, base).items() if fields is None or k in fields or ALL & set(fields)
        },
    }
    if properties:
        shown["properties"] = {k: v for k, v in record.properties.items() if k in properties}
    return shown


def _fields(jira: Jira, record: Record, base: str) -> dict[str, Any]:
    parent = jira.records.get(record.parent) if record.parent else None
    api = f"{base}/rest/api/{_api(jira)}"
    shown: dict[str, Any] = {
        "summary": record.summary,
        "description": record.description,
        "status": state(jira, record.state, base),
        "issuetype": kind(jira, record.kind, base),
        "project": {
            "self": f"{api}/project/{jira.projects[record.project]}",
            "id": jira.projects[record.project],
            "key": record.project,
        },
        "resolution": _named(f"{api}/resolution", RESOLUTIONS, record.resolution),
        "resolutiondate": instant(record.resolved) if record.resolved else None,
        "duedate": record.due,
        "priority": _named(f"{api}/priority", PRIORITIES, record.priority),
        "assignee": user(jira, record.assignee, base),
        "labels": list(record.labels),
        "created": instant(record.created),
        "updated": instant(record.updated),
        "issuelinks": [link for kind_, other in record.links if (link := _link(jira, kind_, other, base))],
        **record.custom,
    }
    if jira.cloud:
        shown |= (
            {"parent": {"id": str(parent.id), "key": parent.key, "self": f"{api}/issue/{parent.id}"}} if parent else {}
        )
    else:
        shown[EPIC_LINK] = parent.key if parent else None
    return shown


def _named(url: str, known: Sequence[tuple[str, str]], name: str | None) -> dict[str, str] | None:
    if name is None:
        return None
    number = next((i for i, n in known if n == name), "10099")  # one that somebody made up by hand
    return {"self": f"{url}/{number}", "id": number, "name": name}


def _link(jira: Jira, name: str, other: int, base: str) -> dict[str, Any] | None:
    record = jira.records.get(other)
    if record is None:
        return None
    return {
        "id": str(other),
        "type": {"id": "10002", "name": name, "inward": "is duplicated by", "outward": "duplicates"},
        "outwardIssue": {
            "id": str(record.id),
            "key": record.key,
            "fields": {"status": state(jira, record.state, base)},
        },
    }


def transitions(jira: Jira, base: str) -> list[dict[str, Any]]:
    """Every status can be reached from every other."""
    return [{"id": f"{s.id}1", "name": s.name, "to": state(jira, s, base), "hasScreen": False} for s in STATES]
