"""What other repositories call us by: the pre-commit hook and the GitHub Action, run as they would run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.reference import DOCS
from tests.unit.reports.examples import SAMPLE

yaml = pytest.importorskip("yaml")
ROOT = DOCS.parent
COMMAND = Path(sys.executable).with_name("pirtrack")
BROKEN = SAMPLE.replace("2026-03-06", "2026-13-06")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody's repository, with two reports of which one has an error."""
    folder = tmp_path / "their repository" / "incidents"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(SAMPLE)
    (folder / "two words.md").write_text(BROKEN)
    (folder / "README.md").write_text("# How we write reports\n")
    return folder.parent


# pre-commit -----------------------------------------------------------------------------------------


def hook() -> dict[str, Any]:
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(only)


def test_the_hook_is_one_that_pre_commit_takes() -> None:
    known = {"id", "name", "description", "entry", "language", "types", "files", "require_serial"}
    assert set(hook()) <= known
    assert (hook()["id"], hook()["language"], hook()["types"]) == ("pirtrack-check", "python", ["markdown"])


@pytest.mark.parametrize(
    ("path", "matched"),
    [
        ("incidents/2026-03-02.md", True),
        ("docs/postmortems/x.md", True),
        ("Post-Mortems/x.md", True),
        ("ops/post-incident-reviews/x.md", True),
        ("docs/architecture.md", False),
        ("coincidents/x.md", False),
    ],
)
def test_the_hook_looks_where_reports_lie(path: str, matched: bool) -> None:
    assert bool(re.search(hook()["files"], path)) is matched


def test_the_hook_runs_with_several_files_and_fails_on_an_error(repository: Path) -> None:
    entry = shlex.split(hook()["entry"])
    assert entry[0] == COMMAND.name

    def run(*names: str) -> subprocess.CompletedProcess[str]:
        call = [str(COMMAND), *entry[1:], *names]
        return subprocess.run(call, cwd=repository, capture_output=True, text=True, check=False)

    assert run("incidents/one.md", "incidents/README.md").returncode == 0
    failed = run("incidents/one.md", "incidents/two words.md", "incidents/README.md")
    assert failed.returncode == 1
    assert "incidents/two words.md:17:44: error ITM-DUE-DATE" in failed.stdout


# The GitHub Action ----------------------------------------------------------------------------------


def action() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8")))


def step() -> dict[str, Any]:
    (only,) = action()["runs"]["steps"]
    return dict(only)


def run_step(repository: Path, temp: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """The action's script with its inputs, as a runner fills them in; pirtrack is installed already."""
    values = {name: str(spec["default"]) for name, spec in action()["inputs"].items()} | given
    (temp / "pirtrack" / "bin").mkdir(parents=True, exist_ok=True)
    link = temp / "pirtrack" / "bin" / "pirtrack"
    if not link.exists():
        link.symlink_to(COMMAND)
    filled = {
        name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: values[m[1]], text).replace(
            "${{ github.action_path }}", str(ROOT)
        )
        for name, text in step()["env"].items()
    }
    environ = {**os.environ, **filled, "RUNNER_TEMP": str(temp)}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step()["run"]]
    return subprocess.run(script, cwd=repository, env=environ, capture_output=True, text=True, check=False)


def test_the_action_is_composite_and_puts_no_input_into_its_script() -> None:
    assert action()["runs"]["using"] == "composite"
    assert "${{" not in step()["run"]
    assert set(re.findall(r"inputs\.(\w+)", json.dumps(step()["env"]))) == set(action()["inputs"])
    assert all(spec["description"] for spec in action()["inputs"].values())
    assert f"$PIRTRACK_ACTION/{Path('requirements/base.txt')}" in step()["run"]
    assert (ROOT / "requirements/base.txt").is_file()


def test_the_action_annotates_the_lines_of_the_pull_request(repository: Path, tmp_path: Path) -> None:
    found = run_step(repository, tmp_path / "a temp", paths="incidents/one.md\nincidents/two words.md\n")

    assert found.returncode == 1
    assert found.stdout.startswith("::error file=incidents/two words.md,line=17,col=44,title=ITM-DUE-DATE::")


def test_the_action_is_content_with_good_reports_and_strict_where_it_is_told(repository: Path, tmp_path: Path) -> None:
    (repository / "incidents" / "one.md").write_text(SAMPLE.replace("@search", ""))

    assert run_step(repository, tmp_path, paths="incidents/one.md").returncode == 0
    assert run_step(repository, tmp_path, paths="incidents/one.md", strict="true").returncode == 1


def test_the_action_writes_sarif_into_a_file(repository: Path, tmp_path: Path) -> None:
    found = run_step(repository, tmp_path, paths="incidents", format="sarif", output="found.sarif")

    assert (found.returncode, found.stdout) == (1, "")
    assert json.loads((repository / "found.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize("paths", ["$(touch hacked)", "`touch hacked`", "; touch hacked", "--config=x", "-q"])
def test_an_input_is_text_and_never_run(repository: Path, tmp_path: Path, paths: str) -> None:
    found = run_step(repository, tmp_path, paths=paths, format="text")

    assert not (repository / "hacked").exists()
    assert "FIL-MISSING" in found.stdout
