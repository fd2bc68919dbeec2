"""SIGSTOP past every deadline: what wakes up too late does not send, and meanwhile nobody else writes."""

from __future__ import annotations

import datetime as dt
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sync.sandbox import Exchange
from tests.e2e.processes import intents, running, wait_until
from tests.e2e.team import Team
from tests.e2e.test_kills import BULK, assert_each_once, heard, ninety, sync_until_quiet

Instant = Callable[[Team], bool]


def targets_of(exchange: Exchange) -> set[str]:
    """What a create is about, by the properties that it carries."""
    stamps = [update["properties"][0]["value"] for update in exchange.request_json["issueUpdates"]]
    return {s["incident"] if s.get("number") is None else f"{s['incident']}/{s['number']}" for s in stamps}


INSTANTS: tuple[Instant, ...] = (
    lambda team: len(intents(team)) > 0,  # the epics are on record, and sent or about to be
    lambda team: any("/" in target for target, _ in intents(team)),  # the same of items
    lambda team: heard(team, BULK, 0) >= 2,
    lambda team: heard(team, "", 0) >= 9,
)


@dataclass
class Stopped:
    """A push that was stopped in the middle."""

    team: Team
    process: subprocess.Popen[str]
    doubts: list[tuple[str, str]]
    heard: int

    @property
    def last_deadline(self) -> dt.datetime:
        return max((dt.datetime.fromisoformat(d) for _, d in self.doubts), default=dt.datetime.now(dt.UTC))


def stop_at(team: Team, instant: Instant, stack: ExitStack) -> Stopped:
    process = stack.enter_context(running(team, "sync"))
    assert wait_until(lambda: instant(team), process), process.communicate()[1]
    process.send_signal(signal.SIGSTOP)
    time.sleep(0.3)  # what left before arrives
    return Stopped(team, process, intents(team), len(team.server.requests))


def test_what_wakes_up_after_its_deadline_does_not_send(tmp_path: Path) -> None:
    with ExitStack() as stack:
        teams = [
            stack.enter_context(ninety("cloud" if n % 2 else "dc", tmp_path / str(n))) for n in range(len(INSTANTS))
        ]
        stopped = [stop_at(team, instant, stack) for team, instant in zip(teams, INSTANTS, strict=True)]
        others = [stack.enter_context(running(team, "sync")) for team in teams]

        for it, other in zip(stopped, others, strict=True):
            _, told = other.communicate(timeout=90)
            assert other.returncode == 4, told
            assert f"process {it.process.pid} on {socket.gethostname()}" in told
        left = (max(it.last_deadline for it in stopped) - dt.datetime.now(dt.UTC)).total_seconds()
        time.sleep(max(0.0, left) + 0.1)

        assert any(it.doubts for it in stopped)
        for it in stopped:
            it.process.send_signal(signal.SIGCONT)
            assert "Traceback" not in it.process.communicate(timeout=90)[1]
            later = [t for r in it.team.server.requests[it.heard :] if r.path.endswith(BULK) for t in targets_of(r)]
            assert {target for target, _ in it.doubts}.intersection(later) == set()

        for team in teams:
            sync_until_quiet(team)
            assert_each_once(team)
