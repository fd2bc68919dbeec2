"""`pirtrack check`: what is wrong in reports."""

from __future__ import annotations

import click

from tracker.app import documents
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.medium import Format
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import format_option


@click.command(cls=Command, epilog=examples("pirtrack check", "pirtrack check incidents/2024-11-19.md --format json"))
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@format_option(Format.TEXT, Format.JSON)
@click.pass_obj
def check(face: Face, *, paths: tuple[str, ...]) -> int:
    """Names what is wrong in reports, by line and column.

    Without PATH the configured reports are checked. Exits 1 when something stops a push.
    """
    return deliver(face, documents.check(open_context(face), paths))
