"""What a document asks people to do, as it stands there: rows, bullets, check boxes, labelled lines. Pure.

A candidate is not yet understood: `actions` says what its words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reports import values, vocabulary
from reports.markdown import Block, Document, Heading, ListItem, Paragraph, Row, Section, Span, Table
from reports.sections import Kind, Region, is_immediate, kind_of, region
from reports.words import plain

_LABEL = re.compile(r"^\s*(?P<label>[^\W\d][^:：=]{0,30}?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL)
_FUTURE = re.compile(r"\b(?:will|should|need to|needs to|must|plan to|to be)\b", re.IGNORECASE)
_PIPED = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to be done: a row's cells by column, or the lines of a bullet and what is labelled below it.

    `said`: its own words call it an action.
    """

    region: Region
    lines: tuple[Span, ...]
    cells: Mapping[str, Span] = field(default_factory=dict)
    checked: bool | None = None
    start: int = 0
    in_table: bool = False
    said: bool = False


def candidates(document: Document) -> tuple[Candidate, ...]:
    """What the surest kind of section holds; several kinds tell of the same work in other words."""
    found = tuple(_Finder(document).all())
    best = min((c.region.kind for c in found if not is_empty(c)), default=None)
    return tuple(c for c in found if c.region.kind is best or best is None)


def is_empty(candidate: Candidate) -> bool:
    """It says nothing, or what a template says."""
    text = " ".join(line.text for line in candidate.lines)
    named = any(cell.text.strip() for name, cell in candidate.cells.items() if name in ("owner", "due"))
    return values.is_nothing(text) or values.is_sample(text) or (values.is_generic(text) and not named)


def is_unfilled(candidate: Candidate) -> bool:
    """A template's row or bullet: nothing to be done, or nobody real to do it."""
    if is_empty(candidate):
        return True
    held = [cell.text for name, cell in candidate.cells.items() if name in ("owner", "due") and cell.text.strip()]
    text = candidate.lines[0].text
    return (bool(held) and all(values.is_sample_owner(t) or values.placeholder(t) for t in held)) or "[Name]" in text


class _Finder:
    """Walks over a document once; a bold line before a list does for a heading."""

    def __init__(self, document: Document) -> None:
        self.blocks = document.blocks
        self.title = _title(document.blocks)
        self.aside: Region | None = None
        self.labelled: ListItem | None = None
        self.labelled_region: Region | None = None
        self.regions: dict[int, Region | None] = {}

    def all(self) -> Iterator[Candidate]:
        by_region: dict[int, list[Candidate]] = {}
        order: list[list[Candidate]] = []
        for position, block in enumerate(self.blocks):
            if isinstance(block, Heading):
                self.aside = None
                continue
            if block.quoted:
                continue
            for candidate in self._of(block, position):
                key = id(candidate.region.head)
                if key not in by_region:
                    by_region[key] = []
                    order.append(by_region[key])
                by_region[key].append(candidate)
        for group in order:
            yield from _settled(group)

    def _of(self, block: Block, position: int) -> Iterator[Candidate]:
        here = self._here(block.section) if not isinstance(block, Heading) else None
        if isinstance(block, Table):
            yield from self._table(block, here)
        elif isinstance(block, ListItem):
            yield from self._item(block, here, position)
        elif isinstance(block, Paragraph):
            yield from self._paragraph(block, here)

    def _here(self, section: Section) -> Region | None:
        if id(section) not in self.regions:
            self.regions[id(section)] = region(section, title=self.title)
        return self.aside or self.regions[id(section)]

    # Tables --------------------------------------------------------------------------------------

    def _table(self, table: Table, here: Region | None) -> Iterator[Candidate]:
        where = columns(table, sure=here is not None)
        if not is_action_table(table, where, here):
            return
        found = here or Region(Kind.ACTIONS, table)
        for row in table.rows:
            yield _of_row(row, where, found)

    # Lists ---------------------------------------------------------------------------------------

    def _item(self, item: ListItem, here: Region | None, position: int) -> Iterator[Candidate]:
        text = _text(item)
        if item.within is None:
            kind = kind_of(text.rstrip(" :：")) if item.lines and item.lines[0].lead and here is None else None
            self.labelled = item
            self.labelled_region = Region(kind, item, (text,)) if kind is not None else None
            if kind is not None:
                return
            if here is not None:
                yield from self._bullet(item, here, position)
        elif item.within is self.labelled and self.labelled_region is not None:
            yield from self._bullet(item, self.labelled_region, position)
        elif here is not None and item.within.within is None and _is_label(item.within):
            yield from self._bullet(item, Region(here.kind, here.head, (*here.groups, _text(item.within))), position)

    def _bullet(self, item: ListItem, here: Region, position: int) -> Iterator[Candidate]:
        below = list(_below(self.blocks, item, position))
        if _is_label(item) and any(isinstance(b, ListItem) for b in below):
            return  # its children are the items
        cells = dict(_labelled(below))
        lines = tuple(line for line in item.lines if line.text.strip()) or _first_lines(below)
        label = _LABEL.match(item.lines[0].text) if item.lines else None
        if lines and not (label and plain(label["label"]) in vocabulary.EPIC_KEYS):
            yield Candidate(here, lines, cells, item.checked, item.start)

    # Paragraphs ----------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph, here: Region | None) -> Iterator[Candidate]:
        if paragraph.within is not None:
            return
        piped = _piped(paragraph)
        if piped is not None:
            yield from self._table(piped, here)
            return
        last = paragraph.lines[-1] if paragraph.lines else None
        if last is not None and last.lead and last.text.strip(" :：") == last.lead.strip(" :："):
            self._aside(last, paragraph)
            return
        if here is None:
            return
        for line in paragraph.lines:
            label = _LABEL.match(line.text)
            if line.lead and label and plain(label["label"]) in ("action item", "action"):
                rest = _after(line, label.start("value"))
                yield Candidate(
                    here, (rest, *paragraph.lines[paragraph.lines.index(line) + 1 :]), start=line.start, said=True
                )
                return
        if here.kind is Kind.ACTIONS and plain(here.groups[0]).startswith(("future", "next", "planned")):
            for line in paragraph.lines:
                if _FUTURE.search(line.text):
                    yield Candidate(Region(Kind.FORWARD, here.head, here.groups), (line,), start=line.start)

    def _aside(self, line: Span, paragraph: Paragraph) -> None:
        """A line that is all bold begins a section of its own, or divides the one that it stands in."""
        text = line.lead.strip(" :：")
        outer = region(paragraph.section, title=self.title)
        kind = kind_of(text)
        if outer is not None:
            self.aside = Region(outer.kind, outer.head, (*outer.groups, text))
        elif kind is not None and kind is not Kind.FORWARD:
            self.aside = Region(kind, line, (text,))
        else:
            self.aside = None


