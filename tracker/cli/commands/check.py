"""`pirtrack check`: what is wrong in reports."""

from __future__ import annotations

import click

from tracker.app import checking
from tracker.app.loading import Choice
from tracker.cli.codes import CODE, IGNORABLE, LEVEL
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.medium import Format
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import changed_since_option, format_option
from tracker.cli.progress import shown_progress
from tracker.model import Severity


@click.command(
    cls=Command,
    epilog=examples(
        "pirtrack check",
        "pirtrack check incidents/2024-11-19.md --format json",
        "pirtrack check --strict --ignore HDR-NO-EPIC --severity ITM-OWNER=error",
        "pirtrack check incidents/ --format sarif",
        "pirtrack check --changed-since origin/main",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@changed_since_option()
@click.option("--strict", is_flag=True, help="Exits 1 on warnings too.")
@click.option("--select", type=CODE, multiple=True, help="Tells of these codes or families only; repeat it for more.")
@click.option("--ignore", type=IGNORABLE, multiple=True, help="Does not tell of these codes or families.")
@click.option("--severity", type=LEVEL, multiple=True, help="How much a code or family matters in this run.")
@format_option(Format.TEXT, Format.JSON, Format.GITHUB, Format.SARIF)
@click.pass_obj
def check(
    face: Face,
    *,
    paths: tuple[str, ...],
    changed_since: str | None,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[tuple[str, Severity | None], ...],
) -> int:
    """Names what is wrong in reports, by line and column.

    Without PATH the configured reports are checked. Exits 1 when something stops a push, which is told in any case;
    docs/checks.md says of every code why it matters and how to mend it.
    """
    narrowing = checking.Narrowing(select, ignore, dict(severity))
    context, choice = open_context(face), Choice(paths, changed_since)
    with shown_progress(face) as progress:
        answer = checking.check(context, choice, narrowing=narrowing, strict=strict, progress=progress)
    return deliver(face, answer)
