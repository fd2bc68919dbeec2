"""The command `pirtrack` itself: which commands there are, each loaded only when it is run."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

from tracker.cli import door
from tracker.cli.command import NAME, examples
from tracker.cli.face import Face
from tracker.cli.params import global_options

# What the list of commands says of each; its module has its name.
COMMANDS: Mapping[str, str] = {
    "init": "Writes pirtrack.toml from a few answers and the reports at hand.",
    "doctor": "Checks config, store, token, project and owners; says how to mend each.",
    "new": "Starts a report from the bundled template.",
    "read": "Shows what is read out of reports, without store or Jira.",
    "check": "Names what is wrong in reports, by line and column.",
    "sync": "Reads reports, makes and updates issues, and pulls the truth back.",
    "status": "Lists open items and those that need a person.",
    "show": "Shows one item: report line, issue, base, drift.",
    "history": "Tells everything that ever happened to an item.",
    "overdue": "Lists overdue items, P0 first.",
    "reviews": "Lists reports whose 30-day review is due.",
    "review": "Holds a 30-day review: its sheet, and its record.",
    "calendar": "Writes review and due dates as a calendar (.ics).",
    "digest": "Tells what there is to know of the action items, and what of it is new.",
    "accept": "Takes on record that an item may be off the overdue list undone.",
    "snooze": "Keeps an item out of digests until a day.",
    "stats": "Tells how many items were done, on time, how old they are.",
    "settle": "Ends a conflict by taking one side's values.",
    "link": "Makes an issue that is there an item's own.",
    "unlink": "Takes an item out of the sync.",
    "run": "Does what is due, by the clock, until it is told to end.",
    "jobs": "Lists what the scheduler does: last, next, outcome.",
    "db": "Looks after the store: check, upgrade, backup, restore.",
    "demo": "Tells the whole story on an embedded Jira, in seconds.",
    "sandbox": "Runs an embedded Jira, at a URL.",
}


class Root(click.Group):
    """The commands by their table; nothing but click is imported to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """In the order of the table, which is that of a first day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(importlib.import_module(f"tracker.cli.commands.{cmd_name}"), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # the same
        """The list of commands, out of the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002  # click's signature
        windows_expand_args: bool = True,  # noqa: FBT001, FBT002  # click's signature
        **extra: Any,  # noqa: ANN401  # click's signature
    ) -> NoReturn:
        """Runs a command line and exits with the code that DESIGN.md gives to its end, standalone or not."""
        face = Face()
        del standalone_mode, extra

        def run() -> object:
            return super(Root, self).main(
                args,
                prog_name or NAME,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                obj=face,
            )

        raise SystemExit(door.code_of(face, run))


def _tell_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # the same
    if value and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # only this option needs it

        try:
            click.echo(f"{NAME} {version(NAME)}")
        except PackageNotFoundError:
            click.echo(f"{NAME}, run from its source folder without being installed")
        ctx.exit()


root = Root(
    name=NAME,
    help="Keeps the action items of incident reports alive: one Jira issue each.",
    epilog=(
        "The global options may stand before or after the command. "
        "Exit codes: 0 done, 1 something needs a person, 2 usage or configuration, 3 Jira refused us, 4 not now, "
        "5 the store, 6 an unsafe plan was stopped, 70 a bug, 130 interrupted.\n\n"
        + examples("pirtrack init", "pirtrack sync --dry-run", "pirtrack overdue --priority P0")
    ),
    params=[
        *global_options(hidden=False),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_tell_version,
            help="Tells the version.",
        ),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
