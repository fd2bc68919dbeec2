"""Settings from environment variables, laid over those of the file."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.config.faults import Fault
from tracker.config.settings import ENVIRONMENT_PREFIX, SETTINGS

TOKEN_VARIABLE = "PIRTRACK_JIRA_TOKEN"  # noqa: S105  # the name of a variable, not a secret
CONFIG_VARIABLE = "PIRTRACK_CONFIG"
VARIABLES = {setting.variable: setting for setting in SETTINGS.values()}
_SQUEEZED = {name.replace("__", "_"): name for name in VARIABLES}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the environment says: values by path, and what is wrong with which variable."""

    values: Mapping[tuple[str, ...], object]
    faults: tuple[tuple[str, Fault], ...]


def overrides(environ: Mapping[str, str]) -> Overrides:
    """Every `PIRTRACK_SECTION__KEY` that is set to something."""
    values: dict[tuple[str, ...], object] = {}
    faults: list[tuple[str, Fault]] = []
    for name, raw in sorted(environ.items()):
        if not name.startswith(ENVIRONMENT_PREFIX) or not raw.strip():
            continue
        try:
            if name in VARIABLES:
                values[VARIABLES[name].path] = VARIABLES[name].kind.from_text(raw)
            else:
                _refuse_mistaken(name)
        except Fault as fault:
            faults.append((name, fault))
    return Overrides(values, tuple(faults))


def _refuse_mistaken(name: str) -> None:
    """Other variables may share the prefix; those that were surely meant as a setting may not pass unread."""
    if name in (TOKEN_VARIABLE, CONFIG_VARIABLE):
        return
    if name.replace("__", "_") == TOKEN_VARIABLE:
        raise Fault("is not read", hint=f"the token's variable is {TOKEN_VARIABLE}", code="CFG-SECRET")
    if name in _SQUEEZED:
        raise Fault("is not read", hint=f"write {_SQUEEZED[name]}, with two underscores", code="CFG-UNKNOWN")
    if "__" in name:
        keys = {known.removeprefix(ENVIRONMENT_PREFIX): known for known in VARIABLES}
        near = difflib.get_close_matches(name.removeprefix(ENVIRONMENT_PREFIX), keys, n=1)
        hint = f"did you mean {keys[near[0]]}?" if near else "docs/configuration.md names every setting"
        raise Fault("is no setting of pirtrack", hint=hint, code="CFG-UNKNOWN")


def overlaid(tree: Mapping[str, object], values: Mapping[tuple[str, ...], object]) -> dict[str, object]:
    """The file's tree with the environment's values in it; the file's own is left as it was."""
    result = dict(tree)
    for path, value in values.items():
        _put(result, path, value)
    return result


def _put(tree: dict[str, object], path: tuple[str, ...], value: object) -> None:
    name, *rest = path
    if not rest:
        tree[name] = value
        return
    inner = tree.get(name, {})
    if isinstance(inner, dict):  # what else stands there is refused when the tree is read
        tree[name] = copy = dict(inner)
        _put(copy, tuple(rest), value)
