"""A table as it stands in its bytes: one cell is written anew, or a column added, and all else stays. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wcwidth import wcswidth

from reports.blocks import Row, Span, Table
from reports.html import is_html

_BLANKS = b" \t\r\n"
_LINE = re.compile(rb"[^\r\n]*")
_RULE = re.compile(rb"[\s|:-]+")
_DASHES = re.compile(rb"-+")
_SHORTEST_RULE = 3


class Unsafe(ValueError):
    """Nothing can be written here without touching more; the message says why."""


class Edit(NamedTuple):
    """Other text for some bytes of the source."""

    start: int
    end: int
    text: str


def applied(source: bytes, edits: Sequence[Edit]) -> bytes:
    """The source with its edits, which do not overlap."""
    parts: list[bytes] = []
    at = 0
    for edit in sorted(edits):
        parts += (source[at : edit.start], edit.text.encode())
        at = edit.end
    return b"".join((*parts, source[at:]))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in its source."""

    source: bytes
    table: Table

    def edits(self, texts: Mapping[tuple[int, int], str], added: Sequence[str]) -> Iterator[Edit]:
        """What writes `texts`, by row and column, and adds columns with these heads.

        Raises: Unsafe when bars are escaped, or a row holds cells that would come to stand under a new column.
        """
        width = len(self.table.header.cells)
        lines = (self.table.header, *self.table.rows)
        if any(self.source[row.start : row.end].lstrip().startswith(b"\\|") for row in lines):
            raise Unsafe("the bars of its table are escaped")
        if is_html(self.source, self.table.header):
            raise Unsafe("its table is written as HTML")
        if added and any(self._has_more(row) for row in lines):
            raise Unsafe("a row of the table has more cells than its header")
        by_row: dict[int, dict[int, str]] = {n: {} for n in range(len(self.table.rows))}
        for (row, column), text in texts.items():
            by_row[row][column] = text
        wide = self._widths(texts, added)
        if added:
            heads = [*map(self._padded, added, wide)]
            yield self._appended(self.table.header, heads)
            yield self._longer_rule(heads)
        for n, cells in by_row.items():
            yield from self._row_edits(self.table.rows[n], cells, [width + i for i in range(len(added))], wide)

    def _row_edits(self, row: Row, cells: Mapping[int, str], new: Sequence[int], wide: Sequence[int]) -> Iterator[Edit]:
        there = self._there(row)
        for column, text in cells.items():
            if column < there:
                yield self._written(row.cells[column], column, text)
        width = len(self.table.header.cells)
        beyond = [column for column in cells if column >= there]
        last = max(beyond, default=-1)
        if new and (there == width or beyond):
            last = new[-1]
        if last >= there:
            room = [wide[c - width] if c >= width else 0 for c in range(there, last + 1)]
            tail = [self._padded(cells.get(c, ""), w) for c, w in zip(range(there, last + 1), room, strict=True)]
            yield self._appended(row, tail)

    # One cell ------------------------------------------------------------------------------------

    def _written(self, cell: Span, column: int, text: str) -> Edit:
        """A cell as wide as it was, where its column is lined up or it was padded, and the text fits."""
        raw = self.source[cell.start : cell.end].decode()
        bare = raw.strip()
        lead, trail = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
        if not bare:
            lead = trail = self._pad()
        lined_up = not bare or max(len(lead), len(trail)) > 1 or self._is_lined_up(column)
        spare = cells_wide(raw) - cells_wide(text) if lined_up else 0
        if not lined_up:
            return Edit(cell.start, cell.end, f"{lead}{text}{trail}")
        if len(lead) > len(trail):
            lead = " " * max(1, spare - len(trail))
        else:
            lead = lead if spare >= len(lead) + bool(trail) else lead[:1]
            trail = " " * max(bool(trail), spare - len(lead))
        return Edit(cell.start, cell.end, f"{lead}{text}{trail}")

    def _is_lined_up(self, column: int) -> bool:
        cells = [row.cells[column] for row in (self.table.header, *self.table.rows) if column < self._there(row)]
        return len({cells_wide(self.source[c.start : c.end].decode()) for c in cells}) == 1

    # One column more -----------------------------------------------------------------------------

    def _widths(self, texts: Mapping[tuple[int, int], str], added: Sequence[str]) -> list[int]:
        """How wide each added column is; 0 where the table is not lined up."""
        width = len(self.table.header.cells)
        if not all(self._is_lined_up(n) for n in range(width)):
            return [0] * len(added)
        return [
            max(cells_wide(text) for text in (head, *(t for (_, c), t in texts.items() if c == width + n)))
            for n, head in enumerate(added)
        ]

    def _padded(self, text: str, width: int) -> str:
        pad = self._pad()
        return f"{pad}{text}{' ' * max(0, width - cells_wide(text))}{pad}"

    def _appended(self, row: Row, cells: Sequence[str]) -> Edit:
        end = self._end(row)
        if self._is_closed(row):
            return Edit(end, end, "".join(f"{cell}|" for cell in cells))
        while cells and not cells[-1].strip():
            cells = cells[:-1]
        text = "".join(f"|{cell}" for cell in cells)
        return Edit(end, end, f"{self._pad()}{text}".rstrip() if cells else "")

    def _longer_rule(self, heads: Sequence[str]) -> Edit:
        """The row of dashes below the header, in its own habit."""
        start = self.table.header.end
        line = _LINE.match(self.source, start)
        assert line is not None  # noqa: S101  # it matches nothing, too
        rule = line.group().rstrip(_BLANKS)
        if not _RULE.fullmatch(rule):
            raise Unsafe("the table's row of dashes is not where it should be")
        pad = " " if rule.removesuffix(b"|").endswith(b" ") or b"| " in rule else ""
        known = {len(found) for found in _DASHES.findall(rule)}
        same = known.pop() if len(known) == 1 else 0
        dashes = ["-" * (same or max(_SHORTEST_RULE, cells_wide(head) - 2 * len(pad))) for head in heads]
        if rule.endswith(b"|"):
            text = "".join(f"{pad}{dash}{pad}|" for dash in dashes)
        else:
            text = "".join(f"{pad}|{pad}{dash}" for dash in dashes)
        end = start + len(rule)
        return Edit(end, end, text)

    # How the table is written --------------------------------------------------------------------

    def _pad(self) -> str:
        """What its author puts between bars and words."""
        first = next((c for c in self.table.header.cells if c.text.strip()), None)
        return " " if first is None or self.source[first.start : first.end][-1:] in b" \t" else ""

    def _end(self, row: Row) -> int:
        return row.start + len(self.source[row.start : row.end].rstrip(_BLANKS))

    def _is_closed(self, row: Row) -> bool:
        """Its last cell has a bar behind it."""
        return self.source[row.start : self._end(row)].endswith(b"|")

    def _there(self, row: Row) -> int:
        """How many of its cells are written out; those that are left off count as empty."""
        end = self._end(row)
        return sum(cell.start < end for cell in row.cells)

    def _has_more(self, row: Row) -> bool:
        """There is text behind its last cell."""
        last = row.cells[-1]
        return self.source[last.end : self._end(row)].strip(_BLANKS) not in (b"", b"|")


def cells_wide(text: str) -> int:
    """How many columns an editor gives to a text."""
    wide = len(text) if text.isascii() else wcswidth(text)
    return wide if wide >= 0 else len(text)
