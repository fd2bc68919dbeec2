"""Our reports, cut, spliced, doubled and encoded otherwise, are read without an exception, and within their lines."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.corpus.mutations import hold, several

REPORTS = [path.read_bytes() for path in sorted((Path(__file__).parent / "ours").glob("*.md"))]


@pytest.mark.parametrize("seed", range(8))
def test_no_mutation_raises_or_points_outside(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # not a secret

    assert sum(hold(several(REPORTS, chance)) for _ in range(40)) > 0
