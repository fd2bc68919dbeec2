"""An hour of three schedulers on one PostgreSQL: they are killed, paused past every deadline, and lose connections."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from sync.sandbox import SandboxServer
from tests.e2e.team import report
from tests.listeners import Listener
from tests.postgres import END_SESSIONS
from tests.schedulers.fast import NOON, FastClock
from tracker.jobs import RunState
from tracker.sends import TO_ANSWER
from tracker.store import open_store

ROOT = Path(__file__).resolve().parents[2]
SCHEDULERS = 3
LENGTH = dt.timedelta(hours=1)
# The last part of it is left in peace, so that what was begun can end.
PEACE = dt.timedelta(minutes=18)
BETWEEN_BLOWS = (dt.timedelta(seconds=60), dt.timedelta(seconds=240))
BETWEEN_REPORTS = dt.timedelta(seconds=100)
# Longer than a lease, than the time in which a create or a message has to leave, and than any answer is waited for.
PAUSE = (TO_ANSWER + dt.timedelta(seconds=10), TO_ANSWER + dt.timedelta(minutes=4))
DEAD = (dt.timedelta(seconds=5), dt.timedelta(minutes=2))
MOST_REST = 90.0  # seconds
CHANNELS = ("team", "leads")
CONFIG = """
[store]
url = "{store}"
[jira]
url = "{jira}"
project = "ENG"
email = "{email}"
in_doubt_grace = "5m"
[owners]
"@devops" = {{ email = "lead@example.com" }}
[limits]
creates = 1000
[schedule]
reports = "6m"
pull = "7m"
digest = "10m"
reconcile = "daily 12:25"
backup = "off"
[channels.team]
kind = "slack"
url_env = "TEAM_URL"
digest = true
[channels.leads]
kind = "slack"
url_env = "LEADS_URL"
digest = true
"""


class Blow(Enum):
    """What befalls a scheduler."""

    KILL = "killed"
    PAUSE = "paused"
    CUT = "cut off"


@dataclass
class Scheduler:
    """One process; `back` is when it is started or woken again, None while it is at work."""

    process: subprocess.Popen[bytes]
    back: dt.datetime | None = None

    def is_at_work(self) -> bool:
        return self.back is None


@dataclass
class Hour:
    """The world of one hour: `blows` counts what befell whom, `titles` are those of all items that were reported."""

    folder: Path
    store: str
    server: SandboxServer
    clock: FastClock
    hooks: dict[str, Listener]
    chance: random.Random
    titles: list[str] = field(default_factory=list)
    blows: dict[Blow, int] = field(default_factory=lambda: dict.fromkeys(Blow, 0))
    schedulers: list[Scheduler] = field(default_factory=list)

    def __post_init__(self) -> None:
        jira = self.server.jira
        jira.clock.source = self.clock.now
        jira.index_lag = dt.timedelta(minutes=1)
        (self.folder / "incidents").mkdir()
        settings = CONFIG.format(store=self.store, jira=self.server.url, email=self.server.email)
        (self.folder / "pirtrack.toml").write_text(settings, encoding="utf-8")

    @property
    def record(self) -> Path:
        """Every turn that ended, a line each."""
        return self.folder / "turns.jsonl"

    def turns(self) -> list[dict[str, object]]:
        """The same, read."""
        return [json.loads(line) for line in self.record.read_text(encoding="utf-8").splitlines()]

    def live(self) -> None:
        """All of it, from the first start to the last end."""
        engine = create_engine(self.store, isolation_level="AUTOCOMMIT")
        self.write_report()
        self.schedulers = [Scheduler(self.start(n)) for n in range(SCHEDULERS)]
        try:
            self._pass(engine)
            self._come_to_rest()
            self._end()
        finally:
            for it in self.schedulers:
                it.process.kill()
                it.process.wait()
            engine.dispose()

    def start(self, number: int) -> subprocess.Popen[bytes]:
        """One more process, in a place of its own."""
        hooks = {f"{name.upper()}_URL": hook.url for name, hook in self.hooks.items()}
        environ = {k: v for k, v in os.environ.items() if not k.startswith("PIRTRACK_")}
        words = [str(self.folder), str(self.clock.began), str(self.clock.speed), str(self.record)]
        with self.log(number).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.schedulers.process", *words],
                cwd=ROOT,
                env={**environ, **hooks, "PIRTRACK_JIRA_TOKEN": self.server.token},
                stderr=log,
            )

    def log(self, number: int) -> Path:
        """What the processes in one place said."""
        return self.folder / f"{number}.log"

    def write_report(self) -> None:
        """The team finishes one more; nobody sees half of it."""
        number = len(self.titles) // 2 + 1
        titles = [f"Step {n} of report {number:03}" for n in (1, 2)]
        rows = [f"{title} | @devops | 2026-03-{8 + number % 20:02} | P1 | Open" for title in titles]
        text_ = report(*rows, incident=f"2026-03-01-{number:03}")
        beside = self.folder / "unfinished"
        beside.write_text(text_, encoding="utf-8")
        beside.rename(self.folder / "incidents" / f"{number:03}.md")
        self.titles += titles

    def _pass(self, engine: Engine) -> None:
        blow_at, report_at = self.clock.now() + BETWEEN_BLOWS[1], self.clock.now() + BETWEEN_REPORTS
        while (now := self.clock.now()) < NOON + LENGTH:
            self._bring_back(now)
            in_peace = now > NOON + LENGTH - PEACE
            if now >= report_at and not in_peace:
                self.write_report()
                report_at = now + BETWEEN_REPORTS
            if now >= blow_at and not in_peace and self._strike(engine):
                blow_at = self.clock.now() + self._some(BETWEEN_BLOWS)
            time.sleep(0.002)

    def _bring_back(self, now: dt.datetime) -> None:
        for number, it in enumerate(self.schedulers):
            if (
                it.back is None and it.process.poll() is not None
            ):  # it could not open its store: the system starts it anew
                it.back = now + DEAD[0]
            if it.back is None or it.back > now:
                continue
            if it.process.poll() is None:
                it.process.send_signal(signal.SIGCONT)
            else:
                it.process = self.start(number)
            it.back = None

    def _strike(self, engine: Engine) -> bool:
        """Befalls somebody who runs a job just now, where there is one; False: wait a little."""
        working = [it for it in self._running(engine) if it.is_at_work()]
        if not working and self.chance.random() < 0.99:
            return False
        idle = [it for it in self.schedulers if it.is_at_work()]
        if not working and not idle:
            return False
        victim = self.chance.choice(working or idle)
        time.sleep(self.chance.uniform(0, 0.1))
        self._befall(victim, self.chance.choice(list(Blow)), engine)
        return True

    def _befall(self, victim: Scheduler, blow: Blow, engine: Engine) -> None:
        self.blows[blow] += 1
        match blow:
            case Blow.KILL:
                victim.process.kill()
                victim.process.wait()
                victim.back = self.clock.now() + self._some(DEAD)
            case Blow.PAUSE:
                victim.process.send_signal(signal.SIGSTOP)
                victim.back = self.clock.now() + self._some(PAUSE)
            case Blow.CUT:
                with engine.connect() as connection:
                    connection.execute(END_SESSIONS)

    def _running(self, engine: Engine) -> list[Scheduler]:
        with engine.connect() as connection:
            if connection.execute(text("SELECT to_regclass('job_run')")).scalar() is None:
                return []
            by = connection.execute(text("SELECT by FROM job_run WHERE state = 'running'")).scalars().all()
        pids = {int(found[1]) for text_ in by if (found := re.search(r"process (\d+)", text_))}
        return [it for it in self.schedulers if it.process.pid in pids]

    def _some(self, between: tuple[dt.timedelta, dt.timedelta]) -> dt.timedelta:
        return between[0] + self.chance.random() * (between[1] - between[0])

    def _come_to_rest(self) -> None:
        """However slow this machine is: every item has its issue, and no job is behind."""
        until = time.monotonic() + MOST_REST
        with open_store(self.store, clock=self.clock.now) as store:
            while time.monotonic() < until:
                behind = [
                    run for run in store.ledger.newest(self.clock.now()).values() if run.state is not RunState.DONE
                ]
                if not behind and sum(r.kind.level == 0 for r in self.server.jira.records.values()) >= len(self.titles):
                    return
                time.sleep(0.05)

    def _end(self) -> None:
        for it in self.schedulers:
            it.process.send_signal(signal.SIGCONT)
            it.process.terminate()
        for number, it in enumerate(self.schedulers):
            assert it.process.wait(60) == 0, self.log(number).read_text(encoding="utf-8")


@contextmanager
def an_hour(folder: Path, store: str, hooks: dict[str, Listener], *, seed: int, speed: float) -> Iterator[Hour]:
    """An hour that begins now."""
    with SandboxServer("cloud") as server:
        clock = FastClock(time.monotonic(), speed)
        yield Hour(folder, store, server, clock, hooks, random.Random(seed))  # noqa: S311  # what befalls whom
