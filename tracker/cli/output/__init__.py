"""From an answer to text: pure functions, one for each format."""

from __future__ import annotations

from typing import assert_never

from tracker.app.answer import Answer
from tracker.cli.medium import Format, Medium
from tracker.cli.output.annotations import render_annotations
from tracker.cli.output.envelope import render_json
from tracker.cli.output.markdown import render_markdown
from tracker.cli.output.problems import problem_lines
from tracker.cli.output.spreadsheet import render_csv
from tracker.cli.output.words import empty_line


def render(answer: Answer, form: Format, medium: Medium) -> str:  # noqa: PLR0911  # one a format
    """What goes to stdout, with its last line ended; empty when there is nothing to say.

    Raises: ValueError for a page, which only a digest has.
    """
    match form:
        case Format.TABLE:
            from tracker.cli.output.table import render_table  # noqa: PLC0415  # tabulate is heavy: the rest goes without

            return render_table(answer, medium)
        case Format.TEXT:
            return render_text(answer, medium)
        case Format.JSON:
            return render_json(answer)
        case Format.CSV:
            return render_csv(answer)
        case Format.MARKDOWN:
            return render_markdown(answer, medium)
        case Format.GITHUB:
            return render_annotations(answer.problems)
        case Format.SARIF:
            from tracker.cli.output.sarif import render_sarif  # noqa: PLC0415  # only `check` needs the table of codes

            return render_sarif(answer.problems)
        case Format.HTML:
            raise ValueError(f"the answer of {answer.command} has no page")
        case _:
            assert_never(form)


def render_text(answer: Answer, medium: Medium) -> str:
    """The problems themselves as the answer, one a line as compilers write them."""
    lines = problem_lines(answer.problems, color=medium.color)
    return "\n".join(lines or [empty_line(answer) or ""]) + "\n"
