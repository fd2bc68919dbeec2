"""Paragraphs whose lines are things to be done: signs that do for bullets, and titles with labels below them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reports import inline
from reports.blocks import Block, ListItem, Paragraph, Span
from reports.labels import is_all_bold, is_label, label_of, labels_of
from reports.sections import after_number, is_part_of_actions
from reports.vocabulary import Vocabulary
from reports.words import plain

# What Markdown takes for text, and people for bullets, boxes and numbers.
_ID = re.compile(r"^\s*(?:[A-Z]{1,4}-?)?\d{1,3}\s*[.):：—–-]\s+")
_SIGN = re.compile(
    r"\s*(?:(?P<box>[☐☑☒✅✔⬜🔲⏳🔄🚧]\ufe0f?\s*)|[•·▪◦‣∙●○■□➤►▶]\s*|(?P<number>(?:\(\d{1,2}\)|[a-z]\))\s+)|(?!SEV)(?:[A-Z]{2,4}-?\d{1,3}|P[0-4])\s*[:.)]\s+)(?=\S)"
)
# How a line begins that owes something, wherever it stands.
_OWED = frozenset({"todo", "to do", "doing"})
# Beside such a line, one that begins so tells what became of another.
_SETTLED = frozenset({"done", "fixed", "wontfix", "won't fix"})
_TOLD = frozenset({"owner", "due", "status", "priority"})
# What names several things, where nothing is asked for; with one of these first it asks for something.
_ASKS = frozenset({"improve", "prevent", "change", "take", "do", "review", "plan", "fix", "work", "repair", "repeat"})
_LONGEST_GROUP = 4
_COLONS = " :："


def signed(paragraph: Paragraph) -> Iterator[tuple[Span, ...]]:
    """The lines that begin with a sign, each with those that go on with it; one alone has to begin with a box."""
    first = _SIGN.match(paragraph.lines[0].text)
    if first is None:
        return
    signs = [_SIGN.match(line.text) for line in paragraph.lines]
    starts = [n for n, sign in enumerate(signs) if sign is not None]
    if len(starts) == 1 and first["box"] is None:
        return
    for start, end in zip(starts, [*starts[1:], len(signs)], strict=True):
        line, sign = paragraph.lines[start], signs[start]
        begun = line.part(sign.end()) if sign is not None and sign["number"] else line
        yield (begun, *paragraph.lines[start + 1 : end])


def titled(paragraph: Paragraph, words: Vocabulary) -> Mapping[str, Span]:
    """What is labelled in every line below the first; empty where that is labelled too, or another is not."""
    title, *below = paragraph.lines
    if not below or label_of(title, words) is not None:
        return {}
    found = [tuple(labels_of(line, words)) for line in below]
    cells = dict(label for labels in found for label in labels)
    return cells if all(found) and _TOLD & cells.keys() else {}


def told_alike(below: Iterable[Block], words: Vocabulary) -> dict[str, Span]:
    """What the bullets below an item tell of who does it, by when and how pressing, where they don't tell differently."""
    told: dict[str, list[Span]] = {}
    for line in (block.lines[0] for block in below if isinstance(block, ListItem) and block.lines):
        for name, (said, at) in inline.told(line.text, words).fields.items():
            told.setdefault(name, []).append(line.part(at, at + len(said)))
    return {name: spans[0] for name, spans in told.items() if name in _TOLD and len({span.text for span in spans}) == 1}


def after_id(text: str) -> int:
    """Where the words of a heading begin that is numbered as an item: `3.`, `A1.`, `AI-3:`."""
    match = _ID.match(text)
    return match.end() if match else 0


def unnumbered(line: Span) -> Span:
    """A title without the number before it."""
    return line.part(after_number(line.text))


def is_owed(line: Span) -> bool:
    """A line that begins with a bold `TODO`."""
    return plain(line.lead) in _OWED


def is_settled(line: Span) -> bool:
    """A line that begins with a bold `DONE`."""
    return plain(line.lead) in _SETTLED


def is_group(item: ListItem) -> bool:
    """A bullet that only names what kind of things are nested in it: `Immediate`, `**Detection:**`."""
    if is_label(item):
        return True
    said = plain(item.lines[0].text.strip(_COLONS)).split() if len(item.lines) == 1 else []
    return (
        0 < len(said) <= _LONGEST_GROUP
        and item.checked is None
        and said[0] not in _ASKS
        and is_part_of_actions(item.lines[0].text.strip(_COLONS))
    )


def parts_a_table(title: Span, cells: Mapping[str, Span]) -> bool:
    """A row that is a heading: bold words for a kind of actions, and nothing beside them."""
    alone = all(cell is title or not cell.text.strip() for cell in cells.values())
    return alone and is_all_bold(title) and is_part_of_actions(title.text.strip(_COLONS))
