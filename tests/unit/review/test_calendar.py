"""The calendar as a calendar reads it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from icalendar import Calendar

from reports.render.calendar import DayEntry, calendar_text, uid
from tests.unit.cli.conftest import installation, pirtrack
from tests.unit.digest.test_hostile import MALICE
from tests.values import NOW

__all__ = ["installation", "pirtrack"]  # fixtures of the command line

DAY = dt.date(2026, 12, 31)


def read(text: str) -> list[dict[str, str]]:
    (whole,) = [Calendar.from_ical(text)]
    return [{name: str(value) for name, value in event.items()} for event in whole.walk("VEVENT")]


def written(*entries: DayEntry) -> str:
    return calendar_text(entries, namespace="ENG", now=NOW)


def test_a_day_is_whole_and_ends_with_the_year() -> None:
    text = written(DayEntry("review/A", DAY, "Review of A"))

    assert "DTSTART;VALUE=DATE:20261231\r\n" in text
    assert "DTEND;VALUE=DATE:20270101\r\n" in text
    assert "TRANSP:TRANSPARENT\r\n" in text


def test_the_same_thing_keeps_its_name_when_it_moves_and_others_have_others() -> None:
    before, after = (read(written(DayEntry("item/A/1", day, "x")))[0]["UID"] for day in (DAY, dt.date(2027, 2, 1)))

    assert before == after == uid("ENG", "item/A/1")
    assert len({uid("ENG", "item/A/1"), uid("OPS", "item/A/1"), uid("ENG", "review/A/1")}) == 3


def test_hostile_text_makes_no_entry_no_property_and_no_link_of_its_own() -> None:
    evil = f"{MALICE}\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:http://evil.example"
    text = written(DayEntry(evil, DAY, evil, (evil, evil), f"javascript:{evil}"), DayEntry("b", DAY, "é" * 200))

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    events = read(text)
    assert len(events) == 2
    assert {name for event in events for name in event} == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
    }  # fmt: skip  # set by hand, as a table
    assert Calendar.from_ical(text).walk("VALARM") == []


def test_the_command_writes_reviews_and_due_items(pirtrack: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "team.ics"

    done = pirtrack("calendar", "--output", str(file))
    own = pirtrack("calendar", "--owner", "sre")

    assert done.exit_code == 0, done.stderr
    summaries = {event["SUMMARY"] for event in read(file.read_bytes().decode())}
    assert any(s.startswith("Review of 2026-03-01-001") for s in summaries)
    assert any("ENG-7" in s for s in summaries)
    assert [event["SUMMARY"] for event in read(own.stdout)] == ["P0 2026-03-01-001/2: Write the runbook"]


@pytest.mark.parametrize("entries", [(), (DayEntry("a", DAY, "x"),)])
def test_an_empty_calendar_is_one_too(entries: tuple[DayEntry, ...]) -> None:
    assert len(read(written(*entries))) == len(entries)


def test_without_the_library_it_says_what_to_install() -> None:
    code = (
        "import sys, datetime as dt; sys.modules['icalendar'] = None\n"
        "from reports.render.calendar import calendar_text\n"
        "from tracker.errors import UsageError\n"
        "try: calendar_text((), namespace='ENG', now=dt.datetime.now(dt.UTC))\n"
        "except UsageError as error: print(error.message, error.hint)"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "icalendar, which is not installed" in said
    assert "pip install 'pirtrack[ical]'" in said
