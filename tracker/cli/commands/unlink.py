"""`pirtrack unlink`: takes an item out of the sync."""

from __future__ import annotations

import click

from tracker.app import decide
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, by_option, format_option


@click.command(
    cls=Command, epilog=examples('pirtrack unlink 2024-11-19-001/3 --reason "that issue belongs to another team"')
)
@click.argument("item")
@by_option
@click.option("--reason", default="no reason given", show_default=True, metavar="TEXT", help="Why; it is kept.")
@format_option(*ANSWERS)
@click.pass_obj
def unlink(face: Face, *, item: str, by: str, reason: str) -> int:
    """Takes an item out of the sync.

    ITEM is INCIDENT/NUMBER or a Jira key. Its issue stays as it is, and none is made for it. `pirtrack link` brings it back, with an issue of your choice.
    """
    return deliver(face, decide.unlink(open_context(face), item, who=by, reason=reason))
