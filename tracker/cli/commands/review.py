"""`pirtrack review`: puts a 30-day review on record."""

from __future__ import annotations

import datetime as dt

import click

from tracker.app import answers
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, DAY, format_option


@click.group(epilog=examples('pirtrack review done 2024-11-19-001 --by "Lead" --outcome "all but one item done"'))
def review() -> None:
    """Puts a 30-day review on record.

    `pirtrack reviews` lists those that are due.
    """


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
