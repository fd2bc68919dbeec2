"""How a key and a status are written so that they are read back as what they are. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reports import values
from reports.dates import Impossible
from reports.vocabulary import Vocabulary
from reports.words import mended, one_line
from tracker.model import Status

OURS: Mapping[Status, str] = {
    Status.NOT_STARTED: "Not Started",
    Status.IN_PROGRESS: "In Progress",
    Status.BLOCKED: "Blocked",
    Status.DONE: "Done",
    Status.CANCELLED: "Cancelled",
}
# What is longer is no name, and would push a table apart.
_LONGEST = 60
_MARKUP = re.compile(r"[\\`*\[\]<>|~{}]|(?<!\w)_|_(?!\w)|&(?=[#\w]+;)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")


@dataclass(frozen=True, slots=True)
class Unread:
    """Words in place of a status that say none that is known."""

    text: str


def said(text: str, known: Vocabulary) -> Status | Unread | None:
    """The status that a cell says; None where it says nothing."""
    try:
        return values.status(mended(text), known)
    except Impossible:
        return Unread(one_line(text))


def status_words(name: str, status: Status, known: Vocabulary, encoding: str) -> str:
    """Jira's name for a status, where it is read as that status; else our words, with Jira's in brackets if they fit."""
    shown = one_line(_CONTROLS.sub(" ", name))
    ours = OURS[status]
    for text in (shown, f"{ours} ({shown})"):
        if shown and len(text) <= _LONGEST and _has(encoding, text) and said(text, known) is status:
            return text
    return ours


def bracketed(words: str, status: Status) -> str:
    """The same inside brackets, which hold no others."""
    return OURS[status] if re.search(r"[()\[\]]", words) else words


def escaped(text: str) -> str:
    """Text as Markdown that says it, in a cell as elsewhere."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
