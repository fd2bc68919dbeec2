from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.sandbox import SandboxServer
from tests.e2e.team import report
from tests.unit.app.place import Place
from tests.unit.watch.asking import Watched, watched


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with SandboxServer("cloud") as server:
        made = Place(tmp_path, server)
        server.jira.clock.source = lambda: made.now
        rows = ("Alert on lag | @devops | 2026-03-02 | P0 | Open", "Write it down | @sre | 2026-04-02 | P2 | Open")
        (tmp_path / "incidents" / "one.md").write_text(report(*rows), encoding="utf-8")
        yield made


@pytest.fixture
def running(place: Place) -> Iterator[Watched]:
    """A scheduler that is watched over, before its first tick."""
    with watched(place) as made:
        yield made
