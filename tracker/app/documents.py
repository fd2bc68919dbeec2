"""Use cases on reports alone: what is read out of them, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Collection

from tracker.app.answer import Answer, Progress, exit_code_of
from tracker.app.context import Context
from tracker.app.loading import Choice, load
from tracker.model import ParsedReport, Standing
from tracker.rules import review_due
from tracker.views import ReportView


def absent(context: Context, known: Collection[str]) -> frozenset[str]:
    """Those of the known paths where no file is any more."""
    return frozenset(path for path in known if not os.path.lexists(context.config.base / path))


def read(context: Context, choice: Choice, progress: Progress | None = None) -> Answer:
    """What is read out of reports, without store or Jira."""
    reports, unread = load(context, choice, progress=progress)
    problems = (*unread, *(p for r in reports for p in r.problems))
    return Answer(
        command="read",
        as_of=context.as_of,
        data={"reports": [report_view(context, r) for r in reports]},
        problems=problems,
        exit_code=exit_code_of(unread),
    )


def report_view(context: Context, report: ParsedReport) -> ReportView:
    """A report with the configuration's word on it."""
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
