"""`pirtrack run` by a fast clock: the same parts, wired here, with each turn on record in a file.

Called with the folder, when its clock began, its speed, and the file.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

from tests.schedulers.fast import NOON, FastClock
from tracker.app.context import Context
from tracker.app.jobs import jobs_of
from tracker.app.runner import BEAT, Ended, Runner, this_process
from tracker.cli.commands.run import TICK
from tracker.cli.face import Face
from tracker.cli.stopping import stopping
from tracker.errors import PirtrackError
from tracker.scheduler import keep_ticking


def run(folder: Path, clock: FastClock, record: Path) -> None:
    """Until SIGTERM."""
    opened = Context.open(folder / "pirtrack.toml", os.environ, folder, NOON.date())
    context = replace(opened, clock=clock.now)
    stopped = threading.Event()

    def tell(ended: Ended) -> None:
        turn = ended.turn
        told = {"job": turn.job, "slot": turn.slot, "attempt": turn.attempt, "pid": os.getpid()}
        line = json.dumps(told | {"state": ended.state.value, "kept": ended.kept, "detail": ended.detail})
        with record.open("a", encoding="utf-8") as file:  # one write, to the end, whoever else writes
            file.write(f"{line}\n")

    with stopping(Face(), lambda _said: stopped.set()) as heard, context.store(create=True) as store:
        beat = clock.real(dt.timedelta(seconds=BEAT))
        runner = Runner(context, store, jobs_of(context), this_process("x"), heard, ended=tell, beat=beat)

        def tick() -> None:
            try:
                runner.tick()
            except PirtrackError as error:
                sys.stderr.write(f"{error.message}\n")

        keep_ticking(tick, every=clock.real(dt.timedelta(seconds=TICK)), stopped=stopped)


if __name__ == "__main__":
    try:
        run(Path(sys.argv[1]), FastClock(float(sys.argv[2]), float(sys.argv[3])), Path(sys.argv[4]))
    except PirtrackError as end:
        sys.stderr.write(f"{end.message}\n")
        sys.exit(end.exit_code)
