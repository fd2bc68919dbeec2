"""Everything that is wrong with a report: what could not be read, and what the rules find; selected and weighed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reports.checks import dates, footer, header, items, owners, text, wording
from reports.reading import Reading
from reports.rules import ReadingRules
from reports.suppression import unsuppressed
from tracker.model import Problem, ReportKind

_RULES: tuple[Callable[[Reading, ReadingRules], Iterator[Problem]], ...] = (
    header.check,
    items.check,
    owners.check,
    dates.check,
    footer.check,
    text.check,
    wording.check,
)


def check(reading: Reading, rules: ReadingRules) -> tuple[Problem, ...]:
    """The findings on a report as it was read; absence is a finding, never a failure."""
    found = list(reading.report.problems)
    if reading.report.kind is ReportKind.REPORT:
        for rule in _RULES:
            found.extend(rule(reading, rules))
    return tuple(unsuppressed(reading, rules.selection.told(found), rules.selection))
