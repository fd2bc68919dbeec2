"""Action items out of tables: which table is one, which column is what, what each cell says. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from reports import values, vocabulary
from reports.codes import problem
from reports.markdown import Cell, Table
from reports.values import Impossible
from tracker.model import Problem, ReportedItem, Source

T = TypeVar("T")

# A table needs this many more known columns than its title to be taken for action items.
SUPPORT = 1


def columns(table: Table) -> Mapping[str, int]:
    """Which column holds what; the first of two that could hold the same wins."""
    found: dict[str, int] = {}
    for position, cell in enumerate(table.header):
        name = values.plain(cell.text) or cell.text.strip()
        for column, words in vocabulary.COLUMNS.items():
            if name in words and column not in found:
                found[column] = position
                break
    return found


def is_action_table(table: Table) -> bool:
    """By its section *and* its columns: a timeline has an action column, a plan has a section."""
    in_section = any(values.plain(name) in vocabulary.ACTION_SECTIONS for name in table.section)
    found = columns(table)
    return in_section and "title" in found and len({"owner", "due", "priority", "status"} & found.keys()) >= SUPPORT


@dataclass(slots=True)
class ActionReader:
    """Reads the action tables of one report; what is wrong goes into `problems`."""

    path: str
    problems: list[Problem]

    def items(self, table: Table) -> Iterator[ReportedItem]:
        """The rows of a table that say something."""
        where = columns(table)
        for row in table.rows:
            cells = {name: row[position] for name, position in where.items() if position < len(row)}
            if any(cell.text for name, cell in cells.items() if name != "number"):
                item = self._item(cells)
                if item is not None:
                    yield item

    def _item(self, cells: Mapping[str, Cell]) -> ReportedItem | None:
        broken = [self._placeholder(name, cell) for name, cell in cells.items()]
        if any(broken):
            return None
        title = cells["title"]
        if values.is_nothing(title.text):
            self._say("ITM-TITLE", title)
            return None
        number = self._cell(cells, "number").text
        names = values.owners(self._cell(cells, "owner").text)
        return ReportedItem(
            title=title.text,
            source=Source(self.path, title.line, title.column),
            number=int(number) if number.isascii() and number.isdigit() and len(number) < len("1000000") else None,
            row=number or None,
            owner=names[0] if names else None,
            owners=names,
            due=self._read(cells, "due", values.day, "ITM-DUE-DATE"),
            priority=self._read(cells, "priority", values.priority, "ITM-PRIORITY-WORD"),
            status=self._read(cells, "status", values.status, "ITM-STATUS"),
            jira_key=_key(cells),
        )

    def _placeholder(self, name: str, cell: Cell) -> bool:
        hole = None if name == "number" else values.placeholder(cell.text)
        if hole is None or (name == "title" and not values.is_whole_placeholder(cell.text)):
            return False  # a title may speak of {{ templates }} or [x]
        self._say("ITM-PLACEHOLDER", cell, f"the {name} cell still holds the placeholder {hole.group()}")
        return True

    def _read(self, cells: Mapping[str, Cell], name: str, read: Callable[[str], T | None], code: str) -> T | None:
        cell = self._cell(cells, name)
        try:
            return read(cell.text)
        except Impossible as why:
            self._say(code, cell, f"{cell.text!r} {why}")
            return None

    def _cell(self, cells: Mapping[str, Cell], name: str) -> Cell:
        title = cells["title"]
        return cells.get(name) or Cell("", title.line, title.column, title.span)

    def _say(self, code: str, cell: Cell, message: str | None = None) -> None:
        self.problems.append(problem(code, self.path, cell.line, cell.column, message))


def _key(cells: Mapping[str, Cell]) -> str | None:
    """A key only where it is one: in a ticket column, or as the target of a link to an issue."""
    links = [key for cell in cells.values() for url in cell.links if (key := values.browse_key(url))]
    said = cells.get("ticket")
    return (values.browse_key(said.text) or values.ticket(said.text) if said else None) or next(iter(links), None)
