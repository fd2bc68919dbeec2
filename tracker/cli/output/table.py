"""Answers for a terminal: aligned columns, cut to its width; off a terminal nothing is cut. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

import click
from tabulate import tabulate

from reports.render.columns import cells_wide, cut
from tracker.app.answer import Answer
from tracker.cli.medium import Medium
from tracker.cli.output.layout import page
from tracker.cli.output.pages import Cell, Column, Facts, Part, Row, Sheet, Tone
from tracker.cli.output.words import age_line, empty_line, summary_line
from tracker.safe import safe_text

GAP = 2
INDENT = "    "
NARROWEST = 40
COLORS: dict[Tone, tuple[str | None, bool, bool]] = {  # colour, bold, dim
    Tone.LOUD: ("red", True, False),
    Tone.WARN: ("yellow", False, False),
    Tone.GOOD: ("green", False, False),
    Tone.DIM: (None, False, True),
}


def render_table(answer: Answer, medium: Medium) -> str:
    """The whole answer as text."""
    stale = [_styled(f"!! {safe_text(answer.stale)}", Tone.LOUD, medium)] if answer.stale else []
    parts = ["\n".join(_part(part, medium)) for part in page(answer)]
    said = [safe_text(s) for s in (empty_line(answer), summary_line(answer), age_line(answer, medium.now)) if s]
    return "\n\n".join(block for block in (*stale, *parts, "\n".join(said)) if block) + "\n"


def _part(part: Part, medium: Medium) -> list[str]:
    title = [_bold(safe_text(part.title), medium)] if part.title else []
    return title + (_facts(part, medium) if isinstance(part, Facts) else _sheet(part, medium))


def _facts(facts: Facts, medium: Medium) -> list[str]:
    wide = max(len(name) for name, _ in facts.facts)
    return [f"  {safe_text(name).ljust(wide)}  {_cell(cell, medium)}" for name, cell in facts.facts]


def _sheet(sheet: Sheet, medium: Medium) -> list[str]:
    safe = _safe(sheet.filled())
    widths = _widths(safe, medium.width)
    head = [[column.head for column in safe.columns], ["-" * width for width in widths]]
    rows = [line for row in safe.rows for line in _fitted(row, safe.columns, widths)]
    cells = [[_cell(cell, medium) for cell in row.cells] for row in rows]
    grid = tabulate([*head, *cells], tablefmt="plain", disable_numparse=True).split("\n")
    lines = [line.rstrip() for line in grid]
    return lines[: len(head)] + [
        line for row, drawn in zip(rows, lines[len(head) :], strict=True) for line in (drawn, *_below(row, medium))
    ]


def _safe(sheet: Sheet) -> Sheet:
    rows = tuple(
        Row(tuple(_said(c, safe_text(c.text)) for c in r.cells), safe_text(r.below) if r.below else None)
        for r in sheet.rows
    )
    return replace(sheet, rows=rows)


def _said(cell: Cell, text: str) -> Cell:
    return cell if cell.text == text else replace(cell, text=text)


def _below(row: Row, medium: Medium) -> list[str]:
    if row.below is None:
        return []
    if medium.width is None:
        return [INDENT + row.below]
    return textwrap.wrap(row.below, max(medium.width, NARROWEST), initial_indent=INDENT, subsequent_indent=INDENT)


def _widths(sheet: Sheet, width: int | None) -> list[int]:
    """How wide each column is drawn: flexible ones give way, the widest first, until all fit or none can any more."""
    widths = [_widest(sheet, i) for i in range(len(sheet.columns))]
    excess = 0 if width is None else sum(widths) + GAP * (len(widths) - 1) - width
    for i in sorted(range(len(widths)), key=lambda i: -widths[i]):
        least = sheet.columns[i].least
        if excess > 0 and least is not None:
            given = min(excess, max(0, widths[i] - least))
            widths[i], excess = widths[i] - given, excess - given
    return widths


def _fitted(row: Row, columns: Sequence[Column], widths: Sequence[int]) -> list[Row]:
    """The row as lines: what is too wide is cut, or where the column wraps, goes on in the next line."""
    stacks = [
        textwrap.wrap(cell.text, width) if column.wraps and cells_wide(cell.text) > width else [cut(cell.text, width)]
        for cell, column, width in zip(row.cells, columns, widths, strict=True)
    ]
    lines = [
        Row(tuple(_said(c, text) for c, text in zip(row.cells, texts, strict=True)))
        for texts in zip_longest(*stacks, fillvalue="")
    ]
    return [*lines[:-1], replace(lines[-1], below=row.below)]


def _widest(sheet: Sheet, position: int) -> int:
    cells = [row.cells[position].text for row in sheet.rows]
    return max(cells_wide(text) for text in (sheet.columns[position].head, *cells))


def _cell(cell: Cell, medium: Medium) -> str:
    return _styled(safe_text(cell.text), cell.tone, medium)


def _styled(text: str, tone: Tone, medium: Medium) -> str:
    if not medium.color or not text or tone not in COLORS:
        return text
    color, bold, dim = COLORS[tone]
    return click.style(text, fg=color, bold=bold or None, dim=dim or None)


def _bold(text: str, medium: Medium) -> str:
    return click.style(text, bold=True) if medium.color else text
