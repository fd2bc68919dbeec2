"""Whether a document is the review of an incident, or speaks of incidents in general, or of something else. Pure."""

from __future__ import annotations

import re

from reports import headings, values
from reports.blocks import Document, Heading
from reports.facts import Facts, incident_id
from reports.words import plain

# So many of the headings that reviews have make one.
_TYPICAL = 2
_MAIN = 2
_DATED = re.compile(r"\d{4}-?\d{2}-?\d{2}")


def is_about_an_incident(path: str, document: Document, facts: Facts) -> bool:
    """By what it says of itself, its title, and its main headings."""
    main = [plain(b.span.text) for b in document.blocks if isinstance(b, Heading) and b.level <= _MAIN]
    title = main[0] if main else ""
    told = [name for name in ("incident", "date", "severity") if (f := facts.head(name)) and _filled(f.value.text)]
    named = any(word in title for word in headings.INCIDENT_WORDS) or incident_id(title) is not None
    dated = any(_DATED.search(text) for text in (path.rpartition("/")[2], title))
    if _is_general(title) and not dated and not {"incident", "date"} & set(told):
        return False
    typical = sum(any(word in heading for word in headings.REPORT_HEADINGS) for heading in main)
    keys = sum(facts.head(name) is not None for name in ("incident", "date", "severity"))
    return bool(keys and (named or typical or keys > 1)) or typical >= _TYPICAL or (named and (typical > 0 or dated))


def _is_general(title: str) -> bool:
    """A title of something that speaks of incidents, not of one."""
    return title in headings.GENERAL_TITLES or "how to" in title or bool(set(title.split()) & headings.GUIDE_WORDS)


def _filled(text: str) -> bool:
    return bool(text.strip()) and values.placeholder(text) is None
