"""`pirtrack read`: what is read out of reports."""

from __future__ import annotations

import click

from tracker.app import documents
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option


@click.command(
    cls=Command, epilog=examples("pirtrack read incidents/2024-11-19.md", "pirtrack read incidents/ --format json")
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@format_option(*ANSWERS)
@click.pass_obj
def read(face: Face, *, paths: tuple[str, ...]) -> int:
    """Shows what is read out of reports, without store or Jira.

    PATH is a file, or a folder that is read with all below it.
    """
    return deliver(face, documents.read(open_context(face), paths))
