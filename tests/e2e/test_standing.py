"""What still needs a person is said by every run, not only by the one in which it came up."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.sandbox import Fault, SandboxServer
from tests.e2e.fault_stories import BULK, ROWS, edited, new
from tests.e2e.inside import Inside
from tests.e2e.team import Team, report
from tracker.app.sync import SyncOptions


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


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
def test_a_refused_create_is_told_without_asking_for_more_than_a_quiet_run(flavour: str, tmp_path: Path) -> None:
    with SandboxServer(flavour) as server:
        inside = Inside(Team(tmp_path, server))
        inside.team.write("one.md", report(*ROWS, epic=inside.team.epic()))
        refusal = Fault("status", method="POST", path=BULK, status=400, body='{"errors": {"duedate": "not that day"}}')
        server.faults.arm(refusal)
        inside.sync()
        inside.sync()

        quiet = inside.sync()

        assert (quiet.code, quiet.writes, len(quiet.requests)) == (1, [], 2)
        assert "SYN-REFUSED" in quiet.err


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
def test_the_priority_that_jira_gave_by_itself_is_nobodys_word(flavour: str, tmp_path: Path) -> None:
    """A rebuilt store can tell it from a person's, so that the report may still set one."""
    with SandboxServer(flavour) as server:
        inside = Inside(Team(tmp_path, server))
        row = "Watch the index | @devops | 2026-03-08 | {} | Open"
        inside.team.write("one.md", report(row.format("")))
        inside.sync()
        inside.pass_time(hours=1)
        (tmp_path / "pirtrack.db").unlink()
        inside.sync()
        inside.team.write("one.md", report(row.format("P0")))

        told = inside.sync()

        assert (told.code, [r.priority for r in inside.team.items()]) == (0, ["Highest"]), told.err


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
def test_an_epic_that_jira_does_not_show_is_asked_for_by_every_run_so_that_mending_is_noticed(
    flavour: str, tmp_path: Path
) -> None:
    """docs/decisions/0007: one request for all of them on Cloud, beside the two of a quiet run."""
    with SandboxServer(flavour) as server:
        inside = Inside(Team(tmp_path, server))
        inside.team.write("one.md", report(*ROWS, epic="ENG-900"))
        inside.sync()
        missing = inside.sync()
        server.jira.plant_epic("ENG", 900, "Reliability")

        mended = inside.sync()

        assert (missing.code, missing.writes, len(missing.requests)) == (1, [], 3 if flavour == "cloud" else 4)
        assert (mended.code, len(inside.team.items())) == (0, 2), mended.err


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
def test_what_an_archived_issue_refused_is_sent_once_it_is_back(flavour: str, tmp_path: Path) -> None:
    with SandboxServer(flavour) as server:
        inside = Inside(Team(tmp_path, server))
        edited(inside)
        key = inside.team.items()[0].key
        server.jira.archive(key)
        refused = inside.sync(SyncOptions(full=True))
        again = inside.sync(SyncOptions(full=True))
        server.jira.show(key)

        back = inside.sync()

        assert (refused.code, again.code, again.writes, back.code) == (1, 1, [], 0), back.err
        assert inside.team.items()[0].due == "2026-03-18"
