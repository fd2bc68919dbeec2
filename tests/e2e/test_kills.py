"""SIGKILL and SIGSTOP at any instant of a push of ninety items: each is made once, none is lost."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sync.sandbox import Fault, SandboxServer
from tests.e2e.processes import an_hour_passes, intents, running, secrets_in, wait_until
from tests.e2e.team import OWNERS, Team, report

TITLES = [f"Step {n:02} of ninety" for n in range(90)]
KILLS = 5
BULK = "/issue/bulk"
# From the first request to the last of a push: where it is killed depends on them, not on this machine's speed.
REQUESTS = 14


@contextmanager
def ninety(flavour: str, folder: Path) -> Iterator[Team]:
    """A team with ninety items to push, under two epics to be made."""
    folder.mkdir(exist_ok=True)
    with SandboxServer(flavour) as server:
        team = Team(folder, server)
        team.configure(OWNERS + "[limits]\ncreates = 1000\n")
        for day, titles in ((1, TITLES[:60]), (2, TITLES[60:])):
            rows = [f"{title} | @devops | 2026-03-{8 + day:02} | P1 | Open" for title in titles]
            team.write(f"{day}.md", report(*rows, incident=f"2026-03-0{day}-001", day=f"2026-03-0{day}"))
        yield team


def assert_each_once(team: Team) -> None:
    kinds = [r.kind.name for r in team.server.jira.records.values()]

    assert sorted(r.summary for r in team.items()) == TITLES
    assert kinds.count("Epic") == 2
    assert intents(team) == []
    assert len(team.run("sync").requests) == 2


def sync_until_quiet(team: Team) -> None:
    for _ in range(5):
        an_hour_passes(team)
        if team.run("sync").code == 0 and team.run("sync").writes == []:
            return
    pytest.fail(team.run("sync").err)


def heard(team: Team, path: str, before: int) -> int:
    return sum(r.path.endswith(path) for r in team.server.requests[before:])


def kill_once(team: Team, chance: random.Random) -> bool:
    """One run, killed after so many requests and a moment, or with an answer on its way; False when it got through."""
    if chance.random() < 0.5:
        path, nth, moment = BULK, chance.randint(1, 3), 0.0
        team.server.faults.arm(Fault("hang", path=path, nth=nth, seconds=5.0))
    else:
        path, nth, moment = "", chance.randint(1, REQUESTS), chance.uniform(0, 0.02)
    before = len(team.server.requests)
    with running(team, "sync") as process:
        was_there = wait_until(lambda: heard(team, path, before) >= nth, process)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        _, told = process.communicate()
    team.server.faults.clear()
    assert "Traceback" not in told
    return was_there


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_instant_it_is_made_once(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same instants every time
    with ninety("cloud" if seed % 2 else "dc", tmp_path) as team:
        for _ in range(KILLS):
            was_killed = kill_once(team, chance)
            assert secrets_in(team.folder, team.server.token) == []
            an_hour_passes(team)
            if not was_killed:
                break

        sync_until_quiet(team)

        assert_each_once(team)
