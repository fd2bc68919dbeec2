"""The calls under /sandbox/: people act in Jira, time passes, things go wrong. Not a part of Jira."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sync.sandbox.faults import Fault, Faults
from sync.sandbox.model import Jira, Refusal


def state(jira: Jira) -> list[dict[str, Any]]:
    """Every issue, hidden ones too, as a rehearsal wants to look at it."""
    return [
        {
            "id": str(r.id), "key": r.key, "type": r.kind.name, "summary": r.summary, "status": r.state.name,
            "resolution": r.resolution, "due": r.due, "priority": r.priority, "labels": r.labels,
            "assignee": r.assignee.email if r.assignee else None, "properties": r.properties, "hidden": r.hidden,
            "archived": r.archived, "parent": jira.records[r.parent].key if r.parent in jira.records else None,
            "description": r.description, "comments": len(r.comments),
        }
        for _, r in sorted(jira.records.items())
    ]  # fmt: skip  # set by hand, as a table


def act(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    """Does what a person would do; answers what changed. Raises: Refusal 400 for anything else."""
    does = _ACTS.get(str(body.get("do")))
    if does is None:
        raise Refusal(400, f"no such act; there are {', '.join(sorted(_ACTS))}")
    try:
        return does(jira, body)
    except (KeyError, StopIteration, ValueError, TypeError) as error:
        raise Refusal(400, f"{body.get('do')}: something is missing or wrong ({error})") from None


def _transition(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.transition(body["issue"], body["to"], body.get("resolution"))
    return {}


def _edit(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    changes = {k: body[k] for k in ("summary", "due", "priority", "labels") if k in body}
    if "assignee" in body:
        changes["assignee"] = next(u for u in jira.people if u.email == body["assignee"]) if body["assignee"] else None
    if "parent" in body:
        changes["parent"] = jira.get(body["parent"]).id if body["parent"] else None
    jira.edit(body["issue"], **changes)
    return {}


def _epic(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    epic = jira.add(str(body.get("project") or next(iter(jira.projects))), _kind(jira, "Epic"), str(body["summary"]))
    jira.touch(epic)
    return {"key": epic.key}


def _kind(jira: Jira, name: str) -> Any:  # noqa: ANN401  # a Kind, which is surely there
    return jira.kind(name)


def _move(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": jira.move(body["issue"], body["project"])}


def _delete(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.delete(body["issue"])
    return {}


def _hide(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.hide(body["issue"])
    return {}


def _show(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.show(body["issue"])
    return {}


def _archive(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.archive(body["issue"])
    return {}


def _clone(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": jira.clone(body["issue"])}


def _advance(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.clock.advance(dt.timedelta(seconds=float(body["seconds"])))
    return {"now": jira.clock.now().isoformat()}


def _lag(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.index_lag = dt.timedelta(seconds=float(body["seconds"]))
    return {}


def _forbid(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.may.discard(body["permission"])
    return {}


def _allow(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.may.add(body["permission"])
    return {}


def _token(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.revoked, jira.visitors = not body["good"], bool(body.get("visitors"))
    return {}


def _screen(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.take_off_screen(body["without"], body["type"])
    return {}


def _deaf(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.deaf = set(body["on"])
    return {}


def _refuse(jira: Jira, body: Mapping[str, Any]) -> dict[str, Any]:
    jira.refused = set(body["words"])
    return {}


_ACTS: Mapping[str, Callable[[Jira, Mapping[str, Any]], dict[str, Any]]] = {
    "transition": _transition, "edit": _edit, "epic": _epic, "move": _move, "delete": _delete, "hide": _hide,
    "clone": _clone, "advance": _advance, "lag": _lag, "forbid": _forbid,
    "allow": _allow, "show": _show, "archive": _archive, "token": _token, "screen": _screen, "deaf": _deaf,
    "refuse": _refuse,
}  # fmt: skip  # set by hand, as a table


def arm(faults: Faults, body: Mapping[str, Any]) -> None:
    """Arms a fault from JSON; an empty object clears them. Raises: Refusal 400."""
    if not body:
        faults.clear()
        return
    try:
        faults.arm(Fault(**body))
    except (TypeError, ValueError) as error:
        raise Refusal(400, str(error)) from None
