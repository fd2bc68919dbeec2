"""The machine is worth what it finds: each planted mistake breaks the law within a few histories."""

from __future__ import annotations

import pytest

from tests.stateful.histories import tell
from tests.stateful.planted import BUGS

ENOUGH = 150


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_mistake_is_found(name: str) -> None:
    with pytest.raises(AssertionError):
        tell(ENOUGH, 1, BUGS[name])
