"""Words as they are compared: whatever a person's keyboard, editor or language did to them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

_SHORTCODE = re.compile(r":[a-z][a-z0-9_]*:")
# What the bytes of one character look like in cp1252: a first byte, and as many more as it asks for.
_MORE = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
_GARBLED = re.compile(f"[\u00c2-\u00df]{_MORE}|[\u00e0-\u00ef]{_MORE}{{2}}|[\u00f0-\u00f4]{_MORE}{{3}}")
_KEPT = frozenset("#'/&+?-")
_FEW = 10_000  # of a million characters
_SHORT = 80
_ASCII = {n: chr(n).lower() if chr(n).isalnum() or chr(n) in _KEPT else " " for n in range(128)}


class _Letters(dict[int, str]):
    """What is left of each character, worked out where it is met first."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        left = c if c.isalnum() or c in _KEPT else "" if unicodedata.combining(c) else " "
        if len(self) < _FEW:
            self[code] = left
        return left


_LETTERS = _Letters()


def remembered(work: Callable[[str], T]) -> Callable[[str], T]:
    """The same for short texts without doing it twice: headings, labels and statuses are the same in all reports."""
    again = lru_cache(maxsize=4096)(work)
    return wraps(work)(lambda text: again(text) if len(text) < _SHORT else work(text))


@remembered
def plain(text: str) -> str:
    """Text without case, accents, emoji and punctuation, its words parted by one space."""
    bare = _SHORTCODE.sub(" ", text) if ":" in text else text
    if bare.isascii():
        kept = bare.translate(_ASCII)
    else:
        kept = unicodedata.normalize("NFKD", bare).translate(_LETTERS).casefold()
    return " ".join(kept.split()).strip("-/&+' ")


def phrases(*lines: str) -> frozenset[str]:
    """Words and phrases, parted by bars, as they are compared."""
    return frozenset(plain(phrase) for line in lines for phrase in line.split("|"))


@dataclass(frozen=True, slots=True)
class Words:
    """Words by which a text is known: as they are, by how they begin or end, or, of several words, as a phrase."""

    whole: frozenset[str]
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    @staticmethod
    def of(*lines: str) -> Words:
        """Words parted by bars; a star stands for any beginning or end of a word."""
        said = [one for line in lines for one in line.split("|")]
        plainly = [(one, plain(one.strip("*"))) for one in said]
        return Words(
            frozenset(word for one, word in plainly if "*" not in one and " " not in word),
            tuple(word for one, word in plainly if one.endswith("*")),
            tuple(word for one, word in plainly if one.startswith("*")),
            tuple(word for one, word in plainly if "*" not in one and " " in word),
        )

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings) or word.endswith(self.endings)

    def has_one_of(self, words: Sequence[str]) -> bool:
        """Whether any of a text's words, or several in a row, is one of these."""
        if any(word in self for word in words):
            return True
        text = f" {' '.join(words)} " if self.phrases and len(words) > 1 else ""
        return any(f" {phrase} " in text for phrase in self.phrases)


class Lexicon:
    """To which of several classes a word belongs, as the bits of a number."""

    __slots__ = ("_beginnings", "_endings", "_whole", "bits")

    def __init__(self, classes: Mapping[str, Words]) -> None:
        self.bits = {name: 1 << n for n, name in enumerate(classes)}
        self._whole: dict[str, int] = {}
        self._beginnings: dict[str, list[tuple[str, int]]] = {}
        self._endings: list[tuple[str, int]] = []
        for name, words in classes.items():
            bit = self.bits[name]
            for word in words.whole:
                self._whole[word] = self._whole.get(word, 0) | bit
            for word in words.beginnings:
                self._beginnings.setdefault(word[:2], []).append((word, bit))
            self._endings += ((word, bit) for word in words.endings)

    def of(self, word: str) -> int:
        """The classes of a word; 0 for one that is in none."""
        found = self._whole.get(word, 0)
        for known, bit in self._beginnings.get(word[:2], ()):
            if word.startswith(known):
                found |= bit
        for known, bit in self._endings:
            if word.endswith(known):
                found |= bit
        return found


def mended(text: str) -> str:
    """Text without what reading UTF-8 as cp1252, and writing that as UTF-8, made of it."""
    return text if text.isascii() else _GARBLED.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    raw = bytearray()
    for c in found.group():
        try:
            raw += c.encode("cp1252")
        except UnicodeEncodeError:
            raw += c.encode("latin-1", "replace")  # the five bytes that cp1252 leaves open
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


def slug(text: str) -> str:
    """A title as a part of an id."""
    words = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", text).casefold()).split()
    return "-".join(words)[:60].strip("-") or "untitled"


def one_line(text: str) -> str:
    """Text without line ends and doubled spaces."""
    return " ".join(text.split())
