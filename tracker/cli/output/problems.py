"""Problems, notes and errors as lines of text. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tracker.model import Problem, Severity
from tracker.safe import safe_log

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def problem_lines(problems: Sequence[Problem], *, color: bool = False) -> list[str]:
    """Each problem as `path:line:col: severity code message`, with its hint on the next line."""
    return [line for problem in problems for line in _lines(problem, color=color)]


def _lines(problem: Problem, *, color: bool) -> list[str]:
    severity = problem.severity.value
    shown = click.style(severity, fg=COLORS[problem.severity], bold=True) if color else severity
    place = f"{_place(problem)}: " if problem.path else ""
    line = f"{place}{shown} {safe_log(problem.code)} {safe_log(problem.message)}"
    return [line, f"    {safe_log(problem.hint)}"] if problem.hint else [line]


def _place(problem: Problem) -> str:
    places = (problem.path, problem.line, problem.column)
    return ":".join(safe_log(str(place)) for place in places if place is not None)


def error_lines(message: str, hint: str | None = None, *, color: bool = False) -> list[str]:
    """What ended a command, and how to mend it."""
    head = click.style("error:", fg="red", bold=True) if color else "error:"
    first = f"{head} {safe_log(message)}"
    return [first, f"hint: {safe_log(hint)}"] if hint else [first]
