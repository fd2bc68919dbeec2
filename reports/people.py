"""Whom a report names, and which of them an item gives its work to without saying so in other words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from reports import keys, values
from reports.facts import Facts
from reports.parts import NAME
from reports.words import plain

_ASIDE = re.compile(r"[(（\[<].*?[)）\]>]")
_NAMES = rf"(?:{NAME.pattern})(?:\s*(?:[,/&+]|\band\b)\s*(?:{NAME.pattern}))*"
_AT_FIRST = re.compile(rf"(?P<who>{_NAMES})\s*:\s+(?=\S)")
_AT_LAST = re.compile(rf"(?:\s*[(\[（](?P<inside>{_NAMES})[)\]）]|\s+[-–—]\s+(?P<behind>{_NAMES}))[.]?\s*$")
_MOST_WORDS = 3
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """A title from `start` to `end`, and the words beside it, at a position, that name who does it."""

    who: str
    at: int
    start: int
    end: int


def people(facts: Facts) -> frozenset[str]:
    """Everybody whom the header names as having to do with the incident, by full and by first name, as compared."""
    return frozenset(name for fact in facts.every if fact.key in keys.PEOPLE for name in _names(fact.value.text))


def _names(text: str) -> Iterator[str]:
    for name in values.owners(_ASIDE.sub(" ", text)):
        words = plain(name).split()
        if 0 < len(words) <= _MOST_WORDS and NAME.fullmatch(name):
            yield " ".join(words)
            yield words[0]


def given(title: str, known: AbstractSet[str]) -> Given | None:
    """`Ana: watch it`, `Watch it (Ana)`, `Watch it - Ana and Bo`, where the report names them all elsewhere."""
    if not known or len(title) > _LONGEST:
        return None
    if (match := _AT_FIRST.match(title)) is not None and _are_known(match["who"], known):
        return Given(match["who"], 0, match.end(), len(title))
    if (match := _AT_LAST.search(title)) is not None:
        name = "inside" if match["inside"] else "behind"
        if match.start() and _are_known(match[name], known):
            return Given(match[name].rstrip("."), match.start(name), 0, match.start())
    return None


def _are_known(text: str, known: AbstractSet[str]) -> bool:
    return all(plain(name) in known for part in text.rstrip(".").split("/") for name in values.owners(part))
