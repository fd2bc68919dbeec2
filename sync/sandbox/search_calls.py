"""The searches of both dialects: Cloud's by cursor, Data Center's by offset."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sync.sandbox import jql, render
from sync.sandbox.call import Answer, Call
from sync.sandbox.model import Record, Refusal

REMOVED = (
    "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline "
    "is available at https://developer.atlassian.com/changelog/#CHANGE-2046"
)
CLOUDS = frozenset(
    {"jql", "fields", "maxResults", "nextPageToken", "properties", "reconcileIssues", "expand", "fieldsByKeys"}
)
# Jira's own limits.
MOST_RECONCILED = 50
MOST_PROPERTIES = 5
PAGE, LARGEST_PAGE = 50, 100


def search_jql(call: Call) -> Answer:
    """Cloud's search: by cursor, ids only unless fields are asked for, no total."""
    body = call.closed(CLOUDS)
    text, fresh = str(body.get("jql", "")), _reconciled(body.get("reconcileIssues", ()))
    properties = body.get("properties", ())
    if len(properties) > MOST_PROPERTIES:
        raise Refusal(400, "The number of properties must not exceed 5.")
    cursor = _Cursor(text, fresh)
    start, size = cursor.start(body.get("nextPageToken")), _size(body)
    found = jql.search(call.jira, text, fresh=fresh)
    shown = [
        render.issue(call.jira, r, call.base, fields=body.get("fields", ["id"]), properties=properties)
        for r in found[start : start + size]
    ]
    if start + size >= len(found):
        return 200, {"issues": shown, "isLast": True}
    return 200, {"issues": shown, "isLast": False, "nextPageToken": cursor.at(start + size)}


class _Cursor:
    """Where a page begins, in a form that is good for its own query only."""

    def __init__(self, text: str, fresh: Sequence[int]) -> None:
        self._query = hashlib.sha256(repr((text, sorted(fresh))).encode()).hexdigest()[:16]

    def at(self, start: int) -> str:
        return f"{self._query}{start}"

    def start(self, token: object) -> int:
        """Raises: Refusal 400 for a token of another query, or none at all."""
        if token is None:
            return 0
        text = str(token)
        if not text.startswith(self._query) or not text[len(self._query) :].isdecimal():
            raise Refusal(400, "The value of the nextPageToken parameter is not valid.")
        return int(text[len(self._query) :])


def _reconciled(given: object) -> list[int]:
    if not isinstance(given, Sequence) or len(given) > MOST_RECONCILED or not all(type(i) is int for i in given):
        raise Refusal(400, f"reconcileIssues must be at most {MOST_RECONCILED} ids of issues, as numbers.")
    return list(given)


def search_removed(_call: Call) -> Answer:
    """Cloud's old search."""
    raise Refusal(410, REMOVED)


def search(call: Call) -> Answer:
    """Data Center's search: by offset; asked by URL, everything is text."""
    body = call.body if isinstance(call.body, Mapping) else dict(call.query)
    start, size = _number(body, "startAt", 0), _size(body)
    lenient = str(body.get("validateQuery", True)).casefold() == "false"
    found = jql.search(call.jira, str(body.get("jql", "")), lenient=lenient)
    issues = [_shown(call, r, body.get("fields")) for r in found[start : start + size]]
    return 200, {"expand": "names,schema", "startAt": start, "maxResults": size, "total": len(found), "issues": issues}


def _shown(call: Call, record: Record, fields: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    wanted = fields.split(",") if isinstance(fields, str) else fields
    return render.issue(call.jira, record, call.base, fields=wanted)


def _size(body: Mapping[str, Any]) -> int:
    return min(_number(body, "maxResults", PAGE), LARGEST_PAGE)


def _number(body: Mapping[str, Any], name: str, default: int) -> int:
    text = str(body.get(name, default))
    if not text.isdecimal():
        raise Refusal(400, f"The value of '{name}' must be a number that is not negative.")
    return int(text)
