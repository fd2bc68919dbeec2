"""`python -m tests.schedulers.ticks`: what ten thousand ticks cost, on both databases, by the machine's own figures.

A tick is a quarter of a minute of a clock on paper; each quarter of an hour reports are read and Jira is asked, and
once a minute `/metrics` is.
"""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sync.sandbox import SandboxServer
from tests.e2e.team import report
from tests.postgres import new_database, own_server
from tests.unit.app.place import Place
from tests.unit.watch.asking import Watched, watched
from tracker.cli.commands.run import TICK

DEFAULT = 10_000
A_MINUTE = 4  # ticks
ROWS = [f"Step {n} | @devops | 2026-03-08 | P1 | Open" for n in range(50)]


def megabytes() -> float:
    """What this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def ticked(running: Watched, ticks: int) -> tuple[list[float], list[int]]:
    """Milliseconds of processor time of each tick that found nothing due, and requests of each that found something."""
    idle, asked = [], []
    for number in range(ticks):
        before, began = running.place.requests(), time.process_time()
        ended = running.tick()
        spent = time.process_time() - began
        if ended:
            asked.append(running.place.requests() - before)
        else:
            idle.append(spent * 1000)
        if number % A_MINUTE == 0:
            running.ask("/metrics")
        running.place.now += dt.timedelta(seconds=TICK)
        running.place.server.requests.clear()  # what the sandbox remembers is not ours
    return idle, asked


def measure(name: str, url: str, ticks: int) -> None:
    """Says what it cost."""
    with tempfile.TemporaryDirectory(prefix="pirtrack-") as folder, SandboxServer("cloud") as server:
        place = Place(Path(folder), server, environ={"PIRTRACK_STORE__URL": url})
        server.jira.clock.source = lambda: place.now
        (place.folder / "incidents" / "one.md").write_text(report(*ROWS), encoding="utf-8")
        with watched(place) as running:
            ticked(running, ticks // 10)
            held = [megabytes()]
            for _ in range(3):
                idle, asked = ticked(running, ticks * 3 // 10)
                held.append(megabytes())
    story = ", ".join(f"{megabyte:.1f}" for megabyte in held)
    cost = f"{statistics.median(idle):.2f} ms (of a hundred the slowest {statistics.quantiles(idle, n=100)[-1]:.2f})"
    sys.stdout.write(
        f"{name}: {ticks} ticks; MB held after the first tenth and each third of the rest: {story}; "
        f"a tick with nothing due: {cost}, no request; one with something due: at most {max(asked)} requests\n"
    )


def main(ticks: int) -> None:
    """Both databases."""
    with tempfile.TemporaryDirectory(prefix="pirtrack-") as folder:
        measure("SQLite", f"sqlite:///{folder}/pirtrack.db", ticks)
    with own_server() as server, new_database(server) as url:
        measure("PostgreSQL", url, ticks)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
