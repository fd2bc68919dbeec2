"""Answers as plain data, by the schema `pirtrack/1`: what JSON and CSV are written from. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from tracker.app.answer import View
from tracker.merging import Difference
from tracker.model import Found, Problem, Source
from tracker.views import ReportView

Json: TypeAlias = "str | int | float | Sequence[Json] | Mapping[str, Json] | None"

ROW_FIELDS = ("number", "title", "owner", "due", "priority", "status", "jira_key", "inferred", "source")
PROBLEM_FIELDS = ("code", "severity", "message", "path", "line", "column", "hint")
DIFFERENCE_FIELDS = ("field", "base", "report", "jira")

# The names that scripts rely on, by the name of the list.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "items": (
        "ref", "incident", "number", "row", "title", "owner", "assignee", "priority", "original_priority", "due",
        "original_due", "assumed", "status", "severity", "epic", "jira_key", "jira_status", "resolution", "url",
        "link", "withdrawn", "overdue", "days_overdue", "slips", "opened_at", "closed_at", "drift", "conflicts",
        "source",
    ),
    "reviews": (
        "incident", "title", "severity", "review_due", "state", "open_items", "overdue_items", "held_on", "by",
        "outcome", "snoozed",
    ),
    "reports": (
        "path", "kind", "incident", "title", "date", "severity", "document_status", "finished", "epic",
        "review_due", "items",
    ),
    "changes": ("action", "ref", "jira_key", "fields", "reason", "outcome"),
    "events": ("at", "ref", "kind", "data"),
    "jobs": (
        "job", "rhythm", "state", "slot", "attempt", "missed", "began", "ended", "next", "by", "detail",
    ),
    "sends": ("what", "channel", "period", "state", "attempt", "where", "detail", "message"),
    "checks": ("check", "state", "finding", "remedy"),
    "figures": (
        "group", "name", "items", "done", "dropped", "open", "completed_percent", "dated", "on_time",
        "on_time_percent", "median_age", "closed_dated", "median_time_to_close",
    ),
}  # fmt: skip  # set by hand, as a table
OF_THE_VIEW = ("finished", "review_due")


def records(name: str, views: Sequence[View]) -> list[dict[str, Json]]:
    """The values of one list of an answer, each under the names that scripts rely on."""
    return [{field: _field(view, field) for field in FIELDS[name]} for view in views]


def problem_record(problem: Problem) -> dict[str, Json]:
    """A problem, the same way."""
    return _named(problem, PROBLEM_FIELDS)


def _field(view: View, name: str) -> Json:
    if not isinstance(view, ReportView) or name in OF_THE_VIEW:
        return _plain(getattr(view, name))
    if name == "items":
        return [_named(item, ROW_FIELDS) for item in view.report.items]
    return _plain(getattr(view.report, name))


def _named(value: object, fields: Sequence[str]) -> dict[str, Json]:
    return {field: _plain(getattr(value, field)) for field in fields}


def _plain(value: object) -> Json:  # noqa: PLR0911  # one line a kind of value
    match value:
        case StrEnum():
            return value.value
        case None | str() | int() | float():
            return value
        case dt.datetime():
            return instant(value)
        case dt.date():
            return value.isoformat()
        case Found():
            return _plain(value.value)
        case Difference():
            return _named(value, DIFFERENCE_FIELDS)
        case Source():
            return {"path": value.path, "line": value.line}
        case Mapping():
            return {str(name): _plain(v) for name, v in value.items()}
        case Sequence():
            return [_plain(v) for v in value]
        case _:
            raise TypeError(type(value).__name__)


def instant(at: dt.datetime) -> str:
    """RFC 3339 in UTC, whole seconds."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
