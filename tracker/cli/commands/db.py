"""`pirtrack db`: looks after the store."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.app import care
from tracker.cli.command import Command, examples
from tracker.cli.face import Face
from tracker.cli.opening import deliver, open_context
from tracker.cli.params import ANSWERS, format_option


@click.group(epilog=examples("pirtrack db check", "pirtrack db backup"))
def db() -> None:
    """Looks after the store: check, upgrade, backup, restore."""


@db.command(cls=Command, epilog=examples("pirtrack db check", "pirtrack db check --format json"))
@format_option(*ANSWERS)
@click.pass_obj
def check(face: Face) -> int:
    """Looks the store through, and changes nothing."""
    return deliver(face, care.check(open_context(face)))


@db.command(cls=Command, epilog=examples("pirtrack db upgrade"))
@format_option(*ANSWERS)
@click.pass_obj
def upgrade(face: Face) -> int:
    """Brings the store's schema to the newest.

    A SQLite store is upgraded by whichever command comes first, after a copy was made beside it. A store on
    PostgreSQL is upgraded by this command only: end every `pirtrack run` first.
    """
    return deliver(face, care.upgrade(open_context(face)))


@db.command(cls=Command, epilog=examples("pirtrack db backup", "pirtrack db backup --output before-the-move.backup"))
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to; else into store.backups.")
@format_option(*ANSWERS)
@click.pass_obj
def backup(face: Face, *, output: Path | None) -> int:
    """Copies the store to a file, while it is used.

    The copy is a SQLite file, wherever the store is kept: it can be restored to either kind of store.
    """
    return deliver(face, care.backup(open_context(face), output))


@db.command(cls=Command, epilog=examples("pirtrack db restore --yes backups/pirtrack-20261125T020000Z.backup"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--yes", is_flag=True, help="Replaces the store that is there; a SQLite store is kept beside the new one."
)
@format_option(*ANSWERS)
@click.pass_obj
def restore(face: Face, *, file: Path, yes: bool) -> int:
    """Makes the store what the copy FILE is.

    The copy is looked through first. The restored store sends nothing for periods that are past. A copy of a SQLite
    store may be restored to PostgreSQL: so a team moves there.
    """
    return deliver(face, care.restore(open_context(face), file, yes=yes))
