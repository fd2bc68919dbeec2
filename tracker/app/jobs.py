"""The jobs that the scheduler knows: when each is due, and which use case it calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tracker.app import care, digest_sends, escalating, reminding
from tracker.app import sync as syncing
from tracker.app.answer import Answer, Silent
from tracker.app.context import Context
from tracker.app.errand import run_errand
from tracker.config import Config
from tracker.config.rhythms import written
from tracker.errors import UsageError
from tracker.jobs import JobRun, Pass, RunState, verdict
from tracker.model import Problem, Severity
from tracker.slots import Rhythm, latest, upcoming
from tracker.store import Store
from tracker.views import JobView

Stop: TypeAlias = Callable[[], bool]
Act: TypeAlias = Callable[[Context, Stop], Answer]

# From this many days on, what is said of a job that asks Jira counts down to the end of the token.
COUNTDOWN = dt.timedelta(days=21)
# The jobs that show whether Jira takes the token.
ASK_JIRA = frozenset({"reports", "reconcile", "pull"})


@dataclass(frozen=True, slots=True)
class Job:
    """A use case on a clock; `covers` names the jobs whose work it does besides its own."""

    name: str
    rhythm: Rhythm
    act: Act
    covers: frozenset[str] = frozenset()


def _read_reports(context: Context, stop: Stop) -> Answer:
    """Reads the reports, after the configured command, and pulls and pushes as `sync` does."""
    command = context.config.schedule.before_reports
    if command is not None:
        folder, secret = context.config.base, context.config.secret_variables
        environ = {name: value for name, value in context.environ.items() if name not in secret}
        run_errand(command, name="schedule.before_reports", folder=folder, environ=environ, stop=stop)
    return _with_countdown(context, syncing.sync(context, syncing.SyncOptions(), Silent(), stop))


def _pull(context: Context, stop: Stop) -> Answer:
    return _with_countdown(context, syncing.sync(context, syncing.SyncOptions(push=False), Silent(), stop))


def _reconcile(context: Context, stop: Stop) -> Answer:
    options = syncing.SyncOptions(push=False, full=True)
    return _with_countdown(context, syncing.sync(context, options, Silent(), stop))


def _back_up(context: Context, _stop: Stop) -> Answer:
    return care.backup(context, None)


def _with_countdown(context: Context, answer: Answer) -> Answer:
    expires = context.jira.token_expires
    left = None if expires is None else expires - context.as_of
    if left is None or left > COUNTDOWN:
        return answer
    said = f"the token ends in {left.days} days" if left.days >= 0 else f"the token was to end on {expires}"
    return replace(answer, notes=(said, *answer.notes))


@dataclass(frozen=True, slots=True)
class _Work:
    """`wanted`: whether the configuration leaves it anything to do."""

    act: Act
    covers: frozenset[str] = frozenset()
    wanted: Callable[[Config], bool] = lambda _config: True


# In the order in which those that are due together are run: a digest comes after what it tells of was read.
_WORK: Mapping[str, _Work] = {
    "reports": _Work(_read_reports, frozenset({"pull"})),
    "reconcile": _Work(_reconcile, frozenset({"pull"})),
    "pull": _Work(_pull),
    "digest": _Work(digest_sends.job, wanted=lambda config: any(c.digest for c in config.channels.values())),
    "reviews": _Work(reminding.job, wanted=lambda config: any(c.reviews for c in config.channels.values())),
    "escalation": _Work(escalating.job, wanted=lambda config: any(c.escalate for c in config.channels.values())),
    "backup": _Work(_back_up),
}


def jobs_of(context: Context) -> tuple[Job, ...]:
    """The jobs that are configured, in the order in which they are run. Raises: ConfigError without a Jira."""
    context.config.need_jira()
    schedule = context.config.schedule
    rhythms: dict[str, Rhythm | None] = {name: getattr(schedule, name) for name in _WORK}
    return tuple(
        Job(name, rhythm, work.act, work.covers)
        for name, work in _WORK.items()
        if (rhythm := rhythms[name]) and work.wanted(context.config)
    )


def job_named(context: Context, name: str) -> Job:
    """The job of that name. Raises: UsageError when it is none, or off."""
    jobs = {job.name: job for job in jobs_of(context)}
    if name not in jobs:
        known = ", ".join(jobs) or "none"
        raise UsageError(f"there is no job {name!r}", hint=f"jobs that are configured: {known}")
    return jobs[name]


def jobs(context: Context) -> Answer:
    """Every job: its last run, what came of it, and when its next turn comes."""
    with context.store_or_none_yet() as store:
        views = [_view(context, job, store) for job in jobs_of(context)]
    return Answer("jobs", context.as_of, {"jobs": views})


def _view(context: Context, job: Job, store: Store) -> JobView:
    runs = [run for run in store.ledger.runs(job.name, most=1) if run.state is not RunState.PASSED]
    last = runs[0] if runs else None
    return JobView(
        job=job.name,
        rhythm=written(job.rhythm),
        state=last.state.value if last else None,
        slot=last.slot if last else None,
        attempt=last.attempt if last else None,
        missed=last.missed if last else None,
        began=last.began if last else None,
        ended=last.ended if last else None,
        next=_next(context, job, store.ledger.newest(context.clock()).get(job.name)),
        by=last.by if last else None,
        detail=last.detail if last else None,
    )


def _next(context: Context, job: Job, newest: JobRun | None) -> dt.datetime:
    """The next slot, or before it the time at which what failed is tried again, or now."""
    now, zone = context.clock(), context.config.timezone
    if verdict(job.rhythm, newest, now=now, zone=zone) not in (None, Pass(latest(job.rhythm, now, zone).name)):
        return now
    slot = upcoming(job.rhythm, now, zone).at
    waits = newest is not None and newest.state is RunState.FAILED and newest.until is not None
    return min(slot, newest.until) if waits and newest and newest.until else slot


def job_problems(store: Store, jobs: Sequence[Job], now: dt.datetime) -> tuple[Problem, ...]:
    """What is wrong with the scheduler's work, for `doctor` and the digest: jobs whose last turn failed or was lost."""
    newest = store.ledger.newest(now)
    runs = [newest[job.name] for job in jobs if job.name in newest]
    return tuple(_trouble(run) for run in runs if run.state in (RunState.FAILED, RunState.LOST))


def _trouble(run: JobRun) -> Problem:
    often = f" for the {run.attempt}. time" if run.attempt > 1 else ""
    again = f"; it is tried again at {run.until:%Y-%m-%d %H:%M} UTC" if run.until else ""
    message = f"the job {run.job} of {run.slot} {run.state.value}{often}: {run.detail or 'its runner was lost'}{again}"
    return Problem("JOB-FAILED", Severity.ERROR, message, hint=f"`pirtrack jobs run {run.job}` tries it now")
