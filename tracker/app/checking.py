"""The use case of checking reports: what is wrong with them, chosen and weighed for one run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tracker.app.answer import Answer, Progress, exit_code_of
from tracker.app.context import Context
from tracker.app.loading import Choice, load, reading_rules
from tracker.model import Problem, Severity


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What one run is to tell of, beside the configuration's selection."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = field(default_factory=dict)


def check(
    context: Context,
    choice: Choice,
    *,
    narrowing: Narrowing | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> Answer:
    """What is wrong with reports; errors make the exit code 1, and warnings where it is `strict`.

    Paths of files in the working folder are as that sees them, so that editors and builds find them.
    """
    rules = reading_rules(context)
    if narrowing is not None:
        chosen = rules.selection.narrowed(narrowing.select, narrowing.ignore, narrowing.severity)
        rules = replace(rules, selection=chosen)
    reports, unread = load(context, choice, rules, progress)
    found = (*rules.selection.told(unread), *(p for r in reports for p in r.problems))
    problems = tuple(_seen_from_here(context, p) for p in found)
    counts = {s: sum(p.severity is s for p in problems) for s in Severity}
    return Answer(
        command="check",
        as_of=context.as_of,
        data={},
        problems=problems,
        notes=(_summary(len(reports), counts),),
        exit_code=exit_code_of(problems, strict=strict),
        summary={"reports": len(reports), **{f"{s.value}s": count for s, count in counts.items()}},
    )


def _seen_from_here(context: Context, problem: Problem) -> Problem:
    if problem.path is None:
        return problem
    whole = Path(os.path.normpath(context.config.base / problem.path))
    if not whole.is_relative_to(context.cwd):
        return problem
    return replace(problem, path=whole.relative_to(context.cwd).as_posix())


def _summary(reports: int, counts: Mapping[Severity, int]) -> str:
    read = f"{reports} report{'s' if reports != 1 else ''} read"
    found = [f"{count} {s.value}{'s' if count != 1 else ''}" for s, count in counts.items() if count]
    return f"{read}: {', '.join(found) or 'nothing is wrong'}"
