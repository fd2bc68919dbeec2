"""`pirtrack reviews`: reports whose 30-day review is due."""

from __future__ import annotations

import click

from tracker.app import answers
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option


@click.command(cls=Command, epilog=examples("pirtrack reviews", "pirtrack reviews --all --format markdown"))
@click.option("--all", "show_all", is_flag=True, help="Scheduled and done reviews too.")
@format_option(*ANSWERS)
@click.pass_obj
def reviews(face: Face, *, show_all: bool) -> int:
    """Lists reports whose 30-day review is due.

    A review is due on the date that the report names, else the configured days after the incident.
    """
    return deliver(face, answers.reviews(open_context(face), all=show_all))
