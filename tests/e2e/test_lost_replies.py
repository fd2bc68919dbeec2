"""A create whose answer is lost is in doubt until it is found, or until the grace has passed in vain."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest

from sync.sandbox import Fault
from tests.e2e.team import OWNERS, Team, report

ROWS = [f"Step {n} | @devops | 2026-03-08 | P1 | Not Started" for n in range(1, 4)]
BULK = "/issue/bulk$"


def links(team: Team) -> list[str]:
    shown = team.run("status", "--all", "--format", "json")
    return [i["link"] for i in json.loads(shown.out)["data"]["items"]]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("drop_after", path=BULK),
        Fault("status_after", path=BULK, status=500),
        Fault("status_after", path=BULK, status=502, body="<html>"),
        Fault("truncate", path=BULK),
    ],
    ids=lambda f: f.kind,
)
def test_what_was_made_unheard_is_found_and_adopted(team: Team, fault: Fault) -> None:
    team.write("one.md", report(*ROWS, epic=team.epic()))
    team.server.faults.arm(fault)

    lost = team.run("sync")
    doubtful = links(team)
    found = team.run("sync")

    assert lost.code == 4
    assert doubtful == ["in_doubt"] * 3
    assert found.code == 0, found.err
    assert found.writes == []
    assert links(team) == ["linked"] * 3
    assert len(team.items()) == 3
    assert len(team.run("sync").requests) == 2


@pytest.mark.parametrize("kind", ["drop_before", "status"])
def test_what_was_not_made_waits_out_the_grace_and_is_made_once(team: Team, kind: str) -> None:
    team.configure(OWNERS, jira='in_doubt_grace = "1h"\n')
    team.write("one.md", report(*ROWS, epic=team.epic()))
    team.server.faults.arm(Fault(kind, path=BULK, status=500))  # type: ignore[arg-type]  # two of its kinds

    team.run("sync")
    waiting = team.run("sync")
    team.configure(OWNERS, jira='in_doubt_grace = "1s"\n')
    time.sleep(1.1)
    made = team.run("sync")

    assert (waiting.code, waiting.writes) == (1, [])
    assert "in doubt" in waiting.out
    assert made.code == 0, made.err
    assert len(team.items()) == 3


def test_what_lands_after_the_time_out_is_not_made_twice(team: Team) -> None:
    team.write("one.md", report(*ROWS, epic=team.epic()))
    team.server.faults.arm(Fault("late", path=BULK))

    team.run("sync")
    team.run("sync")
    team.server.app.land()
    settled = team.run("sync")

    assert settled.code == 0, settled.err
    assert len(team.items()) == 3
    assert links(team) == ["linked"] * 3


def test_an_epic_whose_answer_is_lost_is_adopted_too(team: Team) -> None:
    team.write("one.md", report(*ROWS))
    team.server.faults.arm(Fault("drop_after", path=BULK))

    lost = team.run("sync")
    found = team.run("sync")

    assert lost.code == 4
    assert found.code == 0, found.err
    kinds = sorted(r.kind.name for r in team.server.jira.records.values())
    assert kinds == ["Epic", "Task", "Task", "Task"]


def test_a_lost_database_is_rebuilt_and_nothing_is_made_twice(team: Team) -> None:
    team.write("one.md", report(*ROWS, epic=team.epic()))
    team.run("sync")
    for file in team.folder.glob("pirtrack.db*"):
        file.unlink()

    rebuilt = team.run("sync")

    assert rebuilt.code == 0, rebuilt.err
    assert rebuilt.writes == []
    assert len(team.items()) == 3
    shown = json.loads(team.run("status", "--all", "--format", "json").out)["data"]["items"]
    assert [(i["link"], i["original_due"], i["drift"]) for i in shown] == [("linked", "2026-03-08", [])] * 3


def test_a_store_lost_before_the_index_saw_anything_makes_nothing_twice(cloud_team: Team) -> None:
    team = cloud_team
    team.server.jira.index_lag = dt.timedelta(minutes=2)
    team.write("one.md", report(*ROWS))
    team.run("sync")
    for file in team.folder.glob("pirtrack.db*"):
        file.unlink()

    rebuilt = team.run("sync")

    assert rebuilt.code == 0, rebuilt.err
    assert rebuilt.writes == []
    assert len(team.items()) == 3
    assert links(team) == ["linked"] * 3
