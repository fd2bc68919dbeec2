"""Which parts of a document it designates as actions, and how surely. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from reports import headings
from reports.blocks import Section
from reports.words import plain
from tracker.model import Status

_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?\s+|[ivx]+[.)]\s+|[a-z][.)]\s+|§\s*\d+\s*)+", re.IGNORECASE)
_ASIDE = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_ADJECTIVES = re.compile(f"(?:(?:{'|'.join(sorted(map(re.escape, headings.ADJECTIVES), key=len, reverse=True))}) )+")
_BETWEEN = re.compile(r"\s*(?:[/:·|–—,;]|&| - |\band\b|\bor\b|\by\b|\be\b|\bet\b|\bund\b)\s*", re.IGNORECASE)


# What is longer is a sentence.
_LONGEST = 200
_TOKENS = frozenset(
    token
    for words in (headings.ACTION_ITEMS, headings.ACTIONS, headings.FORWARD, headings.FORWARD_BEGINNINGS)
    for phrase in words
    for token in phrase.split()
)
# Languages that write no spaces.
_INSIDE = ("アクションアイテム", "再発防止", "改进措施", "后续行动")


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
        for text in self.groups:
            words = {plain(part) for aside in (*_ASIDE.findall(text), text) for part in (aside, *aside.split())}
            if words & headings.DONE_GROUPS:
                return Status.DONE
            if words & headings.OPEN_GROUPS:
                return Status.NOT_STARTED
        return None


def kind_of(text: str) -> Kind | None:
    """What a heading, or a bold line that does for one, says about what stands below it."""
    text = text[:_LONGEST]
    if _TOKENS.isdisjoint(plain(text).split()) and (text.isascii() or not any(word in text for word in _INSIDE)):
        return None  # most headings are done with here
    bare = _NUMBERING.sub("", _ASIDE.sub(" ", text)).strip()
    whole = plain(bare)
    if any(word in headings.NOT_ACTIONS for word in whole.split()) or whole in headings.IMMEDIATE:
        return None
    parts = [whole, *(plain(part) for part in _BETWEEN.split(bare)), *(plain(a) for a in _ASIDE.findall(text))]
    for kind, words in (
        (Kind.ACTION_ITEMS, headings.ACTION_ITEMS),
        (Kind.ACTIONS, headings.ACTIONS),
        (Kind.FORWARD, headings.FORWARD),
    ):
        if any(part in words or _bare(part) in words for part in parts if part):
            return kind
    if any(_holds_action_items(part) for part in parts):
        return Kind.ACTION_ITEMS
    if any(word in text for word in _INSIDE):
        return Kind.ACTIONS
    ahead = whole.startswith(headings.FORWARD_BEGINNINGS) or whole.endswith(headings.FORWARD_ENDS)
    return Kind.FORWARD if ahead else None


def _bare(words: str) -> str:
    """A heading without what it says before what it is about."""
    return words[match.end() :] if (match := _ADJECTIVES.match(words)) else words


def _holds_action_items(words: str) -> bool:
    return any(f" {phrase} " in f" {words} " for phrase in ("action item", "action items"))


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
    kind, first = min(kinds)
    below = tuple(h.span.text for h in section[first + 1 :])
    if any(_leaves(text) for text in below):
        return None
    return Region(kind, section[first], (section[first].span.text, *below))


def _leaves(text: str) -> bool:
    """A heading inside a section of actions under which there are none."""
    return bool(set(plain(text).split()) & headings.LEAVING)


def is_immediate(found: Region) -> bool:
    """What was done while the incident went on."""
    return any(plain(_ASIDE.sub(" ", text)) in headings.IMMEDIATE for text in found.groups[1:])


def priorities(found: Region) -> Iterator[str]:
    """What its headings may say about the priority of all that stands below them, the nearest first."""
    for text in reversed(found.groups):
        yield from (*_ASIDE.findall(text), _ASIDE.sub(" ", text))
