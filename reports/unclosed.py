"""What a reader of Markdown has begun and not yet closed: a line, heading or cell, and an item of a list. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.blocks import ListItem, Span


class OpenSpan:
    """A span whose pieces are still coming; `struck` counts the letters that are struck through."""

    __slots__ = ("lead", "links", "pieces", "places", "start", "struck")

    def __init__(self, start: int) -> None:
        self.start = start
        self.pieces: list[str] = []
        self.places: list[int] = []
        self.lead = ""
        self.links: list[str] = []
        self.struck = 0

    def close(self, end: int) -> Span:
        """The whole span, which ends before a byte."""
        text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        struck = self.struck > 0 and self.struck >= len(text.strip())
        return Span(text, self.start, end, tuple(self.pieces), tuple(self.places), self.lead, tuple(self.links), struck)


@dataclass(slots=True)
class OpenItem:
    """An item of a list that may have more nested in it; `item` is None until its own text has ended."""

    start: int
    end: int
    ordered: bool
    checked: bool | None = None
    item: ListItem | None = None


def joined(lines: Sequence[Span], start: int, end: int) -> Span:
    """A heading as one span, over however many lines it goes."""
    if len(lines) == 1:
        return lines[0]
    pieces = [piece for line in lines for piece in (*line.pieces, " ")]
    places = [place for line in lines for place in (*line.places, line.end)]
    text = "".join(pieces).rstrip()
    return Span(
        text, start, end, tuple(pieces), tuple(places), links=tuple(link for line in lines for link in line.links)
    )
