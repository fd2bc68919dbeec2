"""What the text of a cell or a line means: dates, priorities, statuses, owners, keys, placeholders. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from reports import vocabulary
from tracker.model import Priority, Status

_ISO = re.compile(r"(?<![\d-])(\d{4})[-\u2010\u2011](\d{1,2})[-\u2010\u2011](\d{1,2})(?![\d-])")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})"
)
KEY = re.compile(r"(?<![A-Za-z0-9_-])([A-Z][A-Z0-9_]+-[1-9]\d*)(?![A-Za-z0-9_-])")
_BROWSE = re.compile(r"/browse/([A-Z][A-Z0-9_]+-[1-9]\d*)(?![A-Za-z0-9_-])")
_HANDLES = re.compile(r"\s*(?:,|;|\+|&|\band\b)\s*", re.IGNORECASE)

# [X hours], {{ name }}, <your text>, YYYY-MM-DD, XX: what a template leaves for a person to fill in.
_BRACKETED = re.compile(r"\[(?!\s?\]|[xX]\])[^\[\]]+\](?![(\[])")
_BRACES = re.compile(r"\{\{[^{}]*\}\}")
_LETTERS = re.compile(r"#?\bYYYY-MM-DD\b(?:-N+\b)?|\bYYYY\b|\bDD/MM\b|-NNN\b|\bXXX+\b")


class Impossible(ValueError):
    """The text is there, and it can't be what it should be; the message says why."""


def plain(text: str) -> str:
    """A header or key as it is compared: composed, without case, emoji, markup and surrounding punctuation."""
    kept = "".join(c if c.isalnum() or c in " #'-/" else " " for c in unicodedata.normalize("NFKC", text))
    return " ".join(kept.split()).casefold().strip("-/ ")


def is_nothing(text: str) -> bool:
    """A cell that says that there is nothing."""
    return text.strip().casefold() in vocabulary.NOTHING


def placeholder(text: str) -> re.Match[str] | None:
    """The first thing that a template left to be filled in."""
    found = [m for pattern in (_BRACKETED, _BRACES, _LETTERS) if (m := pattern.search(text))]
    return min(found, key=lambda m: m.start(), default=None)


def is_whole_placeholder(text: str) -> bool:
    """A line that is nothing but something to be filled in."""
    stripped = text.strip().strip("*_")
    found = placeholder(stripped)
    return found is not None and found.group() == stripped


def day(text: str) -> dt.date | None:
    """The date that a text begins with or holds; None where it says nothing.

    Raises: Impossible when there is text and no date in it, or one that no calendar has.
    """
    if is_nothing(text):
        return None
    iso = _ISO.search(text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]), iso.group())
    named = _NAMED.search(text)
    if named:
        month = _month(named[2] or named[3])
        if month:
            return _date(int(named[5]), month, int(named[1] or named[4]), named.group())
    raise Impossible("is not a date; write it as YYYY-MM-DD")


def _month(name: str) -> int | None:
    short = name.casefold()[:3]
    whole = [
        m for m in vocabulary.MONTHS if m.startswith(name.casefold()) or (m[:3] == short and len(name) <= len("sept"))
    ]
    return vocabulary.MONTHS.index(whole[0]) + 1 if whole else None


def _date(year: int, month: int, of_month: int, said: str) -> dt.date:
    try:
        return dt.date(year, month, of_month)
    except ValueError:
        raise Impossible(f"is impossible: there is no {said}") from None


def priority(text: str) -> Priority | None:
    """P0 to P4, with or without words around it; None where the cell says nothing.

    Raises: Impossible when the cell says something else.
    """
    if is_nothing(text):
        return None
    found = set(re.findall(r"(?<![A-Za-z0-9])[Pp]([0-4])(?![A-Za-z0-9])", text))
    if len(found) == 1:
        return Priority(f"P{found.pop()}")
    raise Impossible("is not a priority; write P0, P1, P2, P3 or P4")


def status(text: str) -> Status | None:
    """The status that the first words say; None where the cell says nothing.

    Raises: Impossible when the words are not known.
    """
    words = plain(text)
    if not words:
        alone = next((s for emoji, s in vocabulary.EMOJI.items() if emoji in text), None)
        if alone is not None or is_nothing(text):
            return alone
        raise Impossible("is not a status that is known")
    if is_nothing(words):
        return None
    for name in sorted(vocabulary.STATUSES, key=len, reverse=True):
        if words == name or words.startswith((f"{name} ", f"{name}-")):
            return vocabulary.STATUSES[name]
    raise Impossible("is not a status that is known")


def owners(text: str) -> tuple[str, ...]:
    """Everybody whom a cell names, as written, in order."""
    if is_nothing(text):
        return ()
    return tuple(name for part in _HANDLES.split(text) if (name := part.strip()) and not is_nothing(name))


def browse_key(url: str) -> str | None:
    """The key in a link to a Jira issue."""
    found = _BROWSE.search(url)
    return found[1] if found else None


def ticket(text: str) -> str | None:
    """The key in a ticket cell."""
    found = KEY.search(text)
    return found[1] if found else None


def slug(text: str) -> str:
    """A title as a part of an id."""
    words = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", text).casefold()).split()
    return "-".join(words)[:60].strip("-") or "untitled"
