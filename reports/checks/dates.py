"""Checks of the items' due dates: against the incident, the review, the policy and the week. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reports import dates
from reports.blocks import Span
from reports.dates import Impossible, Reckoning
from reports.reading import Reading
from reports.rules import ReadingRules
from reports.words import mended
from tracker.model import Problem, ReportedItem

_SATURDAY = 6


def check(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    """Every due date that is written, against everything that it may be held against."""
    date = reading.report.date.value if reading.report.date else None
    review = reading.report.next_review.value if reading.report.next_review else None
    for item, cells in reading.open_items():
        due, cell = item.due, cells.get("due")
        if due is None:
            continue
        if date is not None and due < date:
            yield reading.at_cell("ITM-DUE-EARLY", item, cell, f"due {due}, before the incident of {date}")
        elif date is not None and (late := _later_than_allowed(item, due, date, rules)):
            yield reading.at_cell("ITM-DUE-LATE", item, cell, late)
        if review is not None and due > review >= (date or review):
            yield reading.at_cell("ITM-DUE-REVIEW", item, cell, f"due {due}, after the review of {review}")
        if due.isoweekday() >= _SATURDAY and cell is not None and _is_written(cell, date):
            yield reading.at_cell("ITM-DUE-WEEKEND", item, cell, f"due {due}, on a {due:%A}")


def _later_than_allowed(item: ReportedItem, due: dt.date, date: dt.date, rules: ReadingRules) -> str | None:
    allowed = rules.due.get(item.priority) if item.priority else None
    if allowed is None or due <= date + allowed:
        return None
    return f"due {due}; the policy says {date + allowed} for {item.priority}"


def _is_written(cell: Span, date: dt.date | None) -> bool:
    """The cell names that very day: "in two weeks" was not meant to be a Sunday."""
    try:
        return not dates.day(mended(cell.text), Reckoning(date)).inferred
    except Impossible:
        return False
