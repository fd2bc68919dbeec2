"""Items and changes laid out for people. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.cli.output.pages import Cell, Column, Facts, Part, Row, Sheet, Tone
from tracker.cli.output.words import due_words
from tracker.merging import Difference
from tracker.model import LinkState, Status
from tracker.views import ChangeView, ItemView

TITLE = Column("title", least=16)
OWNER = Column("owner", least=8)

STATUS_TONES = {Status.DONE: Tone.GOOD, Status.CANCELLED: Tone.DIM, Status.BLOCKED: Tone.WARN}
OUTCOME_TONES = {
    "done": Tone.GOOD,
    "refused": Tone.LOUD,
    "not_applied": Tone.LOUD,
    "in_doubt": Tone.LOUD,
    "gone": Tone.LOUD,
    "left": Tone.WARN,
}
WAITING_LINKS = (LinkState.GONE, LinkState.HELD, LinkState.IN_DOUBT)
UNFINISHED = {"draft": "draft", "refused": "report has errors"}


def items_sheet(items: Sequence[ItemView], as_of: dt.date, *, title: str | None = None) -> Sheet:
    """Items as `status` lists them."""
    columns = (
        Column("item"),
        Column("P"),
        Column("due"),
        Column("status"),
        OWNER,
        Column("jira"),
        TITLE,
        Column("flags"),
    )
    return Sheet(columns, tuple(Row(_status_cells(i, as_of), _below(i)) for i in items), title)


def late_sheet(items: Sequence[ItemView]) -> Sheet:
    """Items as `overdue` lists them."""
    columns = (
        Column("P"),
        Column("overdue"),
        Column("due"),
        Column("item"),
        Column("status"),
        OWNER,
        Column("jira"),
        TITLE,
    )
    return Sheet(columns, tuple(Row(_late_cells(i)) for i in items))


def _status_cells(item: ItemView, as_of: dt.date) -> tuple[Cell, ...]:
    return (
        Cell(item.ref),
        priority_cell(item.priority),
        Cell(due_words(item, as_of), Tone.LOUD if item.overdue else Tone.PLAIN),
        status_cell(item.status),
        Cell(item.owner or ""),
        Cell(item.jira_key or "", url=item.url),
        Cell(item.title),
        Cell(", ".join(flags(item)), Tone.WARN),
    )


def _late_cells(item: ItemView) -> tuple[Cell, ...]:
    return (
        priority_cell(item.priority),
        Cell(f"{item.days_overdue}d", Tone.LOUD),
        Cell(item.due.isoformat() if item.due else ""),
        Cell(item.ref),
        status_cell(item.status),
        Cell(item.owner or ""),
        Cell(item.jira_key or "", url=item.url),
        Cell(item.title),
    )


def priority_cell(priority: str | None) -> Cell:
    """A priority; P0 is loud."""
    return Cell(priority or "", Tone.LOUD if priority == "P0" else Tone.PLAIN)


def status_cell(status: Status) -> Cell:
    """A status in words."""
    return Cell(status.value.replace("_", " "), STATUS_TONES.get(status, Tone.PLAIN))


def flags(item: ItemView) -> tuple[str, ...]:
    """What is unusual about an item, the worst first."""
    found = [
        ("conflict", bool(item.conflicts)),
        (item.link.value.replace("_", " "), item.link in WAITING_LINKS),
        (UNFINISHED.get(item.standing, ""), item.standing in UNFINISHED),
        ("recorded", item.link is LinkState.RECORDED),
        ("withdrawn", item.withdrawn),
        ("drift", bool(item.drift)),
    ]
    return tuple(word for word, holds in found if holds)


def _below(item: ItemView) -> str | None:
    lines = [item.note] if item.note else []
    lines += [f"conflict: {difference_words(d)}" for d in item.conflicts]
    return "; ".join(lines) or None


def difference_words(difference: Difference) -> str:
    """One field on which report and Jira are not one."""
    jira, report = difference.jira or "none", difference.report or "none"
    return f"{difference.field} is {jira} in Jira, {report} in the report (was {difference.base or 'none'})"


def item_facts(item: ItemView) -> tuple[Part, ...]:
    """One item as `show` tells it: facts, then every field that moved."""
    facts = [(name, cell) for name, cell in _facts(item) if cell.text]
    parts: list[Part] = [Facts(tuple(facts), title=f"{item.ref}  {item.title}")]
    moved = [*(("conflict", d) for d in item.conflicts), *(("drift", d) for d in item.drift)]
    if moved:
        columns = (Column("field"), Column("what"), Column("base", 16), Column("report", 16), Column("jira", 16))
        rows = (
            Row((Cell(d.field), Cell(what, Tone.WARN), *map(_side, (d.base, d.report, d.jira)))) for what, d in moved
        )
        parts.append(Sheet(columns, tuple(rows)))
    return tuple(parts)


def _side(value: str | None) -> Cell:
    return Cell("none", Tone.DIM) if value is None else Cell(value)


def _facts(item: ItemView) -> tuple[tuple[str, Cell], ...]:
    late = f"  ({item.days_overdue}d overdue)" if item.overdue else ""
    assumed = f"  (assumed: {', '.join(item.assumed)})" if item.assumed else ""
    return (
        ("status", status_cell(item.status)),
        ("priority", Cell(_moved(item.priority, item.original_priority))),
        ("due", Cell(_moved(_date(item.due), _date(item.original_due)) + late, Tone.LOUD if late else Tone.PLAIN)),
        ("slips", Cell(str(item.slips) if item.slips else "")),
        ("owner", Cell((item.owner or "") + assumed)),
        ("assignee", Cell(item.assignee or "")),
        ("incident", Cell(f"{item.incident}  ({item.severity})" if item.severity else item.incident)),
        ("report", Cell(f"{item.source.path}:{item.source.line}" + (f"  (row {item.row})" if item.row else ""))),
        ("epic", Cell(item.epic or "")),
        ("jira", Cell(item.jira_key or "", url=item.url)),
        ("jira status", Cell(" / ".join(v for v in (item.jira_status, item.resolution) if v))),
        ("url", Cell(item.url or "", url=item.url)),
        ("link", Cell(item.link.value.replace("_", " "), Tone.WARN if item.link in WAITING_LINKS else Tone.PLAIN)),
        ("flags", Cell(", ".join(flags(item)), Tone.WARN)),
        ("note", Cell(item.note or "", Tone.WARN)),
        ("opened", Cell(_instant(item.opened_at))),
        ("closed", Cell(_instant(item.closed_at))),
    )


def _moved(now: str | None, first: str | None) -> str:
    return now or "" if first in (None, now) else f"{now or 'none'}  (was {first})"


def _date(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _instant(at: dt.datetime | None) -> str:
    return "" if at is None else at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


def changes_sheet(changes: Sequence[ChangeView]) -> Sheet:
    """A plan, or what became of it; an empty field is one that the change does not touch.

    The epic is a plan's question; once there is an issue, its key says more in the same room.
    """
    heads = ("action", "item", "outcome", "P", "due")
    columns = (*map(Column, heads), Column("owner", least=8), Column("epic"), Column("jira"), TITLE)
    return Sheet(columns, tuple(Row(_change_cells(c), c.reason) for c in changes))


def _change_cells(change: ChangeView) -> tuple[Cell, ...]:
    outcome = change.outcome or ""
    return (
        Cell(change.action.replace("_", " ")),
        Cell(change.ref),
        Cell(outcome.replace("_", " "), OUTCOME_TONES.get(outcome, Tone.PLAIN)),
        *(Cell(_field(change, name)) for name in ("priority", "due", "owner")),
        Cell("" if change.outcome else _field(change, "epic")),
        Cell(change.jira_key or ""),
        Cell(_field(change, "title")),
    )


def _field(change: ChangeView, name: str) -> str:
    if name not in change.fields:
        return ""
    value = change.fields[name]
    return "none" if value is None else value
