"""The lead who promised to look again: the record outlives the store, is told once, and waits for a Jira that is away."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sync.sandbox import Fault
from tests.e2e.team import OWNERS, Done, Team, report

INCIDENT = "2026-03-01-001"
LATER = ("--as-of", "2026-04-02")
ROW = "Alert on the lag | @devops | 2026-03-08 | P0 | Not Started"


def a_team(team: Team, *, epic: str | None = None) -> None:
    team.configure(OWNERS)
    team.write("one.md", report(ROW, epic=epic))
    done = team.run("sync")
    assert done.code == 0, done.err


def hold(team: Team, *more: str) -> Done:
    return team.run("review", "done", INCIDENT, "--by", "Lea", "--outcome", "all done but one", *LATER, *more)


def put_off(team: Team) -> Done:
    return team.run("review", "snooze", INCIDENT, "--until", "2026-05-01", "--by", "Lea", "--reason", "away", *LATER)


def state(team: Team, day: str = "2026-04-02") -> str:
    done = team.run("reviews", "--all", "--format", "json", "--as-of", day)
    assert done.code == 0, done.err
    (found,) = json.loads(done.out)["data"]["reviews"]
    return str(found["state"])


def epic_of(team: Team, named: str | None) -> Any:  # noqa: ANN401  # the sandbox's own record
    records = team.server.jira.records.values()
    return next(r for r in records if r.kind.level == 1 and (named is None or r.key == named))


def lose_the_store(team: Team) -> None:
    for file in team.folder.glob("pirtrack.db*"):
        file.unlink()


def comments(team: Team, named: str | None = None) -> int:
    return len(epic_of(team, named).comments)


@pytest.mark.parametrize("whose", ["ours", "named by the report"])
def test_a_review_that_was_held_is_told_once_and_outlives_the_store(team: Team, whose: str) -> None:
    named = team.epic() if whose != "ours" else None
    a_team(team, epic=named)
    assert state(team) == "due"

    done = hold(team)
    again = [team.run("sync") for _ in range(2)]
    lose_the_store(team)
    rebuilt = team.run("sync")

    assert done.code == 0, done.err
    assert [w.method for w in done.writes] == ["PUT"]
    assert [r.writes for r in again] == [[], []]
    assert rebuilt.code == 0, rebuilt.err
    assert rebuilt.writes == []
    assert state(team) == "done"
    assert comments(team, named) == 1
    said = str(epic_of(team, named).comments).replace("\\", "")  # wiki markup escapes
    assert "Lea held the review of incident 2026-03-01-001 on 2026-04-02: all done but one." in said
    assert "reviewed" in team.run("history", INCIDENT).out


@pytest.mark.parametrize("whose", ["ours", "named by the report"])
def test_a_review_that_was_put_off_stays_so_without_the_store(team: Team, whose: str) -> None:
    named = team.epic() if whose != "ours" else None
    a_team(team, epic=named)

    off = put_off(team)
    lose_the_store(team)
    team.run("sync")

    assert off.code == 0, off.err
    assert state(team) == "snoozed"
    assert state(team, "2026-05-01") == "overdue"
    assert comments(team, named) == 1


def test_the_next_look_is_due_again_and_ends_a_snooze(team: Team) -> None:
    a_team(team)
    put_off(team)

    hold(team, "--next", "2026-06-01")
    lose_the_store(team)
    team.run("sync")

    assert [state(team, day) for day in ("2026-04-10", "2026-06-01", "2026-06-09")] == ["scheduled", "due", "overdue"]
    assert comments(team) == 2


def test_without_jira_the_record_is_kept_and_the_next_sync_tells_it_once(team: Team) -> None:
    a_team(team)
    team.configure(OWNERS, url="http://127.0.0.1:9")

    done = hold(team)
    kept = state(team)
    team.configure(OWNERS)
    rehearsed = team.run("sync", "--dry-run")
    told = team.run("sync")
    quiet = team.run("sync")

    assert (done.code, kept) == (0, "done"), done.err
    assert "will be told to Jira with the next sync" in done.err
    assert rehearsed.writes == []
    assert "1 epic would be told of a review: 2026-03-01-001" in rehearsed.err
    assert told.code == 0, told.err
    assert [w.method for w in told.writes] == ["PUT"]
    assert "1 comment added" in told.out
    assert quiet.writes == []
    assert comments(team) == 1


def test_a_lost_answer_is_not_told_twice(cloud_team: Team) -> None:
    team = cloud_team
    a_team(team)
    team.server.faults.arm(Fault("drop_after", method="PUT"))

    done = hold(team)
    told = team.run("sync")

    assert done.code == 0, done.err
    assert told.writes == []
    assert comments(team) == 1


def test_a_missing_epic_is_said_once_and_asked_for_no_more(cloud_team: Team) -> None:
    team = cloud_team
    named = team.epic()
    a_team(team, epic=named)
    team.server.jira.delete(named)

    done = hold(team)
    quiet = team.run("sync")

    assert done.code == 0, done.err
    assert "EPC-REVIEW" in done.err
    assert f"Jira does not show {named}" in done.err
    assert state(team) == "done"
    assert "EPC-REVIEW" not in quiet.err
    assert quiet.writes == []


def test_two_incidents_under_one_epic_keep_a_word_each(team: Team) -> None:
    named = team.epic()
    a_team(team, epic=named)
    team.write("two.md", report(ROW, incident="2026-03-01-002", epic=named))
    team.run("sync")

    hold(team)
    team.run("review", "done", "2026-03-01-002", "--by", "Bo", "--outcome", "it held", *LATER)
    lose_the_store(team)
    team.run("sync")

    listed = json.loads(team.run("reviews", "--all", "--format", "json", *LATER).out)["data"]["reviews"]
    assert [(r["incident"], r["state"], r["by"]) for r in listed] == [
        ("2026-03-01-001", "done", "Lea"),
        ("2026-03-01-002", "done", "Bo"),
    ]
    assert comments(team, named) == 2


def test_the_sheet_tells_what_became_of_what_was_promised(team: Team) -> None:
    a_team(team)
    team.server.jira.transition(team.items()[0].key, "Done")
    path = team.folder / "incidents" / "one.md"
    path.write_text(
        path.read_text().replace("### References", "### Related Incidents\n\n- 2025-01-01: lag\n\n### References")
    )
    team.run("sync")
    before = len(team.server.requests)

    sheet = json.loads(team.run("review", "show", INCIDENT, "--format", "json", *LATER).out)["data"]["sheet"]
    page = team.run("review", "show", INCIDENT, "--format", "html", "--output", "review.html", *LATER)
    unknown = team.run("review", "show", "2030-01-01-009")

    assert sheet["counts"]["done"] == 1
    assert [r["text"] for r in sheet["related"]] == ["2025-01-01: lag"]
    assert page.code == 0, page.err
    assert (team.folder / "review.html").read_text().startswith("<!doctype html>")
    assert unknown.code == 2
    assert len(team.server.requests) == before


def test_what_makes_no_sense_is_refused_before_anything_is_kept(cloud_team: Team) -> None:
    team = cloud_team
    a_team(team)

    past = team.run("review", "snooze", INCIDENT, "--until", "2026-04-02", "--reason", "no", *LATER)
    long = team.run("review", "done", INCIDENT, "--by", "Lea", "--outcome", "x" * 2001, *LATER)
    hold(team)
    over = put_off(team)

    assert (past.code, long.code, over.code) == (2, 2, 2)
    assert "2000 at most" in long.err
    assert "there is nothing to put off" in over.err
