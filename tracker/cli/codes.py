"""Options that name what `pirtrack check` finds."""

from __future__ import annotations

import click

from reports.selection import NAMES, STOPS, nearest
from tracker.model import Severity

LEVELS: dict[str, Severity | None] = {**{severity.value: severity for severity in Severity}, "off": None}


class CodeName(click.ParamType[str]):
    """A code, a family of codes, or ALL, in any case."""

    name = "CODE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or a usage error that says which is nearest."""
        found = str(value).upper()
        if found not in NAMES:
            self.fail(f"there is no code {value!r}; did you mean {nearest(found)}?", param, ctx)
        return found


class IgnorableName(CodeName):
    """One that does not stop a push."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or a usage error where `sync` would refuse the report all the same."""
        found = super().convert(value, param, ctx)
        if found in STOPS:
            self.fail(f"{found} stops a push and is told in any case", param, ctx)
        return found


class Level(click.ParamType[tuple[str, Severity | None]]):
    """A code or family with how much it matters: ITM-OWNER=error."""

    name = "CODE=LEVEL"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Severity | None]:
        """Both, or a usage error."""
        if isinstance(value, tuple):
            return value
        code, _, level = str(value).partition("=")
        if level not in LEVELS:
            self.fail(f"{value!r} names no severity; write {code or 'CODE'}=error, warning, info or off", param, ctx)
        known = CODE if LEVELS[level] is Severity.ERROR else IGNORABLE
        return known.convert(code, param, ctx), LEVELS[level]


CODE = CodeName()
IGNORABLE = IgnorableName()
LEVEL = Level()
