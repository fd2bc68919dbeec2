"""Whether a document is the review of an incident, a template for one, or speaks of incidents in general, or of else. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from reports import candidates, headings, values
from reports.blocks import Document, Heading, ListItem, Paragraph, Table
from reports.candidates import Candidate
from reports.facts import Fact, Facts, incident_id
from reports.words import plain
from tracker.model import ReportKind

# What speaks for a review is counted up to here, and so much of it makes one.
_ENOUGH = 2
_TYPICAL = 2
_MAIN = 3
_DATED = re.compile(r"\d{4}[-_]?\d{2}[-_]?\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-3])[:h.][0-5]\d(?![\d.])")
_CLOCKS = 3
_TROUBLE = re.compile(
    r"\b(?:outage|incident|down|downtime|unavailable|degraded|slow|errors?|failed|failure|broke|broken|lost|crash(?:ed)?|alert(?:s|ed)?"
    r"|roll(?:ed|ing)? (?:\w+ \w+ )?back|rollback|revert(?:ed)?|mitigat\w+|root cause|affected|customers|users|deployed|shipped)\b",
    re.IGNORECASE,
)
_TROUBLES = 4
_DAY = re.compile(
    r"\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}\W{1,2}[A-Za-z]{3,9}\W{1,2}20\d\d\b|\b[A-Za-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? 20\d\d\b"
)
_FIRST_LINES = 20
_LINES_READ = 400
_LONGEST_HEADING = 60
# The share of placeholders that a report may still hold.
_FILLED = 0.1
# The title, and that of the part which is to be copied.
_TITLES = 2
# So many words name what happened.
_NAMING = 2
_MANUAL = 2
# So many characters tell a story.
_STORY = 1500
_FACTS = ("incident", "date", "started", "severity", "incident_status", "duration")


def kind_of(path: str, document: Document, facts: Facts, found: Sequence[Candidate]) -> ReportKind:
    """What a document is, by all that it says and by what it asks people to do."""
    if not _is_about_an_incident(path, document, facts, asks=any(not candidates.is_unfilled(c) for c in found)):
        return ReportKind.NOT_A_REPORT
    titles = [
        *islice((text for b in document.blocks if isinstance(b, Heading) if (text := b.span.text).strip()), _TITLES)
    ]
    title = titles[0] if titles else ""
    head = [f for name in ("incident", "date", "severity") if (f := facts.head(name)) is not None]
    filled = any(not _is_hole(f) for f in head)
    dated = any((f := facts.head(name)) is not None and not _is_hole(f) for name in ("date", "started"))
    blank = any(map(_is_blank, titles)) or plain(title).endswith(headings.NO_TITLE_ENDINGS)
    if _is_name_of_template(path.rpartition("/")[2]) or (any(map(_is_template, titles)) and not dated):
        return ReportKind.TEMPLATE
    if blank and not filled and head and _is_left_to_fill_in(document):
        return ReportKind.TEMPLATE  # its rows are examples
    named = any(word in plain(title) for word in headings.TEMPLATE_WORDS)
    # Else it takes somebody's name, or a day, to make it more than an explanation.
    sure = filled or not (named or blank)
    real = any(not candidates.is_unfilled(c) and (sure or c.is_given) for c in found)
    hollow = (
        bool(head)
        or named
        or values.placeholder(title) is not None
        or blank
        or (plain(title) in headings.NO_TITLES and _is_short(document))
    )
    return ReportKind.TEMPLATE if hollow and not real and (not filled or named) else ReportKind.REPORT


def _is_name_of_template(name: str) -> bool:
    """`TEMPLATE.md`, `00-template.md`, `postmortem.template.md`; a report may well keep the rest of a template's name."""
    said = name.casefold().split(".")[:-1]
    return bool(said) and plain(said[-1].strip("0123456789-_ ")) in headings.TEMPLATE_WORDS


def _is_template(title: str) -> bool:
    """A title that begins or ends so; one that speaks of templates elsewhere tells what happened to them."""
    said = plain(title).split()
    return bool(said) and (said[-1] in headings.TEMPLATE_WORDS or said[0] in headings.TEMPLATE_WORDS)


