"""Answers as JSON, by the schema `pirtrack/1`. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from tracker.app.answer import Answer
from tracker.cli.output.records import Json, instant, problem_record, records
from tracker.model import Problem, Severity

SCHEMA = "pirtrack/1"


def render_json(answer: Answer) -> str:
    """The whole answer in its envelope; that it is stale is a problem like others."""
    data: dict[str, Json] = {name: records(name, views) for name, views in answer.data.items()}
    if answer.summary:
        data["summary"] = dict(answer.summary)
    stale = (Problem("ANS-STALE", Severity.WARNING, answer.stale),) if answer.stale else ()
    return envelope(answer.command, answer.as_of, answer.last_pull, data, (*answer.problems, *stale))


def render_failure(command: str, as_of: dt.date, problems: Sequence[Problem]) -> str:
    """The envelope of a command that ended without an answer."""
    return envelope(command, as_of, None, {}, problems)


def envelope(
    command: str, as_of: dt.date, last_pull: dt.datetime | None, data: Mapping[str, Json], problems: Sequence[Problem]
) -> str:
    """Data under the schema's name."""
    whole = {
        "schema": SCHEMA,
        "command": command,
        "as_of": as_of.isoformat(),
        "last_pull": instant(last_pull) if last_pull else None,
        "data": data,
        "problems": [problem_record(p) for p in problems],
    }
    # ASCII only: it is exact, readable under every locale, and no character of it moves a terminal.
    return json.dumps(whole, ensure_ascii=True, indent=2, sort_keys=True) + "\n"
