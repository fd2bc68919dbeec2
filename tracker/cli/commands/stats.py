"""`pirtrack stats`: how the team fares with its items."""

from __future__ import annotations

import click

from tracker.app import stats as app
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option
from tracker.stats import GROUPS


@click.command(
    cls=Command,
    epilog=examples("pirtrack stats", "pirtrack stats --by owner --by month", "pirtrack stats --format csv"),
)
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(GROUPS),
    help="Only the figures grouped like this; may be repeated.",
)
@format_option(*ANSWERS)
@click.pass_obj
def stats(face: Face, *, by: tuple[str, ...]) -> int:
    """Tells how many items were done, on time, how old they are.

    By priority, owner, severity and month, from the days on which Jira says that issues were made and closed; every
    share says which counts it rests on.
    """
    groups = tuple(group for group in GROUPS if group in by) or GROUPS
    return deliver(face, app.stats(open_context(face), groups))
