"""`pirtrack review`: the sheet for a 30-day review, and its record."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from tracker.app import reviewing as app
from tracker.app.review_sheet import review_sheet
from tracker.cli.command import Command, examples
from tracker.cli.face import Face, terminal_width
from tracker.cli.medium import Format, Medium
from tracker.cli.opening import deliver, open_context, put
from tracker.cli.output.sheet import render_sheet
from tracker.cli.params import ANSWERS, DAY, by_option, format_option, output_option


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
    """Puts on record that the review of INCIDENT was held.

    With --next it is due again on that day. The record is kept with the incident's epic too, so that it outlives the
    store; where Jira can't be reached, the next sync tells it.
    """
    context = open_context(face)
    return deliver(face, app.review_done(context, incident, by=by, outcome=outcome, on=on, next_look=next_look))


@review.command(
    cls=Command,
    epilog=examples(
        'pirtrack review snooze 2024-11-19-001 --until 2025-01-07 --by "Lead" --reason "half of the team is away"'
    ),
)
@click.argument("incident")
@click.option("--until", required=True, type=DAY, help="The day from which on it is told of again.")
@by_option
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept, and shown with the review.")
@format_option(*ANSWERS)
@click.pass_obj
def snooze(face: Face, *, incident: str, until: dt.date, by: str, reason: str) -> int:
    """Puts the review of INCIDENT off: nobody is told of it before a day.

    Its day stays what it was: when the snooze ends it is as late as it would have been. The record is kept with the
    incident's epic.
    """
    return deliver(face, app.review_snooze(open_context(face), incident, until=until, by=by, reason=reason))
