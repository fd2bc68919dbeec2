"""The calls about issues: made, read, changed, put under epics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sync.sandbox import render, writing
from sync.sandbox.call import Answer, Call
from sync.sandbox.model import MISSING, Refusal
from sync.sandbox.world import STATES


def create(call: Call) -> Answer:
    """One issue."""
    record = writing.create(call.jira, call.body)
    return 201, _created(call, record.id, record.key)


def _created(call: Call, issue_id: int, key: str) -> dict[str, str]:
    return {
        "id": str(issue_id),
        "key": key,
        "self": f"{call.base}/rest/api/{'3' if call.jira.cloud else '2'}/issue/{issue_id}",
    }


def bulk_create(call: Call) -> Answer:
    """Up to 50 issues; what can be made is made."""
    updates = call.closed({"issueUpdates"}).get("issueUpdates")
    if not isinstance(updates, list) or not updates:
        raise Refusal(400, "issueUpdates must not be empty")
    if len(updates) > 50:  # noqa: PLR2004  # Jira's own limit
        raise Refusal(400, "The number of issues to create is greater than the maximum of 50.")
    made: list[dict[str, str]] = []
    errors: list[dict[str, Any]] = []
    for position, one in enumerate(updates):
        try:
            record = writing.create(call.jira, one)
            made.append(_created(call, record.id, record.key))
        except Refusal as no:
            errors.append({"status": no.status, "elementErrors": no.body, "failedElementNumber": position})
    return (201 if made else 400), {"issues": made, "errors": errors}


def bulk_fetch(call: Call) -> Answer:
    """Past the index, by id or key, at most 100; in the order of ids."""
    body = call.closed({"issueIdsOrKeys", "fields", "properties", "expand", "fieldsByKeys"})
    names = body.get("issueIdsOrKeys")
    if not isinstance(names, list) or not 1 <= len(names) <= 100:  # noqa: PLR2004  # Jira's own limit
        raise Refusal(400, "issueIdsOrKeys must hold between 1 and 100 entries")
    found = {r.id: r for n in names if (r := call.jira.find(str(n)))}
    wanted, properties = body.get("fields"), body.get("properties", ())
    return 200, {
        "issues": [
            render.issue(call.jira, r, call.base, fields=wanted, properties=properties)
            for _, r in sorted(found.items())
        ],
        "issueErrors": [{"id": str(n), "errorMessage": MISSING} for n in names if call.jira.find(str(n)) is None],
    }


def get_issue(call: Call) -> Answer:
    """One issue, moves followed."""
    record = call.jira.get(call.at["issue"])
    wanted = call.query["fields"].split(",") if "fields" in call.query else None
    properties = call.query.get("properties", "").split(",")
    return 200, render.issue(call.jira, record, call.base, fields=wanted, properties=[p for p in properties if p])


def put_issue(call: Call) -> Answer:
    """Changes one issue."""
    record = call.jira.get(call.at["issue"])
    if call.query.get("notifyUsers") == "false" and not call.jira.cloud and "ADMINISTER_PROJECTS" not in call.jira.may:
        raise Refusal(403, "To discard the user notification either admin or project admin permissions are required.")
    writing.edit(call.jira, record, call.body)
    return 204, None


def get_transitions(call: Call) -> Answer:
    """Where an issue can go."""
    call.jira.get(call.at["issue"])
    return 200, {"expand": "transitions", "transitions": render.transitions(call.jira, call.base)}


def post_transition(call: Call) -> Answer:
    """Moves an issue to another status; the id is a string."""
    wanted = call.body.get("transition", {}).get("id") if isinstance(call.body, Mapping) else None
    to = next((s for s in STATES if f"{s.id}1" == wanted), None)
    if to is None:
        raise Refusal(400, "Transition id is not valid for this issue.")
    resolution = (call.body.get("fields") or {}).get("resolution") or {}
    call.jira.transition(call.at["issue"], to.name, resolution.get("name"))
    return 204, None


def get_comments(call: Call) -> Answer:
    """All comments of an issue."""
    comments = call.jira.get(call.at["issue"]).comments
    return 200, {"comments": comments, "startAt": 0, "maxResults": max(50, len(comments)), "total": len(comments)}


def post_comment(call: Call) -> Answer:
    """A comment; it happens as often as it is asked for."""
    record = call.jira.get(call.at["issue"])
    body = call.closed({"body", "properties", "visibility"})
    said = writing.comment_fault(call.jira, record, body.get("body"))
    if said:
        raise Refusal(400, comment=said)
    comment = writing.add_comment(call.jira, record, body["body"], body.get("properties", ()))
    call.jira.touch(record)
    return 201, comment


def get_property(call: Call) -> Answer:
    """One property of an issue."""
    record = call.jira.get(call.at["issue"])
    if call.at["property"] not in record.properties:
        raise Refusal(404, f"The property {call.at['property']} does not exist.")
    return 200, {"key": call.at["property"], "value": record.properties[call.at["property"]]}


def agile_epic(call: Call) -> Answer:
    """An epic, which anything else is not."""
    record = call.jira.find(call.at["epic"])
    if record is None or record.kind.level != 1:
        raise Refusal(
            404, "The requested board cannot be viewed because it either does not exist or you do not have permission."
        )
    return 200, {
        "id": record.id, "key": record.key, "self": f"{call.base}/rest/agile/1.0/epic/{record.id}", "name": record.summary,
        "summary": record.summary, "color": {"key": "color_1"}, "done": record.state.category == "done",
    }  # fmt: skip  # set by hand, as a table


def agile_add(call: Call) -> Answer:
    """Puts issues under an epic."""
    record = call.jira.find(call.at["epic"])
    names = call.closed({"issues"}).get("issues")
    if record is None or record.kind.level != 1:
        raise Refusal(404, "The epic does not exist.")
    if not isinstance(names, list) or not 1 <= len(names) <= 50:  # noqa: PLR2004  # Jira's own limit
        raise Refusal(400, "issues must hold between 1 and 50 entries")
    children = [call.jira.get(str(n)) for n in names]
    for child in children:
        writing.may_edit(call.jira, child)
    for child in children:
        child.parent = record.id
        call.jira.touch(child)
    return 204, None
