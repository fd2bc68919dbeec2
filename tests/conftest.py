from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.postgres"]

IN_CI = os.environ.get("CI") == "true"

# A loaded machine is no bug, so no example has a deadline; in CI every run tries the same examples.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if IN_CI else "dev")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout that holds what is not ours to ship: contracts, a template, a corpus."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        if IN_CI:
            pytest.fail("../shared is missing, and in CI it has to be there")
        pytest.skip("../shared is not here")
    return folder
