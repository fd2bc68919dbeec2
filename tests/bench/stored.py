"""A store that a team filled over years, and what was asked of it, to be asked again of sqlite3 alone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from sync.fields import incident_label, namespace_label
from tests.values import NOW, PRIORITIES, a_stamp, an_incident, an_issue, an_item, values
from tracker.app.context import Context
from tracker.config import load_config
from tracker.model import Event, Linked, Priority, PullMark, Status, TrackedIncident, TrackedItem

CONFIG = """
[reports]
paths = ["incidents"]
[store]
url = "sqlite:///pirtrack.db"
[jira]
url = "https://jira.example.com"
project = "ENG"
[owners]
"@devops" = { email = "devops@example.com" }
"""
Asked = list[tuple[str, Any]]
_OF_AN_INCIDENT = 10
_DAYS = 1400
_AT_ONCE = 10_000
# One of so many, the newest, is still to be done: a third more than their own closing times would leave open.
_OPEN = 30
LABEL = namespace_label("ENG")
# Their epics are numbered from here, out of the way of the items.
EPICS = 1_000_000


def a_context(folder: Path) -> Context:
    """The surroundings of a command in that folder."""
    (folder / "pirtrack.toml").write_text(CONFIG, encoding="utf-8")
    return Context(load_config(None, {}, folder), {}, folder, NOW.date(), clock=lambda: NOW)


def filled(folder: Path, count: int) -> Context:
    """A store of so many items, ten to an incident; all but the newest tenth are done."""
    context = a_context(folder)
    with context.store(create=True) as store:
        for start in range(0, count, _AT_ONCE):
            items = [_item(n, count) for n in range(start, min(count, start + _AT_ONCE))]
            named = dict.fromkeys(t.item.ref.incident for t in items)
            moved = ("from", Status.IN_PROGRESS.value), ("to", Status.DONE.value)
            store.put(
                incidents=[_incident(name) for name in named],
                items=items,
                events=[
                    Event(t.link.issue.resolved, "status_changed", t.item.ref.incident, t.item.ref.number, moved)
                    for t in items
                    if isinstance(t.link, Linked) and t.link.issue.resolved
                ],
            )
        store.put(mark=PullMark(NOW - dt.timedelta(minutes=15)))
    return context


def _incident(name: str) -> TrackedIncident:
    """As a sync leaves it: its epic made, and linked."""
    number = int(name.removeprefix("I-"))
    stamp = replace(a_stamp(None), incident=name)
    labels = frozenset({LABEL, incident_label(name)})
    summary = f"Search was down ({name})"
    epic = an_issue(EPICS + number, summary=summary, type="Epic", is_epic=True, parent=None, labels=labels, stamp=stamp)
    agreed = values(title=summary, due=None, priority=None, owner=None, assignee=None, epic=None)
    return an_incident(Linked(epic, agreed), id=name, path=f"incidents/{name}.md")


def _item(n: int, count: int) -> TrackedItem:
    """As a sync leaves it: report and Jira agree, but for one due date in ten, which somebody moved in Jira."""
    opened = NOW - dt.timedelta(days=_DAYS - n * _DAYS // count)
    due = (opened + dt.timedelta(days=20 + n % 60)).date()
    name, number = f"I-{n // _OF_AN_INCIDENT:06}", 1 + n % _OF_AN_INCIDENT
    facts: dict[str, object] = {"status": "In Progress", "category": "indeterminate"}
    if n < count - count // _OPEN:
        closed = opened + dt.timedelta(days=10 + n % 50)
        facts = {"status": "Done", "category": "done", "resolution": "Done", "resolved": closed}
    title, priority = f"Alert when queue {n} runs full", tuple(Priority)[n % 4]
    agreed = values(title=title, due=due, priority=priority.value, epic=f"ENG-{EPICS + n // _OF_AN_INCIDENT}")
    moved = due + dt.timedelta(days=14 if n % _OF_AN_INCIDENT == 0 else 0)
    issue = an_issue(
        n,
        summary=title,
        created=opened,
        updated=opened,
        due=moved,
        priority=PRIORITIES[priority],
        parent=agreed.epic,
        labels=frozenset({LABEL, incident_label(name)}),
        stamp=replace(a_stamp(number, sent=agreed), incident=name, first_due=due, first_priority=priority.value),
        **facts,
    )
    link = Linked(issue, agreed, first_due=due, first_priority=priority.value)
    return an_item(number, incident=name, title=title, due=due, priority=priority, link=link)


@contextmanager
def listening() -> Iterator[Asked]:
    """Every question that a store is asked meanwhile."""
    asked: Asked = []

    def hear(*said: Any) -> None:  # noqa: ANN401  # as SQLAlchemy calls it
        _connection, _cursor, statement, parameters, *_ = said
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def ask_again(folder: Path, asked: Sequence[tuple[str, Any]]) -> None:
    """The same through sqlite3 alone."""
    with closing(sqlite3.connect(folder / "pirtrack.db")) as connection:
        for statement, parameters in asked:
            connection.execute(statement, parameters).fetchall()
