"""From the shell's prompt to the answer: against a Python that only imports what is needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.row import Row
from tests.bench.stored import filled

_MAIN = "from tracker.cli import main; main()"


def help_page(folder: Path, _percent: int) -> Iterator[Row]:
    """The help page."""
    yield Row(
        "start: pirtrack --help, of importing click",
        _run(folder, _MAIN, "--help"),
        _run(folder, "import click"),
        target=2,
        rounds=15,
    )


def status(folder: Path, _percent: int) -> Iterator[Row]:
    """A status of ten items."""
    filled(folder, 10)
    floor = _run(folder, "import click, sqlalchemy")
    yield Row(
        "start: pirtrack status, of importing click, SQLAlchemy",
        _run(folder, _MAIN, "status"),
        floor,
        target=2,
        rounds=15,
    )


def _run(folder: Path, code: str, *words: str) -> Callable[[], object]:
    command = [sys.executable, "-c", code, *words]
    return lambda: subprocess.run(command, cwd=folder, capture_output=True, check=True)
