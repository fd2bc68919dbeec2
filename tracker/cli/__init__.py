"""The command line, one of the two doors into pirtrack."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn


def main() -> NoReturn:
    """The entry point `pirtrack`: runs the command line of this process and exits."""
    from tracker.cli.root import root  # noqa: PLC0415  # importing a room of this package runs nothing else

    signal.signal(signal.SIGTERM, _interrupt)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # whatever the locale lacks is shown by its number
            reconfigure(errors="backslashreplace")
    root.main()


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Ending by SIGTERM is ending by Ctrl-C."""
    raise KeyboardInterrupt
