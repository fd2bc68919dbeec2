"""What a report says about itself: keys and values, in whatever form it writes them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from reports import columns, keys
from reports.blocks import Block, Document, Heading, ListItem, Paragraph, Span, Table
from reports.words import plain

_PLAIN = re.compile(r"^\W*(?P<key>[^\W\d][^:：|]{0,40}?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL)
_AFTER_LEAD = re.compile(r"\s*(?:[:：·=]|[-—–]\s)\s*")
_ASIDE = re.compile(r"[(（].*?[)）]")
_COLON = (":", "：")
_KEY_AS_ID = re.compile(r"(?!CVE|CWE)[A-Z][A-Z0-9]{2,}-\d+(?!-?\d)")
_WITH_YEAR = re.compile(r"(?<![\w-])(?!CVE|CWE|GHSA)[A-Z]{2,10}-20\d\d-\d+(?![\w-])")
_ID = re.compile(
    r"(?<![A-Za-z0-9-])(?P<id>(?:INC|PM|PIR|IR|RCA|INCIDENT|POSTMORTEM|OUTAGE|COE)[-_ ]?\d+(?:-\d+)*)(?P<more>[\w-]*)",
    re.IGNORECASE,
)
_A_DATE = re.compile(r"[A-Za-z]+[-_ ]?(?:19|20)\d\d(?:-\d\d-\d\d)?")
# In capitals, it is the name that somebody gave.
_LOUD_DATE = re.compile(r"[A-Z]+-(?:19|20)\d\d-\d\d-\d\d")
# A title may say first what kind of report it is.
_WORDS_BEFORE_ID = 3
# What may part several pairs of key and value on one line, and keys that may stand among them.
_BETWEEN = tuple(
    re.compile(rf"\s+{sign}\s+|\s*{sign}\s+(?=[^\W\d])") for sign in (r"\|+", "[·•]", "[—–]", "-", ";", ",", "/")
)
# The first of these part nothing else.
_CLEAR = 2
_SEVERAL = 2
_LONGEST_LINE = 2000
# Facts stand above the second section of a report, or in a section of their own.
_HEAD_SECTIONS = 2
_HEAD_BY_KEY = {key: [name for name, known in keys.HEAD.items() if key in known] for key in chain(*keys.HEAD.values())}
_HEAD = frozenset(_HEAD_BY_KEY)
_FOOT = frozenset[str]().union(*keys.FOOT.values())
_KEYS = _HEAD | _FOOT
_ON_ONE_LINE = _KEYS | keys.BESIDE
_HEADS = _KEYS | columns.FACTS
# Headings whose value is in them, and those that may have it below them: the others begin a story.
_HEADINGS = _HEAD - keys.HEAD["incident"]
_ABOVE_ITS_VALUE = _HEADINGS - {"detection", "start", "discovered", "detected", "impact level", "reported", "when"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A key, as it is compared and as it is written, with its value."""

    key: str
    said: str
    value: Span
    in_head: bool
    block: int
    bold: bool = True

    @property
    def is_list(self) -> bool:
        """A list, as front matter writes it: `[search, index]`."""
        return self.block < 0 and self.value.text.startswith("[") and "," in self.value.text


@dataclass(frozen=True)
class Facts:
    """Every fact of a document, in order."""

    every: tuple[Fact, ...]

    @cached_property
    def _heads(self) -> Mapping[str, Fact]:
        """The first fact of the header by what it says."""
        return {name: f for f in reversed(self.every) if f.in_head for name in _HEAD_BY_KEY.get(f.key, ())}

    def head(self, name: str) -> Fact | None:
        """A fact of the header; elsewhere one counts only where its key is bold and can't mean anything else."""
        if name in self._heads or name not in ("date", "severity"):
            return self._heads.get(name)
        return next((f for f in self.every if f.bold and f.key in keys.HEAD[name]), None)

    def foot(self, name: str) -> Fact | None:
        """A fact of the footer, which may stand anywhere; the last counts, but for who wrote it."""
        found = [f for f in self.every if f.bold and f.key in keys.FOOT[name]]
        return found[0] if found else None

    def epic(self) -> Fact | None:
        """The line that names the epic."""
        return next((f for f in self.every if f.key in keys.EPIC), None)

    def in_header(self) -> tuple[Fact, ...]:
        """All that stands in the header."""
        return tuple(f for f in self.every if f.in_head)

    def in_footer(self) -> tuple[Fact, ...]:
        """All that stands in one paragraph with a fact of the footer."""
        blocks = {f.block for f in self.every if f.bold and not f.in_head and f.key in _FOOT}
        return tuple(f for f in self.every if f.bold and f.block in blocks)


