"""`pirtrack review`: the sheet for a 30-day review, and its record."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from tracker.app import answers
from tracker.app.review_sheet import review_sheet
from tracker.cli.command import Command, examples
from tracker.cli.face import Face, terminal_width
from tracker.cli.medium import Format, Medium
from tracker.cli.opening import deliver, open_context, put
from tracker.cli.output.sheet import render_sheet
from tracker.cli.params import ANSWERS, DAY, format_option, output_option


@click.group(
    epilog=examples(
        "pirtrack review show 2024-11-19-001",
        'pirtrack review done 2024-11-19-001 --by "Lead" --outcome "all but one item done"',
    )
)
def review() -> None:
    """Holds a 30-day review: its sheet, and its record.

    `pirtrack reviews` lists those that are due.
    """


@review.command(
    cls=Command,
    epilog=examples(
        "pirtrack review show 2024-11-19-001",
        "pirtrack review show 2024-11-19-001 --format html --output review.html",
    ),
)
@click.argument("incident")
@format_option(Format.TEXT, Format.MARKDOWN, Format.HTML, Format.JSON)
@output_option
@click.pass_obj
def show(face: Face, *, incident: str, output: Path | None) -> int:
    """Shows the sheet to hold the review of INCIDENT with.

    What was promised, done, dropped and why, slipped, is still open; whether it happened again; what to answer.
    """
    sheet = review_sheet(open_context(face), incident)
    wide, color = (terminal_width(), face.colors(sys.stdout)) if output is None else (None, False)
    put(face, output, render_sheet(sheet, face.form or Format.TEXT, Medium(dt.datetime.now(dt.UTC), wide, color)))
    return 0


@review.command(
    cls=Command,
    epilog=examples(
        'pirtrack review done 2024-11-19-001 --by "Lead" --outcome "all but one item done"',
        'pirtrack review done 2024-11-19-001 --by "Lead" --outcome "two items slipped" --next 2025-01-15',
    ),
)
@click.argument("incident")
@click.option("--by", required=True, metavar="NAME", help="Who held it.")
@click.option("--outcome", required=True, metavar="TEXT", help="What came of it.")
@click.option("--on", type=DAY, help="When it was held, if not today.")
@click.option("--next", "next_look", type=DAY, help="When to look again; without it the review is done for good.")
@format_option(*ANSWERS)
@click.pass_obj
def done(face: Face, *, incident: str, by: str, outcome: str, on: dt.date | None, next_look: dt.date | None) -> int:
    """Puts on record that the review of INCIDENT was held."""
    context = open_context(face)
    return deliver(face, answers.review_done(context, incident, by=by, outcome=outcome, on=on, next_look=next_look))
