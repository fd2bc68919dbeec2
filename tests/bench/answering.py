"""Answers out of a store of 100,000 items: against the same questions, asked of sqlite3 alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reports.render.text import Sheet, render_text
from tests.bench.row import Row
from tests.bench.stored import ask_again, filled, listening
from tracker.app import answers
from tracker.app.digest import digest as make_digest

ITEMS = 100_000
SHEET = Sheet(width=100, most=20)


def status(folder: Path, percent: int) -> Iterator[Row]:
    """The open items, as the command line shows them before they are drawn."""
    context = filled(folder, ITEMS * percent // 100)
    query = answers.StatusQuery()
    with listening() as asked:
        answers.status(context, query)
    name = f"status over {ITEMS * percent // 100} items, of its SQL"
    yield Row(name, lambda: answers.status(context, query), lambda: ask_again(folder, asked), target=3)


def digest(folder: Path, percent: int) -> Iterator[Row]:
    """The digest as text; the floor has it made, and asks and draws only."""
    context = filled(folder, ITEMS * percent // 100)
    with listening() as asked:
        made = make_digest(context)

    def floor() -> str:
        ask_again(folder, asked)
        return render_text(made, SHEET)

    name = f"digest over {ITEMS * percent // 100} items, of its SQL and drawing"
    yield Row(name, lambda: render_text(make_digest(context), SHEET), floor, target=2, rounds=3)
