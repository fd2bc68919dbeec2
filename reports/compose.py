"""A report's values as Markdown, in the shape of the bundled template; what is not said yet is left to be filled in. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from string import Template

from reports.wording import OURS, escaped
from reports.words import one_line
from tracker.model import Found, ParsedReport, ReportedItem, SignOff

HEADS = ("#", "Action", "Owner", "Due Date", "Priority", "Status")
TO_FILL_IN = ("1", "[What is to be done]", "[@owner]", "YYYY-MM-DD", "[P0 / P1 / P2 / P3]", "Not Started")
SIGN_OFF_HEADS = ("Role", "Name", "Sign-Off", "Date")
ROLES = ("Incident Commander", "Engineering Manager")
_CLOSING = re.compile(r"#(?=#*$)")


def compose(report: ParsedReport, template: str) -> str:
    """The report; reading it gives the same values."""
    reviewed = report.next_review.value.isoformat() if report.next_review else "YYYY-MM-DD"
    if report.next_review and report.date:
        reviewed += f" ({(report.next_review.value - report.date.value).days} days)"
    return Template(template).substitute(
        title=_CLOSING.sub(r"\\#", _text(report.title) or "[INCIDENT TITLE]"),
        incident=f"#{_text(report.incident)}" if report.incident else "#YYYY-MM-DD-NNN",
        date=_day(report.date),
        severity=_text(report.severity) or "[P0 / P1 / P2 / P3]",
        incident_status=_text(report.incident_status) or "[Resolved / In Progress / Monitoring]",
        items=_table(_heads(report.items), _rows(report.items) if report.items else [TO_FILL_IN]),
        references=f"- Jira epic: {report.epic.value}" if report.epic else "[Links: dashboards, runbooks, changes]",
        prepared_by=_text(report.prepared_by) or "[@commander]",
        finalised=_day(report.finalised),
        sign_offs=_table(SIGN_OFF_HEADS, _signed(report.sign_offs) if report.sign_offs else _unsigned()),
        document_status=_text(report.document_status) or "DRAFT",
        next_review=reviewed,
    )


def _text(found: Found[str] | None) -> str:
    return escaped(one_line(found.value)) if found else ""


def _day(found: Found[dt.date] | None) -> str:
    return found.value.isoformat() if found else "YYYY-MM-DD"


def _heads(items: Sequence[ReportedItem]) -> tuple[str, ...]:
    return (*HEADS, "Jira") if any(item.jira_key for item in items) else HEADS


def _rows(items: Sequence[ReportedItem]) -> Iterator[tuple[str, ...]]:
    for item in items:
        cells = (
            item.row or "",
            escaped(one_line(item.title)),
            escaped(", ".join(item.owners)),
            item.due.isoformat() if item.due else "",
            item.priority.value if item.priority else "",
            OURS[item.status] if item.status else "",
            item.jira_key or "",
        )
        yield cells[: len(_heads(items))]


def _signed(signed: Sequence[SignOff]) -> Iterator[tuple[str, ...]]:
    for one in signed:
        said = "Approved" if one.approved else "Pending"
        yield escaped(one.role), escaped(one.name), said, one.date.isoformat() if one.date else ""


def _unsigned() -> Iterator[tuple[str, ...]]:
    return ((role, "[Name]", "Pending", "YYYY-MM-DD") for role in ROLES)


def _table(heads: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> str:
    rule = "|".join("-" * (len(head) + 2) for head in heads)
    lines = (f"| {' | '.join(cells)} |" for cells in (heads, *rows))
    head, *body = lines
    return "\n".join((head, f"|{rule}|", *body))
