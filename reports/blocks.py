"""The parts of a document and where they stand: headings, paragraphs, list items, tables. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, TypeAlias


# Tuples, not dataclasses: a large report holds hundreds of thousands, and they are made in half the time.
class Span(NamedTuple):
    """A line, heading or cell: its text without markup, and where each piece of it stands.

    `start` and `end` are bytes of the UTF-8 source, markup and padding included; `pieces` are the parts of the
    text, `places` the bytes that they begin at. `lead` is the bold text that it begins with, `links` are the
    targets of its links, `struck` says that all of it is struck through.
    """

    text: str
    start: int
    end: int
    pieces: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    lead: str = ""
    links: tuple[str, ...] = ()
    struck: bool = False

    def offset(self, position: int = 0) -> int:
        """The byte of the source at which a position of the text stands."""
        if self.pieces and position < len(self.pieces[0]):  # most do, and then there is nothing to go through
            return self.places[0] + len(self.pieces[0][:position].encode())
        piece, byte = "", self.start
        for piece, byte in zip(self.pieces, self.places, strict=True):  # noqa: B007  # both are used below
            if position < len(piece):
                break
            position -= len(piece)
        else:
            position += len(piece)
        return byte + len(piece[:position].encode())

    def offsets(self, positions: Iterable[int]) -> Iterator[int]:
        """The same for many positions in ascending order: each letter is passed once."""
        pieces = zip(self.pieces, self.places, strict=True)
        piece, byte = next(pieces, ("", self.start))
        begin = at = 0
        for position in positions:
            while position - begin >= len(piece) and (more := next(pieces, None)) is not None:
                begin, at = begin + len(piece), 0
                piece, byte = more
            byte += len(piece[at : position - begin].encode())
            at = position - begin
            yield byte

    def part(self, start: int, end: int | None = None) -> Span:
        """A part of it, with its place."""
        text, byte = self.text[start:end], self.offset(start)
        return Span(text, byte, self.end, (text,), (byte,), links=self.links)


class Heading(NamedTuple):
    """A heading, known by itself: two with the same words are two."""

    level: int
    span: Span


Section: TypeAlias = tuple[Heading, ...]
"""The headings that something stands under, outermost first."""


class ListItem(NamedTuple):
    """An item of a list: the lines of its own first paragraph, without what is nested in it.

    It ends with what is nested in it. `checked` is None where it has no check box; `within` is the item that it is
    nested in.
    """

    lines: tuple[Span, ...]
    section: Section
    start: int
    end: int
    ordered: bool = False
    checked: bool | None = None
    within: ListItem | None = None
    quoted: bool = False


class Paragraph(NamedTuple):
    """Lines of text; `within` is the list item that it belongs to, `quoted` that it is a block quote."""

    lines: tuple[Span, ...]
    section: Section
    within: ListItem | None = None
    quoted: bool = False


class Row(NamedTuple):
    """A row of a table, as long as its header."""

    cells: tuple[Span, ...]
    start: int
    end: int


class Table(NamedTuple):
    """A table with the headings that it stands under."""

    header: Row
    rows: tuple[Row, ...]
    section: Section
    quoted: bool = False


Block: TypeAlias = Heading | Paragraph | ListItem | Table


class Places:
    """Bytes of a UTF-8 source as lines and columns, both counted from 1, columns in characters."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._starts: list[int] = []
        self._last = (0, 0, 1)  # line, byte, column: a long line is counted once, not from its start each time

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        known_line, start, column = self._last
        if known_line != line or start > offset:
            start, column = starts[line - 1], 1
            if line == 1 and self._source.startswith(b"\xef\xbb\xbf"):
                start = min(3, offset)  # a byte-order mark is no column
        column += len(self._source[start:offset].decode("utf-8", "replace"))
        self._last = (line, offset, column)
        return line, column

    def bytes_of(self, line: int) -> range:
        """The bytes that stand on a line."""
        starts = [*self._line_starts()[line - 1 : line + 1], len(self._source) + 1]
        return range(starts[0], starts[1])

    def _line_starts(self) -> list[int]:
        if not self._starts:
            *whole, _last = (self._source + b".").splitlines(keepends=True)  # the sign makes a last line, empty or not
            self._starts = [*accumulate(map(len, whole), initial=0)]
        return self._starts


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a text in order, and the lines of its front matter."""

    blocks: tuple[Block, ...]
    front: tuple[Span, ...]
    places: Places
    source: bytes
