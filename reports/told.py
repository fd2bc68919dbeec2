"""What a text says of itself, as far as it is read: its fields, its status, and what is left as its title. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.model import Status


# A tuple, not a dataclass: each step hands on another one.
class Told(NamedTuple):
    """What a text says of itself: `fields` by name as (text, position), `start` and `end` of what is left as title.

    `labels` is from where to where its labels stand with their values.
    """

    text: str
    fields: Mapping[str, tuple[str, int]]
    status: Status | None
    start: int
    end: int
    labels: tuple[tuple[int, int], ...] = ()

    @property
    def rest(self) -> str:
        """What is left as title, without the blanks behind it."""
        return self.text[self.start : self.end].rstrip()

    def ending(self, title: str) -> Told:
        """The same, where the title is but this beginning of the rest, without the blanks behind it."""
        return self._replace(end=self.start + len(title.rstrip()))
