"""The ledger of jobs: one row for each slot, which is what makes it run once, whoever asks and however many ask.

Each call is one short transaction of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, text, update

from tracker.jobs import BY_HAND, Again, JobRun, Pass, RunState, Start, Turn, Verdict
from tracker.store.adding import adding
from tracker.store.database import Database
from tracker.store.links import Row
from tracker.store.schema import fact, job_run
from tracker.store.texts import instant_of, instant_text, maybe_instant

QUIET = "quiet_until"
# How long the ledger remembers.
KEPT = dt.timedelta(days=90)
_SERIALISE = text("SELECT pg_advisory_xact_lock(hashtext('pirtrack.job'), hashtext(:job))")


class Ledger:
    """The ledger of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, now: dt.datetime) -> Mapping[str, JobRun]:
        """Of every job, the run of its newest slot; runs by hand have no part in it, and none that begins after `now`.

        What begins in the future was run by a clock that was ahead: it keeps nothing from its turn.
        """
        with self._database.reading() as connection:
            newest = select(job_run.c.job, func.max(job_run.c.slot).label("slot")).where(_regular(), _has_begun(now))
            each = newest.group_by(job_run.c.job).subquery()
            same = and_(job_run.c.job == each.c.job, job_run.c.slot == each.c.slot)
            return {run.job: run for run in map(_run_of, connection.execute(select(job_run).join(each, same)))}

    def runs(self, job: str, *, most: int = 20) -> tuple[JobRun, ...]:
        """What was run of a job, by hand too, the latest first."""
        statement = select(job_run).where(job_run.c.job == job).order_by(job_run.c.began.desc()).limit(most)
        with self._database.reading() as connection:
            return tuple(map(_run_of, connection.execute(statement)))

    def quiet_until(self) -> dt.datetime | None:
        """The instant at which this store was restored or made anew, None where it never was."""
        with self._database.reading() as connection:
            return _quiet_until(connection)

    def claim(
        self,
        job: str,
        judge: Callable[[JobRun | None, dt.datetime | None], Verdict],
        *,
        by: str,
        now: dt.datetime,
        until: dt.datetime,
    ) -> tuple[Turn, int] | None:
        """The turn that `judge` finds due after the newest run of the job, with the number of slots missed before it.

        `judge` also hears until when the store is quiet. None: there is nothing to do, or somebody else does it.
        """
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(_SERIALISE, {"job": job})
            match judge(_newest_of(connection, job, now), _quiet_until(connection)):
                case Start(slot, missed):
                    self._lose_and_forget(connection, job, slot, now)
                    run = JobRun(job, slot, RunState.RUNNING, 1, now, by, until=until, missed=missed)
                    return (Turn(job, slot, 1), missed) if _insert(connection, run) else None
                case Again(run):
                    return _take_over(connection, run, by=by, now=now, until=until)
                case Pass(slot):
                    _insert(connection, JobRun(job, slot, RunState.PASSED, 0, now, by, ended=now))
            return None

    def start_by_hand(self, job: str, slot: str, *, by: str, now: dt.datetime, until: dt.datetime) -> Turn:
        """A turn that somebody asked for, whatever is due."""
        with self._database.writing() as connection:
            _insert(connection, JobRun(job, slot, RunState.RUNNING, 1, now, by, until=until))
        return Turn(job, slot, 1)

    def be_quiet_until(self, at: dt.datetime) -> None:
        """What was due before this instant may have been done by a store that was lost."""
        with self._database.writing() as connection:
            connection.execute(delete(fact).where(fact.c.name == QUIET))
            connection.execute(insert(fact).values(name=QUIET, text=instant_text(at)))

    def renew(self, turn: Turn, *, until: dt.datetime) -> bool:
        """A sign of life; False when the turn was lost to somebody else."""
        return self._change(turn, {"until": instant_text(until)})

    def finish(
        self, turn: Turn, state: RunState, *, at: dt.datetime, detail: str, again: dt.datetime | None = None
    ) -> bool:
        """How a turn ended; `again`: when a failed one is to be tried again. False when it was lost to somebody else."""
        cells = {
            "state": state.value,
            "ended": instant_text(at),
            "detail": detail,
            "until": maybe_instant(again),
        }
        return self._change(turn, cells)

    def _change(self, turn: Turn, cells: Mapping[str, str | None]) -> bool:
        mine = and_(_is(turn.job, turn.slot, turn.attempt), job_run.c.state == RunState.RUNNING.value)
        with self._database.writing() as connection:
            return connection.execute(update(job_run).where(mine).values(cells)).rowcount == 1

    def _lose_and_forget(self, connection: Connection, job: str, slot: str, now: dt.datetime) -> None:
        """A new slot takes the place of those before it: of runners that were never heard again, and of old times."""
        before = and_(job_run.c.job == job, job_run.c.slot < slot, _regular())
        unheard = and_(job_run.c.state == RunState.RUNNING.value, job_run.c.until <= instant_text(now))
        connection.execute(update(job_run).where(before, unheard).values(state=RunState.LOST.value, until=None))
        oldest = (now - KEPT).astimezone(dt.UTC).date().isoformat()
        connection.execute(delete(job_run).where(before, job_run.c.slot < oldest))


