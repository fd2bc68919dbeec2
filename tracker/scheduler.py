"""The clock that work goes by: the only room that knows APScheduler.

It keeps no list of jobs and no memory of runs. It calls one function again and again; what is due is the ledger's word.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler


def keep_ticking(tick: Callable[[], object], *, every: float, stopped: threading.Event) -> None:
    """Calls `tick` now and every so many seconds until `stopped` is set; a call under way is waited for.

    A call that takes longer is followed by one, not by all that it kept waiting.
    """
    scheduler = BackgroundScheduler(timezone=dt.UTC)
    scheduler.add_job(
        tick,
        "interval",
        seconds=every,
        next_run_time=dt.datetime.now(dt.UTC),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        stopped.wait()
    finally:
        scheduler.shutdown(wait=True)
