"""An answer laid out for people, before it is drawn as a table or as Markdown. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Tone(StrEnum):
    """How loud a cell is; it only repeats what the words say."""

    PLAIN = "plain"
    LOUD = "loud"
    WARN = "warn"
    GOOD = "good"
    DIM = "dim"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value; `url` is where it leads."""

    text: str
    tone: Tone = Tone.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line; `below` is what stands under it."""

    cells: tuple[Cell, ...]
    below: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head; `least` is the width down to which it may give way, None when it never does.

    A column that `wraps` goes on in the next line, any other is cut with an ellipsis.
    """

    head: str
    least: int | None = None
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; columns without any content are left out when it is drawn."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str | None = None

    def filled(self) -> Sheet:
        """The sheet without its empty columns."""
        kept = [i for i in range(len(self.columns)) if any(r.cells[i].text for r in self.rows)]
        rows = tuple(Row(tuple(r.cells[i] for i in kept), r.below) for r in self.rows)
        return Sheet(tuple(self.columns[i] for i in kept), rows, self.title)


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, one a line."""

    facts: tuple[tuple[str, Cell], ...]
    title: str | None = None


Part: TypeAlias = Sheet | Facts