def _title(blocks: Sequence[Block]) -> Heading | None:
    """The document's title: its first heading, unless that is one of its sections."""
    first = next((b for b in blocks if isinstance(b, Heading)), None)
    if first is None or first.level > 1:
        return None
    words = plain(first.span.text)
    return None if words in vocabulary.ACTION_ITEMS | vocabulary.ACTIONS | vocabulary.FORWARD else first


def _settled(group: list[Candidate]) -> Iterator[Candidate]:
    """Of one region: its tables, if it has any, else its check boxes in each list that has some, else its bullets."""
    if any(c.in_table for c in group):
        yield from (c for c in group if c.in_table)
        return
    boxed = {c.region.groups for c in group if _has_box(c)}
    for candidate in _blocks_of_labels(group):
        if candidate.region.groups in boxed and not _has_box(candidate):
            continue
        told = candidate.region.kind is Kind.FORWARD and is_immediate(candidate.region)
        if told and not candidate.said and not _has_box(candidate):
            continue  # what was done while the incident went on
        yield candidate


def _has_box(candidate: Candidate) -> bool:
    text = candidate.lines[0].text.lstrip().casefold()
    return candidate.checked is not None or text.startswith(("[]", "[n/a]", "[-]", "[~]", "[/]"))


def _blocks_of_labels(group: list[Candidate]) -> Iterator[Candidate]:
    """Bullets that are labelled one by one, put together: an action begins an item, its owner belongs to it."""
    current: Candidate | None = None
    for candidate in group:
        line = candidate.lines[0]
        label = _label_of(line) if line.lead else None
        if label is None:
            if current is not None:
                yield current
            yield candidate
            current = None
        elif label[0] == "title":
            if current is not None:
                yield current
            current = Candidate(
                candidate.region, (label[1], *candidate.lines[1:]), candidate.cells, candidate.checked, candidate.start
            )
        elif current is not None:
            current = Candidate(
                current.region, current.lines, {**current.cells, label[0]: label[1]}, current.checked, current.start
            )
        else:
            yield candidate
    if current is not None:
        yield current


def _label_of(line: Span) -> tuple[str, Span] | None:
    """What a line `Owner: @ana` is about, and its value."""
    found = _LABEL.match(line.text)
    if found is None:
        return None
    said = plain(found["label"])
    name = next((n for n, words in vocabulary.LABELS.items() if said in words), None)
    return (name, _after(line, found.start("value"))) if name else None


