"""The one room that knows the Markdown library: headings, tables, lists and paragraphs, each with its place. Pure.

What stands in fenced blocks, indented code, HTML and comments is left out: it is quoted, not said; but for tables in HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import pyromark

from reports import fences, html
from reports.blocks import Block, Document, Heading, ListItem, Paragraph, Places, Row, Section, Span, Table
from reports.frontmatter import front_matter
from reports.pipes import parted_outside_code
from reports.unclosed import OpenItem, OpenSpan, joined

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TASKLISTS


def read(source: bytes) -> Document:
    """A document out of valid UTF-8."""
    front, start = front_matter(source)
    reader = _read(source, start)
    if (fence := fences.stray(source, *reader.code)) is not None:
        reader = _read(source[: fence.start()] + b" " * len(fence.group()) + source[fence.end() :], start)
    return Document(tuple(reader.blocks), front, Places(source), source)


def _read(source: bytes, start: int) -> _Reader:
    reader = _Reader(source, start)
    text = source[start:].decode("utf-8")
    reader.read(pyromark.events_with_range(text, options=OPTIONS, merge_text=True), start)
    return reader


def code(source: bytes) -> tuple[tuple[int, int], ...]:
    """Where code stands in valid UTF-8, from byte to byte: in blocks and within lines."""
    found = []
    for event, span in pyromark.events_with_range(source.decode("utf-8"), options=OPTIONS):
        kind = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        block = kind[0] == "Start" and isinstance(kind[1], dict) and "CodeBlock" in kind[1]
        if block or kind[0] == "Code":
            found.append((span["start"], span["end"]))
    return tuple(found)


class _Reader:
    """Takes the events of the library one by one; one span is open at a time."""

    def __init__(self, source: bytes, start: int) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.section: Section = ()
        self.items: list[OpenItem] = []
        self.ordered: list[bool] = []
        self.rows: list[Row] = []
        self.cells: list[Span] = []
        self.open: OpenSpan | None = None
        self.lines: list[Span] = []
        self.quotes = 0
        self.bold_at: int | None = None
        self.struck_at: int | None = None
        self.last_end = start
        self.tables_until = start
        self.code = (start, start)

    def read(self, events: Iterable[tuple[Any, Any]], start: int) -> None:
        """Takes every event; the shortest way is for text, of which there is most."""
        for event, span in events:
            if event.__class__ is str:
                if event in _BREAKS and self.open is not None:
                    self._break(span["start"] + start, span["end"] + start)
                continue
            (kind,) = event
            value = event[kind]
            if kind == "Text":
                line = self.open
                if line is not None and self.struck_at is None:  # most of all there is, so without a call
                    line.pieces.append(value)
                    line.places.append(span["start"] + start)
                    self.last_end = span["end"] + start
                else:
                    self._say(value, span["start"] + start, span["end"] + start)
            elif kind == "Start" or kind == "End":  # noqa: PLR1714  # a set takes longer
                name, detail = (value, None) if value.__class__ is str else next(iter(value.items()))
                found = (_STARTS if kind == "Start" else _ENDS).get(name)
                if found is not None:
                    found(self, span["start"] + start, span["end"] + start, detail)
            else:
                self._take(kind, value, span["start"] + start, span["end"] + start)

    def _take(self, kind: str, value: Any, start: int, end: int) -> None:  # noqa: ANN401  # as the library has it
        if kind == "Code":
            ticks = (end - start - len(value.encode())) // 2
            self._say(value, start + ticks, end)
        elif kind == "InlineHtml" and html.is_left_to_fill_in(value):
            self._say(value, start, end)
        elif kind == "InlineHtml" and self.open is not None:
            self._add(" ", start)
        elif kind == "TaskListMarker" and self.items:
            self.items[-1].checked = value

    def _say(self, text: str, start: int, end: int) -> None:
        if self.open is None:
            if not self.items or self.items[-1].item is not None:
                return  # inside code or HTML
            self.open = OpenSpan(start)
        self._add(text, start)
        self.last_end = end

    def _add(self, text: str, at: int) -> None:
        assert self.open is not None  # noqa: S101  # the callers looked
        self.open.pieces.append(text)
        self.open.places.append(at)
        if self.struck_at is not None:
            self.open.struck += len(text)

    def _break(self, start: int, end: int) -> None:
        assert self.open is not None  # noqa: S101  # the caller looked
        if self.cells or self.rows:
            self._add(" ", start)
            return
        self.lines.append(self.open.close(start))
        self.open = OpenSpan(end)

    def _close_lines(self, end: int) -> tuple[Span, ...]:
        if self.open is not None:
            self.lines.append(self.open.close(end))
        lines, self.lines, self.open = tuple(self.lines), [], None
        return lines

    def _here(self) -> ListItem | None:
        return next((i.item for i in reversed(self.items) if i.item is not None), None)

    def _close_item_text(self) -> None:
        """The item's own text ends: with the item, or where something is nested in it."""
        if not self.items or self.items[-1].item is not None:
            return
        it = self.items[-1]
        lines = self._close_lines(self.last_end)
        it.item = ListItem(
            lines, self.section, it.start, it.end, it.ordered, it.checked, self._here(), bool(self.quotes)
        )
        self.blocks.append(it.item)

    # What starts ---------------------------------------------------------------------------------

    def start_heading(self, start: int, _end: int, _detail: object) -> None:
        self._close_item_text()
        self.open = OpenSpan(start)

    def start_paragraph(self, start: int, _end: int, _detail: object) -> None:
        self.open = OpenSpan(start)

    def start_table(self, _start: int, _end: int, _detail: object) -> None:
        self._close_item_text()
        self.rows = []

    def start_cell(self, start: int, _end: int, _detail: object) -> None:
        self.open = OpenSpan(start)

    def start_list(self, _start: int, _end: int, detail: object) -> None:
        self._close_item_text()
        self.ordered.append(detail is not None)

    def start_item(self, start: int, end: int, _detail: object) -> None:
        self.items.append(OpenItem(start, end, self.ordered[-1]))

    def start_quote(self, _start: int, _end: int, _detail: object) -> None:
        self._close_item_text()
        self.quotes += 1

    def start_code(self, start: int, end: int, _detail: object) -> None:
        self._close_item_text()
        self.code = (start, end)

    def start_html(self, start: int, end: int, _detail: object) -> None:
        self._close_item_text()
        while self.tables_until < end:
            start = max(start, self.tables_until)
            table, self.tables_until = html.table(self.source, start, end, self.section, quoted=bool(self.quotes))
            if table is not None:
                self.blocks.append(table)

    def start_bold(self, start: int, _end: int, _detail: object) -> None:
        if self.open is None:
            self._say("", start, start)
        if self.open is not None and not self.open.lead and not "".join(self.open.pieces).strip(_DECORATION):
            self.bold_at = start

    def start_struck(self, start: int, _end: int, _detail: object) -> None:
        self.struck_at = start

    def start_link(self, start: int, _end: int, detail: object) -> None:
        if self.open is None:
            self._say("", start, start)
        if self.open is not None and isinstance(detail, dict):
            self.open.links.append(str(detail.get("dest_url", "")))

    # What ends -----------------------------------------------------------------------------------

    def end_heading(self, start: int, end: int, detail: object) -> None:
        level = int(str(detail).removeprefix("H"))
        heading = Heading(level, joined(self._close_lines(end), start, end))
        self.section = (*(h for h in self.section if h.level < level), heading)
        self.blocks.append(heading)

    def end_paragraph(self, _start: int, end: int, _detail: object) -> None:
        if self.items and self.items[-1].item is None:
            self.last_end = end
            self._close_item_text()
            return
        if lines := self._close_lines(end):
            self.blocks.append(Paragraph(lines, self.section, self._here(), bool(self.quotes)))

    def end_cell(self, _start: int, end: int, _detail: object) -> None:
        assert self.open is not None  # noqa: S101  # the library closes only what it opened
        self.cells.append(self.open.close(end))
        self.open = None

    def end_row(self, start: int, end: int, _detail: object) -> None:
        cells = tuple(self.cells)
        if self.rows and self.source.find(b"`", start, end) >= 0:
            parted = parted_outside_code(self.source, start, end, len(cells))
            cells = tuple(_cell(self.source, *places) for places in parted) or cells
        self.rows.append(Row(cells, start, end))
        self.cells = []

    def end_table(self, _start: int, _end: int, _detail: object) -> None:
        header, *rows = self.rows
        self.blocks.append(Table(header, tuple(rows), self.section, bool(self.quotes)))
        self.rows = []

    def end_list(self, _start: int, _end: int, _detail: object) -> None:
        self.ordered.pop()

    def end_item(self, _start: int, _end: int, _detail: object) -> None:
        self._close_item_text()
        self.items.pop()

    def end_quote(self, _start: int, _end: int, _detail: object) -> None:
        self.quotes -= 1

    def end_bold(self, _start: int, _end: int, _detail: object) -> None:
        if self.bold_at is not None and self.open is not None:
            self.open.lead = "".join(self.open.pieces)
        self.bold_at = None

    def end_struck(self, _start: int, _end: int, _detail: object) -> None:
        self.struck_at = None


