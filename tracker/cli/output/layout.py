"""Answers as pages: which columns, in which order, and what is said loudly. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from tracker.app.answer import Answer, View
from tracker.cli.output.items import changes_sheet, item_facts, items_sheet, late_sheet
from tracker.cli.output.pages import Cell, Column, Part, Row, Sheet, Tone
from tracker.cli.output.reports import report_parts
from tracker.cli.output.stats import figure_parts
from tracker.stats import Figures
from tracker.views import ChangeView, DoctorView, EventView, ItemView, JobView, ReportView, ReviewView, SendView

REVIEW_TONES = {"overdue": Tone.LOUD, "due": Tone.WARN, "done": Tone.GOOD, "snoozed": Tone.DIM}
JOB_TONES = {"done": Tone.GOOD, "failed": Tone.LOUD, "lost": Tone.WARN, "running": Tone.WARN}
SEND_TONES = {"sent": Tone.GOOD, "failed": Tone.LOUD, "in_doubt": Tone.LOUD}
CHECK_TONES = {"ok": Tone.GOOD, "warning": Tone.WARN, "failed": Tone.LOUD}


def page(answer: Answer) -> tuple[Part, ...]:
    """The parts of an answer in the order in which they are read; empty lists are left out."""
    return tuple(part for name, views in answer.data.items() if views for part in _parts(answer, name, views))


def _parts(answer: Answer, name: str, views: Sequence[View]) -> tuple[Part, ...]:
    if name == "items":
        return _items(answer, [v for v in views if isinstance(v, ItemView)])
    layouts: Mapping[str, Callable[[], tuple[Part, ...]]] = {
        "changes": lambda: (changes_sheet([v for v in views if isinstance(v, ChangeView)]),),
        "reviews": lambda: (_reviews([v for v in views if isinstance(v, ReviewView)]),),
        "events": lambda: (_events([v for v in views if isinstance(v, EventView)]),),
        "checks": lambda: (_checks([v for v in views if isinstance(v, DoctorView)]),),
        "jobs": lambda: (_jobs([v for v in views if isinstance(v, JobView)]),),
        "figures": lambda: figure_parts([v for v in views if isinstance(v, Figures)]),
        "sends": lambda: (_sends([v for v in views if isinstance(v, SendView)]),),
        "reports": lambda: tuple(p for v in views if isinstance(v, ReportView) for p in report_parts(v)),
    }
    return layouts[name]()


def _items(answer: Answer, items: Sequence[ItemView]) -> tuple[Part, ...]:
    match answer.command:
        case "show":
            return tuple(part for item in items for part in item_facts(item))
        case "overdue":
            return (late_sheet(items),)
        case "sync":
            return (items_sheet(items, answer.as_of, title="Needs a person"),)
        case _:
            return (items_sheet(items, answer.as_of),)


def _reviews(views: Sequence[ReviewView]) -> Sheet:
    columns = ("incident", "severity", "review due", "state", "open", "overdue")
    return Sheet(
        columns=(*map(Column, columns), Column("title", least=24)),
        rows=tuple(Row(_review_cells(v), _review_record(v)) for v in views),
    )


def _review_cells(view: ReviewView) -> tuple[Cell, ...]:
    return (
        Cell(view.incident),
        Cell(view.severity or ""),
        Cell(view.review_due.isoformat()),
        Cell(view.state, REVIEW_TONES.get(view.state, Tone.PLAIN)),
        Cell(str(view.open_items)),
        Cell(str(view.overdue_items), Tone.LOUD if view.overdue_items else Tone.PLAIN),
        Cell(view.title),
    )


def _review_record(view: ReviewView) -> str | None:
    held = f"held {view.held_on} by {view.by}: {view.outcome}" if view.held_on else None
    return "; ".join(said for said in (f"put off {view.snoozed}" if view.snoozed else None, held) if said) or None


def _events(views: Sequence[EventView]) -> Sheet:
    return Sheet(
        columns=(Column("at"), Column("item"), Column("what"), Column("details", least=30, wraps=True)),
        rows=tuple(
            Row((Cell(_minute(v.at)), Cell(v.ref), Cell(_spaced(v.kind)), Cell(_details(v.data)))) for v in views
        ),
    )


def _jobs(views: Sequence[JobView]) -> Sheet:
    heads = ("job", "when", "last", "outcome", "next")
    return Sheet((*map(Column, heads), Column("said", least=30, wraps=True)), tuple(Row(_job_cells(v)) for v in views))


def _job_cells(view: JobView) -> tuple[Cell, ...]:
    often = f" (attempt {view.attempt})" if view.attempt and view.attempt > 1 else ""
    missed = f"{view.missed} missed before it; " if view.missed else ""
    return (
        Cell(view.job),
        Cell(view.rhythm),
        Cell(_minute(view.began) if view.began else "never"),
        Cell((view.state or "") + often, JOB_TONES.get(view.state or "", Tone.PLAIN)),
        Cell(_minute(view.next)),
        Cell(missed + (view.detail or "")),
    )


def _sends(views: Sequence[SendView]) -> Sheet:
    heads = ("what", "period", "channel", "outcome")
    return Sheet((*map(Column, heads), Column("said", least=30, wraps=True)), tuple(Row(_send_cells(v)) for v in views))


def _send_cells(view: SendView) -> tuple[Cell, ...]:
    often = f" (attempt {view.attempt})" if view.attempt and view.attempt > 1 else ""
    return (
        Cell(view.what),
        Cell(view.period),
        Cell(view.channel),
        Cell(_spaced(view.state) + often, SEND_TONES.get(view.state, Tone.DIM)),
        Cell(view.detail or view.where),
    )


def _checks(views: Sequence[DoctorView]) -> Sheet:
    return Sheet(
        columns=(Column("state"), Column("check"), Column("finding", least=40, wraps=True)),
        rows=tuple(
            Row(
                (Cell(v.state, CHECK_TONES.get(v.state, Tone.PLAIN)), Cell(v.check), Cell(v.finding)),
                f"to mend it: {v.remedy}" if v.remedy else None,
            )
            for v in views
        ),
    )


def _minute(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


def _details(data: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name}: {'none' if value is None else value}" for name, value in data.items())


def _spaced(name: str) -> str:
    return name.replace("_", " ")
