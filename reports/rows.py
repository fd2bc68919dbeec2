"""What is to be written into which row, and what stays because a person wrote it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports import values, wording
from reports.actions import Placed
from reports.blocks import Document, Heading, Span, Table
from reports.bullet import CHECKED, UNCHECKED, Bullet
from reports.grid import Edit, Grid
from reports.vocabulary import Vocabulary
from tracker.model import Source, Status, Written

STATUS_COLUMN, KEY_COLUMN = "Status", "Jira"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the row of an item should say; `name` is Jira's for the status.

    `before` is what the row held when both last said the same; without it, `by_hand` tells that a person has
    changed the row's status since it got its issue.
    """

    source: Source
    key: str
    status: Status
    name: str
    before: Written | None = None
    by_hand: bool = False

    def is_settled(self, key: str | None, status: Status | None, known: Vocabulary) -> bool:
        """A row that was last read so needs no look."""
        before = self.before
        if before is None or key != self.key or status is not self.status:
            return False
        words = wording.status_words(self.name, self.status, known, "utf-8")
        shown = (words, wording.bracketed(words, self.status), CHECKED, UNCHECKED)
        return not before.ours or before.status in shown


@dataclass(frozen=True, slots=True)
class Row:
    """What is decided on one row: the key and the words to write, None to leave what is there; `kept` is a person's.

    `remembered` is what the row then holds, where both say the same.
    """

    wanted: Wanted
    placed: Placed
    key: str | None
    words: str | None
    kept: tuple[tuple[str, str], ...] = ()
    remembered: Written | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are written together: those of one table, or one bullet alone, perhaps told in a heading."""

    members: tuple[tuple[Placed, Wanted], ...]
    table: Table | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What is done to one group."""

    rows: tuple[Row, ...]
    edits: tuple[Edit, ...]


def groups(document: Document, placed: Sequence[Placed], wanted: Sequence[Wanted]) -> Iterator[Group]:
    """The rows that something is wanted of; one that is not found is left out."""
    by_source = {w.source: w for w in wanted}
    found = [(p, by_source[p.item.source]) for p in placed if p.item.source in by_source]
    tables = {id(b.header): b for b in document.blocks if isinstance(b, Table)}
    for header in dict.fromkeys(id(p.candidate.table.header) for p, _ in found if p.candidate.table is not None):
        whole = _whole(tables.get(header), header, placed)
        yield Group(tuple((p, w) for p, w in found if _stands_in(p, header)), whole)
    heads = [block.span for block in document.blocks if isinstance(block, Heading)]
    for p, w in found:
        if p.candidate.table is None:
            at = p.candidate.lines[0].start
            yield Group(((p, w),), heading=any(span.start <= at <= span.end for span in heads))


def _whole(table: Table | None, header: int, placed: Sequence[Placed]) -> Table:
    """A table with the rows that a blank line parts from it."""
    parts = {id(t): t for p in placed if (t := p.candidate.table) is not None and id(t.header) == header}
    first, *more = parts.values() if table is None else (table, *(t for t in parts.values() if t is not table))
    return first._replace(rows=tuple(row for part in (first, *more) for row in part.rows))


def _stands_in(placed: Placed, header: int) -> bool:
    table = placed.candidate.table
    return table is not None and id(table.header) == header