def _cell(source: bytes, start: int, end: int) -> Span:
    """A cell by itself."""
    inside = source[start:end].decode("utf-8")
    into = OpenSpan(start)
    at = start + len(inside[: len(inside) - len(inside.lstrip())].encode())
    for event in pyromark.events(inside.strip().lstrip("#->+"), options=OPTIONS):
        for kind, value in event.items() if isinstance(event, dict) else ():
            if kind in ("Text", "Code"):
                into.pieces.append(str(value))
                into.places.append(at)
    return into.close(end)


_BREAKS = frozenset({"SoftBreak", "HardBreak"})
_DECORATION = " \t[]()*_-:.✅☑✔❌🔄⏳📅🔲☐🔴🟠🟡🟢🔵⚪⬜🚧🔥🚨⚠\ufe0f"

_Handler: TypeAlias = Callable[[_Reader, int, int, object], None]
_STARTS: Mapping[str, _Handler] = {
    "Heading": _Reader.start_heading,
    "Paragraph": _Reader.start_paragraph,
    "Table": _Reader.start_table,
    "TableCell": _Reader.start_cell,
    "List": _Reader.start_list,
    "Item": _Reader.start_item,
    "BlockQuote": _Reader.start_quote,
    "CodeBlock": _Reader.start_code,
    "HtmlBlock": _Reader.start_html,
    "Strong": _Reader.start_bold,
    "Strikethrough": _Reader.start_struck,
    "Link": _Reader.start_link,
    "Image": _Reader.start_link,
}
_ENDS: Mapping[str, _Handler] = {
    "Heading": _Reader.end_heading,
    "Paragraph": _Reader.end_paragraph,
    "TableCell": _Reader.end_cell,
    "TableHead": _Reader.end_row,
    "TableRow": _Reader.end_row,
    "Table": _Reader.end_table,
    "List": _Reader.end_list,
    "Item": _Reader.end_item,
    "BlockQuote": _Reader.end_quote,
    "Strong": _Reader.end_bold,
    "Strikethrough": _Reader.end_struck,
}
