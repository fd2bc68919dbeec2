"""`pirtrack settle`: ends a conflict by taking one side's values."""

from __future__ import annotations

from typing import Literal, cast

import click

from tracker.app import decide
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, by_option, format_option
from tracker.merging import FIELD_NAMES, FieldName


@click.command(
    cls=Command,
    epilog=examples(
        "pirtrack settle 2024-11-19-001/3 --take jira",
        "pirtrack settle ENG-1243 --take report --field due",
    ),
)
@click.argument("item")
@click.option("--take", type=click.Choice(["jira", "report"]), required=True, help="Whose values hold from now on.")
@click.option(
    "--field",
    "fields",
    type=click.Choice(FIELD_NAMES),
    multiple=True,
    help="Only this field; may be given again. It may also be one that Jira alone moved (drift).",
)
@by_option
@format_option(*ANSWERS)
@click.pass_obj
def settle(face: Face, *, item: str, take: str, fields: tuple[str, ...], by: str) -> int:
    """Ends a conflict by taking one side's values.

    ITEM is INCIDENT/NUMBER or a Jira key. With `jira` nothing is changed there, and the report's value counts as known. With `report` its values are
    written to Jira. Either way the decision is kept with the issue.
    """
    side = cast("Literal['jira', 'report']", take)
    chosen = cast("tuple[FieldName, ...]", fields)
    return deliver(face, decide.settle(open_context(face), item, take=side, fields=chosen, who=by))
