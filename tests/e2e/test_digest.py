"""The manager's Monday: what is overdue, what left the list quietly, who accepted it, and what a lost store still knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.e2e.team import OWNERS, Done, Team, report

MONDAY = ("--as-of", "2026-03-30")
FIRST = "2026-03-01-001/1"
ROWS = (
    "Alert on the lag | @devops | 2026-03-08 | P0 | Not Started",
    "Rehearse the restore | @devops | 2026-03-10 | P1 | Not Started",
    "Bound the retries | @devops | 2026-03-12 | P2 | Not Started",
)


def told(team: Team, *more: str) -> dict[str, Any]:
    done = team.run("digest", "--format", "json", *MONDAY, *more)
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)["data"]
    return found


def refs(data: dict[str, Any], section: str) -> list[str]:
    return [line["ref"] for s in data["sections"] if s["name"] == section for line in s["lines"]]


def a_team_with_three_items(team: Team) -> None:
    team.configure(OWNERS)
    team.write("one.md", report(*ROWS, epic=team.epic()))
    done = team.run("sync")
    assert done.code == 0, done.err


def accept(team: Team, item: str = FIRST) -> Done:
    return team.run("accept", item, "--by", "Lea", "--reason", "agreed with the customer", *MONDAY)


def test_a_date_that_is_moved_leaves_the_list_only_once_somebody_accepts_it(team: Team) -> None:
    a_team_with_three_items(team)
    assert refs(told(team), "overdue_p0") == [FIRST]

    key = team.items()[0].key
    team.server.jira.edit(key, due="2026-05-01")
    team.run("sync", "--pull-only")
    moved = told(team)
    accepted = accept(team, key)
    after = told(team)

    assert (refs(moved, "overdue_p0"), refs(moved, "left")) == ([], [FIRST])
    assert accepted.code == 0, accepted.err
    assert refs(after, "left") == []
    assert len([w for w in accepted.writes if w.method == "PUT"]) == 1
    record = team.server.jira.get(key)
    assert record.properties["pirtrack"]["accepted"]["reason"] == "agreed with the customer"
    assert "Lea accepted" in str(record.comments)
    assert "accepted" in team.run("history", FIRST).out


def test_what_was_accepted_outlives_the_store(team: Team) -> None:
    a_team_with_three_items(team)
    key = team.items()[0].key
    team.server.jira.edit(key, due="2026-05-01")
    team.run("sync", "--pull-only")
    accept(team)
    team.run("snooze", "2026-03-01-001/2", "--until", "2026-06-01", "--by", "Lea", "--reason", "waits", *MONDAY)

    (team.folder / "pirtrack.db").unlink()
    rebuilt = team.run("sync")
    data = told(team)

    assert rebuilt.code == 0, rebuilt.err
    assert refs(data, "left") == []
    assert data["totals"]["snoozed"] == 1
    assert refs(data, "overdue") == ["2026-03-01-001/3"]


def test_every_quiet_way_out_is_told(team: Team) -> None:
    a_team_with_three_items(team)
    one, two, three = (record.key for record in team.items())
    team.server.jira.edit(one, priority="Low")
    team.server.jira.transition(two, "Done", "Won't Do")
    team.write("one.md", report(*ROWS[:2], epic=team.server.jira.get(one).key))

    team.run("sync", "--pull-only")
    withdrawn = team.folder / "incidents" / "one.md"
    withdrawn.write_text(withdrawn.read_text().replace(f"- Jira epic: {one}\n", ""))
    team.run("sync", "--yes")
    data = told(team)

    notes = {line["ref"][-1]: line["notes"][0] for s in data["sections"] if s["name"] == "left" for line in s["lines"]}
    assert three
    assert "priority was lowered from P0" in notes["1"]
    assert "dropped (Won't Do)" in notes["2"]
    assert "row was removed" in notes["3"]


def test_nothing_new_is_one_line_and_an_old_answer_is_no_all_clear(cloud_team: Team) -> None:
    team = cloud_team
    a_team_with_three_items(team)
    team.run("digest", "--remember", *MONDAY)

    again = team.run("digest", *MONDAY)
    every = team.run("digest", "--all", *MONDAY)

    assert len(again.out.splitlines()) == 1
    assert "Nothing new since 2026-03-30" in again.out
    assert len(every.out.splitlines()) > 10


def test_what_has_not_left_the_list_cannot_be_accepted_and_a_snooze_ends(cloud_team: Team) -> None:
    team = cloud_team
    a_team_with_three_items(team)

    refused = accept(team)
    past = team.run("snooze", FIRST, "--until", "2026-03-30", "--reason", "no", *MONDAY)
    silent = team.run("snooze", FIRST, "--until", "2026-04-06", "--reason", "after the move", *MONDAY)

    assert (refused.code, past.code, silent.code) == (2, 2, 0)
    assert refused.writes == past.writes == []
    assert refs(told(team), "overdue_p0") == []
    assert refs(told(team, "--as-of", "2026-04-06"), "overdue_p0") == [FIRST]


def test_a_page_is_written_whole_or_not_at_all(cloud_team: Team, tmp_path: Path) -> None:
    team = cloud_team
    a_team_with_three_items(team)

    done = team.run("digest", "--format", "html", "--output", "page.html", *MONDAY)
    lost = team.run("digest", "--format", "html", "--output", "nowhere/page.html", *MONDAY)

    page = (team.folder / "page.html").read_text(encoding="utf-8")
    assert (done.code, done.out) == (0, "")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert lost.code == 2
    assert "nowhere/page.html can't be written" in lost.err
    assert [f.name for f in tmp_path.iterdir() if f.name.startswith(".pirtrack-")] == []
