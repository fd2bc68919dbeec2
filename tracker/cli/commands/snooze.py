"""`pirtrack snooze`: silence about an item until a day."""

from __future__ import annotations

import datetime as dt

import click

from tracker.app import accept as app
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, DAY, by_option, format_option


@click.command(
    cls=Command,
    epilog=examples('pirtrack snooze ENG-1241 --until 2026-04-01 --by "Lea" --reason "waits for the vendor"'),
)
@click.argument("item")
@click.option("--until", type=DAY, required=True, help="The day on which it is told of again.")
@by_option
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept.")
@format_option(*ANSWERS)
@click.pass_obj
def snooze(face: Face, *, item: str, until: dt.date, by: str, reason: str) -> int:
    """Keeps an item out of digests until a day.

    ITEM is INCIDENT/NUMBER or a Jira key. Digests say how many items are silent. The decision is kept with the issue.
    """
    return deliver(face, app.snooze(open_context(face), item, until=until, who=by, reason=reason))
