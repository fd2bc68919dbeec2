"""The manual, the help and the examples of the commands say the same, and it is true."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest

from tracker.cli.manual import contexts, manual
from tracker.cli.root import COMMANDS, root

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
CONTEXTS = list(contexts())
EVERY = pytest.mark.parametrize("context", CONTEXTS, ids=lambda c: c.command_path)


def examples(context: click.Context) -> list[str]:
    _, _, shown = (context.command.epilog or "").partition("Examples:\n")
    return [line.strip() for line in shown.splitlines()]


def test_the_manual_is_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "run `python -m tracker.cli.manual > docs/commands.md`"


def test_the_list_of_commands_says_what_their_help_says_first() -> None:
    told = {c.info_name: c.command.get_short_help_str(limit=200) for c in CONTEXTS if c.parent is CONTEXTS[0]}
    assert dict(COMMANDS) == told


@EVERY
def test_every_command_shows_itself_at_work(context: click.Context) -> None:
    assert examples(context)
    assert all(line.startswith(context.command_path) for line in examples(context))


@EVERY
def test_every_option_is_explained(context: click.Context) -> None:
    options = [p for p in context.command.params if isinstance(p, click.Option)]
    assert [o.name for o in options if not o.help] == []


@EVERY
def test_every_example_is_a_command_line_that_we_understand(context: click.Context) -> None:
    for line in examples(context):
        _, *args = shlex.split(line)
        command: click.Command = root
        parent: click.Context | None = None
        while isinstance(command, click.Group) and not _answers_itself(command, args):
            parent = click.Context(command, parent=parent, **command.context_settings)
            _, found, args = command.resolve_command(parent, args)
            assert found is not None
            command = found
        command.make_context(command.name, args, parent=parent)


def _answers_itself(group: click.Group, args: list[str]) -> bool:
    return group.invoke_without_command and (not args or args[0].startswith("-"))
