"""Histories at random, the same ones each time."""

from __future__ import annotations

import pytest

from tests.stateful.histories import tell


@pytest.mark.parametrize("number", [1, 2])
def test_no_history_breaks_the_law(number: int) -> None:
    tell(25, number)
