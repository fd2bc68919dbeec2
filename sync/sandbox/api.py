"""The REST calls: a route each, from a request's parts to a status and a JSON body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from werkzeug.routing import Map, Rule

from sync.sandbox import jql, render, writing
from sync.sandbox.model import BOT, KINDS, MISSING, STATES, Jira, Refusal

Answer: TypeAlias = tuple[int, Any]
REMOVED = (
    "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline "
    "is available at https://developer.atlassian.com/changelog/#CHANGE-2046"
)


@dataclass(frozen=True)
class Call:
    """One request, taken apart."""

    jira: Jira
    base: str
    query: Mapping[str, str]
    body: Any = None
    at: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str, default: int) -> int:
        """A number of the query."""
        text = self.query.get(name, str(default))
        if not text.isdigit():
            raise Refusal(400, f"'{name}' must be a number")
        return int(text)

    def closed(self, allowed: set[str]) -> Mapping[str, Any]:
        """The body, which may hold nothing else."""
        if not isinstance(self.body, Mapping) or set(self.body) - allowed:
            raise Refusal(400, "Invalid request payload. Refer to the REST API documentation and try again.")
        return self.body


def server_info(call: Call) -> Answer:
    """Anonymous: proves nothing about a token."""
    cloud = call.jira.cloud
    version = [1001, 0, 0] if cloud else [10, 3, 0]
    return 200, {
        "baseUrl": call.base, "version": "1001.0.0-SNAPSHOT" if cloud else "10.3.0", "versionNumbers": version,
        "deploymentType": "Cloud" if cloud else "Server", "buildNumber": 100300, "serverTitle": "Sandbox Jira",
        "buildDate": "2026-01-01T00:00:00.000+0000", "serverTime": render.instant(call.jira.clock.now()),
    }  # fmt: skip


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
        })  # fmt: skip
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
    ]  # fmt: skip
    return 200, [render.user(call.jira, u, call.base) for u in hits]


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
    said = writing.check_text(call.jira, body.get("body"))
    if said or "ADD_COMMENTS" not in call.jira.may:
        raise Refusal(400, comment=said or "You do not have the permission to comment on this issue.")
    at = render.instant(call.jira.clock.now())
    comment = {"id": str(30000 + len(record.comments)), "body": body["body"], "created": at, "updated": at}
    record.comments.append(comment)
    call.jira.touch(record)
    return 201, comment


def get_property(call: Call) -> Answer:
    """One property of an issue."""
    record = call.jira.get(call.at["issue"])
    if call.at["property"] not in record.properties:
        raise Refusal(404, f"The property {call.at['property']} does not exist.")
    return 200, {"key": call.at["property"], "value": record.properties[call.at["property"]]}


def search_jql(call: Call) -> Answer:
    """Cloud's search: by cursor, ids only unless fields are asked for, no total."""
    allowed = {
        "jql",
        "fields",
        "maxResults",
        "nextPageToken",
        "properties",
        "reconcileIssues",
        "expand",
        "fieldsByKeys",
    }
    body = call.closed(allowed)
    start = int(str(body.get("nextPageToken", "page-0")).removeprefix("page-"))
    size = min(int(body.get("maxResults", 50)), 100)
    found = jql.search(call.jira, str(body.get("jql", "")))
    shown = found[start : start + size]
    last = start + size >= len(found)
    wanted, properties = body.get("fields", ["id"]), body.get("properties", ())
    issues = [render.issue(call.jira, r, call.base, fields=wanted, properties=properties) for r in shown]
    return 200, {"issues": issues, "isLast": last} | ({} if last else {"nextPageToken": f"page-{start + size}"})


def search_removed(_call: Call) -> Answer:
    """Cloud's old search."""
    raise Refusal(410, REMOVED)


def search(call: Call) -> Answer:
    """Data Center's search: by offset."""
    body = call.body if isinstance(call.body, Mapping) else dict(call.query)
    start, size = int(body.get("startAt", 0)), min(int(body.get("maxResults", 50)), 100)
    lenient = str(body.get("validateQuery", True)).casefold() == "false"
    found = jql.search(call.jira, str(body.get("jql", "")), lenient=lenient)
    issues = [render.issue(call.jira, r, call.base, fields=body.get("fields")) for r in found[start : start + size]]
    return 200, {"expand": "names,schema", "startAt": start, "maxResults": size, "total": len(found), "issues": issues}


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
    }  # fmt: skip


def agile_add(call: Call) -> Answer:
    """Puts issues under an epic."""
    record = call.jira.find(call.at["epic"])
    names = call.closed({"issues"}).get("issues")
    if record is None or record.kind.level != 1:
        raise Refusal(404, "The epic does not exist.")
    if not isinstance(names, list) or not 1 <= len(names) <= 50:  # noqa: PLR2004  # Jira's own limit
        raise Refusal(400, "issues must hold between 1 and 50 entries")
    for child in [call.jira.get(str(n)) for n in names]:
        child.parent = record.id
        call.jira.touch(child)
    return 204, None


Handler: TypeAlias = Callable[[Call], Answer]

COMMON: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "serverInfo", server_info), ("GET", "myself", myself), ("GET", "mypermissions", permissions),
    ("GET", "field", fields), ("GET", "issue/createmeta/<project>/issuetypes", issue_types),
    ("GET", "issue/createmeta/<project>/issuetypes/<type>", create_fields), ("GET", "user/assignable/search", assignable),
    ("POST", "issue", create), ("POST", "issue/bulk", bulk_create), ("GET", "issue/<issue>", get_issue),
    ("PUT", "issue/<issue>", put_issue), ("GET", "issue/<issue>/transitions", get_transitions),
    ("POST", "issue/<issue>/transitions", post_transition), ("GET", "issue/<issue>/comment", get_comments),
    ("POST", "issue/<issue>/comment", post_comment), ("GET", "issue/<issue>/properties/<property>", get_property),
)  # fmt: skip
CLOUD: tuple[tuple[str, str, Handler], ...] = (
    ("POST", "issue/bulkfetch", bulk_fetch), ("POST", "search/jql", search_jql), ("GET", "search", search_removed),
    ("POST", "search", search_removed),
)  # fmt: skip
DATA_CENTER: tuple[tuple[str, str, Handler], ...] = (("GET", "search", search), ("POST", "search", search))
AGILE: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "epic/<epic>", agile_epic),
    ("POST", "epic/<epic>/issue", agile_add),
)


def routes(flavour: str) -> Map:
    """Every route that this flavour serves."""
    own = CLOUD if flavour == "cloud" else DATA_CENTER
    api = "3" if flavour == "cloud" else "2"
    rules = [
        Rule(f"/rest/api/{api}/{path}", endpoint=handler, methods=[verb]) for verb, path, handler in (*COMMON, *own)
    ]
    if flavour == "cloud":
        rules.append(Rule("/rest/api/2/serverInfo", endpoint=server_info, methods=["GET"]))
    else:
        rules += [Rule(f"/rest/agile/1.0/{path}", endpoint=handler, methods=[verb]) for verb, path, handler in AGILE]
    return Map(rules)
