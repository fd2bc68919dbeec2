"""How a command of ours differs from click's: the global options everywhere, and examples in its help."""

from __future__ import annotations

import click

from tracker.cli.face import Face
from tracker.cli.params import global_options

NAME = "pirtrack"


def examples(*lines: str) -> str:
    """An epilog that shows the command at work."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


class Command(click.Command):
    """A command that takes the global options too, and tells the face its name."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own, and the global ones, hidden."""
        return [*super().get_params(ctx), *global_options(hidden=True)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, after the face has heard which command this is."""
        ctx.ensure_object(Face).command = ctx.command_path.removeprefix(f"{NAME} ")
        return super().parse_args(ctx, args)


class Group(Command, click.Group):
    """A command with commands below it that answers on its own as well."""
