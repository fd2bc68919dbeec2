"""Which ticket an item has: a key of Jira's, only where it is one, or one that another tracker holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from reports.blocks import Span

_KEY = r"[A-Z][A-Z0-9_]+-[1-9]\d*"
KEY = re.compile(rf"(?<![A-Za-z0-9_/-])({_KEY})(?![A-Za-z0-9_-])")
# What looks like a key, and names something else.
_NO_PROJECTS = frozenset(
    [
        "CVE",
        "CWE",
        "GHSA",
        "PR",
        "MR",
        "ADR",
        "UTF",
        "SHA",
        "RFC",
        "ISO",
        "SEV",
        "INC",
        "PM",
        "PIR",
        "RCA",
        "RB",
        "CA",
        "PA",
        "AI",
        "AES",
        "IEEE",
        "TLS",
        "MD5",
        "COVID",
        "HTTP",
        "IPV",
        "EN",
        "DIN",
        "PEP",
    ]
)
_BROWSE = re.compile(rf"/browse/({_KEY})(?![A-Za-z0-9_-])")
_JIRA = re.compile(rf"\bjira(?:\s+(?:issue|ticket|key))?(?:\s+no)?\.?(?:\s*[:#]\s*|\s+)({_KEY})", re.IGNORECASE)
# A key of a configured project stands for the item's issue where the text begins with it, or names it in brackets.
_SET_APART = re.compile(rf"^\s*[\[(]?({_KEY})[\])]?\s*(?:[:–—-]\s|$)|[\[(]({_KEY})[\])]")
_LEADING = re.compile(rf"^\s*[\[(]?({_KEY})[\])]?\s*[:–—-]?\s+(?=\S)")

# Addresses of issues in other trackers; a pull request is a change, not a ticket.
_ISSUE_URL = re.compile(
    r"https?://[^\s)>\]]+?(?:/issues/\d+|/work_items/\d+|/_workitems/(?:edit/)?\d+|/show_bug\.cgi\?id=\d+|/T\d{3,}\b|/issue/[A-Z]+-\d+|trello\.com/c/\w+"
    r"|app\.asana\.com/\S+|/youtrack/issue/\S+|pivotaltracker\.com/\S+|/story/show/\d+|app\.shortcut\.com/\S+|clickup\.com/t/\S+|monday\.com/\S+)",
    re.IGNORECASE,
)
_NUMBER = r"(?:[\w.-]+/[\w.-]+)?#\d+"
_NUMBERED = re.compile(rf"(?<![\w&/#]){_NUMBER}\b")
_CHANGE = re.compile(rf"\b(?:PR|MR|pull request|merge request|commit)\s*{_NUMBER}", re.IGNORECASE)
_BRACKETED = re.compile(rf"[\[(](?:issue:?\s*|see\s+|gh:?\s*)?({_NUMBER})[\])]", re.IGNORECASE)
_ALONE = re.compile(rf"^\s*[\[(]?({_NUMBER})[\])]?[\s.]*$")


def browse_key(url: str) -> str | None:
    """The key that a link to an issue of Jira's holds."""
    found = _BROWSE.search(url)
    return found[1] if found else None


def said_key(text: str) -> str | None:
    """The key that a text calls one of Jira's."""
    found = _JIRA.search(text)
    return found[1] if found else None


def cell_key(text: str) -> str | None:
    """The key in a ticket cell."""
    return next((key for key in KEY.findall(text) if key.partition("-")[0] not in _NO_PROJECTS), None)


def key(cells: Mapping[str, Span], text: str, projects: Collection[str]) -> str | None:
    """A key in a ticket column, called Jira's, as the target of a link to an issue, or of a configured project.

    `text` is all that the row's title, or the bullet, says.
    """
    said = cells.get("ticket")
    if said is not None and (found := browse_key(said.text) or cell_key(said.text)):
        return found
    for cell in cells.values():
        for some in (*cell.links, cell.text):
            if "-" in some and (found := browse_key(some) or said_key(some)):
                return found
    if "-" in text and (found := said_key(text)):
        return found
    apart = (match[1] or match[2] for match in (_SET_APART.finditer(text) if projects else ()))
    return next((one for one in apart if one.rpartition("-")[0] in projects), None)


def without_key(title: str, known: str | None) -> int:
    """Where a title begins that its own key stands before."""
    match = _LEADING.match(title) if known is not None else None
    return match.end() if match is not None and match[1] == known else 0


def elsewhere(cells: Mapping[str, Span], text: str) -> str | None:
    """The ticket that another tracker holds: in a ticket column, as a link to an issue, or by number in brackets."""
    said = cells.get("ticket")
    if said is not None and (found := _in_cell(said)) is not None:
        return found
    match = _ALONE.match(text) or _BRACKETED.search(text) if "#" in text else None
    return next(_urls(cells.values(), text), match[1] if match else None)


def _in_cell(cell: Span) -> str | None:
    bare = _CHANGE.sub(" ", cell.text)
    match = _NUMBERED.search(bare)
    return next(_urls((cell,), cell.text), match.group() if match else None)


def _urls(cells: Iterable[Span], text: str) -> Iterator[str]:
    links = [link for cell in cells for link in cell.links]
    return (match.group() for some in (*links, text) if "://" in some for match in _ISSUE_URL.finditer(some))
