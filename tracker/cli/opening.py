"""What every command body does around its use case: opens the surroundings, delivers the answer."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

from reports.saving import write_file
from tracker.app.answer import Answer
from tracker.app.context import Context
from tracker.cli.face import Face, terminal_width
from tracker.cli.medium import Format, Medium
from tracker.cli.output import render
from tracker.cli.output.problems import problem_lines
from tracker.cli.output.words import age_line
from tracker.errors import UsageError
from tracker.model import Severity
from tracker.safe import safe_text


def open_context(face: Face) -> Context:
    """The surroundings of this run. Raises: ConfigError, UsageError."""
    return Context.open(face.config, os.environ, working_folder(), face.as_of)


def working_folder() -> Path:
    """Where the command was called. Raises: UsageError when that folder is gone."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UsageError("the folder that you are in no longer exists", hint="change to another one") from None


def deliver(face: Face, answer: Answer) -> int:
    """Writes the answer to stdout, all that goes with it to stderr; its exit code."""
    form = face.form or Format.TABLE
    medium = Medium(dt.datetime.now(dt.UTC), terminal_width(), color=face.colors(sys.stdout))
    _tell_besides(face, answer, form, medium)
    face.answer(render(answer, form, medium))
    return answer.exit_code


def put(face: Face, output: Path | None, text: str) -> None:
    """Writes a document to stdout, or into a file: all of it or nothing. Raises: UsageError."""
    if output is None:
        face.answer(text)
        return
    fault = write_file(output, text)
    if fault is not None:
        raise UsageError(f"{output} can't be written: {fault}", hint="name a file in a folder that can be written to")
    face.note(f"wrote {output}")


def _tell_besides(face: Face, answer: Answer, form: Format, medium: Medium) -> None:
    """What does not stand in the answer itself: problems and notes; for scripts, age and staleness too."""
    color = face.colors(sys.stderr)
    if form not in (Format.TEXT, Format.GITHUB):
        loud = [p for p in answer.problems if p.severity is not Severity.INFO]
        face.say(*problem_lines(loud, color=color))
        face.note(*problem_lines([p for p in answer.problems if p.severity is Severity.INFO], color=color))
    if form in (Format.CSV, Format.JSON) and answer.stale:
        face.say(f"warning: {safe_text(answer.stale)}")
    age = age_line(answer, medium.now)
    if form is Format.CSV and age:
        face.note(age)
    face.note(*(safe_text(note) for note in answer.notes))
