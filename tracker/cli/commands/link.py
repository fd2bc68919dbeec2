"""`pirtrack link`: makes an issue that is there an item's own."""

from __future__ import annotations

import click

from tracker.app import decide
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option


@click.command(cls=Command, epilog=examples("pirtrack link 2024-11-19-001/3 ENG-1250"))
@click.argument("item")
@click.argument("key")
@format_option(*ANSWERS)
@click.pass_obj
def link(face: Face, *, item: str, key: str) -> int:
    """Makes an issue that is there an item's own.

    ITEM is INCIDENT/NUMBER, KEY the issue's. The issue gets the labels and the property that tie it to the item. Its summary and every value that it has
    stay; a due date or assignee that it lacks is filled in from the report.
    """
    return deliver(face, decide.link(open_context(face), item, key))
