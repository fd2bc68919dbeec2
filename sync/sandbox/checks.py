"""What each field takes, and what Jira says of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sync.sandbox.model import Jira
from sync.sandbox.world import EPIC_LINK, PRIORITIES, Field

LONGEST_SUMMARY = 255
LONGEST_LABEL = 255
LONGEST_TEXT = 32767
OFF_SCREEN = "Field '{}' cannot be set. It is not on the appropriate screen, or unknown."


def check(jira: Jira, given: Mapping[str, Any], screen: Mapping[str, Field]) -> dict[str, str]:
    """What is wrong, by field."""
    errors: dict[str, str] = {}
    for name, value in given.items():
        if name in ("project", "issuetype"):
            continue
        if name not in screen:
            errors[name] = OFF_SCREEN.format(name)
            continue
        said = _CHECKS.get(name, _check_option)(jira, value, screen[name])
        if said:
            errors[name] = said
    return errors


def _check_summary(_jira: Jira, value: Any, _field: Field) -> str | None:  # noqa: ANN401  # JSON
    if not isinstance(value, str) or not value.strip():
        return "You must specify a summary of the issue."
    if "\n" in value or "\r" in value:
        return "The summary is invalid because it contains newline characters."
    length = len(value.encode("utf-16-le", "surrogatepass")) // 2  # as Java counts
    return f"Summary can't exceed {LONGEST_SUMMARY} characters." if length > LONGEST_SUMMARY else None


def check_text(jira: Jira, value: Any) -> str | None:  # noqa: ANN401  # JSON
    """A description or comment: an ADF document on Cloud, a string on Data Center; None when it is fine."""
    if not jira.cloud:
        if not isinstance(value, str):
            return "Operation value must be a string"
        return "The entered text is too long." if len(value) > LONGEST_TEXT else None
    if not (isinstance(value, Mapping) and value.get("type") == "doc" and value.get("version") == 1):
        return "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
    return _check_nodes(value.get("content"))


def _check_nodes(nodes: Any) -> str | None:  # noqa: ANN401  # JSON
    if not isinstance(nodes, list):
        return "INVALID_INPUT"
    for node in nodes:
        if not isinstance(node, Mapping) or "type" not in node:
            return "INVALID_INPUT"
        if node["type"] == "text":
            if not isinstance(node.get("text"), str) or not node["text"]:
                return "INVALID_INPUT"
        elif "content" in node and (said := _check_nodes(node["content"])):
            return said
    return None


def _check_description(jira: Jira, value: Any, _field: Field) -> str | None:  # noqa: ANN401  # JSON
    return None if value is None else check_text(jira, value)


def _check_labels(_jira: Jira, value: Any, _field: Field) -> str | None:  # noqa: ANN401  # JSON
    if not isinstance(value, list):
        return "data was not an array"
    return next((said for label in value if (said := label_fault(label))), None)


def label_fault(label: Any) -> str | None:  # noqa: ANN401  # JSON
    """Why a label is not taken; None when it is."""
    if not isinstance(label, str) or any(c.isspace() for c in label):
        return f"The label '{label}' contains spaces which is invalid."
    if len(label) > LONGEST_LABEL:
        return f"The label '{label[:20]}' exceeds the maximum length for a single label of 255 characters."
    return None


def _check_due(_jira: Jira, value: Any, _field: Field) -> str | None:  # noqa: ANN401  # JSON
    try:
        if value is not None:
            dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return "Error parsing date string: must be of the form yyyy-MM-dd"
    return None


def _check_priority(_jira: Jira, value: Any, _field: Field) -> str | None:  # noqa: ANN401  # JSON
    names = {x for pair in PRIORITIES for x in pair}
    given = value if isinstance(value, Mapping) else {}
    return None if given.get("id") in names or given.get("name") in names else "Priority name is not valid"


def _check_assignee(jira: Jira, value: Any, _field: Field) -> str | None:  # noqa: ANN401  # JSON
    if value is None:
        return None
    if not isinstance(value, Mapping):
        return "data was not an object"
    if not jira.cloud and value.get("name") == "":
        return None
    if "ASSIGN_ISSUES" not in jira.may:
        return "You do not have permission to assign issues."
    user = jira.user(value.get("accountId" if jira.cloud else "name"))
    if user is None:
        return "Specify a valid value for the assignee."
    return None if user.active else f"User '{user.display}' cannot be assigned issues."


def _check_parent(jira: Jira, value: Any, _field: Field) -> str | None:  # noqa: ANN401  # JSON
    name = (value.get("key") or value.get("id")) if isinstance(value, Mapping) else value
    parent = jira.find(str(name)) if name else None
    if parent is None:
        return "Could not find issue by id or key."
    return None if parent.kind.level == 1 else "Given parent work item does not belong to appropriate hierarchy."


def _check_option(_jira: Jira, value: Any, known: Field) -> str | None:  # noqa: ANN401  # JSON
    values = value if isinstance(value, list) else [value]
    for one in values if known.options else ():
        given = one if isinstance(one, Mapping) else {}
        if not any(
            given.get("id") == oid or name in (given.get("value"), given.get("name")) for oid, name in known.options
        ):
            return f"Option value for {known.name} is not valid"
    return None


_CHECKS = {
    "summary": _check_summary, "description": _check_description, "labels": _check_labels, "duedate": _check_due,
    "priority": _check_priority, "assignee": _check_assignee, "parent": _check_parent, EPIC_LINK: _check_parent,
}  # fmt: skip  # set by hand, as a table
