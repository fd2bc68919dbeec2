"""`pirtrack doctor`: whether everything is as it must be."""

from __future__ import annotations

import click

from tracker.app import doctor as app
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option


@click.command(cls=Command, epilog=examples("pirtrack doctor", "pirtrack doctor --format json"))
@format_option(*ANSWERS)
@click.pass_obj
def doctor(face: Face) -> int:
    """Checks config, store, token, project and owners; says how to mend each."""
    return deliver(face, app.doctor(open_context(face)))
