"""Which parts of a document it designates as actions, and how surely. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from reports import headings
from reports.blocks import Section
from reports.vocabulary import Vocabulary
from reports.words import Lexicon, plain, remembered
from tracker.model import Status

_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?\s+|[ivx]+[.)]\s+|[a-z][.)]\s+|§\s*\d+\s*)+", re.IGNORECASE)
_ASIDE = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_BETWEEN = re.compile(r"\s*(?:[/:：·|–—,;、・&]| - |\b(?:and|or|y|e|et|und|en|i|и|та|ve)\b)\s*", re.IGNORECASE)
# Words that some write apart and some together.
_JOINED = re.compile(r"\b(follow|post|long|longer|short|shorter|medium|mid|near|to) (ups?|ons?|incident|term|dos?)\b")
_DOING = re.compile(headings.DOING)
_ITEMS = re.compile(f" (?:{'|'.join(map(re.escape, headings.ACTION_ITEMS))}) ")
# What follows says for whom or for what.
_FOR = re.compile(r"(?<=\w) (?:for|to|from|with|von|fur|pour|para|per|voor|dla|для) .*")

_AND = re.compile(r"\b(?:and|with|by)\b|[&/+]")

# What is longer is a sentence.
_LONGEST = 200
_MOST_WORDS = 12


class Kind(IntEnum):
    """How surely what stands in a section is an item; the surer, the less."""

    ACTION_ITEMS = 1
    ACTIONS = 2
    FORWARD = 3


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a document that is about actions: `head` is where it begins, `group` what divides it further."""

    kind: Kind
    head: object
    groups: tuple[str, ...] = ()

    @property
    def status(self) -> Status | None:
        """What its headings say about all that stands below them."""
        return next(filter(None, map(_standing, self.groups)), None)


@remembered
def _standing(text: str) -> Status | None:
    whole = _tokens(_ASIDE.sub(" ", text))
    said = {plain(aside) for aside in _ASIDE.findall(text)} | {whole}
    if (said | _alone(whole)) & headings.DONE_GROUPS:
        return Status.DONE
    if said & headings.ONGOING_GROUPS:
        return Status.IN_PROGRESS
    return Status.NOT_STARTED if said & headings.OPEN_GROUPS else None  # whatever became of "Open items"


def _alone(text: str) -> set[str]:
    """The words of a heading, and itself, where all of them are such as headings of actions have."""
    tokens = text.split()
    return {text, *tokens} if all(t in _STANDING or _LEXICON.of(t) & _KNOWN for t in tokens) else {text}


def kind_of(text: str, words: Vocabulary) -> Kind | None:
    """What a heading, or a bold line that does for one, says about what stands below it."""
    return _kind_of(text[:_LONGEST], *(words.sections[name] for name in ("actions", "forward", "other")))


@lru_cache(maxsize=4096)  # headings are the same in all reports
def _kind_of(text: str, actions: frozenset[str], forward: frozenset[str], other: frozenset[str]) -> Kind | None:
    if not _may_speak(_tokens(text), actions, forward):
        return None
    bare = _NUMBERING.sub("", _ASIDE.sub(" ", text)).strip()
    whole = _tokens(bare)
    if whole in other:
        return None
    asides = [_tokens(aside) for aside in _ASIDE.findall(text)]
    parts = dict.fromkeys((whole, *(_tokens(part) for part in _BETWEEN.split(bare)), *asides))
    if any(part in actions for part in parts):
        return Kind.ACTIONS
    if any(_LEXICON.of(word) & _OTHER for word in whole.split()):
        return None
    kinds = [kind for part in parts if part and (kind := _kind(part, forward)) is not None]
    return min(kinds, default=None)


def _may_speak(said: str, actions: frozenset[str], forward: frozenset[str]) -> bool:
    """Whether any of a heading's words, or how it begins, may have to do with actions."""
    return (
        not said.isascii()
        or said in headings.ACTION_ITEMS
        or bool(actions)
        or any(_LEXICON.of(token) & _SPEAKS for token in said.split())
        or said.startswith(("what", "how", *headings.FORWARD_BEGINNINGS))
        or said in forward
    )


def _tokens(text: str) -> str:
    return _JOINED.sub(r"\1-\2", plain(text).replace("?", ""))


def _kind(part: str, forward: frozenset[str]) -> Kind | None:
    """What a part of a heading says by itself."""
    if _ITEMS.search(f" {part} "):
        return Kind.ACTION_ITEMS
    if not part.isascii() and (inside := _inside(part)) is not None:
        return inside
    if part in forward or part.startswith(headings.FORWARD_BEGINNINGS) or _DOING.fullmatch(part):
        return Kind.FORWARD
    found = _of_words(_FOR.sub("", part).split()) or _of_words(part.split())
    return Kind.FORWARD if found is None and part.endswith(headings.FORWARD_ENDS) else found


