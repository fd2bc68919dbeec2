"""Answers made by hand, for the renderers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.values import NOW, a_report, a_row
from tracker.app.answer import Answer, View
from tracker.cli.medium import Medium
from tracker.merging import Difference
from tracker.model import LinkState, Priority, Source, Status
from tracker.views import ChangeView, DoctorView, EventView, ItemView, ReportView, ReviewView

TODAY = NOW.date()
PAPER = Medium(NOW)
SCREEN = Medium(NOW, width=100)
COLORED = Medium(NOW, width=100, color=True)

DUE_MOVED = Difference("due", "2026-03-02", "2026-03-04", "2026-03-09")


def an_item_view(**facts: object) -> ItemView:
    said: dict[str, object] = {
        "ref": "2026-03-01-001/1",
        "incident": "2026-03-01-001",
        "number": 1,
        "row": "1",
        "title": "Watch the index",
        "owner": "@search",
        "assignee": "Ada",
        "priority": "P1",
        "original_priority": "P1",
        "due": dt.date(2026, 3, 20),
        "original_due": dt.date(2026, 3, 20),
        "assumed": (),
        "status": Status.IN_PROGRESS,
        "severity": "P0",
        "epic": "ENG-1",
        "jira_key": "ENG-2",
        "jira_status": "Doing",
        "resolution": None,
        "url": "https://jira.example.com/browse/ENG-2",
        "link": LinkState.LINKED,
        "withdrawn": False,
        "overdue": False,
        "days_overdue": 0,
        "slips": 0,
        "opened_at": NOW - dt.timedelta(days=8),
        "closed_at": None,
        "drift": (),
        "conflicts": (),
        "source": Source("incidents/one.md", 42, 3),
        "standing": "finished",
        "note": None,
    }
    return ItemView(**{**said, **facts})  # type: ignore[arg-type]  # facts are fields


LATE = an_item_view(
    priority="P0", due=TODAY - dt.timedelta(days=3), overdue=True, days_overdue=3, conflicts=(DUE_MOVED,)
)
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> @channel [x](javascript:1) \x1b[31mred\x07 \u202egnp.exe `rm` a|b"
)


def an_answer(command: str = "status", /, **lists: list[Any]) -> Answer:
    data: dict[str, list[View]] = lists
    return Answer(command, TODAY, data, last_pull=NOW - dt.timedelta(hours=2))


def a_change(**facts: object) -> ChangeView:
    said: dict[str, object] = {
        "action": "create",
        "ref": "2026-03-01-001/1",
        "jira_key": None,
        "fields": {"title": "Watch the index", "due": "2026-03-20", "priority": "P1", "owner": "@search"},
    }
    return ChangeView(**{**said, **facts})  # type: ignore[arg-type]  # the same


REVIEW = ReviewView("2026-03-01-001", "Search was down", "P0", dt.date(2026, 3, 9), "due", 3, 1)
EVENT = EventView(NOW, "2026-03-01-001/1", "due_moved", {"from": "2026-03-02", "to": None})
CHECK = DoctorView("token", "failed", "Jira refused the token", "make a new one")
REPORT = ReportView(
    a_report(a_row(row="1", number=1, priority=Priority.P0, due=dt.date(2026, 3, 20), status=Status.DONE)),
    finished=True,
    review_due=dt.date(2026, 3, 31),
)
