"""The route of a request: its path with everything left out that names an issue, a project or a person. Pure."""

from __future__ import annotations

# Jira's own words in a path; whatever else stands there is somebody's.
_WORDS = frozenset(
    [
        "rest",
        "agile",
        "api",
        "1.0",
        "2",
        "3",
        "issue",
        "bulk",
        "bulkfetch",
        "search",
        "jql",
        "myself",
        "mypermissions",
        "serverInfo",
        "field",
        "createmeta",
        "issuetypes",
        "properties",
        "comment",
        "epic",
        "user",
        "assignable",
        "notify",
        "remotelink",
        "transitions",
    ]
)


def route_of(path: str) -> str:
    """Of a path below the REST version, or an absolute one."""
    return "/".join(part if not part or part in _WORDS else "{}" for part in path.partition("?")[0].split("/"))
