"""Every problem that a report can have: a stable code, why it matters, how to mend it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from reports.codes.files import FILES, SUPPRESSIONS
from reports.codes.header import HEADER
from reports.codes.items import ITEMS, WORDING
from reports.codes.kinds import Code
from reports.codes.text import FOOTER, TEXT
from tracker.model import Problem

# By where in a report they are found.
FAMILIES: Mapping[str, str] = {
    "FIL": "the disk",
    "DOC": "the file as a whole",
    "HDR": "the header",
    "ITM": "the action items",
    "END": "the footer",
    "TXT": "the text",
    "WRD": "the wording of action items: off unless asked for",
    "CHK": "comments that ignore findings",
}
CODES: Mapping[str, Code] = {
    row.name: row for row in (*FILES, *HEADER, *ITEMS, *FOOTER, *TEXT, *WORDING, *SUPPRESSIONS)
}

# A message quotes what was found, and a cell may hold megabytes.
_LONGEST = 300


def problem(code: str, path: str, line: int, column: int, message: str | None = None) -> Problem:
    """A problem of a known kind at a place; without a message it says what its kind says."""
    row = CODES[code]
    said = message or row.summary
    shown = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
    return Problem(code, row.severity, shown, path, line, column, row.remedy)