def _is_blank(title: str) -> bool:
    """A title that a template left to be filled in, but for the words that say what kind of report it is."""
    left = plain(values.without_placeholders(title)).split()
    return (
        left != plain(title).split() and len([word for word in left if word not in headings.KINDS_OF_REPORT]) < _NAMING
    )


def _is_short(document: Document) -> bool:
    """Too short to tell what happened."""
    return sum(len(text) for text in _lines(document)) < _STORY


def _is_left_to_fill_in(document: Document) -> bool:
    """So many of its lines and cells are placeholders that nobody wrote the rest for this incident."""
    told = [text for text in _lines(document) if text.strip()]
    return sum(values.hole(text) is not None for text in told) > _FILLED * len(told)


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph | ListItem):
            yield from (line.text for line in block.lines)
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)


def _is_hole(fact: Fact) -> bool:
    return not fact.value.text.strip() or values.hole(fact.value.text) is not None


def _is_about_an_incident(path: str, document: Document, facts: Facts, *, asks: bool) -> bool:
    """By what it says of itself, its title, its headings, its times; `asks`: it holds things to be done."""
    main = [plain(b.span.text) for b in document.blocks if isinstance(b, Heading) and b.level <= _MAIN]
    main = main or [*islice(_short_lines(document), _LINES_READ)]
    title = main[0] if main else ""
    told = [name for name in _FACTS if (f := facts.head(name)) is not None and _filled(f.value.text)]
    dated = any(_DATED.search(text) for text in (path.rpartition("/")[2], title))
    if _is_general(title) and not dated and not {"incident", "date", "started"} & set(told):
        return False
    if not dated and not {"incident", "date", "started"} & set(told) and _is_manual(title, main):
        return False
    keys = sum(facts.head(name) is not None for name in ("incident", "date", "severity"))
    said = "\n".join(main)
    typical = len([*islice((word for word in headings.REPORT_HEADINGS if word in said), _TYPICAL)])
    named = any(word in title for word in headings.INCIDENT_WORDS) or incident_id(title) is not None
    named = named or any("incident" in fact.key.split() for fact in facts.every if fact.in_head)
    speaks = typical + min(max(keys, len(told)), 2) + named
    for_it = speaks + dated
    if for_it < _ENOUGH and not _is_general(title):
        texts = tuple(islice(_texts(document), _LINES_READ))
        for_it += _tells_times(texts) + _tells_of_trouble(texts) + (not dated and _is_dated(texts))
    return for_it + (asks and speaks > 0 and not _is_general(title)) >= _ENOUGH


def _is_manual(title: str, main: Sequence[str]) -> bool:
    """Its headings are those of a runbook, and its title does not say that it is a report."""
    called = any(word in title for word in headings.CALLED_REPORTS) or incident_id(title) is not None
    return not called and sum(heading.startswith(headings.MANUAL_HEADINGS) for heading in main) >= _MANUAL


def _short_lines(document: Document) -> Iterator[str]:
    """Where nothing is marked as a heading, the lines that do for one."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.within is None and len(block.lines[0].text) <= _LONGEST_HEADING:
            yield plain(block.lines[0].text)


def _tells_times(texts: Sequence[str]) -> bool:
    """Lines that hold the time of day are those of a timeline."""
    return sum(1 for text in texts if _CLOCK.search(text)) >= _CLOCKS


def _tells_of_trouble(texts: Sequence[str]) -> bool:
    """The words in which people tell that something was broken, and what they did about it."""
    return len({found.casefold() for text in texts for found in _TROUBLE.findall(text)}) >= _TROUBLES


def _is_dated(texts: Sequence[str]) -> bool:
    return any(_DAY.search(text) for text in texts[:_FIRST_LINES])


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph | ListItem):
            yield from (line.text for line in block.lines)
        elif isinstance(block, Table):
            yield from (row.cells[0].text for row in block.rows)


def _is_general(title: str) -> bool:
    """A title of something that speaks of incidents, not of one."""
    words: Sequence[str] = title.split()
    return (
        title in headings.GENERAL_TITLES
        or title.startswith(headings.GENERAL_BEGINNINGS)
        or "how to" in title
        or bool(set(words) & headings.GUIDE_WORDS)
    )


def _filled(text: str) -> bool:
    return bool(text.strip()) and values.placeholder(text) is None
