"""A tree of TOML values against the table of settings. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.config import channels
from tracker.config.faults import Fault, Faults
from tracker.config.kinds import Place, shown
from tracker.config.settings import SECTIONS, SETTINGS, Setting

TELL_WHERE = "set PIRTRACK_JIRA_TOKEN, or name a jira.token_file or jira.token_command, or use the keyring"
NOWHERE = object()


@dataclass(frozen=True, slots=True)
class Reading:
    """Every setting's value by its key, and every fault with the path it stands at."""

    values: Mapping[str, Any]
    faults: tuple[tuple[tuple[str, ...], Fault], ...]


def read(tree: Mapping[str, object], place: Place) -> Reading:
    """Every setting read, whatever is wrong with the others."""
    values: dict[str, Any] = {}
    faults = list(_strangers(tree, ()))
    for setting in SETTINGS.values():
        given = _dig(tree, setting.path)
        try:
            values[setting.key] = _value(setting, given, tree, place)
        except Fault as fault:
            faults.append((setting.path, fault))
        except Faults as several:
            faults.extend((setting.path, fault) for fault in several.faults)
    if values.get("jira.token_file") and values.get("jira.token_command"):
        both = Fault("and jira.token_command are both set", hint="keep the one that holds the token")
        faults.append((("jira", "token_file"), both))
    faults.extend(channels.together(values))
    return Reading(values, tuple(faults))


def _value(setting: Setting, given: object, tree: Mapping[str, object], place: Place) -> object:
    if given is not NOWHERE:
        return setting.kind.read(given, place)
    if setting.needed and isinstance(tree.get(setting.path[0]), Mapping):
        raise Fault("is missing", hint=f"{setting.means} Without a Jira, leave [jira] out", code="CFG-MISSING")
    return None if setting.default is None else setting.kind.read(setting.default, place)


def _dig(tree: object, path: tuple[str, ...]) -> object:
    for name in path:
        if not isinstance(tree, Mapping) or name not in tree:
            return NOWHERE
        tree = tree[name]
    return tree


def _strangers(tree: Mapping[str, object], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Fault]]:
    """Names that no setting has, and values where a section belongs."""
    for name, value in tree.items():
        path = (*above, name)
        if path in SETTINGS:
            continue
        if path not in SECTIONS:
            yield path, _stranger(path)
        elif isinstance(value, Mapping):
            yield from _strangers(value, path)
        else:
            yield path, Fault(f"is a section, not {shown(value)}", hint=f"write [{'.'.join(path)}] above its keys")


def _stranger(path: tuple[str, ...]) -> Fault:
    if path[-1].casefold() in ("token", "api_token", "password", "pat"):
        hint = channels.KEEP_IT.format("password") if path[0] == "smtp" else TELL_WHERE
        return Fault("holds a secret, and none belongs into this file", hint=hint, code="CFG-SECRET")
    return Fault("is no setting of pirtrack", hint=_nearest(path), code="CFG-UNKNOWN")


def _nearest(path: tuple[str, ...]) -> str:
    known = [*SETTINGS, *sorted(SECTIONS)]
    beside = [other[-1] for other in known if other[:-1] == path[:-1]]
    near = difflib.get_close_matches(path[-1], beside, n=1)
    if near:
        return f"did you mean {near[0]}?"
    elsewhere = [other for other in known if other[-1] == path[-1]]
    if elsewhere:
        return f"did you mean {'.'.join(elsewhere[0])}?"
    return f"known here: {', '.join(dict.fromkeys(beside))}" if beside else "docs/configuration.md names every setting"