def _inside(text: str) -> Kind | None:
    """The same for languages that write no spaces."""
    if _holds(text, headings.INSIDE_NOT):
        return None
    for kind, parts in (
        (Kind.ACTION_ITEMS, headings.INSIDE_ITEMS),
        (Kind.ACTIONS, headings.INSIDE_ACTIONS),
        (Kind.FORWARD, headings.INSIDE_FORWARD),
    ):
        if _holds(text, parts):
            return kind
    return None


def _holds(text: str, parts: Iterable[str]) -> bool:
    return any(part in text for part in parts)


def _of_words(tokens: Sequence[str]) -> Kind | None:
    """A heading whose words are all known, by the surest of them."""
    if not tokens or len(tokens) > _MOST_WORDS:
        return None
    all_of_them = 0
    for token in tokens:
        classes = _LEXICON.of(token) & _KNOWN
        if not classes:
            return None
        all_of_them |= classes
    has = {name: bool(all_of_them & bit) for name, bit in _LEXICON.bits.items()}
    looks = has["forward"] or has["weak"]
    if has["action"] or (looks and has["corrective"]) or (has["plan"] and (has["forward"] or has["mending"])):
        return Kind.ACTIONS
    if has["forward"] or (has["weak"] and has["ahead"]) or has["horizon"]:
        return Kind.FORWARD
    return None


_LEXICON = Lexicon(
    {
        "action": headings.ACTION,
        "forward": headings.FORWARD,
        "weak": headings.WEAK,
        "ahead": headings.AHEAD,
        "corrective": headings.CORRECTIVE,
        "horizon": headings.HORIZONS,
        "plan": headings.PLANS,
        "mending": headings.MENDING,
        "fill": headings.FILL,
        "bygone": headings.BYGONE,
        "other": headings.NOT_ACTIONS,
    }
)
_OTHER = _LEXICON.bits["bygone"] | _LEXICON.bits["other"]
_KNOWN = ~_OTHER
_STANDING = headings.DONE_GROUPS | headings.OPEN_GROUPS
_SPEAKS = sum(_LEXICON.bits[name] for name in ("action", "forward", "weak", "horizon"))


def after_number(text: str) -> int:
    """Where a heading begins, its number apart."""
    match = _NUMBERING.match(text)
    return match.end() if match else 0


def region(section: Section, kinds_of: Mapping[int, Kind | None]) -> Region | None:
    """The region that a section lies in: the surest of its headings begins it, the ones below divide it.

    `kinds_of` holds the kind of each heading, by its identity.
    """
    kinds = [(kind, n) for n, h in enumerate(section) if (kind := kinds_of[id(h)]) is not None]
    if not kinds:
        return None
    lasting = [(kind, n) for kind, n in kinds if not _is_immediate(section[n].span.text)]
    kind, first = min(lasting or kinds)
    below = tuple(h.span.text for h in section[first + 1 :])
    if any(_leaves(text) for text in below):
        return None
    return Region(kind, section[first], (section[first].span.text, *below))


@remembered
def _leaves(text: str) -> bool:
    """A heading inside a section of actions under which there are none."""
    said = plain(text)
    who = said.endswith(headings.WHO) and not _AND.search(said)
    return who or bool(set(said.split()) & headings.LEAVING) or _holds(said, headings.INSIDE_NOT)


@remembered
def shows_a_template(text: str) -> bool:
    """A heading under which a template is shown: in a document about reports, which is none of them."""
    return plain(text).rstrip(" :").endswith(headings.TEMPLATE_WORDS)


@remembered
def is_bygone(text: str) -> bool:
    """A heading under which a table with an action column tells what was done."""
    return any(_LEXICON.of(word) & _LEXICON.bits["bygone"] for word in plain(text[:_LONGEST]).split())


@remembered
def is_part_of_actions(text: str) -> bool:
    """A heading inside a section of actions that says no more than which ones stand below it."""
    said = _tokens(_NUMBERING.sub("", _ASIDE.sub(" ", text[:_LONGEST])).replace("/", " "))
    return bool(said) and all(_LEXICON.of(token) & _KNOWN for token in said.split())


def is_immediate(found: Region) -> bool:
    """What was done while the incident went on."""
    told = found.groups if found.kind is Kind.FORWARD else found.groups[:1]
    return any(map(_is_immediate, told))


def begins_immediate(found: Region) -> bool:
    """A part of a document that is about nothing else than what was done at once."""
    return bool(found.groups) and _is_immediate(found.groups[0])


@remembered
def _is_immediate(text: str) -> bool:
    if "immediate" not in text.casefold() or _tokens(_ASIDE.sub(" ", text)) not in headings.IMMEDIATE:
        return False
    return not any(set(plain(aside).split()) & headings.TO_COME for aside in _ASIDE.findall(text))


def priorities(found: Region) -> Iterator[str]:
    """What its headings may say about the priority of all that stands below them, the nearest first."""
    for text in reversed(found.groups):
        yield from (*_ASIDE.findall(text), _ASIDE.sub(" ", text))
