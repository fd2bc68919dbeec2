"""A report as it was read, with what the checks need of the document that it was read from. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.blocks import Document, Span
from reports.candidates import Candidate
from reports.codes import problem
from tracker.model import Found, ParsedReport, Problem, ReportedItem


@dataclass(frozen=True, slots=True)
class Reading:
    """`cells` holds for each item where its values stand; `elsewhere` what is asked for outside the action items."""

    report: ParsedReport
    document: Document
    source: bytes
    cells: tuple[Mapping[str, Span], ...] = ()
    elsewhere: tuple[Candidate, ...] = ()

    def items(self) -> Iterator[tuple[ReportedItem, Mapping[str, Span]]]:
        """Each item with its cells."""
        return zip(self.report.items, self.cells, strict=True)

    def open_items(self) -> Iterator[tuple[ReportedItem, Mapping[str, Span]]]:
        """Those that somebody still has to do."""
        return ((item, cells) for item, cells in self.items() if item.status is None or item.status.is_open)

    def at_cell(self, code: str, item: ReportedItem, cell: Span | None, message: str | None = None) -> Problem:
        """A problem at one of an item's values; at its title where it has none."""
        if cell is None or not cell.text.strip():
            return problem(code, self.report.path, item.source.line, item.source.column, message)
        return self.at(code, cell, message)

    def at(self, code: str, span: Span, message: str | None = None) -> Problem:
        """A problem at the first letter of a text."""
        line, column = self.document.places.at(span.offset(len(span.text) - len(span.text.lstrip())))
        return problem(code, self.report.path, line, column, message)

    def at_fact(self, code: str, fact: Found[object] | None, message: str | None = None) -> Problem:
        """A problem at a fact; at the title where there is none, else at the beginning."""
        place = fact or self.report.title
        line, column = (place.line, place.column) if place is not None and place.line else (1, 1)
        return problem(code, self.report.path, line, column, message)
