"""Problems as annotations of a pull request on GitHub. Pure.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions, and the escapes of
https://github.com/actions/toolkit, packages/core/src/command.ts
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Problem, Severity
from tracker.safe import safe_log

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def render_annotations(problems: Sequence[Problem]) -> str:
    """A workflow command for each problem."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    places = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    properties = ",".join(
        f"{name}={safe_log(str(value)).translate(_PROPERTY)}" for name, value in places.items() if value is not None
    )
    said = "\n".join(safe_log(text) for text in (problem.message, problem.hint) if text)
    return f"::{LEVELS[problem.severity]} {properties}::{said.translate(_DATA)}"
