"""`pirtrack jobs`: what the scheduler does, and one of it now."""

from __future__ import annotations

import secrets

import click

from tracker.app import jobs as app
from tracker.app.runner import Ended, Runner, this_process
from tracker.cli.command import Command, Group, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option
from tracker.cli.stopping import stopping
from tracker.jobs import RunState
from tracker.safe import safe_text


@click.group(
    cls=Group,
    invoke_without_command=True,
    epilog=examples("pirtrack jobs", "pirtrack jobs --format json", "pirtrack jobs run pull"),
)
@format_option(*ANSWERS)
@click.pass_context
def jobs(ctx: click.Context) -> int | None:
    """Lists what the scheduler does: last, next, outcome."""
    if ctx.invoked_subcommand is not None:
        return None
    face = ctx.ensure_object(Face)
    return deliver(face, app.jobs(open_context(face)))


@jobs.command(cls=Command, epilog=examples("pirtrack jobs run pull", "pirtrack jobs run reconcile"))
@click.argument("name")
@click.pass_obj
def run(face: Face, *, name: str) -> int:
    """Runs the job NAME now.

    That changes nothing about its slots: the next one is run when its time comes.
    """
    context = open_context(face)
    job = app.job_named(context, name)
    with stopping(face) as heard, context.store(create=True) as store:
        ended = Runner(context, store, [job], this_process(secrets.token_hex(4)), stop=heard).run_now(job)
    face.answer(f"{_sentence(ended)}\n")
    return ended.code if ended.state is RunState.FAILED else 0


def _sentence(ended: Ended) -> str:
    return f"{ended.turn.job} {ended.state.value} in {ended.seconds:.1f} s: {safe_text(ended.detail)}"
