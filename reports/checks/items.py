"""Checks of the action items: that they are there, are numbered, and say who, when and how pressing. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reports.blocks import Span
from reports.reading import Reading
from reports.rules import ReadingRules
from reports.words import plain
from tracker.model import Problem, ReportedItem

# Shorter titles may well be the same by chance: `Docs`.
_WORDS_OF_A_TITLE = 2


def check(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    """What is missing, and what is there twice."""
    told = {p.code for p in reading.report.problems}
    if not reading.report.items:
        if "HDR-ID" not in told and not any(code.startswith("ITM") for code in told):
            yield reading.at_fact("ITM-NONE", None)
        return
    yield from _twice(reading)
    yield from _missing(reading, rules)


def _twice(reading: Reading) -> Iterator[Problem]:
    numbers: set[int] = set()
    titles: dict[str, int] = {}
    for item, cells in reading.items():
        if item.number is not None and item.number in numbers:
            yield reading.at_cell("ITM-NUMBER", item, cells.get("number"), f"the number {item.number} is used twice")
        numbers |= {item.number} if item.number is not None else set()
        title = plain(item.title)
        if title in titles and len(title.split()) >= _WORDS_OF_A_TITLE:
            said = f"line {titles[title]} asks for the same: {item.title[:60]}"
            yield reading.at_cell("ITM-DUPLICATE", item, None, said)
        titles.setdefault(title, item.source.line)


def _missing(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    """What nobody said of an item that is still to be done, and is not merely wished for."""
    told = {(p.code, p.line) for p in reading.report.problems}
    for item, cells in reading.open_items():
        if item.inferred:
            continue
        if item.owner is None:
            yield reading.at_cell("ITM-OWNER", item, None)
        if item.due is None and not _is_told(told, ("ITM-DUE-DATE", "ITM-DUE-VAGUE"), item, cells.get("due"), reading):
            yield reading.at_cell("ITM-DUE", item, None, _assumed(reading, item, rules))
        if item.priority is None and not _is_told(told, ("ITM-PRIORITY-WORD",), item, cells.get("priority"), reading):
            yield reading.at_cell("ITM-PRIORITY", item, None)


def _is_told(
    told: set[tuple[str, int | None]], codes: tuple[str, ...], item: ReportedItem, cell: Span | None, reading: Reading
) -> bool:
    """Whether its value was told as wrong already: it is not missing then."""
    if cell is None:
        return False
    line, _ = reading.document.places.at(cell.offset())
    return any((code, at) in told for code in codes for at in (line, item.source.line))


def _assumed(reading: Reading, item: ReportedItem, rules: ReadingRules) -> str | None:
    after, date = rules.due.get(item.priority) if item.priority else None, reading.report.date
    return f"an item has no due date; the policy says {date.value + after}" if after and date else None
