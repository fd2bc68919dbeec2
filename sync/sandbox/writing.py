"""What Jira takes when an issue is made or edited, and what it refuses, in its own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sync.sandbox.clock import instant
from sync.sandbox.model import Jira, Record, Refusal
from sync.sandbox.world import EPIC_LINK, EPIC_NAME, LEAD, PRIORITIES, Field, Kind

LONGEST_SUMMARY = 255
LONGEST_LABEL = 255
LONGEST_TEXT = 32767
OFF_SCREEN = "Field '{}' cannot be set. It is not on the appropriate screen, or unknown."


def create(jira: Jira, body: Any) -> Record:  # noqa: ANN401  # JSON
    """Makes one issue. Raises: Refusal."""
    given = _object(body, "fields")
    unknown = set(body) - {"fields", "update", "properties", "transition", "historyMetadata"}
    if unknown:
        raise Refusal(400, f"Unrecognized field {min(unknown)!r}")
    project, kind = _where(jira, given)
    if "CREATE_ISSUES" not in jira.may:
        raise Refusal(403, "You do not have permission to create issues in this project.")
    screen = {f.id: f for f in jira.screens[project, kind.name]}
    errors = _check(jira, given, screen)
    for needed in screen.values():
        if needed.required and given.get(needed.id) in (None, "", []):
            errors.setdefault(needed.id, f"{needed.name} is required.")
    if errors:
        raise Refusal(400, **errors)
    properties = _properties(body.get("properties", []))
    record = jira.add(project, kind, given["summary"])
    record.assignee = LEAD  # the project's default, for whoever leaves the field out
    _fill(jira, record, given)
    record.properties.update(properties)
    jira.touch(record)
    return record


def edit(jira: Jira, record: Record, body: Any) -> None:  # noqa: ANN401  # JSON
    """Changes one issue. Raises: Refusal."""
    if not isinstance(body, Mapping) or not body:
        raise Refusal(400, "one of 'fields' or 'update' required")
    if "EDIT_ISSUES" not in jira.may:
        raise Refusal(403, "You do not have permission to edit issues in this project.")
    given = body.get("fields", {})
    update = body.get("update", {})
    both = set(given) & set(update)
    if both:
        raise Refusal(400, **dict.fromkeys(both, "Field cannot appear in both 'fields' and 'update'"))
    screen = {f.id: f for f in jira.screens[record.project, record.kind.name]}
    errors = _check(jira, given, screen)
    labels = _labels_after(record, update, errors)
    comments = _comments_in(jira, update, errors)
    if errors:
        raise Refusal(400, **errors)
    properties = _properties(body.get("properties", []))
    _fill(jira, record, given)
    for text in comments:
        comment(jira, record, text)
    record.labels = labels if "labels" in update else record.labels
    record.properties.update(properties)
    jira.touch(record)


def comment(jira: Jira, record: Record, text: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """Adds a comment that was found to be fine."""
    at = instant(jira.clock.now())
    made = {"id": str(30000 + len(record.comments)), "body": text, "created": at, "updated": at}
    record.comments.append(made)
    return made


def comment_fault(jira: Jira, text: Any) -> str | None:  # noqa: ANN401  # JSON
    """Why a comment is refused; None when it is fine."""
    if "ADD_COMMENTS" not in jira.may:
        return "You do not have the permission to comment on this issue."
    return check_text(jira, text)


def _comments_in(jira: Jira, update: Mapping[str, Any], errors: dict[str, str]) -> list[Any]:
    """The comments that an edit adds; it may do nothing else with them here."""
    texts: list[Any] = []
    for operation in update.get("comment", ()):
        added = operation.get("add") if isinstance(operation, Mapping) else None
        text = added.get("body") if isinstance(added, Mapping) else None
        fault = "The comment to add has no body." if text is None else comment_fault(jira, text)
        if fault:
            errors["comment"] = fault
        texts.append(text)
    return texts


def _object(body: Any, name: str) -> Mapping[str, Any]:  # noqa: ANN401  # JSON
    value = body.get(name) if isinstance(body, Mapping) else None
    if not isinstance(value, Mapping):
        raise Refusal(400, f"'{name}' must be an object")
    return value


def _where(jira: Jira, given: Mapping[str, Any]) -> tuple[str, Kind]:
    wanted = given.get("project") or {}
    project = next((k for k, i in jira.projects.items() if wanted.get("key") == k or wanted.get("id") == i), None)
    if project is None:
        raise Refusal(400, project="valid project is required")
    asked = given.get("issuetype") or {}
    kind = jira.kind(str(asked.get("id") or asked.get("name") or ""))
    if kind is None or (project, kind.name) not in jira.screens:
        raise Refusal(400, issuetype="Specify a valid issue type")
    return project, kind


def _check(jira: Jira, given: Mapping[str, Any], screen: Mapping[str, Field]) -> dict[str, str]:
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
    return f"Summary can't exceed {LONGEST_SUMMARY} characters." if len(value) > LONGEST_SUMMARY else None


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
    return next((said for label in value if (said := _label_fault(label))), None)


def _label_fault(label: Any) -> str | None:  # noqa: ANN401  # JSON
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
}  # fmt: skip


def _labels_after(record: Record, update: Mapping[str, Any], errors: dict[str, str]) -> list[str]:
    labels = list(record.labels)
    for name, operations in update.items():
        if name == "comment":
            continue
        if name != "labels":
            errors[name] = OFF_SCREEN.format(name)
            continue
        for operation in operations:
            ((verb, label),) = operation.items()
            fault = _label_fault(label)
            if fault or verb not in ("add", "remove"):
                errors["labels"] = fault or f"Operation '{verb}' is not known"
            elif verb == "add" and label not in labels:
                labels.append(label)
            elif verb == "remove" and label in labels:
                labels.remove(label)
    return labels


def _properties(given: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    for one in given:
        if not isinstance(one, Mapping) or set(one) != {"key", "value"}:
            raise Refusal(400, "Invalid request payload. Refer to the REST API documentation and try again.")
    return {one["key"]: one["value"] for one in given}


def _fill(jira: Jira, record: Record, given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        match name:
            case "summary":
                record.summary = value.strip()
            case "description":
                record.description = value
            case "labels":
                record.labels = list(dict.fromkeys(value))
            case "duedate":
                record.due = value
            case "priority":
                record.priority = next(n for i, n in PRIORITIES if value.get("id") == i or value.get("name") == n)
            case "assignee":
                record.assignee = jira.user((value or {}).get("accountId" if jira.cloud else "name"))
            case "parent" | "customfield_10008":
                parent = jira.find(
                    str(value.get("key") or value.get("id")) if isinstance(value, Mapping) else str(value)
                )
                record.parent = parent.id if parent else None
            case "project" | "issuetype":
                pass
            case _:
                record.custom[name] = value


__all__ = ["EPIC_NAME", "check_text", "create", "edit"]
