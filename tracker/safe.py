"""Where text from outside is made harmless for whoever shows it: nothing in it moves, hides or reorders. Pure."""

from __future__ import annotations

import re
import unicodedata

MARK = "\N{REPLACEMENT CHARACTER}"
LINE_BREAKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))
CONTROLLING = frozenset(("Cc", "Cs"))  # C0, C1, and the halves that a file name of another encoding leaves
# Overrides, embeddings, isolates and marks: they make text read in another order than it is.
# Source: https://www.unicode.org/reports/tr9/ (table of directional formatting characters)
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters and symbols that are drawn as nothing, though their category does not say so.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
PLAIN = re.compile(r"[ -~]*")


def safe_text(text: str) -> str:
    """The text on one line, as a terminal may show it: nothing in it moves, hides or reorders anything.

    Line breaks and tabs become spaces, what commands a terminal or the direction of reading becomes a visible
    mark, what is drawn as nothing is left out.
    """
    if PLAIN.fullmatch(text):
        return text
    return "".join(_safe(c) for c in text.translate(LINE_BREAKS))


def safe_log(text: str) -> str:
    """The same for a line of a build's log, where GitHub takes `##[...]` for a command wherever it stands.

    Source: https://github.com/actions/runner, src/Runner.Common/ActionCommand.cs
    """
    return safe_text(text).replace("##[", "## [")


def _safe(character: str) -> str:
    category = unicodedata.category(character)
    if category in CONTROLLING or character in BIDI:
        return MARK
    return "" if category == "Cf" or character in UNSEEN else character
