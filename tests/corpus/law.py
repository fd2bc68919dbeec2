"""The law of reading whatever there is: no exception, work in proportion to the size, and every place within the text."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from reports.blocks import Document, Heading, ListItem, Paragraph, Span, Table
from reports.decoding import decode
from reports.parse import read_report
from reports.rules import ReadingRules
from reports.selection import ALL, Selection

EVERYTHING = ReadingRules(selection=Selection(select=(ALL,)))
# Calls that reading may take: for any report, and for each byte more.
_FOR_ANY = 20_000
_FOR_A_BYTE = 100
# What a pattern does within one call is not counted: so many seconds of processor time are more than any input needs.
_ALARM = 20.0
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(slots=True)
class Work:
    """How many functions were called."""

    calls: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What was read, and how many calls that took."""

    items: int
    calls: int


def hold(data: bytes) -> Held:
    """Reads it by every rule. Raises: AssertionError where that breaks the law, and whatever reading raises."""
    work = Work()
    with _alarm(), counting(work, _FOR_ANY + _FOR_A_BYTE * len(data)):
        report, document, placed = read_report("one.md", data, EVERYTHING)
    source = decode("one.md", data).source
    assert decode("one.md", source).source == source
    lines = _LINE_END.split(source.decode().removeprefix("\ufeff"))
    places = [
        *((p.line or 1, p.column or 1) for p in report.problems),
        *((i.source.line, i.source.column or 1) for i in report.items),
        *((f.line, f.column) for f in (report.title, report.incident, report.date, report.severity) if f and f.line),
    ]
    for line, column in places:
        assert 1 <= line <= len(lines), f"line {line} of {len(lines)}"
        assert 1 <= column <= len(lines[line - 1]) + 1, f"column {column} of {lines[line - 1]!r}"
    assert all(item.title.strip() for item in report.items)
    for span in (*_spans(document), *(cell for one in placed for cell in one.cells.values())):
        assert 0 <= span.start <= span.end <= len(source), span
        assert span.start <= span.offset() <= len(source), span
    return Held(len(report.items), work.calls)


def _spans(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.span
        elif isinstance(block, Paragraph | ListItem):
            yield from block.lines
        elif isinstance(block, Table):
            yield from (cell for row in (block.header, *block.rows) for cell in row.cells)


@contextmanager
def counting(work: Work, most: int) -> Iterator[None]:
    def count(_frame: FrameType, event: str, _what: object) -> None:
        if event in ("call", "c_call"):
            work.calls += 1
            if work.calls > most:
                sys.setprofile(None)
                raise AssertionError(f"reading took more than {most} calls")

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"reading took more than {_ALARM:.0f} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, _ALARM)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
