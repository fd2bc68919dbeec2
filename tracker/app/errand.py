"""A configured program that is run before work of ours: without a shell, for a bounded time, stopped by a signal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from tracker.config.environment import TOKEN_VARIABLE
from tracker.errors import ConfigError, Interrupted
from tracker.safe import safe_text

LONGEST = 300.0  # seconds
POLL = 0.05
GRACE = 5.0
LAST_WORDS = 200  # characters
TAIL = 4096  # bytes
# A URL in what the program said may carry its user's password.
_USER_IN_URL = re.compile(r"(?<=://)[^/@\s]+@")


def run_errand(
    command: Sequence[str],
    *,
    name: str,
    folder: Path,
    environ: Mapping[str, str],
    stop: Callable[[], bool],
    longest: float = LONGEST,
) -> None:
    """Runs it to its end; `name` is the setting it comes from. It is not given Jira's token.

    Raises: ConfigError with its last words when it fails, or takes too long; Interrupted when `stop` says so.
    """
    with tempfile.TemporaryFile() as said:
        process = _start(command, name, folder, environ, said)
        try:
            code = _wait(process, name, stop, longest)
        finally:
            _end(process)
        if code != 0:
            raise ConfigError(
                f"{name} failed with exit code {code}{_last_words(said)}", hint="run it by hand to see what it needs"
            )


def _start(
    command: Sequence[str], name: str, folder: Path, environ: Mapping[str, str], said: IO[bytes]
) -> subprocess.Popen[bytes]:
    without_token = {key: value for key, value in environ.items() if key != TOKEN_VARIABLE}
    try:
        return subprocess.Popen(  # noqa: S603  # the command is the user's own configuration, run without a shell
            command,
            cwd=folder,
            env=without_token,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,  # so that its children end with it, and a Ctrl-C is ours alone
        )
    except (OSError, ValueError) as error:  # ValueError: an argument with a NUL
        reason = error.strerror if isinstance(error, OSError) else "not a command"
        hint = "name a program on the PATH, or by its full path"
        raise ConfigError(f"{name} cannot be run: {reason}", hint=hint) from None


def _wait(process: subprocess.Popen[bytes], name: str, stop: Callable[[], bool], longest: float) -> int:
    until = time.monotonic() + longest
    while (code := process.poll()) is None:
        if stop():
            raise Interrupted(f"interrupted while {name} ran", hint="it will be run again")
        if time.monotonic() >= until:
            raise ConfigError(
                f"{name} did not end within {longest:g} s", hint="run it by hand to see what it waits for"
            )
        time.sleep(POLL)
    return code


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever is left of it and its children; they are asked first."""
    for number, patience in ((signal.SIGTERM, GRACE), (signal.SIGKILL, None)):
        if process.poll() is not None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)


def _last_words(said: IO[bytes]) -> str:
    said.seek(max(0, said.seek(0, os.SEEK_END) - TAIL))
    lines = said.read().decode("utf-8", errors="replace").strip().splitlines()
    return f": {safe_text(_USER_IN_URL.sub('', lines[-1]))[:LAST_WORDS]}" if lines else ""
