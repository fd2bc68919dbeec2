"""The newcomer's first minute."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.team import COMMAND, report


def demo(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PIRTRACK_")}
    return subprocess.run(
        [COMMAND, "demo", *words], cwd=folder, env=clean, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
def test_the_demo_tells_the_whole_story(tmp_path: Path, flavour: str) -> None:
    done = demo("--flavour", flavour, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "7 issues created, 1 epic created." in done.stdout
    for words in ("Nothing to change.", "$ pirtrack overdue --priority P0", "P0  20d", "due", "by hand"):
        assert words in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_demo_takes_the_users_own_reports(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    text = report("Ours | @us | 2026-03-08 | P0 | Open", epic="OURS-77")
    (mine / "a.md").write_text(text, encoding="utf-8")

    done = demo("--reports", str(mine), folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "OURS-77" in done.stdout
    assert "1 issue created." in done.stdout
    assert (mine / "a.md").read_text(encoding="utf-8") == text


def test_reports_that_are_not_there_are_told(tmp_path: Path) -> None:
    done = demo("--reports", "nowhere", folder=tmp_path)

    assert done.returncode == 2
    assert "nowhere" in done.stderr
