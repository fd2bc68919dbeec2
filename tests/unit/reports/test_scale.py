"""However a report is built, four times as much takes about four times the work, and nothing overflows."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.unit.reports.samples import HEAD, TABLE, parse
from tracker.model import ReportKind

ACTIONS = HEAD + "## Action items\n\n"
SHAPES: dict[str, Callable[[int], str]] = {
    "rows": lambda n: HEAD + TABLE + "".join(f"| {i} | Do {i} | @a | 2026-03-20 | P1 | Open |\n" for i in range(n)),
    "bullets": lambda n: ACTIONS + "".join(f"- Do {i} (Owner: @a, Due: 2026-03-20)\n" for i in range(n)),
    "bullets in a bullet": lambda n: HEAD + "- **Review actions**:\n" + "".join(f"  - Do {i}\n" for i in range(n)),
    "headings": lambda n: ACTIONS + "".join(f"### Do {i}\n\n**Owner**: @a\n\n" for i in range(n)),
    "facts": lambda n: "".join(f"**Key {i}**: [value {i}]\n" for i in range(n)),
    "a long line": lambda n: ACTIONS + "- " + "word [x] (y) " * n + "\n",
    "a long cell": lambda n: HEAD + TABLE + "| 1 | " + "word [x] (y) " * n + " | @a | x | P1 | Open |\n",
    "brackets": lambda n: ACTIONS + "- " + "[(" * n + "\n",
    "a heading of brackets": lambda n: HEAD + "## Action items " + "[(" * n + "\n\n- Do it\n",
    "spaces": lambda n: ACTIONS + "- Do" + " " * n + "it (\n",
    "quotes": lambda n: ACTIONS + ">" * n + " it\n",
    "a line of cells": lambda n: ACTIONS + "| a " * n + "|\n",
    "nested lists": lambda n: ACTIONS + "- " * n + "it\n",
    "numbers on one line": lambda n: HEAD + "We filed 3 action items. " * n + "\n",
    "promises": lambda n: (
        HEAD
        + TABLE
        + "| 1 | Do it now | @a | | | |\n" * (n // 10)
        + "\n## Follow-up actions\n\n"
        + "".join(f"- Promise {i} of the day\n" for i in range(n))
    ),
    "comments": lambda n: HEAD + TABLE + "| 1 | Do it <!-- pirtrack: ignore ITM-OWNER: x --> | | | | |\n" * (n // 4),
    "comments on one line": lambda n: HEAD + "<!-- pirtrack: ignore ITM-OWNER: x --> " * n + "\n",
    "comments without an end": lambda n: HEAD + "<!-- pirtrack: ignore ITM-OWNER: x " * n + "\n",
    "pipes": lambda n: ACTIONS + "|" * (10 * n) + "\n",
    "links": lambda n: ACTIONS + "- " + "[a](b) " * n + "\n",
    "rows that blank lines part": lambda n: ACTIONS + "| Do it | @a |\n\n" * n,
    "dates below headings": lambda n: HEAD + "### Date\n\n- [ ] one\n\n" * n,
    "rows of HTML": lambda n: ACTIONS + f"<table><tr><td>Action<td>Owner{'<tr><td>Do it<td>@ana' * n}</table>\n",
    "tables of HTML without an end": lambda n: ACTIONS + "<table><tr><td>Action\n\n" * n,
    "fences": lambda n: ACTIONS + "```\nlog\n\n## It\n\n" * n,
    "tags": lambda n: ACTIONS + "- " + "<do it>" * n + "\n",
    "tables of one row": lambda n: ACTIONS + "| Action | Owner |\n|---|---|\n| Do it | @a |\n\n" * (n // 10),
}


# What stands on one line, and as often as fits into some megabytes: work that grows with its square would take hours,
# however quick the machine, and pytest's time-out ends it.
LONG_LINES = {
    "a long line": 200_000,
    "a long cell": 200_000,
    "brackets": 1_000_000,
    "spaces": 1_000_000,
    "numbers on one line": 100_000,
    "comments without an end": 100_000,
}


def calls(text: str) -> int:
    """How many functions are called, Python's own among them, while a text is read."""
    data, count = text.encode(), 0

    def add(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(add)
    try:
        parse(data)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_work_is_linear_in_the_size(shape: str) -> None:
    build = SHAPES[shape]

    small, large = calls(build(1000)), calls(build(4000))

    assert large < 5 * small
    parse(build(20_000))


@pytest.mark.parametrize(("shape", "size"), LONG_LINES.items(), ids=str)
def test_a_line_of_megabytes_is_read(shape: str, size: int) -> None:
    assert parse(SHAPES[shape](size)).kind is ReportKind.REPORT


def test_all_rows_of_a_large_table_are_read() -> None:
    assert len(parse(SHAPES["rows"](5000)).items) == 5000
