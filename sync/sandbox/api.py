"""Which call is served where, by flavour."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from werkzeug.routing import Map, Rule

from sync.sandbox import issue_calls as issues
from sync.sandbox import search_calls as searches
from sync.sandbox import site_calls as site
from sync.sandbox.call import Answer, Call

Handler: TypeAlias = Callable[[Call], Answer]

COMMON: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "serverInfo", site.server_info), ("GET", "myself", site.myself), ("GET", "mypermissions", site.permissions),
    ("GET", "field", site.fields), ("GET", "issue/createmeta/<project>/issuetypes", site.issue_types),
    ("GET", "issue/createmeta/<project>/issuetypes/<type>", site.create_fields), ("GET", "user/assignable/search", site.assignable),
    ("POST", "issue", issues.create), ("POST", "issue/bulk", issues.bulk_create), ("GET", "issue/<issue>", issues.get_issue),
    ("PUT", "issue/<issue>", issues.put_issue), ("GET", "issue/<issue>/transitions", issues.get_transitions),
    ("POST", "issue/<issue>/transitions", issues.post_transition), ("GET", "issue/<issue>/comment", issues.get_comments),
    ("POST", "issue/<issue>/comment", issues.post_comment), ("GET", "issue/<issue>/properties/<property>", issues.get_property),
)  # fmt: skip
CLOUD: tuple[tuple[str, str, Handler], ...] = (
    ("POST", "issue/bulkfetch", issues.bulk_fetch), ("POST", "search/jql", searches.search_jql), ("GET", "search", searches.search_removed),
    ("POST", "search", searches.search_removed),
)  # fmt: skip
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
