"""Checks of the prose against the action items: how many there are, what is promised beside them, and why. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reports import inline
from reports.blocks import Block, Heading, ListItem, Paragraph, Span
from reports.candidates import Candidate, is_empty
from reports.codes import problem
from reports.labels import is_all_bold
from reports.likeness import is_told, roots, without_topic
from reports.reading import Reading
from reports.rules import ReadingRules
from reports.words import mended, one_line, phrases, plain
from tracker.model import Problem

_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS: Mapping[str, int] = dict(zip(_NUMBER_WORDS, range(1, 13), strict=True))
_COUNT = re.compile(
    rb"(?<![\w.,/#:-])(?P<many>\d{1,3}|" + "|".join(_NUMBERS).encode() + rb")[ \t]+"
    rb"(?:(?:new|tracked|concrete|corrective|preventive|follow-?up|post-incident)[ \t]+)?action[ \t]+(?:item|point)s?\b"
    rb"|\baction items?[ \t*]{0,4}:[ \t*]{0,4}(?P<listed>\d{1,3})[ \t]+(?:items?|actions?|tracked|filed|tickets|in all)\b",
    re.IGNORECASE,
)
_LONGEST_COUNT = 80
# Before or after the number: some of them, not all.
_SOME_BEFORE = re.compile(
    rb"(?:first|top|last|other|another|these|those|remaining|least|most|than|about|to|or|and|further|of its|step|phase)\s*$",
    re.IGNORECASE,
)
_SOME_AFTER = re.compile(
    rb"[ \t*]*(?:\w+[ \t]+){0,3}?(?:complete|completed|done|open|remain|remaining|overdue|pending|left|still|outstanding|per|"
    rb"each|for the|in progress|closed|not yet)\b",
    re.IGNORECASE,
)
_NEAR = 80
_FOLLOW_UP = re.compile(r"\bfollow[- ]?ups?\b")
_NO_PROMISES = frozenset({"owner", "owners", "date", "dates", "contact", "contacts", "review", "reviews"})
_CAUSES = phrases(
    "root cause|root causes|root cause s|contributing factor|contributing factors|causes|contributing causes"
)
# More than this is no report, and comparing all with all would keep everybody waiting.
_MANY = 500


def check(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    """A number that is another, promises without a row, and causes without one where that is asked for."""
    if reading.report.incident is None and not reading.report.items:
        return
    yield from _counts(reading)
    if 0 < len(reading.report.items) <= _MANY:
        yield from _promises(reading, rules)
        if rules.selection.is_on("TXT-CAUSE"):
            yield from _causes(reading)


def _counts(reading: Reading) -> Iterator[Problem]:
    items = reading.report.items
    if not items and any(p.code.startswith("ITM") for p in reading.report.problems):
        return
    still_open = sum(item.status is None or item.status.is_open for item in items)
    fitting = {len(items), sum(not item.inferred for item in items), still_open, len(items) - still_open}
    for match in _told_counts(reading.source):
        before = reading.source[max(0, match.start() - _NEAR) : match.start()].rpartition(b"\n")[2]
        after = reading.source[match.end() : match.end() + _NEAR].partition(b"\n")[0]
        said = (match["many"] or match["listed"]).decode().casefold()
        number = _NUMBERS.get(said) or int(said)
        if number in fitting or before.lstrip().startswith(b"#") or _SOME_BEFORE.search(before):
            continue
        if match["many"] and _SOME_AFTER.match(after):
            continue
        line, column = reading.document.places.at(match.start())
        told = f"the text speaks of {number} action items; {len(items)} are there"
        yield problem("TXT-COUNT", reading.report.path, line, column, told)


def _told_counts(source: bytes) -> Iterator[re.Match[bytes]]:
    """Every place that counts action items; the pattern is slow, so only where the word stands."""
    lowered, at, done = source.lower(), -1, 0
    while (at := lowered.find(b"action", max(at + 1, done))) >= 0:
        match = _COUNT.search(source, max(done, at - _LONGEST_COUNT), at + _LONGEST_COUNT)
        if match is not None:
            yield match
            done = match.end()


def _promises(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    promised = [c for c in reading.elsewhere if _is_promise(c, rules)]
    if not promised:
        return
    tracked = without_topic(roots(item.title) for item in reading.report.items)
    for candidate in promised[:_MANY]:
        text = one_line(mended(" ".join(line.text for line in candidate.lines)))
        said = roots(text)
        if len(said) > 1 and not is_told(said, tracked):
            yield reading.at("TXT-UNTRACKED", candidate.lines[0], f"no item tracks what is promised here: {text[:80]}")


def _is_promise(candidate: Candidate, rules: ReadingRules) -> bool:
    """Under follow-ups, and neither done nor struck out nor left by a template."""
    heading = plain(candidate.region.groups[0]) if candidate.region.groups else ""
    if not _FOLLOW_UP.search(heading) or not _NO_PROMISES.isdisjoint(heading.split()):
        return False
    first = candidate.lines[0]
    told = inline.told(" ".join(line.text for line in candidate.lines), rules.words, lead=first.lead)
    done = candidate.checked or first.struck or candidate.region.status is not None or told.status is not None
    return not done and not is_empty(candidate)


def _causes(reading: Reading) -> Iterator[Problem]:
    answers = [roots(item.title) for item in reading.report.items]
    for cause in _listed_causes(reading.document.blocks):
        text = one_line(mended(cause.text))
        said = roots(text)
        if len(said) > 1 and not is_told(said, answers):
            yield reading.at("TXT-CAUSE", cause, f"no item answers this cause: {text[:80]}")


def _listed_causes(blocks: Sequence[Block]) -> Iterator[Span]:
    """The first lines of lists below a heading, or a bold line, that says causes or factors."""
    named = False
    for block in blocks:
        if isinstance(block, Heading):
            named = plain(block.span.text) in _CAUSES
        elif isinstance(block, Paragraph) and block.within is None and is_all_bold(block.lines[-1]):
            named = plain(block.lines[-1].text) in _CAUSES
        elif named and isinstance(block, ListItem) and block.within is None and block.lines and not block.quoted:
            yield block.lines[0]
