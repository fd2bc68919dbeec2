"""Answers as GitHub-flavoured Markdown, everything from outside escaped. Pure."""

from __future__ import annotations

from reports.escaping import markdown_text, safe_url
from tracker.app.answer import Answer
from tracker.cli.medium import Medium
from tracker.cli.output.layout import page
from tracker.cli.output.pages import Cell, Facts, Part, Sheet
from tracker.cli.output.words import age_line, empty_line, summary_line


def render_markdown(answer: Answer, medium: Medium) -> str:
    """The whole answer as Markdown."""
    stale = [f"> **{markdown_text(answer.stale)}**"] if answer.stale else []
    parts = [_part(part) for part in page(answer)]
    said = [s for s in (empty_line(answer), summary_line(answer), age_line(answer, medium.now)) if s]
    return "\n\n".join((*stale, *parts, *said)) + "\n"


def _part(part: Part) -> str:
    heading = f"### {markdown_text(part.title)}\n\n" if part.title else ""
    heads, rows = _facts(part) if isinstance(part, Facts) else _sheet(part.filled())
    lines = (heads, ["---"] * len(heads), *rows)
    return heading + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _facts(facts: Facts) -> tuple[list[str], list[list[str]]]:
    return ["fact", "value"], [[markdown_text(name), _cell(cell)] for name, cell in facts.facts]


def _sheet(sheet: Sheet) -> tuple[list[str], list[list[str]]]:
    noted = any(row.below for row in sheet.rows)
    heads = [markdown_text(column.head) for column in sheet.columns]
    rows = [[_cell(cell) for cell in row.cells] for row in sheet.rows]
    if noted:
        rows = [[*cells, markdown_text(row.below or "")] for cells, row in zip(rows, sheet.rows, strict=True)]
    return [*heads, "note"] if noted else heads, rows


def _cell(cell: Cell) -> str:
    url = safe_url(cell.url)
    text = markdown_text(cell.text)
    return f"[{text}](<{url}>)" if url and text else text
