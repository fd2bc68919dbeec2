"""Where an answer is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    GITHUB = "github"
    SARIF = "sarif"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Medium:
    """What a renderer must know of the place: `width` in columns, None off a terminal, where nothing is cut.

    `now` is the clock's time, from which the age of the answer is counted.
    """

    now: dt.datetime
    width: int | None = None
    color: bool = False
