"""The REST API without HTTP: who asks, which call is served where by flavour, and what is answered."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from sync.sandbox import issue_calls as issues
from sync.sandbox import search_calls as searches
from sync.sandbox import site_calls as site
from sync.sandbox.call import Answer, Call
from sync.sandbox.model import Jira, Refusal

Handler: TypeAlias = Callable[[Call], Answer]

TOKEN = "sandbox-token"  # noqa: S105  # opens nothing but the sandbox
EMAIL = "bot@example.com"
UNKNOWN = "Client must be authenticated to access this resource."

COMMON: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "serverInfo", site.server_info), ("GET", "myself", site.myself), ("GET", "mypermissions", site.permissions),
    ("GET", "field", site.fields), ("GET", "issue/createmeta/<project>/issuetypes", site.issue_types),
    ("GET", "issue/createmeta/<project>/issuetypes/<type>", site.create_fields), ("GET", "user/assignable/search", site.assignable),
    ("POST", "issue", issues.create), ("POST", "issue/bulk", issues.bulk_create), ("GET", "issue/<issue>", issues.get_issue),
    ("PUT", "issue/<issue>", issues.put_issue), ("GET", "issue/<issue>/transitions", issues.get_transitions),
    ("POST", "issue/<issue>/transitions", issues.post_transition), ("GET", "issue/<issue>/comment", issues.get_comments),
    ("POST", "issue/<issue>/comment", issues.post_comment), ("GET", "issue/<issue>/properties/<property>", issues.get_property),
)  # fmt: skip  # set by hand, as a table
CLOUD: tuple[tuple[str, str, Handler], ...] = (
    ("POST", "issue/bulkfetch", issues.bulk_fetch), ("POST", "search/jql", searches.search_jql), ("GET", "search", searches.search_removed),
    ("POST", "search", searches.search_removed),
)  # fmt: skip  # set by hand, as a table
DATA_CENTER: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "search", searches.search),
    ("POST", "search", searches.search),
)
AGILE: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "epic/<epic>", issues.agile_epic),
    ("POST", "epic/<epic>/issue", issues.agile_add),
)


def routes(flavour: str) -> Map:
    """Every route that this flavour serves."""
    own = CLOUD if flavour == "cloud" else DATA_CENTER
    api = "3" if flavour == "cloud" else "2"
    rules = [
        Rule(f"/rest/api/{api}/{path}", endpoint=handler, methods=[verb]) for verb, path, handler in (*COMMON, *own)
    ]
    if flavour == "cloud":
        rules.append(Rule("/rest/api/2/serverInfo", endpoint=site.server_info, methods=["GET"]))
    else:
        rules += [Rule(f"/rest/agile/1.0/{path}", endpoint=handler, methods=[verb]) for verb, path, handler in AGILE]
    return Map(rules)


@dataclass(frozen=True)
class Asked:
    """One request; `authorization` is that header as it came, `base` the address that answers name."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    authorization: str | None = None
    base: str = "http://127.0.0.1"


@dataclass(frozen=True)
class Answered:
    """What is answered; `body` None: nothing but the status."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


class Api:
    """One site's API; one request at a time, whoever asks."""

    def __init__(self, jira: Jira) -> None:
        self.jira = jira
        self.lock = threading.Lock()
        self._routes = routes(jira.flavour).bind("", url_scheme="http")
        basic = "Basic " + base64.b64encode(f"{EMAIL}:{TOKEN}".encode()).decode()
        self._ours = basic if jira.cloud else f"Bearer {TOKEN}"

    def answer(self, asked: Asked) -> Answered:
        """Carries a request out."""
        try:
            handler, at = self._routes.match(asked.path, asked.method)
        except HTTPException as no:
            words = f"No route for {asked.method} {asked.path}"
            return Answered(no.code or 404, {"errorMessages": [words], "errors": {}})
        with self.lock:
            return self._served(asked, handler, at)

    def _served(self, asked: Asked, handler: Handler, at: Mapping[str, str]) -> Answered:
        known = asked.authorization == self._ours and not self.jira.revoked
        public = handler is site.server_info or (self.jira.visitors and handler is not site.myself)
        if not (known or public):
            return Answered(401, {"errorMessages": [UNKNOWN], "errors": {}})
        name = (EMAIL if self.jira.cloud else "pirtrack-bot") if known else "anonymous"
        seen = self.jira if known else self.jira.as_a_stranger_sees_it()
        try:
            status, body = handler(Call(seen, asked.base, asked.query, asked.body, at))
        except Refusal as no:
            status, body = no.status, no.body
        return Answered(status, body, {"X-AUSERNAME": name})
