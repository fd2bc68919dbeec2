"""What the text of a severity means. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports import terms
from reports.words import phrases, plain
from tracker.model import Priority

_NUMBERED = re.compile(
    r"(?<![A-Za-z0-9])(?:sev(?:erity)?|[ps]|level|prio(?:rity)?|cat(?:egory)?|tier)?[\s:_#-]*([0-5])(?![\d.:/])",
    re.IGNORECASE,
)
_WORDS = phrases(
    "emergency|catastrophic|severe|serious|minimal|negligible|info|informational|none|significant|degraded|outage",
    "grave|leve|leger|legere|schwer|schwerwiegend|leicht|重大|軽微|高|中|低|严重|一般|sev|low|high",
)
_RANKED: Mapping[str, Priority] = {
    **terms.PRIORITIES,
    **dict.fromkeys(phrases("majeur|majeure|mayor|maior|erheblich"), Priority.P1),
    **dict.fromkeys(phrases("mineur|mineure|menor|geringfügig"), Priority.P3),
}
_FIRST = 60


def is_known(text: str) -> bool:
    """A severity that somebody else would understand: a number, or a word for how bad it is."""
    return _number(text) is not None or bool(_said(text) & (_RANKED.keys() | _WORDS))


def rank(text: str) -> Priority | None:
    """The severity as one of P0 to P4, whose alphabet the policy is written in; None where it can't be told."""
    number = _number(text)
    if number is not None:
        return Priority(f"P{min(number, 4)}")
    return next((p for word, p in _RANKED.items() if word in _said(text)), None)


def _number(text: str) -> int | None:
    found = _NUMBERED.search(text[:_FIRST])
    return int(found[1]) if found else None


def _said(text: str) -> frozenset[str]:
    words = plain(text[:_FIRST])
    return frozenset((words, *words.replace("/", " ").replace("-", " ").split()))
