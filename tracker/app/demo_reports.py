"""Three incident reports for the demo, with dates that lie around today. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

Row = tuple[str, str, int, str, str]


def demo_reports(today: dt.date, epic: str) -> Mapping[str, str]:
    """File names and texts: a finished report under `epic`, a finished one without an epic, and a draft."""
    return {
        "checkout-timeouts.md": _checkout(today, epic),
        "search-outage.md": _search(today),
        "late-invoices.md": _invoices(today),
    }


def _checkout(today: dt.date, epic: str) -> str:
    return _report(
        today,
        title="Checkout timed out for half of all customers",
        happened=34,
        severity="P0",
        lasted="1 hour 10 minutes",
        epic=epic,
        final=True,
        story="A connection pool was sized for last year's traffic. When a campaign began, every worker waited for a "
        "connection, and the health check went on saying that all was well.",
        rows=(
            ("Alert when the connection pool is nine tenths full", "@devops", 27, "P0", "In Progress"),
            ("Make the health check open a connection of its own", "@platform-team", 20, "P0", "Not Started"),
            ("Size the pool from the measured peak, not by hand", "@database-team", 6, "P1", "Not Started"),
            ("Rehearse the campaign's load on staging", "@sre-team", -5, "P2", "Not Started"),
            ("Write down how to raise the pool in an emergency", "@devops", 30, "P2", "Done"),
        ),
    )


def _search(today: dt.date) -> str:
    return _report(
        today,
        title="Search returned nothing for 45 minutes",
        happened=9,
        severity="P1",
        lasted="45 minutes",
        epic=None,
        final=True,
        story="A new index was switched on before it was filled. Every query was answered, quickly, with nothing, and "
        "no alert looks at how many hits an answer has.",
        rows=(
            ("Alert on a sudden drop of hits per query", "@sre-team", 2, "P0", "Not Started"),
            (
                "Refuse to switch to an index with fewer documents than the last",
                "@database-team",
                -3,
                "P1",
                "Not Started",
            ),
            ("Tell support what to say while search is empty", "@nobody-yet", -12, "P3", "Not Started"),
        ),
    )


def _invoices(today: dt.date) -> str:
    return _report(
        today,
        title="Invoices went out a day late",
        happened=3,
        severity="P2",
        lasted="1 day",
        epic=None,
        final=False,
        story="The night job waited for a lock that a report held. Nobody is woken for invoices.",
        rows=(("Give the invoice job a lock of its own", "@platform-team", -10, "P1", "Not Started"),),
    )


def _report(
    today: dt.date,
    *,
    title: str,
    happened: int,
    severity: str,
    lasted: str,
    epic: str | None,
    final: bool,
    story: str,
    rows: Sequence[Row],
) -> str:
    """`happened` and the due dates count days before today; a negative due date lies ahead."""
    day = today - dt.timedelta(days=happened)
    lines = [
        f"# Incident Report: {title}",
        "",
        f"**Incident ID**: #{day}-001",
        f"**Date**: {day}",
        f"**Severity**: {severity}",
        f"**Duration**: {lasted}",
        "**Status**: Resolved",
        "",
        "## What Happened",
        "",
        story,
        "",
        "## Action Items",
        "",
        "| # | Action | Owner | Due Date | Priority | Status |",
        "|---|--------|-------|----------|----------|--------|",
        *(
            f"| {number} | {action} | {owner} | {today - dt.timedelta(days=due)} | {priority} | {status} |"
            for number, (action, owner, due, priority, status) in enumerate(rows, start=1)
        ),
        "",
        *(["### References", "", f"- Jira epic: {epic}", ""] if epic else []),
        "**Report Prepared By**: @incident-commander",
        *([f"**Date Finalized**: {day + dt.timedelta(days=1)}"] if final else []),
        "",
        *(_signed(day) if final else []),
        f"**Document Status**: {'FINAL' if final else 'DRAFT'}",
        f"**Next Review**: {day + dt.timedelta(days=30)} (30 days)",
        "",
    ]
    return "\n".join(lines)


def _signed(day: dt.date) -> list[str]:
    return [
        "## Sign-Off",
        "",
        "| Role | Name | Sign-Off | Date |",
        "|------|------|----------|------|",
        f"| Incident Commander | Ada Novak | Approved | {day + dt.timedelta(days=1)} |",
        f"| Engineering Manager | Sam Okoye | Approved | {day + dt.timedelta(days=1)} |",
        "",
    ]
