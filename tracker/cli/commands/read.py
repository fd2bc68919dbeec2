"""`pirtrack read`: what is read out of reports."""

from __future__ import annotations

import click

from tracker.app import documents
from tracker.app.loading import Choice
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, changed_since_option, format_option
from tracker.cli.progress import shown_progress


@click.command(
    cls=Command, epilog=examples("pirtrack read incidents/2024-11-19.md", "pirtrack read incidents/ --format json")
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@changed_since_option()
@format_option(*ANSWERS)
@click.pass_obj
def read(face: Face, *, paths: tuple[str, ...], changed_since: str | None) -> int:
    """Shows what is read out of reports, without store or Jira.

    PATH is a file, or a folder that is read with all below it.
    """
    context = open_context(face)
    with shown_progress(face) as progress:
        answer = documents.read(context, Choice(paths, changed_since), progress)
    return deliver(face, answer)
