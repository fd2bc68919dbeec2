"""What a document asks people to do, as it stands there: rows, bullets, check boxes, labelled lines. Pure.

A candidate is not yet understood: `actions` says what its words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from reports import lines, own_heading, prose, tables
from reports.blocks import Document, Heading, ListItem, Paragraph, Section, Span, Table
from reports.candidates import Candidate, settled
from reports.labels import is_all_bold, label_of, labelled, labels_of, names_an_epic
from reports.nesting import first_lines, has_nested, nested
from reports.outline import Outline
from reports.sections import Kind, Region, is_part_of_actions, kind_of
from reports.vocabulary import Vocabulary

_COLONS = " :："
# A sentence, not a heading.
_STATES = re.compile(r"\b(?:is|are|was|were) (?:a|an|the|no|not)\b", re.IGNORECASE)
_STOPS = (".", "!", "?", ",", ";", "。")


def candidates(document: Document, words: Vocabulary) -> tuple[Candidate, ...]:
    """Everything that a document asks people to do, in whichever kind of section."""
    by_region: dict[int, list[Candidate]] = {}
    for candidate in _Finder(document, words).all():
        by_region.setdefault(id(candidate.region.head), []).append(candidate)
    found = (c for group in by_region.values() for c in settled(group, words))
    return tuple(sorted(found, key=lambda c: c.lines[0].start))


class _Finder:
    """Walks over a document once; a bold line before a list does for a heading."""

    def __init__(self, document: Document, words: Vocabulary) -> None:
        self.blocks = document.blocks
        self.words = words
        self.outline = Outline(document.blocks, words)
        self.aside: Region | None = None
        self.bullet: tuple[ListItem, Region] | None = None
        self.unindented: Region | None = None  # of a bullet whose numbered list nobody indented
        self.table: Table | None = None
        self.taken = -1
        self.told: Heading | None = None

    def all(self) -> Iterator[Candidate]:
        for position, block in enumerate(self.blocks):
            if isinstance(block, Heading):
                self.aside = self.unindented = None
                if (found := self._headed(block, position)) is not None:
                    self.told = block
                    yield found
            elif position > self.taken and not block.quoted and not self._is_told(block.section):
                yield from self._of(block, position)

    def _of(self, block: Paragraph | ListItem | Table, position: int) -> Iterable[Candidate]:
        here = self._here(block.section)
        above, self.table = self.table, None
        if self.outline.is_sample(block.section):
            return ()
        if isinstance(block, Table):
            self.table = block
            return self._rows(block, here)
        if isinstance(block, ListItem):
            return self._item(block, here, position)
        if block.within is not None:
            return ()
        rows = self._piped(position, block.section, above)
        return self._paragraph(block, here, position) if rows is None else self._rows(rows, here)

    def _here(self, section: Section) -> Region | None:
        return self.aside if self.aside is not None else self.outline.region(section)

    def _is_told(self, section: Section) -> bool:
        """It says more of an item that a heading above it is; below one that only sorts, deeper headings say something new."""
        if self.told is None or not section:
            return False
        told = self.told
        return section[-1] is told or (any(h is told for h in section) and not is_part_of_actions(told.span.text))

    def _headed(self, heading: Heading, position: int) -> Candidate | None:
        """What a heading of its own asks for, with what stands below it or below the next one."""
        below = next((b for b in self.blocks[position + 1 : position + 3] if not isinstance(b, Heading)), None)
        if (
            below is None
            or heading not in below.section
            or heading is self.outline.title
            or self._is_told(below.section)
        ):
            return None
        has_text = below.section[-1] is heading
        here = self.outline.region(below.section) if has_text else self.outline.region_of(heading, below.section)
        if here is None or here.head is heading:
            return None
        if has_text:
            return own_heading.told(self.blocks, position, here, self.words)
        return own_heading.parted(self.blocks, position, here)

    def _rows(self, table: Table, here: Region | None) -> Iterator[Candidate]:
        where = tables.columns(table, self.words, sure=here is not None)
        if not tables.is_action_table(table, where, self.words, here):
            return
        found = here or Region(Kind.ACTIONS, table)
        for row in table.rows:
            cells = tables.cells_of(row, where)
            if lines.parts_a_table(cells["title"], cells):
                continue
            yield Candidate(found, (cells["title"],), cells, table=table, row=row)

    def _item(self, item: ListItem, here: Region | None, position: int) -> Iterable[Candidate]:
        if item.within is None:
            if item.ordered and self.unindented is not None:
                return self._bullet(item, self.unindented, position)
            self.bullet = self.unindented = None
            alone = (
                here is None
                and len(item.lines) == 1
                and (is_all_bold(item.lines[0]) or has_nested(self.blocks, position))
            )
            kind = kind_of(item.lines[0].text.strip(_COLONS), self.words) if alone else None
            if kind is not None and (kind is not Kind.FORWARD or is_all_bold(item.lines[0])):
                self.bullet = (item, Region(kind, item, (item.lines[0].text,)))
                self.unindented = None if item.ordered or has_nested(self.blocks, position) else self.bullet[1]
            elif here is not None:
                return self._bullet(item, here, position)
        elif self.bullet is not None and item.within is self.bullet[0]:
            return self._bullet(item, self.bullet[1], position)
        elif here is not None and item.within.within is None and lines.is_group(item.within):
            return self._bullet(item, replace(here, groups=(*here.groups, _text(item.within))), position)
        return ()

    def _bullet(self, item: ListItem, here: Region, position: int) -> Iterator[Candidate]:
        below = list(nested(self.blocks, item, position))
        if any(isinstance(b, ListItem) for b in below) and lines.is_group(item):
            return  # its children are the items
        said = tuple(line for line in item.lines if line.text.strip()) or first_lines(below)
        if said and not names_an_epic(said[0]):
            cells = dict(labelled(below, self.words))
            if not cells and said[-1].text.rstrip().endswith(":"):
                cells = lines.told_alike(below, self.words)
            yield Candidate(here, said, cells, item.checked)

    def _paragraph(self, paragraph: Paragraph, here: Region | None, position: int) -> Iterable[Candidate]:
        line = paragraph.lines[-1]
        if not (is_all_bold(line) or self._does_for_a_heading(paragraph)):
            here = here or self.unindented
            return self._apart(paragraph) if here is None else self._within(paragraph, here, position)
        if here is not None:
            if told := self._labelled_below(position):
                return (Candidate(here, (lines.unnumbered(line),), told),)
            if prose.is_assigned(line, self.words):
                return self._prose(paragraph, here, position)
            if prose.is_title(line, self.blocks[position + 1 : position + 2]):
                return (Candidate(here, (lines.unnumbered(line),)),)
        self._aside(line, paragraph)
        return ()

    def _apart(self, paragraph: Paragraph) -> Iterable[Candidate]:
        """What a paragraph asks for that stands in no part about actions."""
        if (region := prose.headed(paragraph, self.words)) is not None:
            return prose.asked(paragraph._replace(lines=paragraph.lines[1:]), region, self.words)
        if paragraph.section and self._is_owed(paragraph):
            return (Candidate(Region(Kind.FORWARD, paragraph.section[-1]), paragraph.lines, said=True),)
        if paragraph.section and prose.calls_itself(paragraph, self.words):
            return prose.asked(paragraph, Region(Kind.FORWARD, paragraph.section[-1]), self.words)
        return ()

    def _within(self, paragraph: Paragraph, here: Region, position: int) -> Iterator[Candidate]:
        """What one asks for that stands in such a part."""
        signed = tuple(lines.signed(paragraph))
        cells = lines.titled(paragraph, self.words) if not signed else {}
        yield from (Candidate(here, some) for some in signed)
        if cells:
            yield Candidate(here, (lines.unnumbered(paragraph.lines[0]),), cells)
        elif not signed:
            yield from self._prose(paragraph, here, position)

    def _prose(self, paragraph: Paragraph, here: Region, position: int) -> Iterator[Candidate]:
        line = paragraph.lines[0]
        if line.lead and prose.is_assigned(line, self.words):
            self.taken = self._end_of_list(position)
            yield Candidate(here, (line,))
        else:
            yield from prose.asked(paragraph, here, self.words)

    def _end_of_list(self, position: int) -> int:
        """The last of the bullets that follow, without check boxes: they say more of what stands above them."""
        last = position
        for n in range(position + 1, len(self.blocks)):
            block = self.blocks[n]
            if not isinstance(block, ListItem) or block.checked is not None:
                break
            last = n
        return last

    def _is_owed(self, paragraph: Paragraph) -> bool:
        """It begins with `TODO`, or with `DONE` where another one does."""
        line = paragraph.lines[0]
        return lines.is_owed(line) or (bool(line.lead) and lines.is_settled(line) and self._owes)

    @cached_property
    def _owes(self) -> bool:
        return any(isinstance(b, Paragraph) and b.lines[0].lead and lines.is_owed(b.lines[0]) for b in self.blocks)

    def _labelled_below(self, position: int) -> Mapping[str, Span]:
        """What bullets say of the bold line above them, where each of them is labelled, and an owner or day is told."""
        last, below = position, []
        for n in range(position + 1, len(self.blocks)):
            block = self.blocks[n]
            if not isinstance(block, ListItem) or not block.lines or block.checked is not None:
                break
            below.append(block)
            last = n
            if not any(True for _ in labels_of(block.lines[0], self.words)):
                return {}
        cells = dict(labelled(below, self.words))
        if not {"owner", "due"} & cells.keys():
            return {}
        self.taken = last
        return cells

    def _piped(self, position: int, section: Section, above: Table | None) -> Table | None:
        """A table out of this paragraph and those that follow it, where all their lines stand between pipes."""
        lines: list[Span] = []
        last = position
        for n in range(position, len(self.blocks)):
            block = self.blocks[n]
            if not isinstance(block, Paragraph) or not tables.is_piped(block):
                break
            lines += block.lines
            last = n
            if above is None and len(lines) > 1 and not tables.is_rule(lines[1]):
                return None  # nothing heads them, however many follow
        found = tables.piped(lines, section, above) if lines else None
        self.taken = last if found is not None else self.taken
        return found

    def _does_for_a_heading(self, paragraph: Paragraph) -> bool:
        """A short line of its own that says what stands below it."""
        text = paragraph.lines[-1].text.strip()
        short = len(text) <= prose.LONGEST_HEADING and (len(paragraph.lines) == 1 or text.endswith(":"))
        label = label_of(paragraph.lines[-1], self.words) if short else None
        if not short or (label is not None and label[1].text.strip()) or _STATES.search(text) is not None:
            return False
        if self.outline.headless and not text.endswith(_STOPS):
            return True
        return kind_of(text.strip(_COLONS), self.words) in (Kind.ACTION_ITEMS, Kind.ACTIONS)

    def _aside(self, line: Span, paragraph: Paragraph) -> None:
        """A line that is all bold begins a section of its own, or divides the one that it stands in."""
        text = (line.lead or line.text).strip(_COLONS)
        outer = self.outline.region(paragraph.section)
        kind = kind_of(text, self.words)
        if outer is not None:
            self.aside = replace(outer, groups=(*outer.groups, text))
        elif kind is not None and (self.outline.headless or kind is not Kind.FORWARD):
            self.aside = Region(kind, line, (text,))
        else:
            self.aside = None


def _text(item: ListItem) -> str:
    return prose.text_of(item.lines)
