"""docs/faults.md says what comes of each fault at each request, and it is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.sandbox import SandboxServer
from tests.e2e.fault_grid import FLAVOURS, Grid, left_of, names_of, play, seen_in
from tests.e2e.fault_page import PAGE, rows, rows_of
from tests.e2e.fault_stories import STORIES
from tests.e2e.inside import Inside
from tests.e2e.team import Team


@pytest.mark.timeout(900)  # 650 runs: under a minute, but for a machine that has much else to do
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_fault_at_every_request_comes_to_what_the_page_says(flavour: str, tmp_path: Path) -> None:
    grid = play(flavour, tmp_path)

    assert grid.wrong == []
    assert set(rows(grid.cells)) == rows_of(PAGE.read_text(encoding="utf-8"), flavour), (
        "`python -m tests.e2e.fault_grid` writes docs/faults.md anew"
    )


@pytest.mark.parametrize(
    ("flavour", "story", "request_", "fault"),
    [
        ("cloud", "push", "who we are", "401"),
        ("dc", "push", "what changed", "a login page, 200"),
        ("cloud", "push", "issue types", "404"),
        ("dc", "push", "create the epic", "400"),
        ("cloud", "push", "create the epic", "closed after it is carried out"),
        ("dc", "push", "create the items", "half an answer"),
        ("cloud", "push", "create the items", "429, Retry-After: 1800"),
        ("dc", "push", "create the items", "503, Retry-After: 5"),
        ("cloud", "push", "read back after: create the items", "a login page, 200"),
        ("dc", "settle what was made", "look by marker", "403"),
    ],
)
def test_the_installed_command_comes_to_the_same(
    flavour: str, story: str, request_: str, fault: str, tmp_path: Path
) -> None:
    with SandboxServer(flavour) as server:
        inside = Inside(Team(tmp_path, server))
        (it,) = (s for s in STORIES if s.name == story)
        it.begin(inside)
        start = inside.moment()
        position = names_of(inside.sync(it.options).requests).index(request_) + 1
        inside.back_to(start)
        Grid(inside).arm(fault, position)
        expected = inside.sync(it.options)
        left = left_of(inside.links())
        inside.back_to(start)
        Grid(inside).arm(fault, position)

        done = inside.team.run("-vv", "sync", "--format", "json")

        assert (done.code, seen_in(done.out), left_of(inside.links())) == (expected.code, seen_in(expected.out), left)
        told = [done.out, done.err, *(p.read_bytes().decode("latin-1") for p in tmp_path.glob("pirtrack.db*"))]
        assert [text for text in told if server.token in text] == []
