"""Garbage, and our reports cut, spliced and doubled: no exception, bounded work, every place within the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reports.parse import parse_report
from tests.corpus import garbage
from tests.corpus.law import EVERYTHING, Work, counting, hold
from tests.corpus.mutations import several

REPORTS = [path.read_bytes() for path in sorted((Path(__file__).parent / "ours").glob("*.md"))]


@pytest.mark.parametrize("seed", range(8))
def test_no_mutation_breaks_the_law(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # not a secret

    assert sum(hold(several(REPORTS, chance)).items for _ in range(40)) > 0


@pytest.mark.parametrize("number", range(4))
def test_no_garbage_breaks_the_law(number: int) -> None:
    items: list[int] = []

    garbage.each(number, 60, lambda data: items.append(hold(data).items))

    assert len(items) >= 60
    assert sum(items) > 0


def test_too_much_work_breaks_the_law() -> None:
    text = b"# Incident: down\n\n**Date**: 2026-03-02\n\n## Action items\n\n" + b"- Do it\n" * 200

    with pytest.raises(AssertionError, match="took more than 100 calls"), counting(Work(), 100):
        parse_report("one.md", text, EVERYTHING)
    assert hold(text).calls > 100
