"""Checks of the footer: document status, review, finalising, sign-offs. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reports import dates
from reports.blocks import ListItem, Paragraph
from reports.checks import severities
from reports.codes import problem
from reports.dates import Impossible, Reckoning
from reports.reading import Reading
from reports.rules import ReadingRules
from tracker.model import Found, Problem


def check(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    """What the footer says, against the header and the policy."""
    report = reading.report
    if report.incident is None and not report.items:
        return
    if report.document_status is None and not any(p.code == "END-PLACEHOLDER" for p in report.problems):
        yield reading.at_fact("END-STATUS", None)
    yield from _review(reading, rules)
    yield from _finalised(reading, rules)
    if report.document_status is not None and rules.is_finished(report.document_status.value):
        yield from _signatures(reading)


def _review(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    review, date = reading.report.next_review, reading.report.date
    if review is None or date is None:
        return
    wanted = date.value + rules.review_after
    if review.value < date.value:
        said = f"the next review is on {review.value}, before the incident of {date.value}"
        yield problem("END-REVIEW-EARLY", reading.report.path, review.line, review.column, said)
    elif review.value != wanted and not _is_meant(reading, review, date.value):
        said = f"the next review is on {review.value}; {rules.review_after.days} days after the incident is {wanted}"
        yield problem("END-REVIEW", reading.report.path, review.line, review.column, said)


def _is_meant(reading: Reading, review: Found[dt.date], incident: dt.date) -> bool:
    """The line itself says why it is another day: `2026-03-16 (2 weeks)`."""
    there = reading.document.places.bytes_of(review.line)
    written = reading.source[there.start : there.stop]
    if b"(" not in written and b"&" not in written:
        return False  # no bracket, in whatever way it is written
    lines = (line for b in reading.document.blocks if isinstance(b, Paragraph | ListItem) for line in b.lines)
    said = next((line.text for line in lines if line.start in there), "")
    try:
        return dates.day(said.partition("(")[2], Reckoning(incident)).value == review.value
    except Impossible:
        return False


def _finalised(reading: Reading, rules: ReadingRules) -> Iterator[Problem]:
    report = reading.report
    finalised, date = report.finalised, report.date
    if finalised is None or date is None:
        return
    if finalised.value < date.value:
        said = f"finalised on {finalised.value}, before the incident of {date.value}"
        yield problem("END-FINALISED-EARLY", report.path, finalised.line, finalised.column, said)
        return
    severity = severities.rank(report.severity.value) if report.severity else None
    allowed = rules.finalise.get(severity) if severity else None
    if allowed is not None and finalised.value > date.value + allowed:
        said = f"finalised on {finalised.value}; the policy says {date.value + allowed} for {severity}"
        yield problem("END-FINALISED-LATE", report.path, finalised.line, finalised.column, said)


def _signatures(reading: Reading) -> Iterator[Problem]:
    report = reading.report
    for signature in report.sign_offs:
        who = signature.role or signature.name
        if not signature.approved:
            yield problem("END-UNSIGNED", report.path, signature.line, 1, f"{who} has not signed off")
        elif signature.date is None:
            yield problem("END-UNDATED", report.path, signature.line, 1, f"the sign-off of {who} has no date")
    if not report.sign_offs and report.document_status is not None:
        status = report.document_status
        yield problem("END-UNSIGNED", report.path, status.line, status.column, "nobody has signed off")
