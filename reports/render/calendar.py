"""Days of reviews and of items as iCalendar (RFC 5545), for whatever calendar people use. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from reports.escaping import safe_url
from tracker.errors import UsageError
from tracker.safe import safe_text


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One whole day: `name` lasts, so that a calendar that reads it again moves the entry and makes no second one."""

    name: str
    day: dt.date
    summary: str
    notes: tuple[str, ...] = ()
    url: str | None = None


def calendar_text(entries: Iterable[DayEntry], *, namespace: str, now: dt.datetime) -> str:
    """The whole calendar, by day; `now` is when it was made.

    Raises: UsageError where the library for it is not installed.
    """
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415  # an extra
    except ImportError:
        hint = "pip install 'pirtrack[ical]', in the environment that pirtrack is in"
        raise UsageError("calendars need icalendar, which is not installed", hint=hint) from None
    calendar = Calendar()
    calendar.add("prodid", "-//pirtrack//action items//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", safe_text(f"Action items of {namespace}"))
    for entry in sorted(entries, key=lambda e: (e.day, e.name)):
        event = Event()
        event.add("uid", uid(namespace, entry.name))
        event.add("dtstamp", now)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + dt.timedelta(days=1))
        event.add("summary", safe_text(entry.summary))
        if entry.notes:
            event.add("description", "\n".join(safe_text(note) for note in entry.notes))
        if link := safe_url(entry.url):
            event.add("url", link)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def uid(namespace: str, name: str) -> str:
    """What an entry is known by: the same for the same thing, whatever it is called, and whoever asks."""
    return f"{sha256(f'{namespace}/{name}'.encode('utf-8', 'replace')).hexdigest()[:32]}@pirtrack"
