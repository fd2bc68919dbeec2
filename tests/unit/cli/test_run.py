"""`pirtrack run` and `pirtrack jobs`, as they are called."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from sync.sandbox import Fault, SandboxServer
from tests.e2e.team import COMMAND, Team, report

ROW = "Add an alert | @devops | 2026-03-08 | P1 | Open"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with SandboxServer("cloud") as server:
        yield Team(tmp_path, server)


def started(team: Team, *words: str) -> subprocess.Popen[str]:
    environ = {**os.environ, "PIRTRACK_JIRA_TOKEN": team.server.token}
    return subprocess.Popen([COMMAND, "run", *words], cwd=team.folder, env=environ, stderr=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str], job: str) -> dict[str, object]:
    """The line of the log about that job."""
    assert process.stderr is not None
    for line in process.stderr:
        record: dict[str, object] = json.loads(line)
        if record.get("job") == job:
            return record
    pytest.fail(f"nothing was said of {job}")


def test_once_does_what_is_due_and_says_so_on_stderr_only(team: Team) -> None:
    team.write("one.md", report(ROW))

    first, second = team.run("run", "--once", "--log-format", "json"), team.run("run", "--once")

    assert (first.code, first.out, second.code) == (0, "", 0)
    lines = [json.loads(line) for line in first.err.splitlines()]
    assert [line["job"] for line in lines if "job" in line] == ["reports", "pull"]
    assert len({line["run"] for line in lines}) == 1
    assert team.server.token not in first.err + second.err
    assert len(team.items()) == 1


def test_once_exits_1_when_something_failed(team: Team) -> None:
    failed = team.run("run", "--once", environ={"PIRTRACK_JIRA_TOKEN": "wrong"})

    assert failed.code == 1
    assert "pull failed" in failed.err
    assert "wrong" not in failed.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_between_two_steps(team: Team, number: int, code: int) -> None:
    with started(team, "--log-format", "json") as process:
        assert told(process, "pull")["message"] == "pull done"
        process.send_signal(number)

        assert process.wait(20) == code


def test_a_second_signal_ends_it_at_once(team: Team) -> None:
    team.server.faults.arm(Fault("hang", path="/search", seconds=8))
    with started(team) as process:
        while not any(r.path.endswith("/search/jql") for r in team.server.requests):
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)

        assert process.wait(4) == 130


def test_one_of_many_does_each_slot(team: Team) -> None:
    team.write("one.md", report(ROW))
    runs = [started(team, "--once", "--log-format", "json") for _ in range(3)]

    said = [run.communicate(timeout=60)[1] for run in runs]

    assert [run.returncode for run in runs] == [0, 0, 0]
    done = [json.loads(line) for text in said for line in text.splitlines() if '"job"' in line]
    assert sorted(line["job"] for line in done).count("reports") == 1
    assert len(team.items()) == 1


def test_jobs_tell_last_and_next_and_run_one_now(team: Team) -> None:
    ran = team.run("jobs", "run", "pull")
    after = team.run("jobs", "--format", "json")
    failed = team.run("jobs", "run", "pull", environ={"PIRTRACK_JIRA_TOKEN": "wrong"})

    states = {j["job"]: j["state"] for j in json.loads(after.out)["data"]["jobs"]}
    assert states == {"reports": None, "reconcile": None, "pull": "done", "backup": None}
    assert ran.out.startswith("pull done in ")
    assert (ran.code, failed.code) == (0, 3)


def test_it_is_watched_over_http_and_ends_with_a_signal(team: Team) -> None:
    team.write("one.md", report(ROW))
    with started(team, "--log-format", "json", "--http", "127.0.0.1:0") as process:
        where = str(line_with(process, "url")["url"])
        told(process, "pull")
        said = {path: asked(f"{where}{path}") for path in ("/healthz", "/metrics", "/")}
        taken = team.run("run", "--http", where.removeprefix("http://"))
        process.send_signal(signal.SIGTERM)

        assert process.wait(20) == 0
    assert said["/healthz"].startswith("all is well")
    assert 'pirtrack_jira_requests_total{method="POST",outcome="201",route="issue/bulk"} 2.0' in said["/metrics"]
    assert "Add an alert" in said["/"]
    assert (taken.code, "can't be listened on: Address already in use" in taken.err) == (2, True)


@pytest.mark.parametrize("words", [["--once", "--http", "8765"], ["--http", "nowhere"], ["--http", "127.0.0.1"]])
def test_what_cannot_be_served_is_a_mistake(team: Team, words: list[str]) -> None:
    assert team.run("run", *words).code == 2


def asked(url: str) -> str:
    with urlopen(url, timeout=20) as answer:  # noqa: S310  # on loopback
        text: str = answer.read().decode()
        return text


def line_with(process: subprocess.Popen[str], field: str) -> dict[str, object]:
    """The first line of the log that says that."""
    assert process.stderr is not None
    return next(record for line in process.stderr if field in (record := json.loads(line)))


def test_it_goes_by_the_clock(team: Team) -> None:
    assert team.run("--as-of", "2026-01-01", "run", "--once").code == 2


def test_doctor_names_a_job_that_fails(team: Team) -> None:
    team.run("run", "--once", environ={"PIRTRACK_JIRA_TOKEN": "wrong"})

    looked = team.run("doctor")

    assert looked.code == 1
    assert "the job pull of " in looked.out
