"""One look at what is due: each slot is claimed in the ledger, run by its use case, and its end put on record."""

from __future__ import annotations

import datetime as dt
import os
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from tracker.app.answer import NEEDS_A_PERSON, Answer
from tracker.app.context import Context
from tracker.app.jobs import Job, Stop
from tracker.errors import Interrupted, PirtrackError, StoreError, Throttled
from tracker.jobs import LEASE, JobRun, RunState, Turn, Verdict, by_hand, try_again_at, verdict
from tracker.model import Severity
from tracker.store import Store
from tracker.views import DoctorView

BUG = 70
# How often a runner at work gives a sign of life.
BEAT = LEASE.total_seconds() / 5


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of one turn; `kept` False: somebody else had taken the slot, and his word counts.

    `code` is the exit code that the use case ends a command with; `again` when a failed turn is tried again.
    """

    turn: Turn
    state: RunState
    code: int
    detail: str
    seconds: float
    missed: int = 0
    again: dt.datetime | None = None
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Runner:
    """Who runs jobs: `by` is how the ledger calls this process, `hear` is told of every turn, begun and ended."""

    context: Context
    store: Store
    jobs: Sequence[Job]
    by: str
    stop: Stop = lambda: False
    begun: Callable[[Turn, int], None] = lambda _turn, _missed: None
    ended: Callable[[Ended], None] = lambda _ended: None
    beat: float = BEAT

    def tick(self) -> tuple[Ended, ...]:
        """Runs what is due, one after the other; where nothing is due that costs one question to the store.

        Raises: StoreError when the ledger cannot be had.
        """
        newest = self.store.ledger.newest(self.context.clock())
        covered: dict[str, str] = {}
        told: list[Ended] = []
        for job in self.jobs:
            if self.stop():
                break
            if self._judge(job, newest.get(job.name)) is None:
                continue
            ended = self._take(job, covered.get(job.name))
            if ended is None:
                continue
            told.append(ended)
            if ended.state is RunState.DONE:
                covered.update(dict.fromkeys(job.covers, job.name))
        return tuple(told)

    def run_now(self, job: Job) -> Ended:
        """Runs a job because somebody asked for it; its slots come and go as if that had not been."""
        now = self.context.clock()
        slot = by_hand(now).name
        turn = self.store.ledger.start_by_hand(job.name, slot, by=self.by, now=now, until=now + LEASE)
        return self._run(job, turn, 0)

    def _judge(self, job: Job, last: JobRun | None, quiet_until: dt.datetime | None = None) -> Verdict:
        now, zone = self.context.clock(), self.context.config.timezone
        return verdict(job.rhythm, last, now=now, zone=zone, quiet_until=quiet_until)

    def _take(self, job: Job, covered_by: str | None) -> Ended | None:
        now = self.context.clock()
        judge = partial(self._judge, job)
        claimed = self.store.ledger.claim(job.name, judge, by=self.by, now=now, until=now + LEASE)
        if claimed is None:
            return None
        turn, missed = claimed
        if covered_by is None:
            return self._run(job, turn, missed)
        return self._close(Ended(turn, RunState.DONE, 0, f"done with {covered_by}", 0, missed))

    def _run(self, job: Job, turn: Turn, missed: int) -> Ended:
        self.begun(turn, missed)
        began = time.monotonic()
        with self._alive(turn) as lost:
            ended = self._carry_out(job, turn, lambda: self.stop() or lost())
        return self._close(replace(ended, missed=missed, seconds=time.monotonic() - began))

    def _carry_out(self, job: Job, turn: Turn, stop: Stop) -> Ended:
        now = self.context.clock()
        today = replace(self.context, as_of=now.astimezone(self.context.config.timezone).date())
        try:
            return self._answered(turn, job.act(today, stop))
        except Interrupted as error:
            return Ended(turn, RunState.FAILED, error.exit_code, error.message, 0, again=self.context.clock())
        except PirtrackError as error:
            return self._failed(turn, error.exit_code, error.message, error)
        except Exception as error:  # noqa: BLE001  # a bug in one job keeps no other from its turn
            return self._failed(turn, BUG, _unforeseen(error))

    def _answered(self, turn: Turn, answer: Answer) -> Ended:
        if answer.exit_code not in (0, NEEDS_A_PERSON):
            worst = next((p for p in reversed(answer.problems) if p.severity is Severity.ERROR), None)
            return self._failed(turn, answer.exit_code, worst.message if worst else _summary(answer))
        return Ended(turn, RunState.DONE, answer.exit_code, _summary(answer), 0)

    def _failed(self, turn: Turn, code: int, detail: str, error: PirtrackError | None = None) -> Ended:
        now = self.context.clock()
        again = try_again_at(turn.attempt, now)
        if isinstance(error, Throttled) and error.retry_after is not None:
            again = max(again, now + dt.timedelta(seconds=error.retry_after))
        return Ended(turn, RunState.FAILED, code, detail, 0, again=again)

    def _close(self, ended: Ended) -> Ended:
        kept = self.store.ledger.finish(
            ended.turn, ended.state, at=self.context.clock(), detail=ended.detail, again=ended.again
        )
        known = replace(ended, kept=kept)
        self.ended(known)
        return known

    @contextmanager
    def _alive(self, turn: Turn) -> Iterator[Callable[[], bool]]:
        """Gives signs of life while a turn is run; what it yields tells whether the turn was lost to somebody else."""
        lost, done = threading.Event(), threading.Event()

        def give_signs() -> None:
            while not done.wait(self.beat):
                try:
                    if not self.store.ledger.renew(turn, until=self.context.clock() + LEASE):
                        lost.set()
                except StoreError:  # the next sign may come through
                    continue

        signs = threading.Thread(target=give_signs, name="signs-of-life", daemon=True)
        signs.start()
        try:
            yield lost.is_set
        finally:
            done.set()
            signs.join()


def this_process(run: str) -> str:
    """How the ledger calls this process; `run` is what its log calls it."""
    return f"run {run}, process {os.getpid()} on {socket.gethostname()}"


def _summary(answer: Answer) -> str:
    """How much of each there was, what is to be noted, and how much needs a person."""
    counted = [f"{name} {number}" for name, number in answer.summary.items() if number]
    found = [v.finding for v in answer.data.get("checks", ()) if isinstance(v, DoctorView)]
    person = ["something needs a person"] if answer.exit_code == NEEDS_A_PERSON else []
    return "; ".join([", ".join([*counted, *found]) or "nothing changed", *person, *answer.notes])


def _unforeseen(error: Exception) -> str:
    """Type and place only: messages of strangers may hold secrets."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"something that should not happen did: {type(error).__name__} at {frame.filename}:{frame.lineno}"
