"""`pirtrack overdue`: what should have been done by now."""

from __future__ import annotations

import click

from tracker.app import answers
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, PRIORITY, format_option


@click.command(
    cls=Command,
    epilog=examples("pirtrack overdue", "pirtrack overdue --priority P0 --fail", "pirtrack overdue --format csv"),
)
@click.option("--priority", multiple=True, type=PRIORITY, help="Items of this priority; may be repeated.")
@click.option("--fail", is_flag=True, help="Exits 1 when there are any.")
@format_option(*ANSWERS)
@click.pass_obj
def overdue(face: Face, *, priority: tuple[str, ...], fail: bool) -> int:
    """Lists overdue items, P0 first.

    Due today is not overdue; done and cancelled items never are.
    """
    return deliver(face, answers.overdue(open_context(face), priority=priority, fail=fail))