def _regular() -> ColumnElement[bool]:
    return func.substr(job_run.c.slot, 1, len(BY_HAND)) != BY_HAND


def _is(job: str, slot: str, attempt: int) -> ColumnElement[bool]:
    return and_(job_run.c.job == job, job_run.c.slot == slot, job_run.c.attempt == attempt)


def _has_begun(now: dt.datetime) -> ColumnElement[bool]:
    return job_run.c.began <= instant_text(now)


def _newest_of(connection: Connection, job: str, now: dt.datetime) -> JobRun | None:
    known = select(job_run).where(job_run.c.job == job, _regular(), _has_begun(now))
    row = connection.execute(known.order_by(job_run.c.slot.desc()).limit(1)).first()
    return None if row is None else _run_of(row)


def _quiet_until(connection: Connection) -> dt.datetime | None:
    return instant_of(connection.execute(select(fact.c.text).where(fact.c.name == QUIET)).scalar())


def _insert(connection: Connection, run: JobRun) -> bool:
    insertion = adding(connection, job_run)
    statement = insertion.values(_cells(run)).on_conflict_do_nothing().returning(job_run.c.slot)
    return connection.execute(statement).first() is not None


def _take_over(
    connection: Connection, run: JobRun, *, by: str, now: dt.datetime, until: dt.datetime
) -> tuple[Turn, int] | None:
    """The next attempt at a slot; whoever still holds the one before finds its turn void."""
    cells = {
        "attempt": run.attempt + 1,
        "state": RunState.RUNNING.value,
        "began": instant_text(now),
        "ended": None,
        "until": instant_text(until),
        "by": by,
    }
    taken = connection.execute(update(job_run).where(_is(run.job, run.slot, run.attempt)).values(cells)).rowcount
    return (Turn(run.job, run.slot, run.attempt + 1), run.missed) if taken else None


def _cells(run: JobRun) -> dict[str, object]:
    return {
        "job": run.job,
        "slot": run.slot,
        "state": run.state.value,
        "attempt": run.attempt,
        "began": instant_text(run.began),
        "ended": maybe_instant(run.ended),
        "until": maybe_instant(run.until),
        "missed": run.missed,
        "by": run.by,
        "detail": run.detail,
    }


def _run_of(row: Row) -> JobRun:
    job, slot, state, attempt, began, ended, until, missed, by, detail = row
    return JobRun(
        job=job,
        slot=slot,
        state=RunState(state),
        attempt=attempt,
        began=dt.datetime.fromisoformat(began),
        by=by,
        ended=instant_of(ended),
        until=instant_of(until),
        missed=missed,
        detail=detail,
    )
