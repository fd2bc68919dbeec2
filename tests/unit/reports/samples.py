"""Reports of our own for the tests, in the template's shape."""

from __future__ import annotations

from reports.parse import parse_report
from reports.rules import ReadingRules
from tracker.model import ParsedReport

HEAD = """\
# Incident Report: Search was down

**Incident ID**: #2026-03-02-007
**Date**: 2026-03-02
**Severity**: P1
**Duration**: 40 minutes
**Status**: Resolved

## Timeline

| Time | Action | Owner | Status |
|------|--------|-------|--------|
| 09:00 | Paged the team | @search | Done |

"""
TABLE = """\
## Action Items

| # | Action | Owner | Due Date | Priority | Status |
|---|--------|-------|----------|----------|--------|
"""
ROW = "| 1 | Watch the index | @search | 2026-03-20 | P0 | Not Started |\n"
FOOT = """
### References

- Jira epic: OPS-77

**Report Prepared By**: @ana
**Date Finalized**: 2026-03-04

## Sign-Off

| Role | Name | Sign-Off | Date |
|------|------|----------|------|
| Commander | Ana Lima | Approved | 2026-03-04 |

**Document Status**: FINAL
**Next Review**: 2026-04-01 (30 days)
"""
WHOLE = HEAD + TABLE + ROW + FOOT


def parse(text: str | bytes, rules: ReadingRules | None = None) -> ParsedReport:
    data = text.encode() if isinstance(text, str) else text
    return parse_report("incidents/one.md", data, rules or ReadingRules())


def codes(report: ParsedReport) -> list[str]:
    return [p.code for p in report.problems]


def with_rows(*rows: str) -> ParsedReport:
    """The whole report with other rows: each the cells after the number."""
    lines = "".join(f"| {n} | {row} |\n" for n, row in enumerate(rows, 1))
    return parse(WHOLE.replace(ROW, lines))
