"""`pirtrack new`: a report, started."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tracker.app import drafting
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, DAY, format_option
from tracker.cli.progress import shown_progress


@click.command(
    cls=Command,
    epilog=examples(
        'pirtrack new "Search was down"',
        'pirtrack new "Search was down" --date 2026-03-02 --severity P1 --commander @ana --epic ENG-12',
    ),
)
@click.argument("title")
@click.option("--date", type=DAY, help="The day of the incident; today by default.")
@click.option("--severity", metavar="TEXT", help="How bad it was: P0 to P3, or your own words.")
@click.option("--commander", metavar="HANDLE", help="Who led the response, and prepares the report.")
@click.option("--epic", metavar="KEY", help="The epic that its issues go under; without it one is made.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file to write, or its folder; by default one in the first of reports.paths.",
)
@format_option(*ANSWERS)
@click.pass_obj
def new(
    face: Face,
    *,
    title: str,
    date: dt.date | None,
    severity: str | None,
    commander: str | None,
    epic: str | None,
    output: Path | None,
) -> int:
    """Starts a report from the bundled template.

    The id is the date with the next number that no configured report has; the review date is set. The file is a
    draft: `pirtrack check` names what is to be filled in. Nothing is ever overwritten.
    """
    draft = drafting.Draft(title, date, severity, commander, epic, output)
    context = open_context(face)
    with shown_progress(face) as progress:
        answer = drafting.new(context, draft, progress)
    return deliver(face, answer)