@dataclass(frozen=True, slots=True)
class Pen:
    """What a file is written with: its source, its encoding, the words that it is read by."""

    source: bytes
    encoding: str
    known: Vocabulary

    def part(self, group: Group) -> Part:
        """What is to be done to a group. Raises: Unsafe where it can't be done without touching more."""
        return self._bullet(group) if group.table is None else self._table(group, group.table)

    def _bullet(self, group: Group) -> Part:
        ((placed, wanted),) = group.members
        bullet = Bullet(self.source, placed, self.known, group.heading)
        words = wording.bracketed(self._words(wanted), wanted.status)
        row = self._decided(placed, wanted, bullet.status, words, bullet.with_status(words, wanted.status))
        text = None if row.words is None else wording.escaped(row.words)
        return Part((row,), tuple(bullet.edits(row.key, text, wanted.status)))

    def _table(self, group: Group, table: Table) -> Part:
        rows = [self._row(p, w) for p, w in group.members]
        fill = _column(rows[0].placed, "status") is None and any(
            row.words or self._loses_its_status(row) for row in rows
        )
        rows = [
            self._row(row.placed, row.wanted, fill=True) if fill or self._loses_its_status(row) else row for row in rows
        ]
        added: list[str] = []
        texts: dict[tuple[int, int], str] = {}
        lines = {row.start: n for n, row in enumerate(table.rows)}
        for name, head in (("status", STATUS_COLUMN), ("ticket", KEY_COLUMN)):
            new = {_line(row, lines): text for row in rows if (text := self._text(row, name))}
            if not new:
                continue
            column = _column(rows[0].placed, name)
            if column is None:
                column = len(table.header.cells) + len(added)
                added.append(head)
            texts |= {(n, column): text for n, text in new.items()}
        return Part(tuple(rows), tuple(Grid(self.source, table).edits(texts, added)))

    def _row(self, placed: Placed, wanted: Wanted, *, fill: bool = False) -> Row:
        cell, words = placed.cells.get("status"), self._words(wanted)
        return self._decided(placed, wanted, cell.text.strip() if cell else "", words, words, fill=fill)

    def _words(self, wanted: Wanted) -> str:
        return wording.status_words(wanted.name, wanted.status, self.known, self.encoding)

    def _loses_its_status(self, row: Row) -> bool:
        """What stands for a ticket is its status, and nothing else says it."""
        ticket, status = row.placed.cells.get("ticket"), row.placed.cells.get("status")
        silent = status is None or wording.said(status.text, self.known) is None
        return silent and row.key is not None and ticket is not None and self._is_a_status(ticket)

    def _is_a_status(self, cell: Span) -> bool:
        return isinstance(wording.said(cell.text, self.known), Status)

    def _text(self, row: Row, name: str) -> str | None:
        """What its cell will hold."""
        if name == "status":
            return None if row.words is None else wording.escaped(row.words)
        if row.key is None:
            return None
        cell = row.placed.cells.get("ticket")
        raw = self.source[cell.start : cell.end].decode().strip() if cell is not None else ""
        if cell is None or values.is_nothing(cell.text) or self._is_a_status(cell):
            return row.key  # a status that stands for a ticket has a column of its own from now on
        old = row.placed.item.jira_key
        return raw.replace(old, row.key) if old is not None else f"{raw}, {row.key}"

    def _decided(
        self, placed: Placed, wanted: Wanted, current: str, words: str, shown: str, *, fill: bool = False
    ) -> Row:
        """Three ways: what a person wrote since both said the same stays; `shown` is what will stand for `words`.

        `fill`: words that say the same elsewhere are not enough.
        """
        before, key = wanted.before, placed.item.jira_key
        said = wording.said(current, self.known) or placed.item.status
        theirs = said is not None and said is not wanted.status and self._is_theirs(wanted, current, said)
        ours = before is not None and before.ours and before.status == current
        agreed = said is wanted.status and not fill and not (ours and shown != current)
        foreign = key not in (None, wanted.key, before.key if before else None)
        kept = (*((("key", str(key)),) if foreign else ()), *((("status", current),) if theirs else ()))
        return Row(
            wanted=wanted,
            placed=placed,
            key=None if foreign or key == wanted.key else wanted.key,
            words=None if theirs or agreed else words,
            kept=kept,
            remembered=None if kept else Written(wanted.key, current if agreed else shown, ours or not agreed),
        )

    def _is_theirs(self, wanted: Wanted, current: str, said: Status | wording.Unread) -> bool:
        """A person changed it since both said the same; other words for the same status are no change."""
        before = wanted.before
        if before is None:
            return wanted.by_hand
        return current != before.status and said != wording.said(before.status, self.known)


def _line(row: Row, lines: Mapping[int, int]) -> int:
    found = row.placed.candidate.row
    assert found is not None  # noqa: S101  # it is a row of this table
    return lines[found.start]


def _column(placed: Placed, name: str) -> int | None:
    found, cell = placed.candidate.row, placed.cells.get(name)
    return found.cells.index(cell) if found is not None and cell is not None else None
