"""Answers as GitHub-flavoured Markdown, everything from outside escaped. Pure."""

from __future__ import annotations

import re

from tracker.app.answer import Answer
from tracker.cli.medium import Medium
from tracker.cli.output.layout import page
from tracker.cli.output.pages import Cell, Facts, Part, Sheet
from tracker.cli.output.safe import safe_text
from tracker.cli.output.words import age_line, empty_line, summary_line

SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# A mention or a reference is found in what was rendered, so that a backslash does not help: a zero-width space does.
CALLING = re.compile(r"([@#])(?=\w)")
AUTOLINK = re.compile(r"(?i)\b(?:(https?|ftp|mailto|xmpp)(:)|(www)(\.))")
SAFE_URL = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]+/[A-Za-z0-9._~/%\-]*")


def render_markdown(answer: Answer, medium: Medium) -> str:
    """The whole answer as Markdown."""
    stale = [f"> **{escaped(answer.stale)}**"] if answer.stale else []
    parts = [_part(part) for part in page(answer)]
    said = [s for s in (empty_line(answer), summary_line(answer), age_line(answer, medium.now)) if s]
    return "\n\n".join((*stale, *parts, *said)) + "\n"


def _part(part: Part) -> str:
    heading = f"### {escaped(part.title)}\n\n" if part.title else ""
    heads, rows = _facts(part) if isinstance(part, Facts) else _sheet(part.filled())
    lines = (heads, ["---"] * len(heads), *rows)
    return heading + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _facts(facts: Facts) -> tuple[list[str], list[list[str]]]:
    return ["fact", "value"], [[escaped(name), _cell(cell)] for name, cell in facts.facts]


def _sheet(sheet: Sheet) -> tuple[list[str], list[list[str]]]:
    noted = any(row.below for row in sheet.rows)
    heads = [escaped(column.head) for column in sheet.columns]
    rows = [[_cell(cell) for cell in row.cells] for row in sheet.rows]
    if noted:
        rows = [[*cells, escaped(row.below or "")] for cells, row in zip(rows, sheet.rows, strict=True)]
    return [*heads, "note"] if noted else heads, rows


def _cell(cell: Cell) -> str:
    if cell.url and cell.text and SAFE_URL.fullmatch(cell.url):
        return f"[{escaped(cell.text)}](<{cell.url}>)"
    return escaped(cell.text)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link, no mention."""
    plain = SPECIAL.sub(r"\\\1", safe_text(text).translate(HTML))
    return AUTOLINK.sub(_unlinked, CALLING.sub("\\1\u200b", plain))


def _unlinked(match: re.Match[str]) -> str:
    scheme, colon, www, _ = match.groups()
    return f"{scheme}&#58;" if colon else f"{www}&#46;"
