"""`pirtrack digest`: what a team has to know, in the terminal, as a file, or sent to the channels."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from reports.digest.narrow import Only
from reports.digest.value import Heading
from reports.render import words
from tracker.app import digest as app
from tracker.cli.command import Command, examples
from tracker.cli.face import Face, terminal_width
from tracker.cli.medium import Format, Medium
from tracker.cli.opening import deliver, open_context, put
from tracker.cli.output.digest import DigestView, render_digest
from tracker.cli.output.sends import render_sends
from tracker.cli.params import PRIORITY, format_option, output_option
from tracker.errors import UsageError
from tracker.safe import safe_text


@click.command(
    cls=Command,
    epilog=examples(
        "pirtrack digest",
        "pirtrack digest --all --by-owner",
        "pirtrack digest --format html --output page.html",
        "pirtrack digest --priority P0 --section overdue_p0 --section left --format markdown",
        "pirtrack digest --send --dry-run",
        "pirtrack digest --send",
        "pirtrack digest --send --again --channel team",
    ),
)
@format_option(Format.TEXT, Format.MARKDOWN, Format.HTML, Format.JSON, Format.CSV)
@output_option
@click.option("--all", "whole", is_flag=True, help="Every line, also when nothing is new.")
@click.option("--by-owner", is_flag=True, help="Grouped by who is to do it.")
@click.option("--priority", multiple=True, type=PRIORITY, help="About items of this priority; may be repeated.")
@click.option("--owner", multiple=True, metavar="NAME", help="About this owner's or assignee's items; may be repeated.")
@click.option(
    "--section",
    multiple=True,
    type=click.Choice([heading.value for heading in Heading]),
    help="Only this section; may be repeated.",
)
@click.option("--remember", is_flag=True, help="The next digest then tells what is new since this one.")
@click.option("--send", is_flag=True, help="Sends it to each channel that has not got this period's.")
@click.option("--dry-run", is_flag=True, help="With --send: shows what would go where, and sends nothing.")
@click.option("--again", is_flag=True, help="With --send: also what was sent, or may have been, goes once more.")
@click.option(
    "--channel", multiple=True, metavar="NAME", help="With --send: only to this channel of [channels]; may be repeated."
)
@click.pass_obj
def digest(
    face: Face,
    *,
    output: Path | None,
    whole: bool,
    by_owner: bool,
    priority: tuple[str, ...],
    owner: tuple[str, ...],
    section: tuple[str, ...],
    remember: bool,
    send: bool,
    dry_run: bool,
    again: bool,
    channel: tuple[str, ...],
) -> int:
    """Tells what there is to know of the action items, and what of it is new.

    Overdue P0 first. Where nothing is new since the last digest that was remembered or sent, one line says so. What is
    sent is configured under [channels]; it is sent once for each period of schedule.digest, whoever asks.
    """
    if send:
        shaped = any((output, whole, by_owner, priority, owner, section, remember))
        return _sent(face, channel, again=again, dry_run=dry_run, shaped=shaped)
    if dry_run or again or channel:
        raise UsageError("--dry-run, --again and --channel are about sending", hint="say --send too")
    context = open_context(face)
    only = Only(frozenset(priority), frozenset(owner), frozenset(map(Heading, section)))
    made = app.digest(context, only, remember=remember)
    lines = None if whole else context.config.digest.lines or None
    on_screen = output is None
    medium = Medium(
        dt.datetime.now(dt.UTC),
        terminal_width() if on_screen else None,
        color=on_screen and face.colors(sys.stdout),
    )
    text = render_digest(made, face.form or Format.TEXT, medium, DigestView(lines, whole=whole, by_owner=by_owner))
    put(face, output, text)
    if face.form is Format.CSV:  # whose rows say nothing of their age
        told = words.age(made) if not made.age.stale else f"warning: {words.verdict(made)}"
        (face.say if made.age.stale else face.note)(safe_text(told))
    return 0


def _sent(face: Face, channels: tuple[str, ...], *, again: bool, dry_run: bool, shaped: bool) -> int:
    """What was sent, or would be."""
    from tracker.app import digest_sends as sends  # noqa: PLC0415  # who only reads a digest needs no mail

    if shaped:
        raise UsageError(
            "what is sent is shaped by its channel",
            hint="[channels] takes priority, owner and section; leave it out here",
        )
    if face.as_of is not None:
        raise UsageError("what is sent is of today: --as-of is for answers", hint="leave it out")
    if face.form not in (None, Format.TEXT, Format.JSON):
        raise UsageError(f"what was sent is not told as {face.form.value}", hint="--format text or json")
    context, form, wanted = open_context(face), face.form or Format.TEXT, sends.Wanted(channels, again)
    if dry_run and form is Format.TEXT:
        answer = sends.show(context, wanted)
        face.answer(render_sends(answer))
        return answer.exit_code
    face.form = Format.JSON if form is Format.JSON else Format.TABLE
    return deliver(face, sends.show(context, wanted) if dry_run else sends.send(context, wanted))
