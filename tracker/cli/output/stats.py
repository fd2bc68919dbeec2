"""Figures laid out for people: each share with its counts, and what each of them means. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.cli.output.pages import Cell, Column, Facts, Part, Row, Sheet
from tracker.stats import DEFINITIONS, GROUPS, Figures

WITHOUT = {"priority": "no priority", "owner": "no owner", "severity": "no severity"}


def figure_parts(figures: Sequence[Figures]) -> tuple[Part, ...]:
    """One sheet for each group, then the definitions."""
    sheets = [_sheet([f for f in figures if f.group == group]) for group in GROUPS]
    return (*(s for s in sheets if s.rows), Facts(tuple((n, Cell(t)) for n, t in DEFINITIONS.items()), "What is what"))


def _sheet(figures: Sequence[Figures]) -> Sheet:
    group = figures[0].group if figures else ""
    heads = ("items", "completed", "on time", "open", "age", "dropped", "time to close")
    columns = (Column(group, least=10), *map(Column, heads))
    return Sheet(columns, tuple(Row(_cells(f)) for f in figures), None if group == "all" else f"By {group}")


def _cells(f: Figures) -> tuple[Cell, ...]:
    name = f.name if f.name is not None else WITHOUT.get(f.group, "none")
    return (
        Cell(name),
        Cell(str(f.items)),
        Cell(_share(f.completed_percent, f.done, f.items)),
        Cell(_share(f.on_time_percent, f.on_time, f.dated)),
        Cell(str(f.open)),
        Cell(_days(f.median_age, f.open)),
        Cell(str(f.dropped)),
        Cell(_days(f.median_time_to_close, f.closed_dated)),
    )


def _share(percent: float | None, part: int, whole: int) -> str:
    return "none" if percent is None else f"{percent:.0f} % ({part} of {whole})"


def _days(days: float | None, of: int) -> str:
    return "none" if days is None else f"{days:g}d (of {of})"
