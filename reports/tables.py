"""What a table is about: which column holds what, and whether its rows are things to be done. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from reports import vocabulary
from reports.blocks import Paragraph, Row, Section, Span, Table
from reports.sections import Kind, Region
from reports.words import plain

_ASIDE = re.compile(r"[(（\[].*?[)）\]]")
_PIPED = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")
# Titles are longer than names, days and words for a priority.
_WORDS_OF_A_TITLE = 3
_LONGEST_HEADER = 200


def columns(table: Table, *, sure: bool) -> Mapping[str, int]:
    """Which column holds what; `sure`: the section says that these are actions."""
    names = [_header_words(cell.text) for cell in table.header.cells]
    found: dict[str, int] = {}
    for words in vocabulary.TITLE_COLUMNS:
        if "title" not in found:
            found.update(("title", n) for n, name in reversed([*enumerate(names)]) if name & words)
    for column, words in vocabulary.COLUMNS.items():
        free = (n for n, name in enumerate(names) if name & words and n not in found.values())
        found.update((column, n) for n in islice(free, 1))
    if sure and "due" not in found:
        dated = (n for n, name in enumerate(names) if name & vocabulary.DATE_COLUMN and n not in found.values())
        found.update(("due", n) for n in islice(dated, 1))
    if sure and found and "title" not in found:
        found |= _misplaced_title(table, found)
    return found


def _header_words(text: str) -> frozenset[str]:
    """A header as a whole, without what is in brackets, and what a slash parts."""
    bare = _ASIDE.sub(" ", text[:_LONGEST_HEADER])
    said = {plain(part) for part in (text, bare, *bare.split("/"))} - {""}
    return frozenset(said | ({"#"} if text.strip() == "#" else set()))


def _misplaced_title(table: Table, found: Mapping[str, int]) -> dict[str, int]:
    """The column with the longest texts, where no header says which; its header may say something else."""
    taken = {n for name, n in found.items() if name != "priority"}
    sizes = {
        n: sum(len(row.cells[n].text.split()) for row in table.rows)
        for n in range(len(table.header.cells))
        if n not in taken
    }
    best = max(sizes, key=lambda n: sizes[n], default=None)
    if best is None or sizes[best] < _WORDS_OF_A_TITLE * max(1, len(table.rows)):
        return {}
    return {"title": best} | ({"priority": -1} if found.get("priority") == best else {})


def is_action_table(table: Table, where: Mapping[str, int], here: Region | None) -> bool:
    """By its section and its columns: a timeline has an action column, a plan has a section."""
    names = [_header_words(cell.text) for cell in table.header.cells]
    if "title" not in where or any(name & vocabulary.NO_ACTION_COLUMNS for name in names):
        return False
    support = {"owner", "due", "priority", "status", "ticket"} & where.keys()
    sure = bool(names[where["title"]] & vocabulary.ACTION_COLUMN)
    if here is None:
        return sure and bool(support - {"ticket"})
    return bool(support) or (sure and here.kind is not Kind.FORWARD)


def cells_of(row: Row, where: Mapping[str, int]) -> dict[str, Span]:
    """A row's cells by what they hold."""
    return {name: row.cells[n] for name, n in where.items() if 0 <= n < len(row.cells)}


def is_piped(paragraph: Paragraph) -> bool:
    """Lines that all stand between pipes."""
    return "|" in paragraph.lines[0].text and all(_PIPED.match(line.text) for line in paragraph.lines)


def piped(lines: Sequence[Span], section: Section, above: Table | None) -> Table | None:
    """A table that Markdown takes for text: its pipes are escaped, or blank lines part it from what is `above`."""
    rows = [Row(tuple(_cells(line)), line.start, line.end) for line in lines]
    if len(rows) > 1 and _RULE.match(lines[1].text):
        header, rows = rows[0], rows[2:]
    elif above is not None:
        header = above.header
    else:
        return None
    fitting = tuple(row for row in rows if len(row.cells) == len(header.cells))
    return Table(header, fitting, section)


def _cells(line: Span) -> Iterator[Span]:
    at = line.text.index("|") + 1
    for part in line.text[at:].rstrip().removesuffix("|").split("|"):
        begin = line.offset(at + len(part) - len(part.lstrip()))
        text = part.strip()
        yield Span(text, line.offset(at), line.offset(at + len(part)), (text,), (begin,), links=line.links)
        at += len(part) + 1
