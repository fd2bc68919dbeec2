"""A store that a team filled over years, and what was asked of it, to be asked again of sqlite3 alone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.values import NOW, an_incident, an_issue, an_item, values
from tracker.app.context import Context
from tracker.config import load_config
from tracker.model import Event, Linked, PullMark, Status, TrackedItem

CONFIG = """
[reports]
paths = ["incidents"]
[store]
url = "sqlite:///pirtrack.db"
[jira]
url = "https://jira.example.com"
project = "ENG"
"""
Asked = list[tuple[str, Any]]
_OF_AN_INCIDENT = 10
_DAYS = 1400
_AT_ONCE = 10_000
# So many of the items, the newest, are still to be done.
_OPEN = 10


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
                incidents=[an_incident(id=name, path=f"incidents/{name}.md") for name in named],
                items=items,
                events=[
                    Event(t.link.issue.resolved, "status_changed", t.item.ref.incident, t.item.ref.number, moved)
                    for t in items
                    if isinstance(t.link, Linked) and t.link.issue.resolved
                ],
            )
        store.put(mark=PullMark(NOW - dt.timedelta(minutes=15)))
    return context


def _item(n: int, count: int) -> TrackedItem:
    opened = NOW - dt.timedelta(days=_DAYS - n * _DAYS // count)
    due = (opened + dt.timedelta(days=20 + n % 60)).date()
    title = f"Alert when queue {n} runs full"
    facts: dict[str, object] = {"status": "In Progress", "category": "indeterminate"}
    if n < count - count // _OPEN:
        closed = opened + dt.timedelta(days=10 + n % 50)
        facts = {"status": "Done", "category": "done", "resolution": "Done", "resolved": closed}
    issue = an_issue(n, summary=title, created=opened, updated=opened, due=due, **facts)
    link = Linked(issue, values(title=title, due=due))
    return an_item(1 + n % _OF_AN_INCIDENT, incident=f"I-{n // _OF_AN_INCIDENT:06}", title=title, due=due, link=link)


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
