"""Whether a document is the review of an incident, or speaks of incidents in general, or of something else. Pure."""

from __future__ import annotations

import re

from reports import values, vocabulary
from reports.facts import Facts, incident_id
from reports.markdown import Document, Heading
from reports.words import plain

# So many of the headings that reviews have make one.
_TYPICAL = 2
_DATED = re.compile(r"\d{4}-?\d{2}-?\d{2}")


def is_about_an_incident(path: str, document: Document, facts: Facts) -> bool:
    """By what it says of itself, its title, and its main headings."""
    headings = [plain(b.span.text) for b in document.blocks if isinstance(b, Heading) and b.level <= 2]  # noqa: PLR2004  # main headings
    title = headings[0] if headings else ""
    told = [f for name in ("incident", "date", "severity") if (f := facts.head(name)) is not None]
    named = any(word in title for word in vocabulary.INCIDENT_WORDS) or incident_id(title) is not None
    typical = sum(any(word in heading for word in vocabulary.REPORT_HEADINGS) for heading in headings)
    dated = any(_DATED.search(text) for text in (path.rpartition("/")[2], title))
    general = title in vocabulary.GENERAL_TITLES or bool(set(title.split()) & vocabulary.GUIDE_WORDS)
    if general and not dated and not any(f.key != "id" and _filled(f.value.text) for f in told):
        return False
    return (
        bool(told and (named or typical or len(told) > 1)) or typical >= _TYPICAL or (named and (typical > 0 or dated))
    )


def _filled(text: str) -> bool:
    return bool(text.strip()) and values.placeholder(text) is None
