"""What a part of a sentence, in brackets or behind a dash, is by itself: somebody, a day, a priority, a status. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports import dates, terms
from reports.dates import Impossible, Reckoning
from reports.vocabulary import Vocabulary
from reports.words import plain
from tracker.model import Priority

_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}"
HANDLES = rf"(?:{_MAIL}|@[\w.-]*\w(?:/[\w-]+)?(?:\s*(?:[,&/+]|\band\b)\s*@[\w.-]*\w)*)"
TIES = r"due|by|due by|before|until|till|deadline|eta|target|bis|até|avant|para|до|entro|uiterlijk|do"
# A name as people have it, or that of a team.
NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯІЇЄҐ][\w'.’-]*|\b(?:de|van|von|der|da|la|team|and|on-call)\b)(?: (?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯІЇЄҐ][\w'.’-]*|de|van|von|der|da|la|team|on-call)){0,3}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2,8}"
)
_HANDLES = re.compile(HANDLES)
_TIE = re.compile(rf"(?:{TIES})\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"([,;|/](?=\s)|\s[-–]\s|、)")
_COMMA_IN_A_DATE = re.compile(r"(?<=\d), (?=20\d\d)")
_PRIORITIES = frozenset(Priority)

# One with a name of its own.
TEAM = re.compile(r"(?:the )?[A-Z][\w/&-]*(?: [\w/&-]+){0,2} (?:[Tt]eam|[Ss]quad|[Gg]uild)")


def day(text: str, by: Reckoning) -> dates.Day | None:
    """The first day that a text names, None for none."""
    try:
        return dates.day(text, by)
    except Impossible:
        return None


def all_known(parts: Iterator[tuple[str | None, str, int]]) -> dict[str, tuple[str, int]]:
    """Parts that are an owner, a day, a priority; beside such a one, what looks like a name is the owner."""
    found = list(parts)
    unknown = [part for part in found if part[0] is None]
    if len(unknown) == len(found) or len(unknown) > 1 or any(not NAME.fullmatch(said) for _, said, _ in unknown):
        return {}
    told = {name: (said, at) for name, said, at in found if name is not None}
    if unknown and "owner" in told:
        return {}
    return told | {"owner": part[1:] for part in unknown}  # noqa: B035  # one at most


def parts(inside: str, at: int, words: Vocabulary, by: Reckoning) -> Iterator[tuple[str | None, str, int]]:
    """What each part of a bracket is; None for one that is nothing known."""
    start = 0
    for part in _BETWEEN.split(_joined_dates(inside)):
        said = part.strip()
        if len(said) > 1:
            where = at + start + len(part) - len(part.lstrip())
            yield _what(said, words, by), said, where
        start += len(part)


def _joined_dates(inside: str) -> str:
    """`Oct 11, 2025` holds a comma that parts nothing."""
    return _COMMA_IN_A_DATE.sub("  ", inside)


def _what(said: str, words: Vocabulary, by: Reckoning) -> str | None:
    if ("@" in said and _HANDLES.fullmatch(said)) or TEAM.fullmatch(said):
        return "owner"
    if is_priority(said, words):
        return "priority"
    if plain(said) in words.statuses and plain(said) not in terms.NO_FIRST_STATUS:
        return "status"
    if not any(map(str.isdigit, said)):
        return None
    tie = _TIE.match(said)
    found = day(said[tie.end() :] if tie else said, by)
    whole = found is not None and found.end - found.start >= len(said) - len("until ")
    return "due" if found is not None and whole else None


def is_priority(said: str, words: Vocabulary) -> bool:
    """`P1`, or a word for a priority."""
    return said in _PRIORITIES or plain(said).removesuffix(" priority") in words.priorities
