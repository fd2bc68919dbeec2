"""A report is the same report, wherever its file lies and whatever it is called now."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.values import INCIDENT, NOW, a_report, a_row
from tracker.intake import Intake, IntakePolicy, Known, take_in
from tracker.model import Found, ParsedReport

ROWS = tuple(a_row(t, number=n, row=str(n)) for n, t in enumerate(("Cap the retries", "Page storage"), start=1))
OTHER = (a_row("Order a second uplink", number=1, row="1"),)


def take(known: Known, *reports: ParsedReport, absent: tuple[str, ...] = ()) -> Intake:
    return take_in(known, reports, IntakePolicy(), NOW, absent=absent)


def derived(*rows: object, path: str, title: str, digest: str = "d") -> ParsedReport:
    """A report that names no id: it is made of the date and the title."""
    slug = title.lower().replace(" ", "-")
    told = a_report(*rows, path=path, title=Found(title, 1, 1))  # type: ignore[arg-type]  # rows are rows
    return replace(told, incident=Found(f"2026-03-01-{slug}", 0, 0), digest=digest)


def ids(taken: Intake) -> list[str]:
    return sorted(taken.after.incidents)


def test_an_id_made_of_the_title_is_frozen_by_path() -> None:
    first = take(Known(), derived(*ROWS, path="a.md", title="Search down"))

    after = take(first.after, derived(*ROWS, path="a.md", title="Search was slow"))

    assert ids(after) == ["2026-03-01-search-down"]


def test_moved_and_retitled_it_is_known_by_its_day_and_rows() -> None:
    first = take(Known(), derived(*ROWS, path="a.md", title="Search down"))

    after = take(first.after, derived(*ROWS, path="2026/b.md", title="Search was slow", digest="e"), absent=("a.md",))

    assert ids(after) == ["2026-03-01-search-down"]
    assert len(after.after.items) == 2
    assert after.after.incidents["2026-03-01-search-down"].incident.path == "2026/b.md"


def test_another_report_of_that_day_is_another_report() -> None:
    first = take(Known(), derived(*ROWS, path="a.md", title="Search down"))

    gone = take(first.after, derived(*OTHER, path="b.md", title="Network down", digest="e"), absent=("a.md",))
    copied = take(first.after, derived(*ROWS, path="b.md", title="Network down", digest="e"))

    assert len(ids(gone)) == 2
    assert len(ids(copied)) == 2, "its file is still there, so this is none that was moved"


def test_two_that_fit_are_not_guessed_between() -> None:
    first = take(
        Known(),
        derived(*ROWS, path="a.md", title="Search down"),
        derived(*ROWS, path="b.md", title="Search slow"),
    )

    after = take(first.after, derived(*ROWS, path="c.md", title="Search odd", digest="e"), absent=("a.md", "b.md"))

    assert len(ids(after)) == 3


def test_a_report_that_gets_an_id_of_its_own_keeps_its_lasting_name() -> None:
    first = take(Known(), derived(*ROWS, path="a.md", title="Search down"))

    after = take(first.after, a_report(*ROWS, path="a.md", incident="2026-03-01-007"))

    assert ids(after) == ["2026-03-01-search-down"]
    assert [(p.code, p.severity.value) for p in after.problems] == [("INC-RENAMED", "warning")]


def test_a_mended_typo_in_the_id_makes_no_second_incident() -> None:
    first = take(Known(), a_report(*ROWS, path="a.md", incident="2026-03-10-001"))

    after = take(first.after, a_report(*ROWS, path="a.md"))

    assert ids(after) == ["2026-03-10-001"]
    assert len(after.after.items) == 2


def test_a_file_that_now_tells_another_incident_is_another_report() -> None:
    first = take(Known(), a_report(*ROWS, path="latest.md"))

    after = take(first.after, a_report(*OTHER, path="latest.md", incident="2026-04-02-001"))

    assert ids(after) == [INCIDENT, "2026-04-02-001"]
    assert after.problems == ()


def test_a_copy_read_alone_does_not_take_over_from_the_file_that_is_still_there() -> None:
    first = take(Known(), a_report(*ROWS, path="a.md"))

    copied = take(first.after, a_report(ROWS[0], path="b.md"))
    moved = take(first.after, a_report(ROWS[0], path="b.md"), absent=("a.md",))

    assert [(p.code, p.path) for p in copied.problems] == [("INC-TWICE", "b.md")]
    assert copied.items == ()
    assert moved.after.incidents[INCIDENT].incident.path == "b.md"
    assert sum(t.item.withdrawn for t in moved.after.items.values()) == 1


def test_the_day_keeps_reports_apart() -> None:
    first = take(Known(), derived(*ROWS, path="a.md", title="Search down"))
    later = derived(*ROWS, path="b.md", title="Search down again", digest="e")

    after = take(first.after, replace(later, date=Found(dt.date(2026, 4, 9), 4, 1)), absent=("a.md",))

    assert len(ids(after)) == 2
