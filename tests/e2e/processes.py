"""The installed command in a process of its own, watched through what its Jira hears, and stopped or killed."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.e2e.team import COMMAND, Team


@contextmanager
def running(team: Team, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command at work; it does not outlive the block."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PIRTRACK_")}
    environ |= {"PIRTRACK_JIRA_TOKEN": team.server.token, **team.environ}
    with subprocess.Popen(
        [COMMAND, *words], cwd=team.folder, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.communicate()


def wait_until(it_is_so: Callable[[], bool], process: subprocess.Popen[str], *, at_most: float = 60.0) -> bool:
    """True as soon as it is so, False when the process ended before."""
    until = time.monotonic() + at_most
    while not it_is_so():
        if process.poll() is not None:
            return False
        assert time.monotonic() < until, "neither did it come to that, nor did the process end"
        time.sleep(0.0005)
    return True


def intents(team: Team) -> list[tuple[str, str]]:
    """What is in doubt by the store's own file: targets with the instant until which they may be sent."""
    path = team.folder / "pirtrack.db"
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)) as store:
            return list(store.execute("SELECT target, deadline FROM intent"))
    except sqlite3.OperationalError:  # it is just being made, or written to
        return []


def an_hour_passes(team: Team) -> None:
    """Everything in doubt is an hour older: to the store the same as an hour of waiting."""
    path = team.folder / "pirtrack.db"
    if not path.exists():
        return
    with closing(sqlite3.connect(path)) as store:
        store.create_function("older", 1, _older, deterministic=True)
        store.execute("UPDATE intent SET began = older(began), deadline = older(deadline), ended = older(ended)")
        store.commit()


def _older(text: str | None) -> str | None:
    if text is None:
        return None
    at = dt.datetime.fromisoformat(text) - dt.timedelta(hours=1)
    return at.isoformat(timespec="microseconds").replace("+00:00", text[26:])


def secrets_in(folder: Path, secret: str) -> list[str]:
    """Files of the store that hold it."""
    return [p.name for p in folder.glob("pirtrack.db*") if secret.encode() in p.read_bytes()]
