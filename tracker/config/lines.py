"""Where in a TOML text each key stands, which no TOML library tells."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping


def positions(text: str) -> Mapping[tuple[str, ...], int]:
    """The line, from 1, at which each key and table of a valid TOML text first stands."""
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for line, statement in _statements(text):
        content = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            paths = [table := max(_paths(content), key=len)]
        else:
            paths = [(*table, *path) for path in _paths(content)]
        for path in paths:
            for end in range(1, len(path) + 1):
                found.setdefault(path[:end], line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Headers and assignments, each with its first line: a statement ends at the first line that completes it."""
    start, waiting = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not waiting:
            start = number
        waiting += line + "\n"
        if _is_complete(waiting):
            yield start, waiting
            waiting = ""


def _is_complete(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _paths(tree: object) -> Iterator[tuple[str, ...]]:
    if isinstance(tree, list) and tree:
        yield from _paths(tree[0])
    elif isinstance(tree, dict) and tree:
        for name, value in tree.items():
            yield (name,)
            for rest in _paths(value):
                yield (name, *rest)
