"""Two runs at one store: one writes, the others wait or are told who does; and without a lock the journal still holds."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from sync.sandbox import Fault, SandboxServer
from tests.e2e.processes import running, wait_until
from tests.e2e.team import OWNERS, Team, report
from tests.postgres import new_database

TITLES = [f"Step {n}" for n in range(1, 4)]
BULK = "/issue/bulk$"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield "sqlite:///pirtrack.db"
    else:
        with new_database(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture
def team(tmp_path: Path, store_url: str) -> Iterator[Team]:
    with SandboxServer("cloud") as server:
        made = Team(tmp_path, server)
        made.configure(f'{OWNERS}[store]\nurl = "{store_url}"\n')
        rows = [f"{title} | @devops | 2026-03-08 | P1 | Open" for title in TITLES]
        made.write("one.md", report(*rows, epic=made.epic()))
        yield made


def assert_each_once(team: Team) -> None:
    assert sorted(r.summary for r in team.items()) == TITLES
    quiet = team.run("sync")
    assert (quiet.code, quiet.writes, len(quiet.requests)) == (0, [], 2)


def test_three_commands_at_once_make_each_issue_once(team: Team) -> None:
    with running(team, "sync") as one, running(team, "sync") as two, running(team, "sync") as three:
        ends = [(run.communicate(timeout=120)[1], run.returncode) for run in (one, two, three)]

    assert [code for _, code in ends] == [0, 0, 0], ends
    assert_each_once(team)


def test_a_killed_holder_lets_the_next_one_in(team: Team) -> None:
    team.server.faults.arm(Fault("hang", path=BULK, seconds=20.0))
    with running(team, "sync") as holder:
        assert wait_until(lambda: len(team.items()) == 3, holder)
        with running(team, "sync") as other:
            holder.send_signal(signal.SIGKILL)
            told = other.communicate(timeout=120)[1]

    assert other.returncode == 0, told
    assert_each_once(team)


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)  # of SQLite it is seen in test_pauses.py
def test_whoever_waited_in_vain_is_told_who_holds_the_store(team: Team) -> None:
    team.server.faults.arm(Fault("hang", path=BULK, seconds=90.0))
    with running(team, "sync") as holder:
        assert wait_until(lambda: len(team.items()) == 3, holder)

        waited = team.run("sync")

        assert (waited.code, waited.requests) == (4, ())
        assert f"process {holder.pid} on {socket.gethostname()}" in waited.err
    assert_each_once_after_a_push(team)


def assert_each_once_after_a_push(team: Team) -> None:
    assert team.run("sync").code == 0
    assert_each_once(team)


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_lock_that_is_lost_under_way_makes_nothing_twice(team: Team, store_url: str) -> None:
    """The server ends the connection that holds the lock: another run begins while the first awaits Jira's answer."""
    team.server.faults.arm(Fault("hang", path=BULK, seconds=8.0))
    with running(team, "sync") as first:
        assert wait_until(lambda: len(team.items()) == 3, first)
        engine = create_engine(store_url)
        with engine.begin() as connection:
            ended = connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND application_name LIKE :name"
                ),
                {"name": f"process {first.pid} on %"},
            ).all()
        engine.dispose()
        second = team.run("sync")
        told = first.communicate(timeout=120)[1]

    assert len(ended) == 1, "the lock has a connection of its own"
    assert second.code == 0, second.err
    assert "Traceback" not in told
    assert first.returncode in (0, 4, 5), told
    assert_each_once(team)
