"""`pirtrack accept`: takes a quiet way out of the overdue list on record."""

from __future__ import annotations

import click

from tracker.app import accept as app
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, by_option, format_option


@click.command(
    cls=Command,
    epilog=examples('pirtrack accept 2024-11-19-001/3 --by "Lea" --reason "the service ends in May"'),
)
@click.argument("item")
@by_option
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept, and shown with the item.")
@format_option(*ANSWERS)
@click.pass_obj
def accept(face: Face, *, item: str, by: str, reason: str) -> int:
    """Takes on record that an item may be off the overdue list undone.

    ITEM is INCIDENT/NUMBER or a Jira key, of those that `pirtrack digest` shows as having left that list. What holds
    now counts as promised from then on: a day that is moved once more, or is missed, is told of again. The decision is
    kept with the issue.
    """
    return deliver(face, app.accept(open_context(face), item, who=by, reason=reason))
