"""A team's folder, its Jira over loopback, and the installed command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sync.sandbox import Exchange, SandboxServer

COMMAND = str(Path(sys.executable).with_name("pirtrack"))

OWNERS = """
[owners]
"@devops" = { email = "lead@example.com" }
"""


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str
    requests: tuple[Exchange, ...]

    @property
    def writes(self) -> list[Exchange]:
        """Requests that could have changed something."""
        reads = ("/search", "/search/jql", "/issue/bulkfetch")
        return [r for r in self.requests if r.method != "GET" and not r.path.endswith(reads)]


@dataclass
class Team:
    """One folder with reports and a configuration."""

    folder: Path
    server: SandboxServer
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.folder / "incidents").mkdir()
        self.configure(OWNERS)

    def configure(self, more: str = "", *, url: str | None = None, jira: str = "") -> None:
        email = f'email = "{self.server.email}"\n' if self.server.email else ""
        text = f'[jira]\nurl = "{url or self.server.url}"\nproject = "ENG"\n{email}{jira}\n{more}'
        (self.folder / "pirtrack.toml").write_text(text, encoding="utf-8")

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / "incidents" / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def run(self, *words: str, environ: Mapping[str, str] | None = None) -> Done:
        """One command; whatever it does, it never shows a traceback."""
        before = len(self.server.requests)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PIRTRACK_")}
        done = subprocess.run(
            [COMMAND, *words],
            cwd=self.folder,
            env={**clean, "PIRTRACK_JIRA_TOKEN": self.server.token, **self.environ, **(environ or {})},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr, tuple(self.server.requests[before:]))

    def epic(self, summary: str = "Reliability") -> str:
        jira = self.server.jira
        kind = jira.kind("Epic")
        assert kind is not None
        epic = jira.add("ENG", kind, summary)
        jira.touch(epic)
        return epic.key

    def items(self) -> list[Any]:
        """Issues that are no epics, by id."""
        return [r for _, r in sorted(self.server.jira.records.items()) if r.kind.level == 0]


def report(
    *rows: str,
    incident: str = "2026-03-01-001",
    day: str = "2026-03-01",
    status: str = "FINAL",
    epic: str | None = None,
    title: str = "Search was down",
) -> str:
    """A report of ours in the template's shape; a row is `Action | Owner | Due | Priority | Status`."""
    table = "\n".join(f"| {n} | {row} |" for n, row in enumerate(rows, start=1))
    reference = f"- Jira epic: {epic}\n" if epic else ""
    return (
        f"# Incident Report: {title}\n\n**Incident ID**: #{incident}\n**Date**: {day}\n**Severity**: P0\n"
        f"**Status**: Resolved\n\n## Action Items\n\n"
        "| # | Action | Owner | Due Date | Priority | Status |\n|---|---|---|---|---|---|\n"
        f"{table}\n\n### References\n\n{reference}\n**Report Prepared By**: @commander\n\n**Document Status**: {status}\n"
    )
