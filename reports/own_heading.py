"""Items that have a heading of their own, with what is said of each below it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports import asking, inline, lines, prose
from reports.blocks import Block, Heading, ListItem, Paragraph, Span, Table
from reports.candidates import Candidate
from reports.labels import label_of, labelled, labels_of
from reports.nesting import is_boxed
from reports.sections import Region, after_number
from reports.vocabulary import Vocabulary

_COLONS = (":", "：")


def told(blocks: Sequence[Block], position: int, here: Region, words: Vocabulary) -> Candidate | None:
    """The item that a heading is, with its owner or due date below it; None where it only heads what is there."""
    heading, below = _heading(blocks, position), tuple(_below(blocks, position))
    cells = dict(labelled(below, words))
    if "priority" in cells and _is_numbered_block(heading, below, words):
        return Candidate(here, (heading.span.part(lines.after_id(heading.span.text)),), cells)
    if any(isinstance(b, Table) or is_boxed(b) for b in below):
        return None
    bare = heading.span.part(after_number(heading.span.text))
    own = inline.told(bare.text, words).fields.keys()
    if {"owner", "due"} <= own:
        return Candidate(here, (bare,), {name: cell for name, cell in cells.items() if name not in own})
    said = _labelled(bare, below, cells, words)
    if not said and (prosaic := prose.told_below(heading, below, here)) and not _holds_a_list(blocks, position):
        said = prosaic
    return Candidate(here, said, cells) if said else None


def _labelled(bare: Span, below: Sequence[Block], cells: Mapping[str, Span], words: Vocabulary) -> tuple[Span, ...]:
    """The words that say what is to be done, where labels tell more of it: those labelled so, else the heading's own."""
    titled = _titled(below, words)
    if titled is not None and {"owner", "due", "status", "priority"} & cells.keys():
        return (titled,)
    return (bare,) if {"owner", "due", "status"} & cells.keys() and _is_labelled(below, words) else ()


def parted(blocks: Sequence[Block], position: int, here: Region) -> Candidate | None:
    """A numbered heading that asks for something, and has its reasons, gains and so on below headings of their own."""
    heading = _heading(blocks, position)
    title = lines.unnumbered(heading.span)
    numbered = title.start != heading.span.offset()
    if not numbered or not asking.asks(title.text) or _holds_a_list(blocks, position):
        return None
    return Candidate(here, (title,))


def _below(blocks: Sequence[Block], position: int) -> Iterator[Paragraph | ListItem | Table]:
    """What stands directly below a heading: all up to the next one."""
    for n in range(position + 1, len(blocks)):
        block = blocks[n]
        if isinstance(block, Heading):
            return
        yield block


def _heading(blocks: Sequence[Block], position: int) -> Heading:
    heading = blocks[position]
    assert isinstance(heading, Heading)  # noqa: S101  # whoever asks has looked
    return heading


def _is_numbered_block(heading: Heading, below: Sequence[Block], words: Vocabulary) -> bool:
    """`A1. Bound the queue` over labels, the last of which may have a list: the lists say more of the one action."""
    first, text = below[0], heading.span.text
    if not 0 < lines.after_id(text) < len(text.rstrip()) or not isinstance(first, Paragraph):
        return False
    listed = any(isinstance(b, ListItem) for b in below)
    return label_of(first.lines[0], words) is not None and (
        not listed or first.lines[-1].text.rstrip().endswith(_COLONS)
    )


def _is_labelled(below: Sequence[Block], words: Vocabulary) -> bool:
    """At least half of the bullets below it are labelled, where there are any."""
    bullets = [b for b in below if isinstance(b, ListItem) and b.within is None]
    unlabelled = [b for b in bullets if b.lines and not any(True for _ in labels_of(b.lines[0], words))]
    return len(unlabelled) * 2 <= len(bullets)


def _titled(below: Sequence[Block], words: Vocabulary) -> Span | None:
    """What is labelled as the action, where it is once."""
    said = [line for block in below if isinstance(block, ListItem | Paragraph) for line in block.lines]
    titles = [label[1] for line in said if (label := label_of(line, words)) is not None and label[0] == "title"]
    return titles[0] if len(titles) == 1 else None


def _holds_a_list(blocks: Sequence[Block], position: int) -> bool:
    """Below it, however deep, stand tables or check boxes: those are the items."""
    level = _heading(blocks, position).level
    for n in range(position + 1, len(blocks)):
        block = blocks[n]
        if isinstance(block, Heading) and block.level <= level:
            return False
        if isinstance(block, Table) or is_boxed(block):
            return True
    return False
