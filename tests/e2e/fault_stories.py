"""The runs that faults are put into: a push, an edit, a pull, and two settlings of doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sync.sandbox import Exchange, Fault
from tests.e2e.inside import Inside
from tests.e2e.team import report
from tracker.app.sync import SyncOptions
from tracker.model import Linked

ROWS = ("Watch the index | @devops | 2026-03-08 | P1 | Open", "Write it down | @team | 2026-03-09 | P2 | Open")
BULK = "/issue/bulk$"
EPIC_TYPE = "10000"


@dataclass(frozen=True)
class Story:
    """How it begins, the run itself, and what else must hold once all is quiet again."""

    name: str
    begin: Callable[[Inside], None]
    options: SyncOptions = field(default_factory=SyncOptions)
    holds: Callable[[Inside], bool] = lambda _: True


def write(inside: Inside, *rows: str, title: str = "Search was down") -> None:
    inside.team.write("one.md", report(*(rows or ROWS), title=title))


def new(inside: Inside) -> None:
    """A store that knows nothing yet, so that a grid need not make one in every cell."""
    inside.make_store()
    write(inside)


def pushed(inside: Inside) -> None:
    new(inside)
    for _ in range(2):
        inside.sync()
        inside.pass_time(hours=1)


def edited(inside: Inside) -> None:
    pushed(inside)
    write(inside, ROWS[0].replace("03-08", "03-18"), ROWS[1])


def moved_in_jira(inside: Inside) -> None:
    pushed(inside)
    first = inside.team.items()[0]
    inside.team.server.jira.edit(first.key, due="2026-04-01")


def made_unheard(inside: Inside) -> None:
    _in_doubt(inside, "drop_after")


def not_made(inside: Inside) -> None:
    _in_doubt(inside, "drop_before")
    inside.pass_time(hours=1)


def _in_doubt(inside: Inside, kind: str) -> None:
    """The epic is there, the items are in doubt."""
    new(inside)
    inside.team.server.faults.arm(Fault(kind, path=BULK, nth=2))  # type: ignore[arg-type]  # two of its kinds
    inside.sync()


def dues(inside: Inside) -> set[str | None]:
    return {r.due for r in inside.team.items()}


def known_dues(inside: Inside) -> set[str]:
    return {str(link.issue.due) for link in inside.links().values() if isinstance(link, Linked) and link.issue.due}


STORIES = (
    Story("push", new, holds=lambda i: dues(i) == {"2026-03-08", "2026-03-09"}),
    Story("edit", edited, holds=lambda i: dues(i) == {"2026-03-18", "2026-03-09"}),
    Story("pull", moved_in_jira, SyncOptions(push=False, full=True), lambda i: "2026-04-01" in known_dues(i)),
    Story("settle what was made", made_unheard),
    Story("settle what was not made", not_made),
)


# What each request is for, by method and path below the REST version.
REQUESTS = (
    (r"GET serverInfo", "site"),
    (r"GET myself", "who we are"),
    (r"GET mypermissions", "permissions"),
    (r"GET field", "fields"),
    (r"GET issue/createmeta/\w+/issuetypes", "issue types"),
    (r"GET issue/createmeta/\w+/issuetypes/\d+", "create screen"),
    (r"GET user/assignable/search", "find a person"),
    (r"GET issue/\d+/properties/\w+", "read a property"),
    (r"GET issue/[\w-]+", "read an issue"),
    (r"PUT issue/\d+", "edit an issue"),
    (r"POST issue/\d+/comment", "comment"),
)
SEARCHES = (("labels = ", "what changed"), ("labels in ", "look by marker"), ("parent in ", "look by place"),
            ("cf[", "look by place"), ("project = ", "look by place"))  # fmt: skip  # set by hand, as a table


def is_write(name: str) -> bool:
    """Whether a request of that name could change something."""
    return name.startswith(("create the ", "edit ", "comment"))


def is_look(name: str) -> bool:
    """Whether a request of that name only asks, before anything was written."""
    return not is_write(name) and not name.startswith("read back ")


def request_name(exchange: Exchange, before: str) -> str:
    """What a request is for; `before` is the name of this run's last write."""
    path = re.sub(r"^/rest/(api|agile)/[\d.]+/", "", exchange.path)
    body = exchange.request_json
    if path == "issue/bulk":
        kind = body["issueUpdates"][0]["fields"]["issuetype"].get("id")
        return "create the epic" if kind == EPIC_TYPE else "create the items"
    directly = exchange.method == "GET" and re.fullmatch(r"issue/[\w-]+", path)
    if directly and before:
        return f"read back after: {before}"
    if path in ("search", "search/jql", "issue/bulkfetch"):
        looked = next((name for start, name in SEARCHES if body.get("jql", "").startswith(start)), None)
        return looked or (f"read back after: {before}" if before else "read issues")
    asked = f"{exchange.method} {path}"
    return next((name for pattern, name in REQUESTS if re.fullmatch(pattern, asked)), asked)
