from __future__ import annotations

import datetime as dt

import pytest

from tests.values import NO_STATUSES, NOW, an_incident, an_issue
from tracker import rules
from tracker.model import Recorded, Review, ReviewWord, Snooze, Standing, Status, Unlinked

TODAY = dt.date(2026, 3, 20)


@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        (TODAY, Status.NOT_STARTED, False),
        (TODAY - dt.timedelta(days=1), Status.NOT_STARTED, True),
        (TODAY - dt.timedelta(days=1), Status.BLOCKED, True),
        (TODAY - dt.timedelta(days=1), Status.DONE, False),
        (TODAY - dt.timedelta(days=1), Status.CANCELLED, False),
        (None, Status.NOT_STARTED, False),
    ],
)
def test_due_today_is_not_overdue_and_closed_never_is(due: dt.date | None, status: Status, late: bool) -> None:
    assert rules.is_overdue(status, due, TODAY) is late


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"category": "new"}, Status.NOT_STARTED),
        ({"category": "undefined"}, Status.NOT_STARTED),
        ({"category": "indeterminate", "status": "In Bearbeitung"}, Status.IN_PROGRESS),
        ({"category": "indeterminate", "status": "blocked"}, Status.BLOCKED),
        ({"category": "done", "status": "Terminé"}, Status.DONE),
        ({"category": "done", "resolution": "Done"}, Status.DONE),
        ({"category": "done", "resolution": "Won't Do"}, Status.CANCELLED),
        ({"category": "done", "resolution": "Duplicate"}, Status.CANCELLED),
        ({"category": "done", "resolution": "Duplicate", "duplicate_of_category": "done"}, Status.CANCELLED),
        ({"category": "done", "resolution": "Duplicate", "duplicate_of_category": "new"}, Status.IN_PROGRESS),
        ({"category": "indeterminate", "resolution": "Won't Do"}, Status.IN_PROGRESS),
    ],
)
def test_status_comes_from_category_and_resolution(facts: dict[str, object], status: Status) -> None:
    issue = an_issue(**facts)  # type: ignore[arg-type]  # facts are fields

    assert rules.status_of(issue, NO_STATUSES) is status


def test_a_status_name_of_the_config_wins_over_its_category() -> None:
    issue = an_issue(status="Waiting for vendor", category="new")

    assert rules.status_of(issue, {"waiting for VENDOR": Status.BLOCKED}) is Status.BLOCKED


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (dt.date(2026, 3, 30), "scheduled"),
        (dt.date(2026, 3, 31), "due"),
        (dt.date(2026, 4, 7), "due"),
        (dt.date(2026, 4, 8), "overdue"),
    ],
)
def test_a_review_is_due_on_its_day_and_for_a_week(day: dt.date, state: str) -> None:
    assert rules.review_state(dt.date(2026, 3, 31), None, day)[1] == state


def test_a_held_review_is_done_until_its_next_look() -> None:
    held = ReviewWord("i", NOW, Review("i", dt.date(2026, 4, 1), "Lee", "fine"))
    again = ReviewWord("i", NOW, Review("i", dt.date(2026, 4, 1), "Lee", "look again", dt.date(2026, 5, 1)))
    due = dt.date(2026, 3, 31)

    assert rules.review_state(due, held, dt.date(2026, 6, 1)) == (due, "done")
    assert rules.review_state(due, again, dt.date(2026, 4, 20)) == (dt.date(2026, 5, 1), "scheduled")
    assert rules.review_state(due, again, dt.date(2026, 5, 20)) == (dt.date(2026, 5, 1), "overdue")


def test_a_review_recorded_for_later_does_not_count_yet() -> None:
    held = ReviewWord("i", NOW, Review("i", dt.date(2026, 4, 10), "Lee", "fine"))

    assert rules.review_state(dt.date(2026, 3, 31), held, dt.date(2026, 4, 9))[1] == "overdue"


def test_a_review_that_was_put_off_is_silent_until_its_day_and_then_as_late_as_it_is() -> None:
    due = dt.date(2026, 3, 31)
    off = ReviewWord("i", NOW, None, Snooze("Lea", "away", NOW, dt.date(2026, 4, 20)))

    assert rules.review_state(due, off, dt.date(2026, 4, 19)) == (due, "snoozed")
    assert rules.review_state(due, off, dt.date(2026, 4, 20)) == (due, "overdue")


def test_the_written_review_date_wins_over_the_computed_one() -> None:
    month = dt.timedelta(days=30)

    assert rules.review_due(dt.date(2026, 5, 5), dt.date(2026, 3, 1), month) == dt.date(2026, 5, 5)
    assert rules.review_due(None, dt.date(2024, 11, 19), month) == dt.date(2024, 12, 19)
    assert rules.review_due(None, None, month) is None


def test_drafts_and_what_is_only_recorded_are_not_chased() -> None:
    finished, draft = an_incident().incident, an_incident(standing=Standing.DRAFT).incident

    assert rules.is_chased(finished, Unlinked())
    assert not rules.is_chased(draft, Unlinked())
    assert not rules.is_chased(finished, Recorded("done when first seen"))
