"""`pirtrack run`: the scheduler, in the foreground."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tracker.app.context import Context
from tracker.app.jobs import jobs_of
from tracker.app.runner import Ended, Runner, this_process
from tracker.app.watch import Watch
from tracker.cli.command import Command, examples
from tracker.cli.door import INTERRUPTED
from tracker.cli.face import Face
from tracker.cli.logs import LOGGER, LogFormat, logs
from tracker.cli.opening import open_context
from tracker.cli.params import LISTEN
from tracker.cli.stopping import Heard, stopping
from tracker.errors import PirtrackError, UsageError
from tracker.jobs import RunState, Turn
from tracker.store import Store
from tracker.watch.answers import Answers
from tracker.watch.metrics import Counts

if TYPE_CHECKING:
    from tracker.watch.address import Address

TICK = 15.0  # seconds
FAILED = 1


@click.command(
    cls=Command,
    epilog=examples(
        "pirtrack run", "pirtrack run --log-format json", "pirtrack run --http 8765", "pirtrack run --once"
    ),
)
@click.option("--once", is_flag=True, help="Does what is due and ends: for cron, which calls it again and again.")
@click.option(
    "--log-format",
    type=click.Choice([f.value for f in LogFormat]),
    default=LogFormat.TEXT.value,
    show_default=True,
    help="How the log on stderr is written.",
)
@click.option(
    "--http",
    type=LISTEN,
    help="Serves /healthz, /metrics and / (the page) there; without an address, to this machine only.",
)
@click.pass_obj
def run(face: Face, *, once: bool, log_format: str, http: Address | None) -> int:
    """Does what is due, by the clock, until it is told to end.

    When what is due is told by [schedule]. Any number of these may run on one store: each slot of each job is run
    once. SIGTERM and Ctrl-C end it after the step at hand.
    """
    if face.as_of is not None:
        raise UsageError("run goes by the clock: --as-of is for answers", hint="leave it out")
    if once and http is not None:
        raise UsageError("`run --once` ends, and nobody could ask it", hint="leave out --once or --http")
    counts = Counts()
    context = replace(open_context(face), heard=counts.heard)
    run_id = secrets.token_hex(4)
    stopped = threading.Event()

    def hear(said: str) -> None:
        LOGGER.warning(said)
        stopped.set()

    with (
        logs(face, LogFormat(log_format), run_id),
        stopping(face, hear) as heard,
        context.store(create=True) as store,
    ):
        watch = Watch(context, store)
        runner = _runner(context, store, run_id, heard, (_log, watch.hear, counts.ended))
        if once:
            return _once(runner, heard)
        with _watched(http, Answers(watch, counts)):
            return _until_told(runner, heard, stopped)


@contextmanager
def _watched(http: Address | None, answers: Answers) -> Iterator[None]:
    """Serves what watches over it, where that is asked for."""
    if http is None:
        yield
        return
    from tracker.watch.server import serving  # noqa: PLC0415  # an HTTP server that most runs go without

    with serving(http, answers) as at:
        LOGGER.info("listening", extra={"fields": {"url": f"http://{at}"}})
        if not at.is_loopback:
            LOGGER.warning("whoever reaches %s reads the action items: put a proxy with a login before it", at)
        yield


def _runner(
    context: Context, store: Store, run_id: str, heard: Heard, listeners: Sequence[Callable[[Ended], None]]
) -> Runner:
    jobs = jobs_of(context)
    if store.created:
        LOGGER.warning("the store is new and empty: nothing was known before this run")
    LOGGER.info("scheduling", extra={"fields": {"jobs": ", ".join(job.name for job in jobs) or "none"}})

    def tell(ended: Ended) -> None:
        for listener in listeners:
            listener(ended)

    return Runner(
        context,
        store,
        jobs,
        this_process(run_id),
        stop=heard,
        begun=lambda turn, missed: LOGGER.debug("begun", extra={"fields": _turn_fields(turn, missed)}),
        ended=tell,
    )


def _once(runner: Runner, heard: Heard) -> int:
    ended = runner.tick()
    if heard():
        return INTERRUPTED
    return FAILED if any(e.state is RunState.FAILED for e in ended) else 0


def _until_told(runner: Runner, heard: Heard, stopped: threading.Event) -> int:
    from tracker.scheduler import keep_ticking  # noqa: PLC0415  # apscheduler is slow to import; `--once` goes without

    def tick() -> None:
        try:
            runner.tick()
        except PirtrackError as error:
            LOGGER.error(error.message, extra={"fields": {"code": error.exit_code}})  # no traceback

    try:
        keep_ticking(tick, every=TICK, stopped=stopped)
    except KeyboardInterrupt:  # once more: at once, whatever the turn at hand is waiting for
        LOGGER.error("stopped at once")  # no traceback
        os._exit(INTERRUPTED)
    LOGGER.info("ended")
    return 0 if heard.number == signal.SIGTERM else INTERRUPTED


def _turn_fields(turn: Turn, missed: int) -> dict[str, object]:
    late = {"missed": missed} if missed else {}
    return {"job": turn.job, "slot": turn.slot, "attempt": turn.attempt, **late}


def _log(ended: Ended) -> None:
    told = ended if ended.kept else replace(ended, detail=f"another took the slot meanwhile; {ended.detail}")
    fields = {**_turn_fields(told.turn, told.missed), "seconds": round(told.seconds, 3), "detail": told.detail}
    if told.state is RunState.FAILED:
        fields["code"] = told.code
    if told.again is not None:
        fields["again"] = told.again.strftime("%Y-%m-%dT%H:%M:%SZ")
    level = logging.INFO if told.state is RunState.DONE and told.kept else logging.ERROR
    LOGGER.log(level, "%s %s", told.turn.job, told.state.value, extra={"fields": fields})
