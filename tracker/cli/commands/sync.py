"""`pirtrack sync`: reports in, issues out, and the truth back."""

from __future__ import annotations

from contextlib import ExitStack

import click

from tracker.app import sync as app
from tracker.app.answer import Answer
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, changed_since_option, format_option
from tracker.cli.progress import shown_progress
from tracker.cli.stopping import stopping


@click.command(
    cls=Command,
    epilog=examples(
        "pirtrack sync --dry-run",
        "pirtrack sync --dry-run --offline --format markdown incidents/2024-11-19.md",
        "pirtrack sync",
        "pirtrack sync --pull-only --full",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--dry-run", is_flag=True, help="Shows the plan and writes nothing, here or in Jira.")
@click.option("--offline", is_flag=True, help="With --dry-run: plans without asking Jira at all.")
@changed_since_option()
@click.option("--push-only", is_flag=True, help="Leaves out reading Jira back.")
@click.option("--pull-only", is_flag=True, help="Leaves out the reports; writes nothing to Jira.")
@click.option("--full", is_flag=True, help="Reads every linked issue, not only what changed.")
@click.option("--write-back", is_flag=True, help="Writes key and status into the reports' own rows.")
@click.option("--yes", is_flag=True, help="Goes on past the limits of [limits].")
@format_option(*ANSWERS)
@click.pass_obj
def sync(
    face: Face,
    *,
    paths: tuple[str, ...],
    changed_since: str | None,
    dry_run: bool,
    offline: bool,
    push_only: bool,
    pull_only: bool,
    full: bool,
    write_back: bool,
    yes: bool,
) -> int:
    """Reads reports, makes and updates issues, and pulls the truth back.

    Without PATH the configured reports are read. Nothing is ever made twice: run it again after any failure.
    """
    _refuse_contradictions(dry_run=dry_run, offline=offline, push_only=push_only, pull_only=pull_only, full=full)
    for given, left_out in ((paths, "PATH"), (write_back, "--write-back"), (changed_since, "--changed-since")):
        if pull_only and given:
            raise click.UsageError(f"--pull-only reads no reports: leave out {left_out}")
    options = app.SyncOptions(
        paths=paths,
        changed_since=changed_since,
        dry_run=dry_run,
        offline=offline,
        push=not pull_only,
        pull=not push_only,
        full=full,
        write_back=write_back,
        yes=yes,
    )
    return deliver(face, _run(face, options))


def _run(face: Face, options: app.SyncOptions) -> Answer:
    """A rehearsal may be stopped anywhere; a run that writes stops between two steps."""
    with ExitStack() as stack:
        progress = stack.enter_context(shown_progress(face))
        if options.dry_run:
            return app.sync(open_context(face), options, progress)
        return app.sync(open_context(face), options, progress, stack.enter_context(stopping(face)))


def _refuse_contradictions(*, dry_run: bool, offline: bool, push_only: bool, pull_only: bool, full: bool) -> None:
    if offline and not dry_run:
        raise click.UsageError("--offline goes with --dry-run: without Jira nothing can be carried out")
    for one, other, both in (
        ("--push-only", "--pull-only", push_only and pull_only),
        ("--push-only", "--full", push_only and full),
        ("--offline", "--pull-only", offline and pull_only),
        ("--offline", "--full", offline and full),
    ):
        if both:
            raise click.UsageError(f"{one} and {other} exclude each other")
