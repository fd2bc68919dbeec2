"""Jira's JSON as values; a piece that Jira never omits and that is missing makes the answer unreadable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sync import stamp
from sync.ports import CreateField, IssueType
from tracker.errors import JiraMisread
from tracker.model import Flavour, Issue, Person

FIELDS = (
    "summary", "status", "resolution", "resolutiondate", "duedate", "priority", "assignee", "labels", "parent",
    "issuetype", "project", "created", "updated", "issuelinks",
)  # fmt: skip  # set by hand, as a table
EPIC_LEVEL = 1


def misread() -> JiraMisread:
    """The answer is JSON, but not what Jira answers here."""
    return JiraMisread("Jira's answer is not in the shape that it should have", hint="is jira.url that of a Jira?")


def mapping(value: object) -> Mapping[str, Any]:
    """A JSON object. Raises: JiraMisread when it is none."""
    if not isinstance(value, Mapping):
        raise misread()
    return value


def listing(value: object) -> list[Any]:
    """A JSON array. Raises: JiraMisread when it is none."""
    if not isinstance(value, list):
        raise misread()
    return value


def whole(value: object) -> int:
    """A count; 0 where there is none. Raises: JiraMisread."""
    if value is not None and not isinstance(value, int):
        raise misread()
    return value or 0


def newest(issues: list[Any]) -> int:
    """The highest number among the keys of issues; 0 where there are none."""
    numbers = (str(mapping(i).get("key")).rpartition("-")[2] for i in issues)
    return max((int(n) for n in numbers if n.isdecimal()), default=0)


def instant(text: object) -> dt.datetime:
    """A time as Jira writes it, with an offset without a colon, in UTC."""
    try:
        return dt.datetime.fromisoformat(str(text)).astimezone(dt.UTC)
    except ValueError:
        raise misread() from None


def day(text: object) -> dt.date | None:
    """A due date; None where there is none."""
    try:
        return dt.date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        raise misread() from None


def person(value: object, flavour: Flavour) -> Person | None:
    """An account; None for nobody."""
    if not isinstance(value, Mapping):
        return None
    account = value.get("accountId" if flavour is Flavour.CLOUD else "name")
    if not isinstance(account, str):
        return None
    email = value.get("emailAddress")
    return Person(
        account=account,
        name=str(value.get("displayName") or account),
        active=value.get("active", True) is not False,
        email=email if isinstance(email, str) else None,
    )


def issue(value: object, flavour: Flavour, epic_link: str | None) -> Issue:
    """An issue with its fields. Raises: JiraMisread."""
    raw = mapping(value)
    try:
        return _issue(raw, mapping(raw["fields"]), flavour, epic_link)
    except (KeyError, TypeError, AttributeError):
        raise misread() from None


def _issue(raw: Mapping[str, Any], fields: Mapping[str, Any], flavour: Flavour, epic_link: str | None) -> Issue:
    key, kind = str(raw["key"]), fields["issuetype"]
    resolved = fields.get("resolutiondate")
    return Issue(
        id=str(raw["id"]),
        key=key,
        project=str((fields.get("project") or {}).get("key") or key.rpartition("-")[0]),
        type=str(kind["name"]),
        summary=str(fields["summary"]),
        status=str(fields["status"]["name"]),
        category=str(fields["status"]["statusCategory"]["key"]),
        created=instant(fields["created"]),
        updated=instant(fields["updated"]),
        is_epic=kind.get("hierarchyLevel") == EPIC_LEVEL,
        resolution=_name(fields.get("resolution")),
        resolved=instant(resolved) if resolved else None,
        due=day(fields.get("duedate")),
        priority=_name(fields.get("priority")),
        assignee=person(fields.get("assignee"), flavour),
        parent=_parent(fields, epic_link),
        labels=frozenset(str(label) for label in fields.get("labels") or ()),
        duplicate_of_category=_duplicate(fields.get("issuelinks") or ()),
        stamp=stamp.from_json((raw.get("properties") or {}).get(stamp.PROPERTY)),
    )


def _name(value: object) -> str | None:
    return str(value["name"]) if isinstance(value, Mapping) else None


def _parent(fields: Mapping[str, Any], epic_link: str | None) -> str | None:
    if epic_link is not None:
        linked = fields.get(epic_link)
        return linked if isinstance(linked, str) else None
    parent = fields.get("parent")
    return str(parent["key"]) if isinstance(parent, Mapping) else None


def _duplicate(links: Iterable[Any]) -> str | None:
    """The status category of the issue that this one duplicates; the first such link counts."""
    for link in links:
        target = link.get("outwardIssue") if isinstance(link, Mapping) else None
        if target and str((link.get("type") or {}).get("name", "")).casefold() == "duplicate":
            category = target.get("fields", {}).get("status", {}).get("statusCategory", {}).get("key")
            return str(category) if category else None
    return None


def issue_type(value: object) -> IssueType:
    """An issue type of a project; Data Center doesn't tell which one is the epic."""
    raw = mapping(value)
    level = raw.get("hierarchyLevel")
    return IssueType(
        id=str(raw.get("id")),
        name=str(raw.get("name")),
        subtask=raw.get("subtask") is True,
        is_epic=None if level is None else level == EPIC_LEVEL,
    )


def create_field(value: object) -> CreateField:
    """A field of a create screen."""
    raw = mapping(value)
    schema = raw.get("schema") or {}
    options = [o for o in raw.get("allowedValues") or () if isinstance(o, Mapping)]
    default = raw.get("defaultValue")
    return CreateField(
        id=str(raw.get("fieldId") or raw.get("key")),
        name=str(raw.get("name")),
        required=raw.get("required") is True,
        has_default=raw.get("hasDefaultValue") is True,
        type=str(schema.get("type") or ""),
        custom=schema.get("custom"),
        allowed=tuple((str(o.get("id")), str(o.get("name") or o.get("value") or "")) for o in options),
        default=str(default["name"]) if isinstance(default, Mapping) and default.get("name") else None,
    )
