from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.sandbox import SandboxServer
from tests.e2e.team import Team


@pytest.fixture(params=["cloud", "dc"])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Team]:
    with SandboxServer(request.param) as server:
        yield Team(tmp_path, server)


@pytest.fixture
def cloud_team(tmp_path: Path) -> Iterator[Team]:
    with SandboxServer("cloud") as server:
        yield Team(tmp_path, server)
