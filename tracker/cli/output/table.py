"""Answers for a terminal: aligned columns, cut to its width; off a terminal nothing is cut. Pure."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from itertools import chain

import click
from tabulate import tabulate
from wcwidth import wcswidth, wcwidth

from tracker.app.answer import Answer
from tracker.cli.medium import Medium
from tracker.cli.output.layout import page
from tracker.cli.output.pages import Cell, Facts, Part, Row, Sheet, Tone
from tracker.cli.output.safe import safe_text
from tracker.cli.output.words import age_line, empty_line, summary_line

GAP = 2
ELLIPSIS = "…"
INDENT = "    "
HEAD_LINES = 2
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
    fitted = _fitted(_safe(sheet.filled()), medium.width)
    grid = tabulate(
        [[_cell(cell, medium) for cell in row.cells] for row in fitted.rows],
        headers=[column.head for column in fitted.columns],
        tablefmt="simple",
        disable_numparse=True,
    )
    lines = [line.rstrip() for line in grid.splitlines()]
    rows = zip(fitted.rows, lines[HEAD_LINES:], strict=True)
    return lines[:HEAD_LINES] + list(chain.from_iterable((line, *_below(row, medium)) for row, line in rows))


def _safe(sheet: Sheet) -> Sheet:
    rows = tuple(
        Row(tuple(replace(c, text=safe_text(c.text)) for c in r.cells), safe_text(r.below) if r.below else None)
        for r in sheet.rows
    )
    return replace(sheet, rows=rows)


def _below(row: Row, medium: Medium) -> list[str]:
    if row.below is None:
        return []
    if medium.width is None:
        return [INDENT + row.below]
    return textwrap.wrap(row.below, max(medium.width, NARROWEST), initial_indent=INDENT, subsequent_indent=INDENT)


def _fitted(sheet: Sheet, width: int | None) -> Sheet:
    """The sheet with its flexible columns cut, the widest title first, until it fits or nothing more may be cut."""
    if width is None:
        return sheet
    widths = [_widest(sheet, i) for i in range(len(sheet.columns))]
    excess = sum(widths) + GAP * (len(widths) - 1) - width
    for i in sorted(range(len(widths)), key=lambda i: -widths[i]):
        least = sheet.columns[i].least
        if excess <= 0 or least is None:
            continue
        given = min(excess, max(0, widths[i] - least))
        widths[i], excess = widths[i] - given, excess - given
    rows = tuple(
        Row(tuple(replace(c, text=cut(c.text, w)) for c, w in zip(r.cells, widths, strict=True)), r.below)
        for r in sheet.rows
    )
    return replace(sheet, rows=rows)


def _widest(sheet: Sheet, position: int) -> int:
    cells = [row.cells[position].text for row in sheet.rows]
    return max(cells_wide(text) for text in (sheet.columns[position].head, *cells))


def cells_wide(text: str) -> int:
    """How many columns a terminal gives to a text."""
    return max(0, wcswidth(text))


def cut(text: str, width: int) -> str:
    """The text in at most so many columns, its end an ellipsis where something was cut."""
    if cells_wide(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += max(0, wcwidth(character))
        if used > width - 1:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def _cell(cell: Cell, medium: Medium) -> str:
    return _styled(safe_text(cell.text), cell.tone, medium)


def _styled(text: str, tone: Tone, medium: Medium) -> str:
    if not medium.color or not text or tone not in COLORS:
        return text
    color, bold, dim = COLORS[tone]
    return click.style(text, fg=color, bold=bold or None, dim=dim or None)


def _bold(text: str, medium: Medium) -> str:
    return click.style(text, bold=True) if medium.color else text
