from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.sandbox import SandboxServer
from tests.unit.app.onsite import OnSite, on_site
from tests.unit.app.place import Place


@pytest.fixture(params=["cloud", "dc"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OnSite]:
    with on_site(tmp_path, request.param) as opened:
        yield opened


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[OnSite]:
    with on_site(tmp_path, "cloud") as opened:
        yield opened


@pytest.fixture
def data_center(tmp_path: Path) -> Iterator[OnSite]:
    with on_site(tmp_path, "dc") as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with SandboxServer("cloud") as server:
        yield Place(tmp_path, server)
