"""Which reports a command is about, and what they say; a file that did not change is not read again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from reports import git
from reports.checks.several import with_each_other
from reports.dates import Order
from reports.files import ReportFile, find_reports, read_report
from reports.memory import Forgetful, Memory
from reports.rules import ReadingRules
from reports.selection import Selection
from reports.vocabulary import DEFAULT
from tracker.app.answer import Progress, Silent
from tracker.app.context import Context
from tracker.config import PersonByAccount, PersonByEmail
from tracker.errors import StoreError, UsageError
from tracker.model import ParsedReport, Problem

# To open a store takes as long as to read so many reports.
_WORTH_A_STORE = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """Which reports: files, folders and patterns, none for the configured ones.

    `changed_since` leaves only those that differ from a revision of git's.
    """

    paths: tuple[str, ...] = ()
    changed_since: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The files that a choice stands for, and what it names in vain."""

    files: tuple[ReportFile, ...] = ()
    problems: tuple[Problem, ...] = ()


def reading_rules(context: Context) -> ReadingRules:
    """How reports are read here."""
    config = context.config
    return ReadingRules(
        finished=config.reports.finished,
        review_after=config.review.after,
        due=config.policy.due,
        finalise=config.policy.finalise,
        people={handle: isinstance(o, PersonByEmail | PersonByAccount) for handle, o in config.owners.items()},
        selection=Selection(config.check.select, config.check.ignore, config.check.severity),
        order=Order(config.reports.dates) if config.reports.dates else None,
        projects=(config.jira.project,) if config.jira else (),
        words=DEFAULT.extended(
            headers=config.reports.headers,
            sections=config.reports.sections,
            statuses=config.reports.statuses,
            priorities=config.reports.priorities,
        ),
    )


def choose(context: Context, choice: Choice) -> Chosen:
    """The files of a choice. Raises: UsageError where there is nothing to choose from, or git can't tell.

    Paths of the command line are relative to the working folder, those of the configuration to its file.
    """
    base = context.config.base
    wanted = [context.cwd / p for p in choice.paths] or [base / p for p in context.config.reports.paths]
    if not wanted:
        raise UsageError("no reports to read", hint="name a file or a folder, or set reports.paths")
    files, problems = find_reports(wanted, base=base)
    if choice.changed_since is not None:
        changed = git.changed_since(choice.changed_since, wanted)
        files = tuple(file for file in files if os.path.realpath(file.path) in changed)
    return Chosen(files, problems)


def read_chosen(
    chosen: Chosen, rules: ReadingRules, memory: Memory, progress: Progress
) -> tuple[tuple[ParsedReport, ...], tuple[Problem, ...]]:
    """What the files say, in the order of their paths; and what could not be read."""
    reports: list[ParsedReport] = []
    unread = list(chosen.problems)
    for n, file in enumerate(chosen.files, 1):
        found = read_report(file, rules, memory)
        (reports if isinstance(found, ParsedReport) else unread).append(found)  # type: ignore[arg-type]  # each to its own
        progress.step("reading reports", n, len(chosen.files))
    return with_each_other(tuple(reports), rules), tuple(unread)


def load(
    context: Context, choice: Choice, rules: ReadingRules | None = None, progress: Progress | None = None
) -> tuple[tuple[ParsedReport, ...], tuple[Problem, ...]]:
    """Every report of a choice, for a command that keeps nothing."""
    chosen, rules = choose(context, choice), rules or reading_rules(context)
    with _memory(context, rules, chosen.files) as memory:
        return read_chosen(chosen, rules, memory, progress or Silent())


@contextmanager
def _memory(context: Context, rules: ReadingRules, files: Sequence[ReportFile]) -> Iterator[Memory]:
    """What a store remembers, where looking there is worth it; what it can't tell is read."""
    if len(files) < _WORTH_A_STORE or not context.config.store.url.startswith("sqlite:") or not context.has_store():
        yield Forgetful()
        return
    from tracker.app.remembering import StoreMemory  # noqa: PLC0415  # few reports are read without a store

    try:
        with context.store() as store:
            memory: Memory = StoreMemory(store, rules)
    except StoreError:
        memory = Forgetful()
    yield memory
