"""Use cases on reports alone: what is read out of them, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence

from reports.checks.several import with_each_other
from reports.files import read_reports
from reports.rules import ReadingRules
from reports.selection import Selection
from tracker.app.answer import Answer, exit_code_of
from tracker.app.context import Context
from tracker.config import PersonByAccount, PersonByEmail
from tracker.errors import UsageError
from tracker.model import ParsedReport, Problem, Standing
from tracker.rules import review_due
from tracker.views import ReportView


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
    )


def load(
    context: Context, paths: Sequence[str], rules: ReadingRules | None = None
) -> tuple[tuple[ParsedReport, ...], tuple[Problem, ...]]:
    """Every report under the paths given on the command line, else the configured ones; and what could not be read.

    Paths of the command line are relative to the working folder, those of the configuration to its file.
    """
    base = context.config.base
    wanted = [context.cwd / p for p in paths] or [base / p for p in context.config.reports.paths]
    if not wanted:
        raise UsageError("no reports to read", hint="name a file or a folder, or set reports.paths")
    rules = rules or reading_rules(context)
    reports, unread = read_reports(wanted, base=base, rules=rules)
    return with_each_other(reports, rules), unread


def absent(context: Context, known: Collection[str]) -> frozenset[str]:
    """Those of the known paths where no file is any more."""
    return frozenset(path for path in known if not os.path.lexists(context.config.base / path))


def read(context: Context, paths: Sequence[str]) -> Answer:
    """What is read out of reports, without store or Jira."""
    reports, unread = load(context, paths)
    problems = (*unread, *(p for r in reports for p in r.problems))
    return Answer(
        command="read",
        as_of=context.as_of,
        data={"reports": [_view(context, r) for r in reports]},
        problems=problems,
        exit_code=exit_code_of(unread),
    )


def _view(context: Context, report: ParsedReport) -> ReportView:
    said = report.document_status
    policy = context.config.reports
    finished = (
        policy.without_status is Standing.FINISHED
        if said is None
        else said.value.casefold() in {name.casefold() for name in policy.finished}
    )
    written = report.next_review.value if report.next_review else None
    happened = report.date.value if report.date else None
    return ReportView(report, finished, review_due(written, happened, context.config.review.after))
