"""`pirtrack calendar`: the days of reviews and open items, for people's own calendars."""

from __future__ import annotations

from pathlib import Path

import click

from reports.render.calendar import calendar_text
from tracker.app import calendar as app
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import open_context, put
from tracker.cli.params import output_option


@click.command(
    cls=Command,
    epilog=examples("pirtrack calendar --output team.ics", "pirtrack calendar --owner @devops --output devops.ics"),
)
@click.option("--owner", multiple=True, metavar="NAME", help="Only this owner's items, no reviews; may be repeated.")
@output_option
@click.pass_obj
def calendar(face: Face, *, owner: tuple[str, ...], output: Path | None) -> int:
    """Writes review and due dates as a calendar (.ics).

    Every review that waits, and every open item with a due date, as a whole day. Read again, a calendar moves what
    moved and makes nothing twice. It needs pirtrack[ical].
    """
    context = open_context(face)
    jira = context.config.jira
    namespace = jira.namespace if jira else "pirtrack"
    entries = app.calendar(context, frozenset(owner))
    put(face, output, calendar_text(entries, namespace=namespace, now=context.clock()))
    return 0
