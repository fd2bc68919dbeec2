"""`pirtrack status`: open items and those that need a person."""

from __future__ import annotations

import datetime as dt

import click

from tracker.app import answers
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, PRIORITY, SPAN, format_option
from tracker.model import Status


@click.command(
    cls=Command,
    epilog=examples(
        "pirtrack status",
        "pirtrack status 2024-11-19-001",
        "pirtrack status ENG-1241 --format json",
        "pirtrack status --owner @sre-team --due-within 7d --sort owner,due",
    ),
)
@click.argument("subject", required=False)
@click.option("--all", "show_all", is_flag=True, help="Done, cancelled and recorded items too.")
@click.option("--owner", metavar="NAME", help="Items of this owner or assignee.")
@click.option("--priority", multiple=True, type=PRIORITY, help="Items of this priority; may be repeated.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([s.value for s in Status]),
    help="Items of this status; may be repeated.",
)
@click.option("--overdue", is_flag=True, help="Overdue items only.")
@click.option("--due-within", type=SPAN, help="Open items due in that time (7d, 2w), overdue ones included.")
@click.option(
    "--sort", default="priority,overdue,due", show_default=True, metavar="KEYS", help=f"Of {', '.join(answers.SORTS)}."
)
@format_option(*ANSWERS)
@click.pass_obj
def status(
    face: Face,
    *,
    subject: str | None,
    show_all: bool,
    owner: str | None,
    priority: tuple[str, ...],
    statuses: tuple[str, ...],
    overdue: bool,
    due_within: dt.timedelta | None,
    sort: str,
) -> int:
    """Lists open items and those that need a person.

    SUBJECT is an incident, an item (INCIDENT/NUMBER) or a Jira key.
    """
    keys = tuple(key.strip() for key in sort.split(",") if key.strip())
    query = answers.StatusQuery(
        subject=subject,
        all=show_all,
        owner=owner,
        priority=priority,
        status=statuses,
        overdue=overdue,
        due_within=due_within,
        sort=keys,
    )
    return deliver(face, answers.status(open_context(face), query))
