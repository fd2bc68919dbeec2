"""What the global options say of a run, and how things are said: answers on stdout, all else on stderr."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import click

from tracker.cli.medium import Format

QUIET = -1
CANNOT_WRITE = 4


@dataclass(slots=True)
class Face:
    """Filled in as click reads the options, read by whoever speaks; `command` is what runs, `form` its format."""

    config: Path | None = None
    as_of: dt.date | None = None
    color: str = "auto"
    verbosity: int = 0
    command: str = ""
    form: Format | None = None

    @property
    def is_json(self) -> bool:
        """The answer is read by a script."""
        return self.form is Format.JSON

    def colors(self, stream: TextIO) -> bool:
        """Whether that stream is coloured.

        Source: https://no-color.org
        """
        if self.color != "auto":
            return self.color == "always"
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def answer(self, text: str) -> None:
        """Writes to stdout; a reader who went away is no fault."""
        try:
            click.echo(text, nl=False, color=True)
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_stdout()
        except OSError as error:
            _forget_stdout()
            self.say(f"error: the answer could not be written: {error.strerror}")
            raise click.exceptions.Exit(CANNOT_WRITE) from error

    def say(self, *lines: str) -> None:
        """Writes lines to stderr."""
        for line in lines:
            click.echo(line, err=True, color=True)

    def note(self, *lines: str) -> None:
        """Writes lines to stderr, unless -q."""
        if self.verbosity > QUIET:
            self.say(*lines)


def terminal_width() -> int | None:
    """Columns of the terminal that stdout is, None when it is none."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None


def _forget_stdout() -> None:
    """Nothing more reaches stdout, so that the interpreter's own flush at the end fails no more."""
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
