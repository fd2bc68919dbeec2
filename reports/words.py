"""Words as they are compared: whatever a person's keyboard, editor or language did to them. Pure."""

from __future__ import annotations

import re
import unicodedata

_SHORTCODE = re.compile(r":[a-z][a-z0-9_]*:")
_KEPT = frozenset("#'/&+?-")
_ASCII = {n: chr(n).lower() if chr(n).isalnum() or chr(n) in _KEPT else " " for n in range(128)}


def plain(text: str) -> str:
    """Text without case, accents, emoji and punctuation, its words parted by one space."""
    bare = _SHORTCODE.sub(" ", text) if ":" in text else text
    if bare.isascii():
        kept = bare.translate(_ASCII)
    else:
        parts = unicodedata.normalize("NFKD", bare)
        kept = "".join(
            c if c.isalnum() or c in _KEPT else "" if unicodedata.combining(c) else " " for c in parts
        ).casefold()
    return " ".join(kept.split()).strip("-/&+' ")


def slug(text: str) -> str:
    """A title as a part of an id."""
    words = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", text).casefold()).split()
    return "-".join(words)[:60].strip("-") or "untitled"


def one_line(text: str) -> str:
    """Text without line ends and doubled spaces."""
    return " ".join(text.split())
