"""Checks of the header. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reports.checks.severities import is_known
from reports.codes import problem
from reports.reading import Reading
from reports.rules import ReadingRules
from tracker.model import Problem


def check(reading: Reading, _: ReadingRules) -> Iterator[Problem]:
    """What the header leaves out, and a severity that nobody knows."""
    report = reading.report
    told = {p.code for p in report.problems}
    if "HDR-ID" in told and not report.items:
        return
    if report.date is None and not told & {"HDR-DATE", "HDR-PLACEHOLDER", "HDR-ID"}:
        yield reading.at_fact("HDR-NO-DATE", None)
    if report.severity is None and "HDR-PLACEHOLDER" not in told:
        yield reading.at_fact("HDR-SEVERITY", None)
    elif report.severity is not None and not is_known(report.severity.value):
        said = f"the severity {report.severity.value!r} is not one that is known"
        yield problem("HDR-SEVERITY-WORD", report.path, report.severity.line, report.severity.column, said)
    if report.epic is None and not told & {"HDR-EPIC", "END-PLACEHOLDER"}:
        yield reading.at_fact("HDR-NO-EPIC", None)
