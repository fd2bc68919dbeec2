"""Each section as a question to Jira's own search, and the address that asks it. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote_plus

from reports.digest.snapshot import JiraSite, Policy
from reports.digest.value import Heading, Line
from tracker.model import Priority

KEY = re.compile(r"[A-Z][A-Z0-9_]*-[0-9]+")
# Chats and proxies bound the length of an address: a link that shows a part of a section would be a lie.
MOST_KEYS = 50


def quoted(text: str) -> str:
    """A value as JQL takes it; what is outside of printable text has no place in a question."""
    plain = "".join(c for c in text if c.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def address(site: JiraSite, jql: str) -> str:
    """The page of Jira that answers the question."""
    return f"{site.url}/issues/?jql={quote_plus(jql)}"


def question(heading: Heading, lines: Sequence[Line], as_of: dt.date, by: Policy) -> str | None:
    """What asks Jira for the section: its definition where Jira can know it, else the keys of its lines.

    A line without an address is not asked for: one key that Jira does not show spoils the whole question.
    """
    if by.site is None:
        return None
    defined = _defined(by.site, as_of, by).get(heading)
    if defined is not None:
        return f"{_ours(by.site)} AND statusCategory != Done AND {defined} ORDER BY due ASC"
    keys = list(dict.fromkeys(line.key for line in lines if line.url and line.key and KEY.fullmatch(line.key)))
    return f"key in ({', '.join(keys)}) ORDER BY due ASC" if 0 < len(keys) <= MOST_KEYS else None


def _ours(site: JiraSite) -> str:
    return f"labels = {quoted(site.label)}"


def _defined(site: JiraSite, as_of: dt.date, by: Policy) -> Mapping[Heading, str]:
    today = as_of.isoformat()
    p0 = quoted(site.priorities.get(Priority.P0, "Highest"))
    found = {
        Heading.OVERDUE_P0: f"due < {quoted(today)} AND priority = {p0}",
        Heading.OVERDUE: f"due < {quoted(today)} AND (priority != {p0} OR priority is EMPTY)",
        Heading.UNOWNED: "assignee is EMPTY",
        Heading.INCOMPLETE: "(due is EMPTY OR priority is EMPTY)",
    }
    if site.priorities:
        found[Heading.DUE_SOON] = f"due >= {quoted(today)} AND ({_soon(site, as_of, by)})"
    if site.blocked:
        found[Heading.BLOCKED] = f"status in ({', '.join(map(quoted, site.blocked))})"
    return found


def _soon(site: JiraSite, as_of: dt.date, by: Policy) -> str:
    """Priorities that share a day are asked for together."""
    names: dict[dt.date, list[str]] = {}
    for ours, theirs in site.priorities.items():
        names.setdefault(as_of + by.soon(ours), []).append(theirs)
    return " OR ".join(
        f"(priority in ({', '.join(map(quoted, some))}) AND due <= {quoted(day.isoformat())})"
        for day, some in sorted(names.items())
    )
