"""Whether two texts speak of the same work, by the words in them that carry meaning. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reports.words import plain, remembered

_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ness|ies|ed|es|s|e|y)$")
_ROOT = 4
_FEW = 4
_LONGEST = 400
# Words that say how, not what; and those that begin every other action.
_EMPTY = frozenset(
    word
    for line in (
        "a an the of on in to for and or with without all any each every not no be is are was were been must can cannot could",
        "should will would may when if by from at as it this that these those its our their we us they you i do does did done",
        "have has had more most less only just also than then so such into over about per via",
        "add adds adding added create creating created implement implementing implemented make making made build building",
        "built set setup setting up update updating updated improve improving improved enhance enhanced ensure ensuring use",
        "using write writing introduce deploy enable new better next",
    )
    for word in line.split()
)


def roots(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without their endings."""
    words = plain(text[:_LONGEST]).replace("-", " ").replace("/", " ").split()
    return frozenset(_root(word) for word in words if word not in _EMPTY and len(word) > 1)


@remembered
def _root(word: str) -> str:
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= _ROOT else word


def is_told(one: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    """Whether one of the others speaks of it: in two words, and a third of the shorter text; or in all of that."""
    return any(_alike(one, other) for other in others)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    common, shorter = len(one & other), min(len(one), len(other))
    return common == shorter > 0 or (common > 1 and common * 3 >= shorter)


def without_topic(texts: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The texts without the words that half of them have: those say what all of it is about."""
    some = list(texts)
    if len(some) < _FEW:
        return some
    counts = Counter(word for words in some for word in words)
    topic = frozenset(word for word, count in counts.items() if count * 2 >= len(some))
    return [words - topic or words for words in some]
