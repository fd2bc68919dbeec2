"""What still needs a person is said by every run, not only by the one in which it came up."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.sandbox import Fault, SandboxServer
from tests.e2e.fault_stories import BULK, edited, new
from tests.e2e.inside import Inside
from tests.e2e.team import Team


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
def test_an_epic_in_doubt_is_no_quiet_end(flavour: str, tmp_path: Path) -> None:
    with SandboxServer(flavour) as server:
        inside = Inside(Team(tmp_path, server))
        new(inside)
        server.faults.arm(Fault("drop_before", path=BULK))
        inside.sync()

        waiting = inside.sync()

        assert (waiting.code, waiting.writes) == (1, [])
        assert "epic in doubt" in waiting.out


def test_a_refused_update_is_told_until_it_is_settled(tmp_path: Path) -> None:
    with SandboxServer("cloud") as server:
        inside = Inside(Team(tmp_path, server))
        edited(inside)
        server.faults.arm(Fault("status", method="PUT", status=400, body='{"errors": {"duedate": "not that day"}}'))
        first = inside.sync()

        again = inside.sync()

        assert (first.code, again.code, again.writes) == (1, 1, [])
        assert "SYN-REFUSED" in again.err
        assert "not that day" in again.err
