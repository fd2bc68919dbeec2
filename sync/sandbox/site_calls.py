"""The calls about the site: who asks, what they may do, what screens and people there are."""

from __future__ import annotations

from typing import Any

from sync.sandbox import render
from sync.sandbox.call import Answer, Call
from sync.sandbox.clock import instant
from sync.sandbox.model import Refusal
from sync.sandbox.world import BOT, KINDS


def server_info(call: Call) -> Answer:
    """Anonymous: proves nothing about a token."""
    cloud = call.jira.cloud
    version = [1001, 0, 0] if cloud else [10, 3, 0]
    return 200, {
        "baseUrl": call.base, "version": "1001.0.0-SNAPSHOT" if cloud else "10.3.0", "versionNumbers": version,
        "deploymentType": "Cloud" if cloud else "Server", "buildNumber": 100300, "serverTitle": "Sandbox Jira",
        "buildDate": "2026-01-01T00:00:00.000+0000", "serverTime": instant(call.jira.clock.now()),
    }  # fmt: skip  # set by hand, as a table


def myself(call: Call) -> Answer:
    """Whose token it is."""
    return 200, render.user(call.jira, BOT, call.base)


def permissions(call: Call) -> Answer:
    """What the token may do."""
    asked = [p for p in call.query.get("permissions", "").split(",") if p]
    if call.jira.cloud and not asked:
        raise Refusal(400, "The permissions query parameter is required.")
    project = call.query.get("projectKey")
    if project is not None and project not in call.jira.projects:
        raise Refusal(404, f"No project could be found with key '{project}'.")
    shown = asked or sorted(call.jira.may)
    return 200, {
        "permissions": {
            p: {
                "id": str(n),
                "key": p,
                "name": p.title(),
                "type": "PROJECT",
                "description": "",
                "havePermission": p in call.jira.may,
            }
            for n, p in enumerate(shown)
        }
    }


def fields(call: Call) -> Answer:
    """Every field that any screen has."""
    known = {f.id: f for screen in call.jira.screens.values() for f in screen}
    shown = []
    for it in known.values():
        as_field = render.field(it, call.jira, call.base)
        custom = it.custom is not None
        shown.append({
            "id": it.id, "key": it.id, "name": it.name, "custom": custom, "navigable": True, "orderable": True,
            "searchable": True, "clauseNames": [it.name], "schema": as_field["schema"],
        })  # fmt: skip  # set by hand, as a table
    return 200, shown


def _page(call: Call, values: list[Any], name: str) -> Answer:
    size, start = call.number("maxResults", 50), call.number("startAt", 0)
    if size > 200:  # noqa: PLR2004  # Jira's own limit
        raise Refusal(400, "Parameter 'maxResults' must not exceed the limit '200'")
    shown = values[start : start + size]
    page = {"maxResults": size, "startAt": start, "total": len(values)}
    if call.jira.cloud:
        return 200, page | {name: shown}
    return 200, page | {"values": shown, "isLast": start + size >= len(values)}


def issue_types(call: Call) -> Answer:
    """What may be created in a project."""
    project = call.at["project"]
    kinds = [k for k in KINDS if (project, k.name) in call.jira.screens]
    if not kinds or "CREATE_ISSUES" not in call.jira.may:
        raise Refusal(404, f"No project could be found with key '{project}'.")
    return _page(call, [render.kind(call.jira, k, call.base) for k in kinds], "issueTypes")


def create_fields(call: Call) -> Answer:
    """The create screen of a type."""
    kind = call.jira.kind(call.at["type"])
    screen = call.jira.screens.get((call.at["project"], kind.name if kind else ""))
    if screen is None:
        raise Refusal(404, "The project or issue type could not be found.")
    return _page(call, [render.field(f, call.jira, call.base) for f in screen], "fields")


def assignable(call: Call) -> Answer:
    """People who may be assigned: matched by the beginning of name or address."""
    wanted = call.query.get("query" if call.jira.cloud else "username")
    if wanted is None:
        raise Refusal(
            400, "The 'query' or 'accountId' parameter is required" if call.jira.cloud else "username is required"
        )
    low = wanted.casefold()
    hits = [
        u for u in call.jira.people
        if any(t.casefold().startswith(low) for t in (u.email, u.name, u.display, *u.display.split())) and u.active
    ]  # fmt: skip  # set by hand, as a table
    return 200, [render.user(call.jira, u, call.base) for u in hits]
