"""The machine is worth what it finds: each planted mistake breaks the law within a few histories."""

from __future__ import annotations

import pytest

from tests.stateful.histories import tell
from tests.stateful.planted import BUGS

# So many would be told at most; each is found within some 20 to 300. They differ from run to run though the seed does not,
# since Hypothesis also draws constants of the modules that happen to be loaded.
ENOUGH = 2_000


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_mistake_is_found(name: str) -> None:
    with pytest.raises(AssertionError):
        tell(ENOUGH, 1, BUGS[name])