def _after(line: Span, position: int) -> Span:
    """The rest of a line."""
    text = line.text[position:]
    return Span(text, line.offset(position), line.end, ((0, line.offset(position)),), links=line.links)


def _labelled(below: Sequence[Block]) -> Iterator[tuple[str, Span]]:
    """What is labelled among the lines below an item."""
    for block in below:
        for line in block.lines if isinstance(block, ListItem | Paragraph) else ():
            found = _label_of(line)
            if found is not None and found[0] != "title":
                yield found


def _below(blocks: Sequence[Block], item: ListItem, position: int) -> Iterator[Block]:
    """What is nested directly in an item."""
    for block in blocks[position + 1 :]:
        if not isinstance(block, ListItem | Paragraph) or block.within is None:
            return
        if block.within is item:
            yield block


def _first_lines(below: Sequence[Block]) -> tuple[Span, ...]:
    first = next((b for b in below if isinstance(b, Paragraph)), None)
    return first.lines if first else ()


def _is_label(item: ListItem) -> bool:
    """A bullet that only names what is nested in it."""
    if not item.lines:
        return False
    text = _text(item).strip()
    return (
        bool(item.lines[0].lead)
        and text.strip(" :：") == item.lines[0].lead.strip(" :：")
        and text.endswith((":", "："))
    )


def _text(item: ListItem) -> str:
    return " ".join(line.text for line in item.lines)


# What a table is about ----------------------------------------------------------------------------


def columns(table: Table, *, sure: bool) -> Mapping[str, int]:
    """Which column holds what; `sure`: the section says that these are actions."""
    names = [_header_words(cell.text) for cell in table.header.cells]
    found: dict[str, int] = {}
    for words in vocabulary.TITLE_COLUMNS:
        if "title" not in found:
            found.update(("title", n) for n, name in reversed([*enumerate(names)]) if name & words)
    for column, words in vocabulary.COLUMNS.items():
        free = (n for n, name in enumerate(names) if name & words and n not in found.values())
        if (first := next(free, None)) is not None:
            found[column] = first
    if sure and "due" not in found:
        dated = (n for n, name in enumerate(names) if name & vocabulary.DATE_COLUMN and n not in found.values())
        found.update(("due", n) for n in islice(dated, 1))
    if sure and "title" not in found:
        found |= _misplaced_title(table, found)
    return found


def _header_words(text: str) -> frozenset[str]:
    """A header as a whole, without what is in brackets, and what a slash parts."""
    bare = re.sub(r"[(（\[].*?[)）\]]", " ", text)
    return frozenset(plain(part) for part in (text, bare, *bare.split("/")) if plain(part)) | (
        {"#"} if text.strip() == "#" else set()
    )


def _misplaced_title(table: Table, found: Mapping[str, int]) -> dict[str, int]:
    """The column that holds the longest texts, where no header says which; its header may say something else."""
    taken = {n for name, n in found.items() if name in ("owner", "due", "status", "ticket", "number")}
    sizes = {
        n: sum(len(row.cells[n].text.split()) for row in table.rows)
        for n in range(len(table.header.cells))
        if n not in taken
    }
    best = max(sizes, key=lambda n: sizes[n], default=None)
    return {"title": best} if best is not None and sizes[best] >= 3 * max(1, len(table.rows)) and found else {}


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


def _of_row(row: Row, where: Mapping[str, int], found: Region) -> Candidate:
    cells = {name: row.cells[n] for name, n in where.items() if n < len(row.cells)}
    return Candidate(found, (cells["title"],), cells, start=row.start, in_table=True)


def _piped(paragraph: Paragraph) -> Table | None:
    """A table that Markdown does not take for one: its pipes are escaped, or its rule is missing."""
    lines = paragraph.lines
    if (
        len(lines) <= len(("header", "rule"))
        or not all(_PIPED.match(line.text) for line in lines)
        or not _RULE.match(lines[1].text)
    ):
        return None
    header, _, *rows = (Row(tuple(_cells(line)), line.start, line.end) for line in lines)
    width = len(header.cells)
    return Table(header, tuple(r for r in rows if len(r.cells) == width), paragraph.section, paragraph.quoted)


def _cells(line: Span) -> Iterator[Span]:
    at = line.text.index("|") + 1
    for part in line.text[at:].rstrip().removesuffix("|").split("|"):
        begin = at + len(part) - len(part.lstrip())
        byte = line.offset(begin)
        yield Span(part.strip(), line.offset(at), line.offset(at + len(part)), ((0, byte),), links=line.links)
        at += len(part) + 1
