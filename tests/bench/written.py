"""Incident reports as people write them, by number: a story of some pages, and action items in one of many shapes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

_SERVICES = ("search", "checkout", "the ingest queue", "login", "the mail relay", "the build farm", "billing", "DNS")
_THINGS = (
    "the connection pool",
    "the index",
    "a certificate",
    "the cache",
    "a migration",
    "the feature flag",
    "a disk",
)
_DONE = ("was sized for last year", "ran full", "was switched on too early", "expired", "was emptied", "held a lock")
_OWNERS = ("@devops", "@search-team", "Ada Quist", "@dba", "the SRE team", "@bo")
_TODO = (
    "Alert when",
    "Write down what to do when",
    "Test on staging that",
    "Bound the retries while",
    "Page somebody when",
)
_LINKS = ("[the dashboard](https://graphs.example.com/d/12)", "`kubectl rollout undo`", "**five minutes**", "_nobody_")

Item = tuple[str, str, str, str, bool]


def written(number: int) -> str:
    """The report of that number; the same each time."""
    chance = random.Random(number)  # noqa: S311  # a story, no secret
    day = f"2026-{1 + number % 12:02}-{1 + number % 28:02}"
    items = [_item(chance, day) for _ in range(chance.randint(3, 12))]
    service = chance.choice(_SERVICES)
    parts = (
        f"# Incident: {service} was down",
        f"**Incident ID**: {day}-{number:03}\n**Date**: {day}\n**Severity**: P{number % 4}\n**Duration**: 35 minutes",
        f"## Summary\n\n{_story(chance, 3)}",
        f"## Timeline\n\n{_timeline(chance)}",
        f"## Impact\n\n{_story(chance, 2)}",
        f"## Root cause\n\n{_story(chance, 4)}\n```\nERROR pool exhausted after 30 s\n  at acquire (pool.py:12)\n```\n",
        f"## What went well\n\n{_points(chance)}",
        f"## What went badly\n\n{_points(chance)}",
        f"## Action items\n\n{_SHAPES[number % len(_SHAPES)](items)}",
        f"**Document Status**: FINAL\n**Next Review**: {day}\n**Prepared by**: @commander\n",
    )
    return "\n\n".join(parts)


def _sentence(chance: random.Random) -> str:
    sign = f" See {chance.choice(_LINKS)}." if chance.random() < 0.3 else ""
    return f"At first {chance.choice(_SERVICES)} answered slowly, since {chance.choice(_THINGS)} {chance.choice(_DONE)}.{sign}"


def _story(chance: random.Random, paragraphs: int) -> str:
    return "\n\n".join("\n".join(_sentence(chance) for _ in range(chance.randint(2, 6))) for _ in range(paragraphs))


def _points(chance: random.Random) -> str:
    return "\n".join(f"- {_sentence(chance)}" for _ in range(chance.randint(2, 6)))


def _timeline(chance: random.Random) -> str:
    times = [f"{9 + n // 6:02}:{n % 6}{chance.randint(0, 9)}" for n in range(chance.randint(5, 20))]
    if chance.random() < 0.5:
        return "\n".join(("| Time | Event |", "|---|---|", *(f"| {at} | {_sentence(chance)} |" for at in times)))
    return "\n".join(f"- **{at}** {_sentence(chance)}" for at in times)


def _item(chance: random.Random, day: str) -> Item:
    title = f"{chance.choice(_TODO)} {chance.choice(_THINGS)} {chance.choice(_DONE)}"
    return title, chance.choice(_OWNERS), day, f"P{chance.randint(0, 3)}", chance.random() < 0.3


def _table(items: Sequence[Item]) -> str:
    rows = (
        f"| {n} | {title} | {owner} | {due} | {priority} | {'Done' if done else 'Open'} |"
        for n, (title, owner, due, priority, done) in enumerate(items, 1)
    )
    return "\n".join(("| # | Action | Owner | Due Date | Priority | Status |", "|---|---|---|---|---|---|", *rows))


def _boxes(items: Sequence[Item]) -> str:
    return "\n".join(f"- [{'x' if i[4] else ' '}] {i[0]} (Owner: {i[1]}, Due: {i[2]})" for i in items)


def _bullets(items: Sequence[Item]) -> str:
    return "\n".join(f"- {priority}: {title} - {owner} - {due}" for title, owner, due, priority, _ in items)


def _numbered(items: Sequence[Item]) -> str:
    return "\n".join(
        f"{n}. **{title}**\n   - Owner: {owner}\n   - Due: {due}\n   - Priority: {priority}"
        for n, (title, owner, due, priority, _) in enumerate(items, 1)
    )


def _sections(items: Sequence[Item]) -> str:
    return "\n\n".join(
        f"### {title}\n\n**Owner**: {owner}\n**Due**: {due}\n**Status**: {'done' if done else 'open'}"
        for title, owner, due, _, done in items
    )


def _grouped(items: Sequence[Item]) -> str:
    return "\n\n".join(
        f"**{priority}**\n\n" + "\n".join(f"- {i[0]} ({i[1]}, by {i[2]})" for i in items if i[3] == priority)
        for priority in ("P0", "P1", "P2", "P3")
    )


_SHAPES: Sequence[Callable[[Sequence[Item]], str]] = (_table, _boxes, _bullets, _numbered, _sections, _grouped)
