"""Reading reports: against the Markdown library's own pass, and against not reading them again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pyromark

from reports import markdown
from reports.decoding import decode
from reports.memory import Forgetful
from reports.parse import parse_report
from reports.rules import ReadingRules
from tests.bench.row import Row
from tests.bench.stored import a_context
from tests.bench.written import written
from tracker.app.answer import Silent
from tracker.app.context import Context
from tracker.app.loading import Choice, choose, read_chosen, reading_rules
from tracker.app.remembering import StoreMemory
from tracker.store import Store

OURS = Path(__file__).parents[1] / "corpus" / "ours"
PARSED = 300
LOOKED_OVER = 10_000
_HOUR = 3600


def parsing(_folder: Path, percent: int) -> Iterator[Row]:
    """Reports as long as people write them, and short ones that are nearly all action items."""
    long = tuple(written(n).encode() for n in range(PARSED * percent // 100))
    short = tuple(decode(path.name, path.read_bytes()).source for path in sorted(OURS.glob("*.md")))
    yield _parsing(f"parse {len(long)} reports, of pyromark's own pass", long)
    yield _parsing(f"parse {len(short)} reports of little but action items", short)


def _parsing(name: str, sources: tuple[bytes, ...]) -> Row:
    rules = ReadingRules()

    def ours() -> None:
        for source in sources:
            parse_report("one.md", source, rules)

    def floor() -> None:
        for source in sources:
            for _ in pyromark.events_with_range(source.decode(), options=markdown.OPTIONS, merge_text=True):
                pass

    return Row(name, ours, floor, target=3)


def looking_over(folder: Path, percent: int) -> Iterator[Row]:
    """A sync of reports that did not change since the last one, as far as reading goes."""
    count = LOOKED_OVER * percent // 100
    (folder / "incidents").mkdir()
    for n in range(count):
        path = folder / "incidents" / f"{n:05}.md"
        path.write_text(written(n), encoding="utf-8")
        os.utime(path, (n + _HOUR, n + _HOUR))  # long before now
    context = a_context(folder)
    with context.store(create=True) as store:
        memory = StoreMemory(store, reading_rules(context))
        read_chosen(choose(context, Choice()), reading_rules(context), memory, Silent())
        memory.keep()
        yield Row(
            f"look over {count} unchanged reports, of parsing them",
            lambda: _look_over(context, store),
            lambda: read_chosen(choose(context, Choice()), reading_rules(context), Forgetful(), Silent()),
            target=0.1,
            rounds=1,
        )


def _look_over(context: Context, store: Store) -> None:
    rules = reading_rules(context)
    read_chosen(choose(context, Choice()), rules, StoreMemory(store, rules), Silent())
