"""Checks of how items are worded: actionable, specific, bounded. Off unless asked for. Pure.

Source: Site Reliability Workbook, chapter 10, "Action items": each begins with a verb, is narrow, and says when it is
finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.reading import Reading
from reports.rules import ReadingRules
from reports.words import plain
from tracker.model import Problem

# Deciding nothing, or only wishing.
_TALK = re.compile(
    r"(?:we |you |they |the team )?(?:should |will |could |need to |needs to |must |might )?"
    r"(?:consider|think|discuss|something|maybe|perhaps|explore|look into|talk about|start thinking|be aware|be careful|"
    r"be more|be mindful|remember|try to|see if|investigate whether|investigate if)\b|(?:better|more|less|fewer|improved)\b"
)
_VAGUE = re.compile(
    r"\b(?:various|etc|stuff|things|something|somehow|as needed|if needed|as necessary|where possible|"
    r"when possible|as appropriate|where appropriate|best practices|more robust|more resilient|better|gracefully|"
    r"more reliable|more stable|improve|improved|improving)\b"
)
_ENDLESS = re.compile(
    r"(?:we |you |the team )?(?:should |will |must )?(?:continue|keep an eye|keep on|always|never|avoid|monitor|"
    r"encourage|ensure|remain|stay|remember|be careful|be more)\b"
)
_NOW_AND_EVER = re.compile(r"\b(?:more often|regularly|going forward|from now on|as needed|ongoing|periodically)\b")
_MEASURED = re.compile(r"\d")
_MOSTLY = 0.9
# What follows explains.
_FIRST_SENTENCE = re.compile(r".*?(?=[.!?:;]\s|\s[(–—-]|$)")


def check(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    """Open items whose words leave open what, of what, or until when."""
    if not any(rules.selection.is_on(code) for code in ("WRD-ACTION", "WRD-SPECIFIC", "WRD-BOUNDED")):
        return
    for item, _ in reading.open_items():
        title = item.title
        if not _is_latin(title):
            continue
        words = plain(title)
        first = plain(found.group()) if (found := _FIRST_SENTENCE.match(title)) else words
        if _TALK.match(words):
            yield reading.at_cell("WRD-ACTION", item, None, f"says nothing to do: {title[:80]}")
        if (vague := _VAGUE.search(first)) and not _MEASURED.search(first):
            yield reading.at_cell("WRD-SPECIFIC", item, None, f"{vague.group()!r} is vague: {title[:80]}")
        if _ENDLESS.match(words) or _NOW_AND_EVER.search(first):
            yield reading.at_cell("WRD-BOUNDED", item, None, f"has no end: {title[:80]}")


def _is_latin(text: str) -> bool:
    """A text in letters whose words the rules know; they know English."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isascii() for c in letters) >= _MOSTLY * len(letters)
