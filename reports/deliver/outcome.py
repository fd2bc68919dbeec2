"""What came of handing a message over. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side has taken it; `missed` are those of its recipients who don't get it."""

    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """It surely was not taken: it may be sent again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """It left, and nobody said whether it was taken: it must not be sent again by itself."""

    reason: str


Outcome: TypeAlias = Sent | Failed | Unclear
# Asked as the last act before a message leaves: whether it may still go. A process that slept in between sends nothing.
InTime: TypeAlias = Callable[[], bool]

HELD_UP = Failed("this process was held up for too long before the message left")
