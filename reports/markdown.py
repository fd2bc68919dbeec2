"""The one room that knows the Markdown library: headings, tables, lists and lines, each with its place. Pure.

What stands in fenced blocks, indented code, HTML and comments is left out: it is quoted, not said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeAlias

import pyromark

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TASKLISTS


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `column` is that of its text."""

    level: int
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph or list item as it stands in the source, without the list's bullet.

    `section` holds the headings above it, outermost first.
    """

    text: str
    line: int
    column: int
    section: tuple[str, ...] = ()
    bullet: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: `text` without markup, `links` its link targets, `span` its bytes in the UTF-8 source."""

    text: str
    line: int
    column: int
    span: tuple[int, int]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the headings above it, outermost first; every row is as long as the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    line: int
    section: tuple[str, ...] = ()


Block: TypeAlias = Heading | Line | Table


class Places:
    """Byte offsets of a UTF-8 source as lines and columns, both counted from 1, columns in characters."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._starts = [0, *accumulate(len(part) + 1 for part in source.split(b"\n"))]
        self._last = (1, 0, 1)  # line, offset, column: a long line is counted once, not from its start each time

    def line(self, offset: int) -> int:
        """The line that an offset lies in."""
        return min(bisect_right(self._starts, offset), len(self._starts) - 1)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = self.line(offset)
        known_line, start, column = self._last
        if known_line != line or start > offset:
            start, column = self._starts[line - 1], 1
        column += len(self._source[start:offset].decode("utf-8", "replace"))
        self._last = (line, offset, column)
        return line, column

    def lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The byte ranges of the lines between two offsets, without their line ends."""
        while start < end:
            stop = min(self._starts[self.line(start)] - 1, end)
            yield start, stop
            start = stop + 1


def blocks(text: str) -> tuple[Block, ...]:
    """Every block of a document, in order."""
    source = text.encode("utf-8", "replace")
    reader = _Reader(source, Places(source))
    for event, span in pyromark.events_with_range(source.decode("utf-8"), options=_OPTIONS):
        reader.take(event, span["start"], span["end"])
    return tuple(reader.found)


@dataclass(slots=True)
class _OpenCell:
    start: int
    end: int
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    first: int | None = None


@dataclass(slots=True)
class _Reader:
    source: bytes
    places: Places
    found: list[Block] = field(default_factory=list)
    section: list[tuple[int, str]] = field(default_factory=list)
    heading: _OpenCell | None = None
    cell: _OpenCell | None = None
    table: list[tuple[Cell, ...]] = field(default_factory=list)
    table_at: int = 0
    row: list[Cell] = field(default_factory=list)
    silent: int = 0
    quotes: int = 0
    items: int = 0
    done: int = 0

    def take(self, event: object, start: int, end: int) -> None:
        kind, name, detail = _named(event)
        if kind == "Start":
            self._start(name, start, end)
        elif kind == "End":
            self._end(name, start, end, detail)
        else:
            self._inline(kind, detail, start)
        if kind == "Start" and name in ("Link", "Image") and self.cell is not None:
            self.cell.links.append(_target(detail))

    def _start(self, name: str, start: int, end: int) -> None:
        match name:
            case "CodeBlock" | "HtmlBlock" | "MetadataBlock":
                self.silent += 1
                self._lines_before(start)
                self.done = max(self.done, end)
            case "Heading":
                self.heading = _OpenCell(start, end)
            case "Table":
                self.table, self.table_at = [], start
            case "TableCell":
                self.cell = _OpenCell(start, end)
            case "BlockQuote":
                self.quotes += 1
            case "List":
                self._lines_before(start)
            case "Item":
                self.items += 1
                self.done = max(self.done, start)
            case "Paragraph" if not self.items:
                self.done = max(self.done, start)

    def _end(self, name: str, start: int, end: int, detail: object) -> None:
        match name:
            case "CodeBlock" | "HtmlBlock" | "MetadataBlock":
                self.silent -= 1
            case "Heading":
                self._close_heading(detail)
            case "TableCell":
                self._close_cell()
            case "TableHead" | "TableRow":
                self.table.append(tuple(self.row))
                self.row = []
            case "Table":
                self._close_table(end)
            case "BlockQuote":
                self.quotes -= 1
            case "Paragraph":
                self._lines(max(start, self.done), end)
            case "Item":
                self._lines(max(start, self.done), end)
                self.items -= 1

    def _inline(self, kind: str, detail: object, start: int) -> None:
        into = self.cell or self.heading
        if into is None:
            return
        if kind in ("Text", "Code", "InlineMath"):
            into.first = start if into.first is None else into.first
            into.texts.append(str(detail))
        elif kind in ("SoftBreak", "HardBreak", "InlineHtml"):
            into.texts.append(" ")

    def _close_heading(self, detail: object) -> None:
        assert self.heading is not None  # noqa: S101  # the library closes only what it opened
        level = int(str(detail).removeprefix("H"))
        text = "".join(self.heading.texts).strip()
        line, column = self.places.at(self.heading.first if self.heading.first is not None else self.heading.start)
        self.found.append(Heading(level, text, line, column))
        self.section = [*(h for h in self.section if h[0] < level), (level, text)]
        self.done = self.heading.end
        self.heading = None

    def _close_cell(self) -> None:
        assert self.cell is not None  # noqa: S101  # the same
        line, column = self.places.at(self.cell.first if self.cell.first is not None else self.cell.start)
        text = " ".join("".join(self.cell.texts).split())
        self.row.append(Cell(text, line, column, (self.cell.start, self.cell.end), tuple(self.cell.links)))
        self.cell = None

    def _close_table(self, end: int) -> None:
        header, *rows = self.table
        line = self.places.line(self.table_at)
        self.found.append(Table(header, tuple(rows), line, tuple(name for _, name in self.section)))
        self.done = end

    def _lines_before(self, offset: int) -> None:
        if self.items:
            self._lines(self.done, offset)

    def _lines(self, start: int, end: int) -> None:
        """The lines of a paragraph or item as they stand in the source."""
        if self.silent or end <= self.done:
            return
        section = tuple(name for _, name in self.section)
        for begin, stop in self.places.lines(start, end):
            raw = self.source[begin:stop].decode("utf-8", "replace")
            text = raw.lstrip(" \t>").removeprefix("-").removeprefix("+") if self.items else raw.lstrip(" \t>")
            text = text.removeprefix("* ").strip() if self.items else text.strip()
            if text:
                line, column = self.places.at(begin)
                shift = raw.index(text[0], raw.find(text)) if text in raw else 0
                self.found.append(Line(text, line, column + shift, section, bool(self.items), bool(self.quotes)))
        self.done = max(self.done, end)


def _named(event: object) -> tuple[str, str, object]:
    """An event of the library as (kind, name of what starts or ends, its detail)."""
    if isinstance(event, str):
        return event, "", None
    assert isinstance(event, dict)  # noqa: S101  # the library's own shape: a name, or one name with a value
    kind, value = next(iter(event.items()))
    if kind not in ("Start", "End"):
        return str(kind), "", value
    if isinstance(value, str):
        return str(kind), value, None
    name, detail = next(iter(value.items()))
    return str(kind), str(name), detail


def _target(detail: object) -> str:
    return str(detail.get("dest_url", "")) if isinstance(detail, dict) else ""


def tables(found: Sequence[Block]) -> list[Table]:
    """The tables among blocks."""
    return [b for b in found if isinstance(b, Table)]
