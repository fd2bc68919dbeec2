"""Lines that say what they are about: `Owner: @ana`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports import inline, keys
from reports.blocks import Block, ListItem, Paragraph, Span
from reports.vocabulary import Vocabulary
from reports.words import plain

_LABEL = re.compile(r"^\s*(?P<label>[^\W\d][^:：=]{0,30}?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL)
_COLONS = " :："
_MORE = re.compile(r"[^\w\s]|\b(?:by|due|before|until)\s", re.IGNORECASE)
# `Action 1`, `Task #2`
_NUMBER = re.compile(r" #?\d{1,3}$")


def _label(text: str) -> re.Match[str] | None:
    return _LABEL.match(text) if ":" in text or "：" in text else None


def label_of(line: Span, words: Vocabulary) -> tuple[str, Span] | None:
    """What a line is about, and its value; None for one that does not say."""
    found = _label(line.text)
    if found is None:
        return None
    name = words.labels.get(_NUMBER.sub("", plain(found["label"])))
    return (name, line.part(found.start("value"))) if name else None


def labelled(blocks: Sequence[Block], words: Vocabulary) -> Iterator[tuple[str, Span]]:
    """What is labelled among the lines of some blocks; a line may hold several labels."""
    for block in blocks:
        for line in block.lines if isinstance(block, ListItem | Paragraph) else ():
            yield from labels_of(line, words)


def labels_of(line: Span, words: Vocabulary) -> Iterator[tuple[str, Span]]:
    """Every label of a line that begins with one."""
    first = label_of(line, words)
    if first is None or first[0] == "title":
        return
    if len(first[1].text.split()) == 1 or not _MORE.search(first[1].text):
        yield first  # one word, and words without signs between them, hold no other label
        return
    told = inline.told(line.text, words).fields
    if len(told) < 2:  # noqa: PLR2004  # one label has the whole line
        yield first
        return
    for name, (said, position) in told.items():
        yield name, line.part(position, position + len(said))


def is_all_bold(line: Span) -> bool:
    """A line that is nothing but bold, as a heading is where it has no other form."""
    return bool(line.lead.strip(_COLONS)) and line.text.strip(_COLONS) == line.lead.strip(_COLONS)


def is_label(item: ListItem) -> bool:
    """A bullet that only names what is nested in it."""
    return len(item.lines) == 1 and is_all_bold(item.lines[0]) and item.lines[0].text.rstrip().endswith((":", "："))


def names_an_epic(line: Span) -> bool:
    """A line that tells the report's epic."""
    found = _label(line.text)
    return found is not None and plain(found["label"]) in keys.EPIC
