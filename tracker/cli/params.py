"""Options that several commands share, and the types of their values."""

from __future__ import annotations

import datetime as dt
import getpass
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.cli.face import QUIET, Face
from tracker.cli.medium import Format

if TYPE_CHECKING:
    from tracker.watch.address import Address

F = TypeVar("F", bound=Callable[..., object])

PRIORITIES = ("P0", "P1", "P2", "P3", "P4")
ANSWERS = (Format.TABLE, Format.JSON, Format.CSV, Format.MARKDOWN)
DAYS = {"d": 1, "w": 7}


class Day(click.ParamType[dt.date]):
    """A calendar day, as YYYY-MM-DD and nothing else."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(str(value), "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2026-03-31", param, ctx)


class Span(click.ParamType[dt.timedelta]):
    """A number of days or weeks: 7d, 2w."""

    name = "DAYS"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.timedelta:
        """The span, or a usage error."""
        if isinstance(value, dt.timedelta):
            return value
        match = re.fullmatch(r"([0-9]{1,4})([dw])", str(value))
        if match is None:
            self.fail(f"{value!r} is no span; write it like 7d or 2w", param, ctx)
        return dt.timedelta(days=int(match[1]) * DAYS[match[2]])


class Listen(click.ParamType["Address"]):
    """Where to listen: a port of this machine, or ADDRESS:PORT."""

    name = "[ADDRESS:]PORT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        """The address, or a usage error."""
        from tracker.watch.address import Address  # noqa: PLC0415  # only `run --http` needs it

        if isinstance(value, Address):
            return value
        found = Address.written(str(value))
        if found is None:
            self.fail(f"{value!r} is no place to listen; write it like 8765, 127.0.0.1:8765 or [::1]:8765", param, ctx)
        return found


class PriorityName(click.Choice[str]):
    """P0 to P4, in any case."""

    def __init__(self) -> None:
        super().__init__(PRIORITIES, case_sensitive=False)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002  # click's signature
        """As they are written, not folded."""
        return f"[{'|'.join(PRIORITIES)}]"


PRIORITY = PriorityName()
DAY = Day()
LISTEN = Listen()
SPAN = Span()


def format_option(*forms: Format) -> Callable[[F], F]:
    """`--format`, the first of the forms by default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([form.value for form in forms], case_sensitive=False),
        default=forms[0].value,
        show_default=True,
        is_eager=True,
        expose_value=False,
        callback=_keep_form,
        help="How the answer is written.",
    )


def _keep_form(ctx: click.Context, _param: click.Parameter, value: str) -> None:
    ctx.ensure_object(Face).form = Format(value)


def _whoever_is_here() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "somebody"


output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Writes it there instead, all of it or nothing.",
)
by_option = click.option(
    "--by", metavar="NAME", default=_whoever_is_here, show_default="your user name", help="Who decides; it is kept."
)


def changed_since_option() -> Callable[[F], F]:
    """`--changed-since`, for commands that read reports."""
    return click.option(
        "--changed-since",
        metavar="REV",
        help="Only reports that differ from this revision of git, committed or not.",
    )


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """What may stand before the command, and hidden after it as well."""
    color = click.Choice(["auto", "always", "never"])
    config = click.Path(path_type=Path)
    return [
        _kept("--config", "config", config, "The configuration file.", hidden=hidden, metavar="FILE"),
        _kept("--as-of", "as_of", DAY, "Judges what is known now as if it were that day.", hidden=hidden),
        _kept("--color", "color", color, "Colours; auto: on a terminal, without NO_COLOR.", hidden=hidden),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_quieten,
            hidden=hidden,
            help="No notes and no progress; warnings and errors stay.",
        ),
        click.Option(
            ["-v", "--verbose"],
            count=True,
            expose_value=False,
            callback=_tell_more,
            hidden=hidden,
            help="Tells each stage of long work; -vv: where an unforeseen error came from.",
        ),
    ]


def _kept(
    flag: str, field: str, kind: click.ParamType[Any], text: str, *, hidden: bool, metavar: str | None = None
) -> click.Option:
    def keep(ctx: click.Context, _param: click.Parameter, value: object) -> None:
        if value is not None:
            setattr(ctx.ensure_object(Face), field, value)

    return click.Option([flag], type=kind, expose_value=False, callback=keep, hidden=hidden, help=text, metavar=metavar)


def _quieten(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's signature
    if value:
        ctx.ensure_object(Face).verbosity = QUIET


def _tell_more(ctx: click.Context, _param: click.Parameter, value: int) -> None:
    if value:
        ctx.ensure_object(Face).verbosity = value
