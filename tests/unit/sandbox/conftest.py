from __future__ import annotations

from collections.abc import Iterator

import pytest

from sync.sandbox import SandboxServer
from tests.unit.sandbox.client import Client


@pytest.fixture(params=["cloud", "dc"])
def client(request: pytest.FixtureRequest) -> Iterator[Client]:
    with SandboxServer(request.param) as server:
        yield Client(server)


@pytest.fixture
def cloud() -> Iterator[Client]:
    with SandboxServer("cloud") as server:
        yield Client(server)


@pytest.fixture
def dc() -> Iterator[Client]:
    with SandboxServer("dc") as server:
        yield Client(server)
