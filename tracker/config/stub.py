"""The first configuration, as `pirtrack init` writes it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import tomlkit

from tracker.config.values import PRIORITY_NAMES
from tracker.model import Priority


def starter_config(
    *,
    url: str | None,
    project: str | None,
    email: str | None = None,
    paths: Sequence[str] = ("incidents/",),
    owners: Iterable[str] = (),
    priorities: Iterable[Priority] = (),
    since: dt.date | None = None,
) -> str:
    """A commented `pirtrack.toml` that loads as it is; without `url` or `project` it knows no Jira yet.

    `owners` are the handles found in the reports: each gets a line that waits to be filled in.
    """
    parts = (
        _head(),
        _reports(paths, since),
        _jira(url, project, email, sorted(set(priorities))),
        _owners(sorted(set(owners))),
    )
    return "\n".join(parts)


def quoted(text: str) -> str:
    """Text as TOML writes it, on one line, whatever it holds."""
    encodable = text.encode(errors="replace").decode()
    return tomlkit.string(encodable).as_string()


def _head() -> str:
    return (
        "# How pirtrack reads reports and where its issues go.\n"
        "# Every key: docs/configuration.md. Paths are relative to this file.\n"
        'timezone = "UTC"\n\n[store]\nurl = "sqlite:///pirtrack.db"\n'
    )


def _reports(paths: Sequence[str], since: dt.date | None) -> str:
    listed = ", ".join(quoted(path) for path in paths)
    day = f"since = {since.isoformat()}" if since else "# since = 2024-01-01"
    return (
        f"[reports]\npaths = [{listed}]\n"
        "# What a report is that names no document status: draft or finished.\n"
        'without_status = "draft"\n'
        "# Older reports are recorded only: no issues are made for them, nobody is chased.\n"
        f"{day}\n"
        "# How an issue points at its report.\n"
        '# link = "https://git.example.com/incidents/blob/main/{path}"\n'
    )


def _jira(url: str | None, project: str | None, email: str | None, priorities: Sequence[Priority]) -> str:
    known = url is not None and project is not None
    lines = [
        "[jira]",
        f"url = {quoted(url or 'https://example.atlassian.net')}",
        f"project = {quoted(project or 'ENG')}",
        f"email = {quoted(email)}" if email else '# email = "bot@example.com"',
        "",
        "[jira.priority]",
        *(f"{p.value} = {quoted(PRIORITY_NAMES[p.value])}" for p in priorities or tuple(Priority)),
    ]
    if not known:
        lines = [line if not line or line.startswith("#") else f"# {line}" for line in lines]
    note = "# The token is not written here: set PIRTRACK_JIRA_TOKEN.\n# With email it is sent as Basic (Jira Cloud), "
    return note + "without as Bearer (Data Center).\n" + "\n".join(lines) + "\n"


def _owners(handles: Sequence[str]) -> str:
    note = (
        "# What each owner in the reports stands for in Jira. Fill in and remove the #:\n"
        '# { email = "..." }, { account = "..." }, { component = "..." } or { label = "..." }.\n'
        "# An owner that is not here is reported, and the issue stays unassigned.\n[owners]\n"
    )
    return note + "".join(f'# {quoted(handle)} = {{ email = "someone@example.com" }}\n' for handle in handles)