def facts(document: Document) -> Facts:
    """Everything that a document says in the form of key and value."""
    return Facts(tuple(_all(document)))


def _all(document: Document) -> Iterator[Fact]:
    for line in document.front:
        yield from _plain(line, in_head=True, block=-1)
    sections = 0
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    titled = levels[:1] == [1] or (bool(levels) and min(levels) == levels[0] and levels[0] not in levels[1:])
    for position, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            sections += position > 0 or not titled
        in_head = sections < _HEAD_SECTIONS or (sections == _HEAD_SECTIONS and isinstance(block, Heading))
        if isinstance(block, Heading):
            yield from _heading(block, document.blocks, position)
        elif block.quoted and not (in_head and sections == 0):
            continue
        elif isinstance(block, Table):
            yield from _table(block, position)
        elif block.within is None:
            lines = block.lines if isinstance(block, Paragraph) else block.lines[:1]
            for n, line in enumerate(lines):
                if in_head or line.lead or "pic" in line.text:  # most lines have none of them
                    yield from _said(lines, n, in_head=in_head, block=position)


def _said(lines: Sequence[Span], n: int, *, in_head: bool, block: int) -> tuple[Fact, ...]:
    """What one of several lines says, perhaps with the one below it."""
    line = lines[n]
    found = _line(line, in_head=in_head, block=block)
    below = lines[n + 1] if n + 1 < len(lines) else None
    if below is None:
        return found
    if not found and in_head and below.text.lstrip().startswith(_COLON) and _key(line.text) in _KEYS:
        value = below.part(len(below.text) - len(below.text.lstrip(" \t:：\u3000")), len(below.text.rstrip()))
        return (Fact(_key(line.text), line.text.strip(), value, in_head, block),)
    if len(found) == 1 and not found[0].value.text and not below.lead:
        return (replace(found[0], value=below),)  # which stands below its key
    return found


def _line(line: Span, *, in_head: bool, block: int) -> tuple[Fact, ...]:
    text = line.text
    if not (line.lead or in_head):
        of_epic = plain(text.partition(":")[0]) in keys.EPIC
        return _plain(line, in_head=in_head, block=block) if of_epic else ()
    if (parts := _parts(text)) is not None:
        said = (_plain(line.part(at, end), in_head=in_head, block=block) for at, end in parts)
        return tuple(chain.from_iterable(said))
    if line.lead and text.startswith(line.lead):
        match = _AFTER_LEAD.match(text, len(line.lead))
        at = match.end() if match else len(line.lead)
        if match or line.lead.rstrip().endswith(_COLON):
            at += len(text[at:]) - len(text[at:].lstrip())
            key = line.lead.strip(" :：")
            return (Fact(_key(key), key, line.part(at, len(text.rstrip())), in_head, block),)
    found = _plain(line, in_head=in_head, block=block) if in_head or "pic" in text else ()
    return found if in_head else tuple(fact for fact in found if fact.key in keys.EPIC)


def _parts(text: str) -> list[tuple[int, int]] | None:
    """The parts of a line that holds several keys with their values."""
    if text.count(":") + text.count("：") < _SEVERAL or len(text) > _LONGEST_LINE or _pair(text) is None:
        return None
    for n, between in enumerate(_BETWEEN):
        ends = [(m.start(), m.end()) for m in between.finditer(text)]
        parts = list(zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True))
        if len(parts) < _SEVERAL:
            continue
        known = sum(_is_pair(text[at:end]) for at, end in parts)
        clear = n < _CLEAR and known * 2 > len(parts) and all(_PLAIN.match(text[at:end]) for at, end in parts)
        if known == len(parts) or clear:
            return parts
    return None


