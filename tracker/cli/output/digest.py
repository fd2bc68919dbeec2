"""A digest in the format that was asked for. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.digest.value import Digest
from reports.render import words
from reports.render.data import digest_data
from reports.render.markdown import render_markdown
from reports.render.text import Sheet, render_text
from tracker.cli.medium import Format, Medium
from tracker.cli.output.envelope import envelope
from tracker.cli.output.records import Json
from tracker.cli.output.spreadsheet import render_rows
from tracker.model import Problem, Severity

# The columns that scripts rely on: one row a line, nothing of it cut.
LINE_FIELDS = (
    "section", "new", "changed", "ref", "jira_key", "priority", "due", "status", "owner", "title", "remarks", "url",
)  # fmt: skip  # set by hand, as a table


@dataclass(frozen=True, slots=True)
class DigestView:
    """How a digest is shown: `most` lines of a section (None: all), `whole`: also when nothing is new, `by_owner`."""

    most: int | None = None
    whole: bool = False
    by_owner: bool = False


def render_digest(digest: Digest, form: Format, medium: Medium, view: DigestView) -> str:
    """The digest as it goes to stdout or into a file."""
    match form:
        case Format.HTML:
            from reports.render.page import render_page  # noqa: PLC0415  # only a page needs templates

            return render_page(digest, by_owner=view.by_owner)
        case Format.CSV:
            return render_rows(LINE_FIELDS, _rows(digest))
        case Format.JSON:
            stale = (Problem("ANS-STALE", Severity.WARNING, words.verdict(digest)),) if digest.age.stale else ()
            return envelope("digest", digest.as_of, digest.age.last_pull, digest_data(digest), stale)
        case Format.MARKDOWN:
            return render_markdown(digest, most=view.most, whole=view.whole, by_owner=view.by_owner)
        case _:
            sheet = Sheet(medium.width, medium.color, view.most, whole=view.whole, by_owner=view.by_owner)
            return render_text(digest, sheet)


def _rows(digest: Digest) -> Iterator[dict[str, Json]]:
    for heading, line in digest.lines():
        yield {
            "section": heading.value,
            "new": line.new,
            "changed": bool(line.moves),
            "ref": line.ref,
            "jira_key": line.key,
            "priority": line.priority,
            "due": line.due.isoformat() if line.due else None,
            "status": line.status,
            "owner": line.owner,
            "title": line.title,
            "remarks": "; ".join(words.remarks(line)),
            "url": line.url,
        }
