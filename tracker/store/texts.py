"""Days, instants and small values as the text that every database keeps and sorts alike."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import msgspec

_encode = msgspec.json.Encoder(order="deterministic").encode


def json_text(value: object) -> str:
    """A value as JSON text."""
    return _encode(value).decode()


def instant_text(at: dt.datetime) -> str:
    """An instant as text that sorts by time.

    Raises: ValueError for an instant without a zone: nobody could say when that was.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def maybe_instant(at: dt.datetime | None) -> str | None:
    """An instant as text, where there is one."""
    return None if at is None else instant_text(at)


def iso(day: dt.date | None) -> str | None:
    """A day as text, where there is one."""
    return None if day is None else day.isoformat()


@lru_cache(maxsize=4096)  # few days, many items
def day_of(text: str | None) -> dt.date | None:
    """The day of a text, where there is one."""
    return None if text is None else dt.date.fromisoformat(text)


def instant_of(text: str | None) -> dt.datetime | None:
    """The instant of a text, where there is one."""
    return None if text is None else dt.datetime.fromisoformat(text)
