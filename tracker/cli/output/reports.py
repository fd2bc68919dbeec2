"""A report that was read, laid out for people. Pure."""

from __future__ import annotations

import datetime as dt

from tracker.cli.output.items import OWNER, TITLE, priority_cell, status_cell
from tracker.cli.output.pages import Cell, Column, Facts, Part, Row, Sheet
from tracker.model import Found, ReportedItem, ReportKind
from tracker.views import ReportView


def report_parts(view: ReportView) -> tuple[Part, ...]:
    """The facts of a report with their lines, and its rows."""
    facts = Facts(tuple((name, Cell(text)) for name, text in _facts(view) if text), title=view.report.path)
    items = view.report.items
    return (facts, _rows(items)) if items else (facts,)


def _facts(view: ReportView) -> tuple[tuple[str, str], ...]:
    report = view.report
    return (
        ("kind", report.kind.value.replace("_", " ")),
        ("incident", _found(report.incident)),
        ("title", _found(report.title)),
        ("date", _found(report.date)),
        ("severity", _found(report.severity)),
        ("document status", _found(report.document_status)),
        ("finished", ("yes" if view.finished else "no") if report.kind is ReportKind.REPORT else ""),
        ("epic", _found(report.epic)),
        ("review due", view.review_due.isoformat() if view.review_due else ""),
        *((f"sign-off by {s.role}", f"{s.name}{'' if s.approved else ', not given'}") for s in report.sign_offs),
    )


def _found(found: Found[str] | Found[dt.date] | None) -> str:
    return "" if found is None else f"{found.value}  (line {found.line})"


def _rows(items: tuple[ReportedItem, ...]) -> Sheet:
    heads = ("line", "#", "P", "due", "status")
    columns = (*map(Column, heads), OWNER, Column("jira"), TITLE)
    return Sheet(columns, tuple(Row(_cells(i)) for i in items))


def _cells(item: ReportedItem) -> tuple[Cell, ...]:
    return (
        Cell(str(item.source.line)),
        Cell(item.row or ""),
        priority_cell(item.priority.value if item.priority else None),
        Cell(item.due.isoformat() if item.due else ""),
        status_cell(item.status) if item.status else Cell(""),
        Cell(item.owner or ""),
        Cell(item.jira_key or ""),
        Cell(item.title),
    )
