"""Answers as CSV (RFC 4180): the first list of the answer, one record a line, safe to open in a spreadsheet. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from tracker.app.answer import Answer
from tracker.cli.output.records import FIELDS, PROBLEM_FIELDS, Json, problem_record, records
from tracker.safe import safe_text

# What a spreadsheet takes for a formula, full-width forms included.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BREAKING = ("\t", "\r", "\n")


def render_csv(answer: Answer) -> str:
    """The records of the answer's first list, or its problems where it has no list, under a head of their names."""
    name = next(iter(answer.data), None)
    heads = PROBLEM_FIELDS if name is None else FIELDS[name]
    found = [problem_record(p) for p in answer.problems] if name is None else records(name, answer.data[name])
    return render_rows(heads, found)


def render_rows(heads: Sequence[str], rows: Iterable[Mapping[str, Json]]) -> str:
    """Records under a head of their names, every cell made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_cell(row[head]) for head in heads] for row in rows)
    return out.getvalue()


def _cell(value: Json) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case str():
            return harmless(value)
        case _:
            return harmless(_flat(value))


def _flat(value: Sequence[Json] | Mapping[str, Json]) -> str:
    """A place as `path:line`, fields as `name=value`, names with commas between; all else as JSON."""
    match value:
        case {"path": path, "line": line}:
            return f"{path}:{line}"
        case Mapping():
            return "; ".join(f"{name}={'' if v is None else v}" for name, v in value.items())
        case _ if all(isinstance(v, str) for v in value):
            return ", ".join(str(v) for v in value)
        case _:
            return json.dumps(value, sort_keys=True)


def harmless(text: str) -> str:
    """Text that a spreadsheet shows and does not calculate."""
    safe = safe_text(text)
    return f"'{safe}" if text.startswith(BREAKING) or safe.lstrip().startswith(FORMULA) else safe
