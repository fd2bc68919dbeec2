"""Keys and statuses back into the reports: by the installed command, against the embedded Jira."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.team import Team, report
from tests.e2e.test_first_push import seed

ROWS = ("Watch it | @devops | 2026-03-08 | P0 | Not Started", "Cap it | @x | 2026-03-08 | P1 | Open")


@pytest.fixture
def path(cloud_team: Team) -> Path:
    return cloud_team.write("one.md", report(*ROWS))


def rows(path: Path) -> list[list[str]]:
    """Status and key of each row."""
    found = [line.split("|") for line in path.read_text().splitlines() if line.startswith(("| 1", "| 2"))]
    return [[cell.strip() for cell in cells[6:-1]] for cells in found]


def test_the_template_gets_a_column_of_keys_and_keeps_its_bytes(team: Team, shared: Path) -> None:
    team.server.jira.plant_epic("ENG", 1234, "Discovery")
    before = seed(shared, filled=True)
    path = team.write("seed.md", before)

    done = team.run("sync", "--write-back")

    keys = [r.key for r in team.items()]
    assert done.code == 0, done.err
    expected = before.replace(b"| Priority | Status |\n|---", b"| Priority | Status | Jira |\n|---")
    expected = expected.replace(b"|----------|--------|\n", b"|----------|--------|------|\n")
    for status, key in zip([b"In Progress", *[b"Not Started"] * 7], keys, strict=True):
        shown = status.replace(b"In Progress", b"To Do")
        expected = expected.replace(b"| %b |\n" % status, b"| %b | %b |\n" % (shown, key.encode()), 1)
    assert path.read_bytes() == expected


def test_a_second_run_changes_nothing_and_asks_twice(cloud_team: Team, path: Path) -> None:
    cloud_team.run("sync", "--write-back")
    written, history = path.read_bytes(), events(cloud_team)

    again = cloud_team.run("sync", "--write-back")

    assert (again.code, len(again.requests), again.writes) == (0, 2, [])
    assert path.read_bytes() == written
    assert events(cloud_team) == history


def events(team: Team) -> object:
    return json.loads(team.run("history", "2026-03-01-001/1", "--format", "json").out)["data"]["events"]


def test_what_people_do_in_jira_comes_back_into_the_rows(cloud_team: Team, path: Path) -> None:
    cloud_team.run("sync", "--write-back")
    jira = cloud_team.server.jira
    first, second = (r.key for r in cloud_team.items())
    jira.transition(first, "Done")
    jira.transition(second, "Done", resolution="Won't Do")

    done = cloud_team.run("sync", "--write-back", "--format", "json")

    assert rows(path) == [["Done", first], ["Won't Do", second]]
    changes = json.loads(done.out)["data"]["changes"]
    assert [(c["action"], c["fields"], c["outcome"]) for c in changes] == [
        ("write_back", {"status": "Done"}, "done"),
        ("write_back", {"status": "Won't Do"}, "done"),
    ]


def test_a_status_that_a_person_changed_is_kept_and_shown(cloud_team: Team, path: Path) -> None:
    cloud_team.run("sync", "--write-back")
    path.write_text(path.read_text().replace("| Not Started |", "| Done |"))
    jira = cloud_team.server.jira
    key = cloud_team.items()[0].key
    jira.transition(key, "In Progress")

    done = cloud_team.run("sync", "--write-back")
    assert rows(path)[0] == ["Done", key]
    assert "WRB-KEPT" in done.err
    assert done.code == 0

    path.write_text(path.read_text().replace("| Done |", "| |"))
    cloud_team.run("sync", "--write-back")
    assert rows(path)[0] == ["In Progress", key]


def test_a_status_changed_before_the_first_write_back_is_kept_too(cloud_team: Team, path: Path) -> None:
    cloud_team.run("sync")
    path.write_text(path.read_text().replace("| Not Started |", "| Done |"))

    done = cloud_team.run("sync", "--write-back")

    assert [status for status, _ in rows(path)] == ["Done", "Open"]
    assert "WRB-KEPT" in done.err


def test_the_configuration_may_ask_for_it(cloud_team: Team, path: Path) -> None:
    cloud_team.run("sync", environ={"PIRTRACK_REPORTS__WRITE_BACK": "true"})
    assert [key for _, key in rows(path)] == [r.key for r in cloud_team.items()]


def test_a_dry_run_and_a_draft_write_nothing(cloud_team: Team, path: Path) -> None:
    draft = cloud_team.write("two.md", report(*ROWS, incident="2026-03-02-001", status="DRAFT"))
    before = path.read_bytes(), draft.read_bytes()

    cloud_team.run("sync", "--write-back", "--dry-run")
    assert (path.read_bytes(), draft.read_bytes()) == before

    cloud_team.run("sync", "--write-back")
    assert draft.read_bytes() == before[1]


def test_a_lost_store_is_rebuilt_from_the_keys_in_the_rows(cloud_team: Team, path: Path) -> None:
    cloud_team.run("sync", "--write-back")
    written = path.read_bytes()
    for file in cloud_team.folder.glob("pirtrack.db*"):
        file.unlink()

    done = cloud_team.run("sync", "--write-back")

    assert done.code == 0, done.err
    assert len(cloud_team.items()) == 2
    assert path.read_bytes() == written


def test_a_read_only_file_is_left_alone_and_said(cloud_team: Team, path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes()

    done = cloud_team.run("sync", "--write-back")

    assert path.read_bytes() == before
    assert "read-only" in done.err
    assert [p.name for p in path.parent.iterdir()] == ["one.md"]


def test_links_and_permissions_stay(cloud_team: Team, path: Path) -> None:
    real = cloud_team.folder / "elsewhere.md"
    path.rename(real)
    path.symlink_to(os.path.relpath(real, path.parent))
    real.chmod(0o640)

    cloud_team.run("sync", "--write-back")

    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert [key for _, key in rows(real)] == [r.key for r in cloud_team.items()]


def test_pull_only_reads_no_reports_to_write_into(cloud_team: Team, path: Path) -> None:
    assert cloud_team.run("sync", "--pull-only", "--write-back").code == 2
    assert path.exists()