def _is_pair(text: str) -> bool:
    found = _pair(text)
    return found is not None and _key(found["key"]) in _ON_ONE_LINE


def _pair(text: str) -> re.Match[str] | None:
    return _PLAIN.match(text) if ":" in text or "：" in text else None


def _plain(line: Span, *, in_head: bool, block: int) -> tuple[Fact, ...]:
    found = _pair(line.text)
    if found is None:
        return ()
    value = line.part(found.start("value"), len(line.text.rstrip()))
    if value.text[:1] in "\"'" and value.text[-1:] == value.text[:1] and len(value.text) > 1:
        value = line.part(found.start("value") + 1, len(line.text.rstrip()) - 1)
    return (Fact(_key(found["key"]), found["key"].strip(), value, in_head, block, bold=False),)


def _key(said: str) -> str:
    """A key without what is in brackets: `Severity (lab scale)`."""
    return plain(_ASIDE.sub(" ", said)) or plain(said)


def _table(table: Table, position: int) -> Iterator[Fact]:
    """Two columns are a key and its value, four are two pairs, if the header is not that of another table."""
    width = len(table.header.cells)
    if width not in (2, 4):
        return
    heads = [plain(cell.text) for cell in table.header.cells]
    if heads[0] == "#":
        return
    keys = {_key(row.cells[n].text) for row in table.rows for n in range(0, width, 2)} | {heads[0]}
    if not (keys & _KEYS and (set(heads) <= _HEADS or len(keys & _KEYS) > 1 or not any(heads))):
        return
    for row in (table.header, *table.rows):
        for n in range(0, width, 2):
            key, value = row.cells[n], row.cells[n + 1]
            if key.text.strip():
                said = key.text.strip(" :：*")
                yield Fact(_key(said), said, value, in_head=True, block=position)


def _heading(heading: Heading, blocks: Sequence[Block], position: int) -> Iterator[Fact]:
    """`## Date: May 3`, or `## Date` with its value below."""
    text = heading.span.text
    found = _pair(text)
    if found and plain(found["key"]) in _HEADINGS:
        value = heading.span.part(found.start("value"), len(text.rstrip()))
        yield Fact(plain(found["key"]), found["key"].strip(), value, in_head=True, block=position)
        return
    below = blocks[position + 1] if position + 1 < len(blocks) else None
    if position == 0 or plain(text) not in _ABOVE_ITS_VALUE:
        return
    if isinstance(below, Paragraph) and below.lines:
        yield Fact(plain(text), text, below.lines[0], in_head=True, block=position)
    elif isinstance(below, ListItem):
        after = (blocks[n] for n in range(position + 1, len(blocks)))
        chosen = next((b for b in after if not isinstance(b, ListItem) or b.checked), None)
        if isinstance(chosen, ListItem) and chosen.lines:
            yield Fact(plain(text), text, chosen.lines[0], in_head=True, block=position)


def incident_id(text: str) -> str | None:
    """The id that a title begins with, but for words that say what it is, or that stands after a colon."""
    found = _ID.search(text) or _WITH_YEAR.search(text)
    if found is None or (_A_DATE.fullmatch(found.group()) and not _LOUD_DATE.fullmatch(found.group())):
        key = _KEY_AS_ID.match(text)
        return key.group() if key else None
    before = text[: found.start()].rstrip()
    begins = len(before.split()) <= _WORDS_BEFORE_ID or before.endswith((":", "：", "-", "—", "–", "[", "(", "（", "#"))
    return found.group() if begins else None


def id_of_file(name: str) -> str | None:
    """The id that a file's name begins with."""
    found = _ID.match(name)
    return found.group("id") if found and not _A_DATE.fullmatch(found.group("id")) else None
