"""`pirtrack demo`: the whole story, without an account."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from tracker.app import demo as app
from tracker.cli.command import Command, examples
from tracker.cli.face import Face


@click.command(cls=Command, epilog=examples("pirtrack demo", "pirtrack demo --flavour dc --reports incidents/"))
@click.option(
    "--reports", type=click.Path(path_type=Path), help="Your own reports instead of the demo's; they are copied."
)
@click.option("--flavour", type=click.Choice(["cloud", "dc"]), default="cloud", help="Which of the two kinds of Jira.")
@click.option("--keep", is_flag=True, help="Keeps the folder with reports, configuration and store.")
@click.pass_obj
def demo(face: Face, *, reports: Path | None, flavour: str, keep: bool) -> int:
    """Tells the whole story on an embedded Jira, in seconds."""
    today = face.as_of or dt.datetime.now(dt.UTC).date()
    options = app.DemoOptions(reports=reports, flavour=flavour, keep=keep)
    app.demo(options, os.environ, today, lambda line: face.answer(f"{line}\n"))
    return 0
