"""The power is cut while a store is written: it holds all that was acknowledged, and of the rest all or nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO

from sqlalchemy import create_engine, text

from tests.postgres import END_SESSIONS
from tests.power.steps import everything, step
from tests.power.writer import READY
from tests.unit.store.values import NOON
from tracker.errors import StoreError
from tracker.store import Store, open_store
from tracker.store.care import examine

ROOT = Path(__file__).resolve().parents[2]
OPENING = 0.3  # of all cuts
LONGEST = 0.5  # seconds
MOST_STEPS = 40
MOMENT = 0.02
RECOVERY = 60.0


class Blow(StrEnum):
    """What is killed: the writer, its sessions at the server, or the server."""

    WRITER = "writer"
    SESSIONS = "sessions"
    SERVER = "server"


@dataclass
class Life:
    """A store, and beside it one that is never cut: `steps` is how many both have taken."""

    url: str
    beside: Store
    steps: int = 0
    blows: list[Blow] = field(default_factory=list)

    def cut(self, blow: Blow, chance: random.Random) -> None:
        """Lets a writer write until the blow, and then looks at what there is."""
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.power.writer", self.url, str(self.steps)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stderr is not None
        assert writer.stdout.readline() == f"{READY}\n", writer.stderr.read()
        heard = self._wait(writer.stdout, chance)
        if blow is not Blow.WRITER:
            strike(self.url, blow)
            time.sleep(chance.uniform(0, MOMENT))
        writer.kill()
        told, complaint = heard + writer.stdout.read(), writer.stderr.read()
        writer.wait()
        writer.stdout.close()
        writer.stderr.close()
        assert writer.returncode in (-signal.SIGKILL, StoreError.exit_code), complaint
        assert "Traceback" not in complaint, complaint
        self.blows.append(blow)
        self._look(self.steps + told.count("\n"))

    def _wait(self, acknowledgements: IO[str], chance: random.Random) -> str:
        """Until so many steps and a moment, however fast this machine is; or while the store is opened, or made."""
        if chance.random() < OPENING:
            time.sleep(chance.uniform(0, LONGEST))
            return ""
        heard = "".join(islice(acknowledgements, chance.randint(1, MOST_STEPS)))
        time.sleep(chance.uniform(0, MOMENT))
        return heard

    def _look(self, acknowledged: int) -> None:
        while self.steps < acknowledged:
            self._step_beside()
        found, faults = looked_at(self.url)
        if found != everything(self.beside):  # a step that was kept, and of which nobody heard any more
            self._step_beside()
        assert found == everything(self.beside), f"not what {acknowledged} steps leave, and not what one more does"
        assert faults == ()

    def _step_beside(self) -> None:
        step(self.beside, self.steps)
        self.steps += 1


def strike(url: str, blow: Blow) -> None:
    """Ends whatever else is connected to that database, politely or with all of the server."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if blow is Blow.SESSIONS:
            connection.execute(END_SESSIONS)
        else:  # the server takes any killed process of its own for a crash, and all of it starts anew from its log
            there = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            for pid in connection.execute(there).scalars().all():
                with suppress(ProcessLookupError):  # the server is quick to end the others
                    os.kill(pid, signal.SIGKILL)
    engine.dispose()


def looked_at(url: str) -> tuple[tuple[object, ...], tuple[str, ...]]:
    """What the store holds, and what contradicts itself in it, as soon as its server has recovered."""
    until = time.monotonic() + RECOVERY
    while True:
        try:
            with open_store(url, clock=lambda: NOON) as store:
                return everything(store), examine(url).faults
        except StoreError:
            if url.startswith("sqlite") or time.monotonic() > until:
                raise
            time.sleep(0.05)
