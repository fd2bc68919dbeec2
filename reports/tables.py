"""What a table is about: which column holds what, and whether its rows are things to be done. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice

from reports import columns as known
from reports.blocks import Paragraph, Row, Section, Span, Table
from reports.sections import Kind, Region, is_bygone
from reports.vocabulary import Vocabulary
from reports.words import plain, remembered

_ASIDE = re.compile(r"[(（\[].*?[)）\]]")
_PIPED = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")
_TICKET = re.compile(r"#\d+|https?://|\b[A-Z][A-Z0-9]+-\d+\b")
# Titles are longer than names, days and words for a priority.
_WORDS_OF_A_TITLE = 3
_LONGEST_HEADER = 200


def columns(table: Table, words: Vocabulary, *, sure: bool) -> Mapping[str, int]:
    """Which column holds what; `sure`: the section says that these are actions."""
    names = [_meaning(cell.text, words) for cell in table.header.cells]
    found: dict[str, int] = {}
    for wanted in known.TITLES:
        found.update(
            ("title", n) for n in islice((n for n, name in enumerate(names) if name == wanted), "title" not in found)
        )
    for column in ("owner", "due", "priority", "status", "ticket", "number", "problem"):
        at = [n for n, name in enumerate(names) if name == column]
        surer = [n for n in at if plain(table.header.cells[n].text) not in known.HEADERS[column]]
        found.update((column, n) for n in (surer or at)[:1])
    if "problem" in found and "ticket" not in found and "title" in found and _holds_tickets(table, found["problem"]):
        found["ticket"] = found.pop("problem")
    if sure and "due" not in found:
        dated = (
            n
            for n, cell in enumerate(table.header.cells)
            if plain(cell.text) in known.DATES and n not in found.values()
        )
        found.update(("due", n) for n in islice(dated, 1))
    if sure and found and "title" not in found:
        found |= _misplaced_title(table, found)
    return found


def _meaning(text: str, words: Vocabulary) -> str | None:
    """What a header says of its column: as a whole, without what is in brackets, by what a slash parts, by one word."""
    if text.strip() == "#":
        return "number"
    bare = _ASIDE.sub(" ", text[:_LONGEST_HEADER])
    whole = (plain(text[:_LONGEST_HEADER]), plain(bare))
    for said in (*whole, *(plain(part) for part in bare.split("/"))):
        if said in known.DATES:
            return None
        meaning = words.headers.get(said) if said else None
        if meaning is not None:
            return meaning
        if said not in whole and (meaning := _by_a_word(said)) is not None:
            return meaning
    return _by_a_word(whole[1] or whole[0])


@remembered
def _by_a_word(said: str) -> str | None:
    tokens = said.split()
    return next((name for name, signs in known.SIGNS.items() if signs.has_one_of(tokens)), None)


def _holds_tickets(table: Table, column: int) -> bool:
    """A column called Issue that names issues, not what went wrong."""
    cells = [row.cells[column] for row in table.rows if row.cells[column].text.strip()]
    return bool(cells) and all(cell.links or _TICKET.search(cell.text) for cell in cells)


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


def is_action_table(table: Table, where: Mapping[str, int], words: Vocabulary, here: Region | None) -> bool:
    """By its section and its columns: a timeline has an action column, a plan has a section."""
    names = {plain(_ASIDE.sub(" ", cell.text[:_LONGEST_HEADER])) for cell in table.header.cells}
    if "title" not in where or names & known.OTHER:
        return False
    support = {"owner", "due", "priority", "status", "ticket"} & where.keys()
    sure = _meaning(table.header.cells[where["title"]].text, words) == "action"
    if here is None:
        elsewhere = any(is_bygone(heading.span.text) for heading in table.section[-1:])
        return sure and bool(support - {"ticket"}) and not elsewhere
    advised = here.kind is Kind.FORWARD and known.ADVICE.has_one_of(
        plain(table.header.cells[where["title"]].text).split()
    )
    return bool(support) or advised or (sure and here.kind is not Kind.FORWARD)


def cells_of(row: Row, where: Mapping[str, int]) -> dict[str, Span]:
    """A row's cells by what they hold."""
    return {name: row.cells[n] for name, n in where.items() if 0 <= n < len(row.cells)}


def is_piped(paragraph: Paragraph) -> bool:
    """Lines that all stand between pipes."""
    return "|" in paragraph.lines[0].text and all(_PIPED.match(line.text) for line in paragraph.lines)


def is_rule(line: Span) -> bool:
    """The line that parts a table's header from its rows."""
    return _RULE.match(line.text) is not None


def piped(lines: Sequence[Span], section: Section, above: Table | None) -> Table | None:
    """A table that Markdown takes for text: its pipes are escaped, or blank lines part it from what is `above`."""
    rows = [Row(tuple(_cells(line)), line.start, line.end) for line in lines]
    if len(rows) > 1 and is_rule(lines[1]):
        header, rows = rows[0], rows[2:]
    elif above is not None:
        header = above.header
    else:
        return None
    fitting = tuple(row for row in rows if len(row.cells) == len(header.cells))
    return Table(header, fitting, section)


def _cells(line: Span) -> Iterator[Span]:
    at = line.text.index("|") + 1
    parts = line.text[at:].rstrip().removesuffix("|").split("|")
    ends = accumulate((len(part) + 1 for part in parts), initial=at)
    edges = (
        (begin, begin + len(part) - len(part.lstrip()), begin + len(part))
        for part, begin in zip(parts, ends, strict=False)
    )
    places = line.offsets(edge for three in edges for edge in three)
    for part, start, begin, end in zip(parts, places, places, places, strict=False):
        text = part.strip()
        yield Span(text, start, end, (text,), (begin,), links=line.links)
