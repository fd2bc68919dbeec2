"""Tables that are written as HTML, which Markdown lets through as it stands. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reports.blocks import Row, Section, Span, Table
from reports.words import phrases

_TABLE = re.compile(rb"<table\b[^<>]*>", re.IGNORECASE)
_END = re.compile(rb"</table\s*>", re.IGNORECASE)
_PARTS = re.compile(rb"<(?P<closes>/?)(?P<name>tr|t[hd])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(rb"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_LINK = re.compile(rb"""<a\b[^<>]*\bhref\s*=\s*["']([^"'<>]*)["']""", re.IGNORECASE)

_WORDS = re.compile(r"<(?P<first>[^\W\d_]+)(?:[ _-][\w-]+)*\s*>")
# What may stand in a line; other words between angle brackets are somebody's own.
_TAGS = phrases(
    "a|abbr|b|bdi|bdo|big|br|button|center|cite|code|data|del|details|dfn|div|em|figure|font|form|h",
    "hr|i|img|input|ins|kbd|label|li|mark|meter|nobr|ol|option|p|picture|pre|progress|q|ruby|rt|rp|s",
    "samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td",
    "template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr",
)


def table(source: bytes, start: int, end: int, section: Section, *, quoted: bool) -> tuple[Table | None, int]:
    """The table that begins between two bytes, and where it ends: behind blank lines, too.

    One without an end is none, and then nothing behind it is one either.
    """
    begun = _TABLE.search(source, start, end)
    if begun is None:
        return None, end
    ended = _END.search(source, begun.end())
    if ended is None:
        return None, len(source)
    rows = tuple(_rows(source, begun.end(), ended.start()))
    if not rows:
        return None, ended.end()
    width = len(rows[0].cells)
    return Table(rows[0], tuple(_fitted(row, width) for row in rows[1:]), section, quoted), ended.end()


def is_left_to_fill_in(tag: str) -> bool:
    """What looks like a tag, and is what a template wrote: `<owner>`."""
    found = _WORDS.fullmatch(tag)
    return found is not None and found["first"].lower() not in _TAGS


def is_html(source: bytes, row: Row) -> bool:
    """A row that stands between tags."""
    return source.startswith(b"<", row.start)


def _rows(source: bytes, start: int, end: int) -> Iterator[Row]:
    cells: list[Span] = []
    row = at = start
    open_cell = False
    for tag in _PARTS.finditer(source, start, end):
        if open_cell:
            cells.append(_cell(source, at, tag.start()))
        is_row = tag["name"].lower() == b"tr"
        if is_row and cells:
            yield Row(tuple(cells), row, tag.start())
            cells = []
        row = tag.start() if is_row and not tag["closes"] else row
        open_cell = not is_row and not tag["closes"]
        at = tag.end()
    if open_cell:
        cells.append(_cell(source, at, end))
    if cells:
        yield Row(tuple(cells), row, end)


def _cell(source: bytes, start: int, end: int) -> Span:
    """A cell's text, without tags and with its characters as they are meant."""
    raw = source[start:end]
    lead = len(raw) - len(_TAG.sub(lambda tag: b" " * len(tag.group()), raw).lstrip())
    text = html.unescape(" ".join(_TAG.sub(b" ", raw).decode("utf-8").split()))
    links = tuple(link.decode("utf-8") for link in _LINK.findall(raw))
    return Span(text, start, end, (text,), (start + lead,), links=links)


def _fitted(row: Row, width: int) -> Row:
    """A row as long as its header."""
    missing = (Span("", row.end, row.end) for _ in range(width - len(row.cells)))
    return row._replace(cells=(*row.cells[:width], *missing))
