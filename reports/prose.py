"""What prose asks for: a paragraph that calls itself an action, promises work, or tells whose it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from reports import asking, inline
from reports.blocks import Block, Heading, Paragraph, Span
from reports.candidates import Candidate
from reports.labels import is_all_bold, label_of, labels_of
from reports.sections import Kind, Region, after_number, is_part_of_actions, kind_of
from reports.vocabulary import Vocabulary
from reports.words import phrases, plain

_FUTURE = re.compile(r"\b(?:will|should|need to|needs to|must|plan to|to be)\b", re.IGNORECASE)
# How prose begins that tells of something, and asks for nothing.
_TELLS = re.compile(
    r"\s*(?:the|this|these|those|that|we|our|it|its|they|there|here|see|all|a|an|no|none|nothing|i|if|when|as|in|on|at|for|to|what|please|why|how|who)\b"
    r"|.*:\s*$|[^.!]*\?",
    re.IGNORECASE,
)
# A paragraph that begins so is an item, wherever it stands.
_CALLED = phrases("action item|action items|follow-up action|followup action")
# What is longer does for no heading.
LONGEST_HEADING = 40
_COLONS = " :："
# What is shorter only sorts.
_SHORTEST_TITLE = 4


def text_of(lines: Sequence[Span]) -> str:
    """Lines as one."""
    return " ".join(line.text for line in lines)


def calls_itself(paragraph: Paragraph, words: Vocabulary) -> bool:
    """It begins with `Action item:`, in bold."""
    line = paragraph.lines[0]
    return bool(line.lead) and plain(line.lead) in _CALLED and label_of(line, words) is not None


def headed(paragraph: Paragraph, words: Vocabulary) -> Region | None:
    """What the first line of several says of the others, where it does for a heading."""
    first, *more = paragraph.lines
    text = first.text.strip()
    if not more or len(text) > LONGEST_HEADING or not text.endswith(":"):
        return None
    kind = kind_of(text.strip(_COLONS), words)
    return None if kind is None else Region(kind, first, (text.strip(_COLONS),))


def is_assigned(line: Span, words: Vocabulary) -> bool:
    """A line that tells both who does it and by when."""
    return {"owner", "due"} <= inline.told(line.text, words, lead=line.lead).fields.keys()


def is_title(line: Span, below: Sequence[Block]) -> bool:
    """A line, all bold, that has a number and asks for something, above a paragraph that says more."""
    at = after_number(line.text)
    explained = any(isinstance(block, Paragraph) and not is_all_bold(block.lines[-1]) for block in below)
    return at > 0 and explained and asking.asks(line.text[at:])


def asked(paragraph: Paragraph, here: Region, words: Vocabulary) -> Iterator[Candidate]:
    """What a paragraph of a part about actions asks for."""
    called = _labelled(paragraph, here, words)
    if called is not None:
        yield called
    elif len(paragraph.lines) > 1 and all(line.text.startswith(": ") for line in paragraph.lines[1:]):
        yield Candidate(here, paragraph.lines)  # a term, and what it means
    elif here.kind is not Kind.FORWARD:
        yield from _promised(paragraph, replace(here, kind=Kind.FORWARD))


def _labelled(paragraph: Paragraph, here: Region, words: Vocabulary) -> Candidate | None:
    """A line that calls itself an action, and what the lines below it say of that."""
    for n, line in enumerate(paragraph.lines):
        label = label_of(line, words) if line.lead else None
        if label is not None and label[0] == "title" and label[1].text.strip():
            rest = paragraph.lines[n + 1 :]
            cells = dict(found for some in rest for found in labels_of(some, words))
            more = tuple(takewhile(lambda some: not any(True for _ in labels_of(some, words)), rest))
            return Candidate(here, (label[1], *more), cells, said=True)
    return None


def _promised(paragraph: Paragraph, here: Region) -> Iterator[Candidate]:
    """One paragraph is one thing to be done, or each of its lines, where all of them ask for something.

    Below a heading about the future, it is each of the lines that say what will be.
    """
    each = [line.part(after_number(line.text)) for line in paragraph.lines if not line.text.rstrip().endswith(":")]
    if len(each) > 1 and all(line.text[:1].isupper() and asking.asks(line.text) for line in each):
        yield from (Candidate(here, (line,)) for line in each)
        return
    first, *more = paragraph.lines
    bare = first.part(after_number(first.text))
    text = text_of((bare, *more))
    if plain(here.groups[0]).startswith(("future", "next", "planned")):
        yield from (Candidate(here, (line,)) for line in paragraph.lines if _FUTURE.search(line.text))
    elif (asking.owes(text) or asking.asks(text)) and not text.endswith((":", "：")):
        yield Candidate(here, (bare, *more))


def told_below(heading: Heading, below: Sequence[Block], here: Region) -> tuple[Span, ...]:
    """An item that prose tells below a heading of its own.

    It is the heading, where that has a number or asks for something itself, else the one paragraph that does; in a part
    that only looks ahead, the heading alone, and only where it has both.
    """
    first = below[0]
    if not isinstance(first, Paragraph) or is_all_bold(first.lines[-1]):
        return ()
    text = heading.span.text
    title = heading.span.part(after_number(text))
    numbered, asks = title.start != heading.span.offset(), asking.asks(title.text)
    long = len(plain(title.text).split()) >= _SHORTEST_TITLE
    sure = (numbered and asks) or (here.kind is not Kind.FORWARD and (numbered or asks) and long)
    if sure and not is_part_of_actions(text):
        return (title,)
    sorts = len(below) == 1 and len(plain(text).split()) < _SHORTEST_TITLE and here.kind is not Kind.FORWARD
    return first.lines if sorts and not _TELLS.match(first.lines[0].text) else ()
