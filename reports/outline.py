"""A document's headings: which is its title, what each says about actions, and the region that a section lies in. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from reports.blocks import Block, Heading, Section
from reports.sections import Region, kind_of, region, shows_a_template
from reports.vocabulary import Vocabulary
from reports.words import plain

# A title that says no more than that actions follow is none.
_SHORT_TITLE = 4


class Outline:
    """`title` is None where no heading is; `headless` says that there is none beside it."""

    def __init__(self, blocks: Sequence[Block], words: Vocabulary) -> None:
        headings = [block for block in blocks if isinstance(block, Heading)]
        self.title = _title(headings, words)
        self.headless = all(h is self.title for h in headings)
        self._kinds = {id(h): kind_of(h.span.text, words) for h in headings if h is not self.title}
        self._kinds[id(self.title)] = None
        self._regions: dict[int, Region | None] = {}

    def region(self, section: Section) -> Region | None:
        """The region that a section lies in; None for one that is not about actions."""
        if id(section) not in self._regions:  # all that stands in a section has the same one
            self._regions[id(section)] = region(section, self._kinds)
        return self._regions[id(section)]

    def region_of(self, heading: Heading, section: Section) -> Region | None:
        """The region that a heading begins or lies in, where a section deeper below it is known."""
        return region(section[: section.index(heading) + 1], self._kinds)

    def is_sample(self, section: Section) -> bool:
        """It shows what a report looks like: one of the headings above the part about actions says so."""
        above = takewhile(lambda h: self._kinds[id(h)] is None, section)
        return any(shows_a_template(h.span.text) for h in above if h is not self.title)


def _title(headings: Sequence[Heading], words: Vocabulary) -> Heading | None:
    """The document's title: its first heading, unless that is one of its sections."""
    first = next(iter(headings), None)
    if first is None or first.level > 1:
        return None
    is_section = kind_of(first.span.text, words) is not None
    return None if is_section and len(plain(first.span.text).split()) <= _SHORT_TITLE else first
