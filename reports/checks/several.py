"""Checks across reports. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.codes import problem
from reports.likeness import roots
from reports.rules import ReadingRules
from tracker.model import ParsedReport, Problem, ReportedItem

# Fewer words may well be the same by chance: `Update the runbook`.
_WORDS = 3


def with_each_other(reports: Sequence[ParsedReport], rules: ReadingRules) -> tuple[ParsedReport, ...]:
    """The reports, each with what comparing it with the others found."""
    by_path: dict[str, list[Problem]] = {}
    for found in check(reports, rules):
        by_path.setdefault(found.path or "", []).append(found)
    return tuple(
        replace(report, problems=(*report.problems, *by_path[report.path])) if report.path in by_path else report
        for report in reports
    )


def check(reports: Sequence[ParsedReport], rules: ReadingRules) -> Iterator[Problem]:
    """Items that an earlier report asked for in the same words, whatever their order and endings."""
    if not rules.selection.is_on("WRD-ELSEWHERE"):
        return
    first: dict[frozenset[str], tuple[ParsedReport, ReportedItem]] = {}
    for report in sorted(reports, key=lambda r: (r.date.value.isoformat() if r.date else "", r.path)):
        for item in report.items:
            words = roots(item.title)
            earlier = first.setdefault(words, (report, item))
            if earlier[0] is report or len(words) < _WORDS or not (item.status is None or item.status.is_open):
                continue
            source = earlier[1].source
            said = f"{source.path}, line {source.line}, asks for the same: {earlier[1].title[:60]}"
            yield from rules.selection.told(
                [problem("WRD-ELSEWHERE", report.path, item.source.line, item.source.column, said)]
            )
