"""Commands that need no store: reading, checking, a first configuration, and misuse of sync."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGTERM
from subprocess import Popen, TimeoutExpired

import pytest
from click.testing import CliRunner, Result

from tracker.cli.root import root

ROOT = Path(__file__).resolve().parents[3]
REPORT = """\
# Incident Report: Search was down

**Incident ID**: #2026-03-01-001
**Date**: 2026-03-01
**Severity**: P0

## Action Items

| # | Action | Owner | Due Date | Priority | Status |
|---|--------|-------|----------|----------|--------|
| 1 | Watch the index | @search | 2026-03-20 | P0 | Not Started |

**Document Status**: FINAL
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "one.md").write_text(REPORT)
    (tmp_path / "pirtrack.toml").write_text('[reports]\npaths = ["incidents/"]\n')
    return tmp_path


@pytest.fixture
def pirtrack(folder: Path) -> Callable[..., Result]:
    def run(*args: str) -> Result:
        return CliRunner().invoke(root, ["--config", str(folder / "pirtrack.toml"), *args])

    return run


def test_read_shows_what_was_read(pirtrack: Callable[..., Result], folder: Path) -> None:
    path = str(folder / "incidents")
    shown, found = pirtrack("read", path), json.loads(pirtrack("read", path, "--format", "json").stdout)
    assert shown.exit_code == 0
    assert "incident         2026-03-01-001  (line 3)" in shown.stdout
    assert "Watch the index" in shown.stdout
    (report,) = found["data"]["reports"]
    assert (report["incident"], report["finished"], len(report["items"])) == ("2026-03-01-001", True, 1)


def test_check_is_content_with_a_good_report(pirtrack: Callable[..., Result]) -> None:
    result = pirtrack("check")
    assert result.exit_code == 0
    assert "error" not in result.stdout


def test_check_names_the_place_of_what_is_wrong(pirtrack: Callable[..., Result], folder: Path) -> None:
    (folder / "incidents" / "two.md").write_text(REPORT.replace("2026-03-20", "2026-02-31"))
    result = pirtrack("check")
    assert result.exit_code == 1
    assert "incidents/two.md:11:" in result.stdout
    found = json.loads(pirtrack("check", "--format", "json").stdout)
    assert any(p["severity"] == "error" and p["line"] == 11 for p in found["problems"])


def test_a_path_that_is_not_there_is_told(pirtrack: Callable[..., Result], folder: Path) -> None:
    result = pirtrack("check", str(folder / "nowhere"))
    assert result.exit_code in (1, 2)
    assert "nowhere" in result.output


@pytest.mark.parametrize(
    "args",
    [
        ["--offline"],
        ["--push-only", "--pull-only"],
        ["--push-only", "--full"],
        ["--dry-run", "--offline", "--pull-only"],
        ["--dry-run", "--offline", "--full"],
        ["--pull-only", "incidents/one.md"],
    ],
)
def test_sync_refuses_what_contradicts_itself(pirtrack: Callable[..., Result], args: list[str]) -> None:
    result = pirtrack("sync", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--" in result.stderr.splitlines()[1]


def test_sync_plans_offline(pirtrack: Callable[..., Result], folder: Path) -> None:
    (folder / "pirtrack.toml").write_text(
        '[reports]\npaths = ["incidents/"]\n[jira]\nurl = "https://jira.example.com"\nproject = "ENG"\n'
    )
    result = pirtrack("sync", "--dry-run", "--offline", "--format", "json")
    changes = json.loads(result.stdout)["data"]["changes"]
    assert sorted(c["action"] for c in changes) == ["create", "create_epic"]
    assert not (folder / "pirtrack.db").exists()


def test_init_writes_what_it_was_told(folder: Path) -> None:
    target = folder / "new.toml"
    args = ["init", "--url", "https://jira.example.com", "--project", "ENG", "--no-test"]
    result = CliRunner().invoke(root, [*args, "--config", str(target)])
    assert result.exit_code == 0
    assert "https://jira.example.com" in target.read_text()
    assert "new.toml" in result.stderr
    again = CliRunner().invoke(root, [*args, "--target", str(target)])
    assert (again.exit_code, again.stdout) == (2, "")
    assert CliRunner().invoke(root, [*args, "--target", str(target), "--force"]).exit_code == 0


def test_init_names_what_it_misses_where_nobody_can_be_asked() -> None:
    result = CliRunner().invoke(root, ["init", "--project", "ENG"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--url" in result.stderr
    assert "--project" not in result.stderr.splitlines()[1]


@contextmanager
def asked(folder: Path) -> Iterator[tuple[int, Popen[bytes]]]:
    """`pirtrack init` on a terminal of its own: our end of it, and the process."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tracker.cli", "init", "--no-test"]
    with Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environ) as child:
        os.close(theirs)
        try:
            yield ours, child
        finally:
            child.kill()
            os.close(ours)


def answer(terminal: int, question: bytes, words: bytes) -> None:
    seen = b""
    while question not in seen:
        seen += os.read(terminal, 1024)
    os.write(terminal, words + b"\n")


def test_init_asks_on_a_terminal(folder: Path) -> None:
    (folder / "pirtrack.toml").unlink()
    with asked(folder) as (terminal, child):
        answer(terminal, b"URL of Jira", b"https://jira.example.com")
        answer(terminal, b"E-mail", b"")
        answer(terminal, b"Key of the project", b"ENG")
        answer(terminal, b"Folder of the reports", b"")
        assert child.wait(20) == 0
    assert 'project = "ENG"' in (folder / "pirtrack.toml").read_text()


def test_sigterm_ends_with_130_and_without_a_trace(folder: Path) -> None:
    with asked(folder) as (terminal, child):
        answer(terminal, b"URL of Jira", b"https://jira.example.com")
        for _ in range(40):  # one that comes in just before the read begins is heard only after it
            child.send_signal(SIGTERM)
            with suppress(TimeoutExpired):
                assert child.wait(0.5) == 130
                break
        assert b"Traceback" not in os.read(terminal, 4096)
        assert child.returncode == 130
