"""The benches measure what they say, at sizes too small to judge by."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.parse import parse_report
from reports.rules import ReadingRules
from tests.bench.__main__ import BENCHES, bench
from tests.bench.row import Bench, Measured, Row
from tests.bench.written import written
from tracker.model import ReportKind

TINY = 1  # percent


@pytest.mark.parametrize("each", BENCHES, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_every_bench_measures_both_sides(each: Bench, tmp_path: Path) -> None:
    for row in each(tmp_path, TINY):
        row.ours()
        row.floor()


def test_a_row_that_takes_longer_than_it_may_says_so() -> None:
    row = Row("work, of less work", lambda: None, lambda: None, target=2)

    assert Measured(row, ours=3.0, floor=1.0).misses
    assert "MISSES" in str(Measured(row, ours=3.0, floor=1.0))
    assert not Measured(row, ours=2.0, floor=1.0).misses


def test_the_table_counts_what_misses(capsys: pytest.CaptureFixture[str]) -> None:
    def slow(_folder: Path, _percent: int) -> list[Row]:
        return [Row("twice the work", lambda: sum(range(200_000)), lambda: None, target=1, rounds=1)]

    assert bench([lambda folder, percent: iter(slow(folder, percent))], TINY) == 1
    assert "1 of the rows miss their target" in capsys.readouterr().out


def test_the_reports_of_the_bench_hold_action_items_that_are_read() -> None:
    reports = [parse_report("one.md", written(number).encode(), ReadingRules()) for number in range(12)]

    assert all(report.kind is ReportKind.REPORT and len(report.items) >= 3 for report in reports)
    items = [item for report in reports for item in report.items]
    assert sum(item.due is not None for item in items) >= 0.95 * len(items)
