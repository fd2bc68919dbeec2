"""What `docs/checking.md` shows is tried: its commands, its configuration, its comments, its pattern for editors."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.docs.reference import DOCS
from tests.unit.reports.examples import SAMPLE
from tracker.cli.root import root

PAGE = (DOCS / "checking.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


COMMANDS = [line for block in fenced("sh") for line in block.splitlines() if line.startswith("pirtrack ")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("incidents/one.md", "reviews/2026-03.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(SAMPLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_page_runs(line: str) -> None:
    _, *args = shlex.split(line, comments=True)
    if ">" in args:
        args = args[: args.index(">")]

    assert CliRunner().invoke(root, args).exit_code == 0


def test_the_configuration_of_the_page_loads_and_does_what_it_says(folder: Path) -> None:
    (toml,) = fenced("toml")
    (folder / "pirtrack.toml").write_text(toml)
    (folder / "incidents" / "one.md").write_text(SAMPLE.replace("@search", ""))

    found = CliRunner().invoke(root, ["check", "incidents", "--format", "json"])

    assert found.exit_code == 1
    assert [(p["code"], p["severity"]) for p in json.loads(found.stdout)["problems"]] == [("ITM-OWNER", "error")]


def test_the_comments_of_the_page_ignore_what_they_name(folder: Path) -> None:
    (shown,) = fenced("markdown")
    row, _, above, bullet, _, whole = shown.splitlines()
    text = SAMPLE.replace("**Incident ID**", f"{whole}\n\n**Incident ID**").replace("- Jira epic: OPS-77\n", "")
    rows = text.replace("P1 | Open |\n", f"P1 | Open |\n{row}\n")
    report = folder / "incidents" / "one.md"
    report.write_text(rows)
    assert CliRunner().invoke(root, ["check", str(report), "--strict"]).stdout.count(":") == 0

    table = SAMPLE[SAMPLE.index("| # |") : SAMPLE.index("## References")]
    report.write_text(text.replace(table, f"{above}\n{bullet}\n\n"))
    found = json.loads(CliRunner().invoke(root, ["check", str(report), "--format", "json"]).stdout)
    assert [p["code"] for p in found["problems"]] == ["ITM-PRIORITY"]


def test_the_pattern_for_editors_fits_every_line(folder: Path) -> None:
    (task,) = fenced("json")
    matcher = json.loads(task)["problemMatcher"]["pattern"]
    (folder / "incidents" / "one.md").write_text(SAMPLE.replace("@search", "").replace("2026-03-06", "2026-13-06"))

    lines = CliRunner().invoke(root, ["check", "incidents"]).stdout.splitlines()
    found = [m for line in lines if (m := re.match(matcher["regexp"], line))]

    assert [(m[1], m[2], m[4], m[5]) for m in found] == [
        ("incidents/one.md", "17", "warning", "ITM-OWNER"),
        ("incidents/one.md", "17", "error", "ITM-DUE-DATE"),
    ]
    assert len(found) * 2 == len(lines)
