"""The sample report that the examples of `docs/checks.md` stand in, and how each is put into it."""

from __future__ import annotations

import datetime as dt

from reports.codes.kinds import ADDED, WHOLE, Code
from reports.parse import parse_report
from reports.rules import ReadingRules
from reports.selection import ALL, Selection
from tracker.model import ParsedReport, Priority

SAMPLE = """\
# Incident Report: Search was down

**Incident ID**: #2026-03-02-007
**Date**: 2026-03-02
**Severity**: P1
**Duration**: 40 minutes
**Status**: Resolved

## What happened

The index was corrupt.

## Action Items

| # | Action | Owner | Due Date | Priority | Status |
|---|--------|-------|----------|----------|--------|
| 1 | Alert on a corrupt index | @search | 2026-03-06 | P1 | Open |

## References

- Runbook: searching again
- Jira epic: OPS-77

**Report Prepared By**: @ana
**Date Finalized**: 2026-03-04

## Sign-Off

| Role | Name | Sign-Off | Date |
|------|------|----------|------|
| Commander | Ana Lima | Approved | 2026-03-04 |

**Document Status**: FINAL
**Next Review**: 2026-04-01
"""
# The configuration that the examples are checked under: everything is on.
RULES = ReadingRules(
    due={Priority.P0: dt.timedelta(days=7), Priority.P1: dt.timedelta(days=14)},
    finalise={Priority.P0: dt.timedelta(days=1), Priority.P1: dt.timedelta(days=3)},
    people={"@search": True, "@ana": True, "@sre-team": False},
    selection=Selection(select=(ALL,)),
)


def placed(code: Code, example: str) -> str:
    """The sample report with an example in its place."""
    if code.instead_of == WHOLE:
        return f"{example}\n"
    if code.instead_of == ADDED:
        return SAMPLE.replace("The index was corrupt.", f"The index was corrupt.\n\n{example}")
    lines = SAMPLE.splitlines()
    (at,) = (n for n, line in enumerate(lines) if line.startswith(code.instead_of))
    return "\n".join([*lines[:at], *([example] if example else []), *lines[at + 1 :], ""])


def checked(text: str, rules: ReadingRules = RULES) -> ParsedReport:
    return parse_report("incidents/sample.md", text.encode(), rules)
