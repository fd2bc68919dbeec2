"""`pirtrack show`: one item with everything that is known of it."""

from __future__ import annotations

import click

from tracker.app import answers
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option


@click.command(cls=Command, epilog=examples("pirtrack show 2024-11-19-001/3", "pirtrack show ENG-1241 --format json"))
@click.argument("item")
@format_option(*ANSWERS)
@click.pass_obj
def show(face: Face, *, item: str) -> int:
    """Shows one item: report line, issue, base, drift.

    ITEM is INCIDENT/NUMBER or a Jira key; an incident shows all of its items.
    """
    return deliver(face, answers.show(open_context(face), item))
