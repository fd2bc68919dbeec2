"""What is wrong with a report beyond its syntax: missing, early, unsigned. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reports.codes import problem
from reports.rules import ReadingRules
from tracker.model import ParsedReport, Problem, ReportedItem


def check(report: ParsedReport, rules: ReadingRules) -> tuple[Problem, ...]:
    """The findings on a report as it was read; absence is a finding, never a failure."""
    if report.incident is None and not report.items:
        return ()
    return (*_header(report), *_items(report), *_footer(report, rules))


def _header(report: ParsedReport) -> Iterator[Problem]:
    told = {p.code for p in report.problems}
    line = report.title.line if report.title else 1
    if report.date is None and not told & {"HDR-DATE", "HDR-PLACEHOLDER", "HDR-ID"}:
        yield problem("HDR-NO-DATE", report.path, line, 1)
    if report.severity is None and "HDR-PLACEHOLDER" not in told:
        yield problem("HDR-SEVERITY", report.path, line, 1)
    if not report.items and not any(code.startswith("ITM") for code in told):
        yield problem("ITM-NONE", report.path, line, 1)


def _items(report: ParsedReport) -> Iterator[Problem]:
    told = {(p.code, p.line) for p in report.problems}
    numbers: set[int] = set()
    for item in report.items:
        if item.number is not None and item.number in numbers:
            yield _at(item, "ITM-NUMBER", f"the number {item.number} is used twice")
        numbers |= {item.number} if item.number is not None else set()
        if item.owner is None:
            yield _at(item, "ITM-OWNER")
        if item.due is None and not {("ITM-DUE-DATE", item.source.line), ("ITM-DUE-VAGUE", item.source.line)} & told:
            yield _at(item, "ITM-DUE")
        if item.priority is None and ("ITM-PRIORITY-WORD", item.source.line) not in told:
            yield _at(item, "ITM-PRIORITY")
        if item.due is not None and report.date is not None and item.due < report.date.value:
            yield _at(item, "ITM-DUE-EARLY", f"due {item.due}, before the incident of {report.date.value}")


def _at(item: ReportedItem, code: str, message: str | None = None) -> Problem:
    return problem(code, item.source.path, item.source.line, item.source.column, message)


def _footer(report: ParsedReport, rules: ReadingRules) -> Iterator[Problem]:
    if report.document_status is None and not any(p.code == "END-PLACEHOLDER" for p in report.problems):
        yield problem("END-STATUS", report.path, 1, 1)
    review, date = report.next_review, report.date
    if review is not None and date is not None and review.value != date.value + rules.review_after:
        wanted = date.value + rules.review_after
        said = f"the next review is on {review.value}; {rules.review_after.days} days after the incident is {wanted}"
        yield problem("END-REVIEW", report.path, review.line, review.column, said)
    if report.document_status is None or not rules.is_finished(report.document_status.value):
        return
    missing = [s for s in report.sign_offs if not s.approved]
    for signature in missing:
        said = f"{signature.role or signature.name} has not signed off"
        yield problem("END-UNSIGNED", report.path, signature.line, 1, said)
    if not report.sign_offs:
        status = report.document_status
        yield problem("END-UNSIGNED", report.path, status.line, status.column, "nobody has signed off")
