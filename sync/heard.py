"""Who is told of each request to Jira. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

# Method, route (a path without names of issues, projects and people), and Jira's status or what there was instead.
Heard: TypeAlias = Callable[[str, str, str], None]


def nobody_hears(_method: str, _route: str, _outcome: str) -> None:
    """It is not told."""
