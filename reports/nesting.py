"""Items of lists and what is nested in them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.blocks import Block, ListItem, Paragraph, Span


def is_boxed(block: Block) -> bool:
    """An item with a check box."""
    return isinstance(block, ListItem) and block.checked is not None


def has_nested(blocks: Sequence[Block], position: int) -> bool:
    """Another item is nested in the one at a position."""
    below = blocks[position + 1] if position + 1 < len(blocks) else None
    return isinstance(below, ListItem) and below.within is blocks[position]


def nested(blocks: Sequence[Block], item: ListItem, position: int) -> Iterator[Block]:
    """What is nested directly in an item, which stands at a position."""
    for n in range(position + 1, len(blocks)):
        block = blocks[n]
        if not isinstance(block, ListItem | Paragraph) or _start(block) >= item.end:
            return
        if block.within is item:
            yield block


def first_lines(below: Sequence[Block]) -> tuple[Span, ...]:
    """The lines of the first paragraph, none where there is none."""
    first = next((b for b in below if isinstance(b, Paragraph)), None)
    return first.lines if first else ()


def _start(block: ListItem | Paragraph) -> int:
    return block.start if isinstance(block, ListItem) else block.lines[0].start
