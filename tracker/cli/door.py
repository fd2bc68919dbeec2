"""The outermost door: however a command ends, it is told in a sentence and an exit code."""

from __future__ import annotations

import datetime as dt
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from tracker.cli.face import Face
from tracker.errors import ConfigError, PirtrackError

if TYPE_CHECKING:
    from tracker.model import Problem

MISUSED = 2
BUG = 70
INTERRUPTED = 130
WITH_TRACEBACK = 2


def code_of(face: Face, command: Callable[[], object]) -> int:
    """Runs a command; its exit code, after anything that it did not foresee was told."""
    try:
        code = command()
    except click.ClickException as error:
        return _misused(face, error)
    except (click.Abort, KeyboardInterrupt):
        face.say("error: interrupted")
        return INTERRUPTED
    except PirtrackError as error:
        return _ended(face, error)
    except Exception as error:  # noqa: BLE001  # the outermost door: nobody further out could tell it
        return _unforeseen(face, error)
    return code if isinstance(code, int) else 0


def _misused(face: Face, error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    if isinstance(error, click.UsageError) and error.ctx is not None:
        face.say(error.ctx.get_usage())
    _tell(face, "UsageError", error.format_message(), _try_help(error))
    return MISUSED


def _try_help(error: click.ClickException) -> str | None:
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return None
    return f"`{error.ctx.command_path} --help` shows how it is used"


def _ended(face: Face, error: PirtrackError) -> int:
    _tell(
        face, type(error).__name__, error.message, error.hint, error.problems if isinstance(error, ConfigError) else ()
    )
    return error.exit_code


def _unforeseen(face: Face, error: Exception) -> int:
    """Type and place only: messages of strangers may hold secrets."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = f"something that should not happen did: {type(error).__name__} at {frame.filename}:{frame.lineno}"
    hint = "nothing was lost that was on record; please report it, with what `-vv` adds"
    _tell(face, type(error).__name__, message, hint)
    if face.verbosity >= WITH_TRACEBACK:
        face.say(*(line.rstrip() for line in traceback.format_tb(error.__traceback__)))
    return BUG


def _tell(face: Face, code: str, message: str, hint: str | None, problems: tuple[Problem, ...] = ()) -> None:
    from tracker.cli.output.envelope import render_failure  # noqa: PLC0415  # only a failure needs it
    from tracker.cli.output.problems import error_lines, problem_lines  # noqa: PLC0415  # the same
    from tracker.model import Problem, Severity  # noqa: PLC0415  # the same

    color = face.colors(sys.stderr)
    face.say(*error_lines(message, hint, color=color), *problem_lines(problems, color=color))
    if face.is_json:
        as_of = face.as_of or dt.datetime.now(dt.UTC).date()
        first = Problem(code, Severity.ERROR, message, hint=hint)
        face.answer(render_failure(face.command, as_of, (first, *problems)))
