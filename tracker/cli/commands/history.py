"""`pirtrack history`: everything that ever happened to an item."""

from __future__ import annotations

import click

from tracker.app import answers
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option


@click.command(cls=Command, epilog=examples("pirtrack history 2024-11-19-001/3", "pirtrack history 2024-11-19-001"))
@click.argument("item")
@format_option(*ANSWERS)
@click.pass_obj
def history(face: Face, *, item: str) -> int:
    """Tells everything that ever happened to an item.

    ITEM is INCIDENT/NUMBER or a Jira key; an incident tells of its own events and those of its items.
    """
    return deliver(face, answers.history(open_context(face), item))
