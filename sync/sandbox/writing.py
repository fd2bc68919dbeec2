"""What Jira takes when an issue is made or edited, and what it refuses, in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sync.sandbox.checks import OFF_SCREEN, check, check_text, label_fault
from sync.sandbox.clock import instant
from sync.sandbox.model import Jira, Record, Refusal
from sync.sandbox.world import LEAD, PRIORITIES, Kind


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
    errors = check(jira, given, screen)
    for needed in screen.values():
        if needed.required and given.get(needed.id) in (None, "", []):
            errors.setdefault(needed.id, f"{needed.name} is required.")
    if errors:
        raise Refusal(400, **errors)
    _rules_of_the_site(jira, given)
    properties = _properties(body.get("properties", []))
    record = jira.add(project, kind, given["summary"])
    record.assignee = LEAD  # the project's default, for whoever leaves the field out
    _fill(jira, record, _heard(jira, given, "create"))
    record.properties.update(properties)
    jira.touch(record)
    return record


def edit(jira: Jira, record: Record, body: Any) -> None:  # noqa: ANN401  # JSON
    """Changes one issue. Raises: Refusal."""
    if not isinstance(body, Mapping) or not body:
        raise Refusal(400, "one of 'fields' or 'update' required")
    may_edit(jira, record)
    given = body.get("fields", {})
    update = body.get("update", {})
    both = set(given) & set(update)
    if both:
        raise Refusal(400, **dict.fromkeys(both, "Field cannot appear in both 'fields' and 'update'"))
    screen = {f.id: f for f in jira.screens[record.project, record.kind.name]}
    errors = check(jira, given, screen)
    errors |= {name: OFF_SCREEN.format(name) for name in update if name not in ("labels", "comment")}
    labels = _labels_after(record, update.get("labels", ()), errors)
    comments = _added_comments(jira, record, update.get("comment", ()), errors)
    if errors:
        raise Refusal(400, **errors)
    _rules_of_the_site(jira, given)
    properties = _properties(body.get("properties", []))
    _fill(jira, record, _heard(jira, given, "edit"))
    record.labels = labels if "labels" in update else record.labels
    record.properties.update(properties)
    for comment in comments:
        add_comment(jira, record, comment)
    jira.touch(record)


def may_edit(jira: Jira, record: Record) -> None:
    """Raises: Refusal where the token may not, or nobody."""
    if "EDIT_ISSUES" not in jira.may:
        raise Refusal(403, "You do not have permission to edit issues in this project.")
    if record.archived:  # how each flavour says so is not known for certain: a client has to live with both
        raise Refusal(400 if jira.cloud else 403, "This issue is archived. You cannot edit it.")


def _rules_of_the_site(jira: Jira, given: Mapping[str, Any]) -> None:
    for words in jira.refused:
        if words in given.get("summary", ""):
            raise Refusal(400, f"A rule of this project does not take '{words}' in a summary.")


def _heard(jira: Jira, given: Mapping[str, Any], request: str) -> Mapping[str, Any]:
    """The fields that are applied: some set-ups of Cloud answer success and leave the parent out."""
    return {k: v for k, v in given.items() if k != "parent"} if request in jira.deaf else given


def add_comment(jira: Jira, record: Record, body: Any, properties: Any = ()) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """Says something in an issue, as often as it is asked for."""
    at = instant(jira.clock.now())
    number = f"{record.id}{len(record.comments):04d}"
    comment = {"id": number, "body": body, "created": at, "updated": at, "properties": list(properties)}
    record.comments.append(comment)
    return comment


def comment_fault(jira: Jira, record: Record, body: Any) -> str | None:  # noqa: ANN401  # JSON
    """Why a comment is not taken; None when it is."""
    if "ADD_COMMENTS" not in jira.may or record.archived:
        return "You do not have the permission to comment on this issue."
    return check_text(jira, body)


def _added_comments(jira: Jira, record: Record, operations: Any, errors: dict[str, str]) -> list[Any]:  # noqa: ANN401  # JSON
    """The bodies of comments that an edit adds: all of it or nothing, with everything else in the request."""
    bodies: list[Any] = []
    for operation in operations:
        added = operation.get("add") if isinstance(operation, Mapping) and set(operation) == {"add"} else None
        body = added.get("body") if isinstance(added, Mapping) else None
        said = "Operation is not known" if added is None else comment_fault(jira, record, body)
        if said:
            errors["comment"] = said
        bodies.append(body)
    return bodies


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


def _labels_after(record: Record, operations: Any, errors: dict[str, str]) -> list[str]:  # noqa: ANN401  # JSON
    labels = list(record.labels)
    for operation in operations:
        ((verb, label),) = operation.items()
        fault = label_fault(label)
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
