"""The manual of the commands, out of their own help: `python -m tracker.cli.manual > docs/commands.md`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tracker.cli.command import NAME
from tracker.cli.root import root

WIDTH = 100
INTRODUCTION = """\
# Commands

Made from `--help` by `python -m tracker.cli.manual`; a test keeps it true.

stdout carries the answer and nothing else; progress, warnings and errors go to stderr. `--format json` gives one
envelope, also when a command fails; `--format csv` gives the first list of the answer. On a terminal, tables are cut to
its width; in a pipe nothing is cut. What each exit code means is told in [exit codes](exit-codes.md).
"""


def contexts() -> Iterator[click.Context]:
    """Every command with its place, the command itself first."""
    yield from _below(click.Context(root, info_name=NAME, terminal_width=WIDTH, **root.context_settings))


def _below(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            if command is not None:
                yield from _below(click.Context(command, parent=context, info_name=name))


def manual() -> str:
    """The whole page."""
    pages = (f"## {c.command_path}\n\n```text\n{c.get_help().rstrip()}\n```\n" for c in contexts())
    return "\n".join((INTRODUCTION, *pages))


if __name__ == "__main__":
    click.echo(manual(), nl=False)
