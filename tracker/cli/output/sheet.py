"""A review sheet in the format that was asked for. Pure."""

from __future__ import annotations

from reports.render.paper import paper_markdown, paper_page, paper_text
from reports.render.sheet import sheet_data, sheet_paper
from reports.review.sheet import ReviewSheet
from tracker.cli.medium import Format, Medium
from tracker.cli.output.envelope import envelope
from tracker.model import Problem, Severity


def render_sheet(sheet: ReviewSheet, form: Format, medium: Medium) -> str:
    """The sheet as it goes to stdout or into a file."""
    match form:
        case Format.HTML:
            return paper_page(sheet_paper(sheet))
        case Format.MARKDOWN:
            return paper_markdown(sheet_paper(sheet))
        case Format.JSON:
            stale = (Problem("ANS-STALE", Severity.WARNING, sheet.stale),) if sheet.stale else ()
            return envelope("review show", sheet.as_of, sheet.last_pull, {"sheet": sheet_data(sheet)}, stale)
        case _:
            return paper_text(sheet_paper(sheet), width=medium.width, color=medium.color)
