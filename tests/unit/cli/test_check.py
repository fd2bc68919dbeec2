"""`pirtrack check` as it is called: what it tells of, and with which exit code it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.reports.examples import SAMPLE
from tracker.cli.root import root

OWNERLESS = SAMPLE.replace("@search", "")
BROKEN = SAMPLE.replace("2026-03-06", "2026-13-06")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("good", "ownerless", "broken"):
        (tmp_path / f"{name}.md").write_text({"good": SAMPLE, "ownerless": OWNERLESS, "broken": BROKEN}[name])
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(folder: Path) -> Callable[..., Result]:
    def run(*args: str, config: str = "") -> Result:
        (folder / "pirtrack.toml").write_text(config)
        return CliRunner().invoke(root, ["--config", "pirtrack.toml", "check", *args])

    return run


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["good.md"], 0),
        (["good.md", "--strict"], 0),
        (["ownerless.md"], 0),
        (["ownerless.md", "--strict"], 1),
        (["ownerless.md", "--severity", "ITM-OWNER=error"], 1),
        (["ownerless.md", "--strict", "--ignore", "ITM-OWNER"], 0),
        (["ownerless.md", "--strict", "--select", "HDR"], 0),
        (["ownerless.md", "--strict", "--severity", "ITM=info"], 0),
        (["broken.md"], 1),
        (["broken.md", "--select", "HDR"], 1),
        (["broken.md", "--ignore", "ITM"], 1),
        (["good.md", "ownerless.md", "broken.md"], 1),
    ],
)
def test_errors_count_and_warnings_where_it_is_strict(check: Callable[..., Result], args: list[str], code: int) -> None:
    assert check(*args).exit_code == code


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_format_ends_with_the_same_code(check: Callable[..., Result], form: str) -> None:
    assert [check(f"{n}.md", "--format", form).exit_code for n in ("good", "broken")] == [0, 1]


def test_the_answer_is_on_stdout_and_the_sum_on_stderr(check: Callable[..., Result]) -> None:
    found = check("ownerless.md", "broken.md")

    assert (
        found.stdout.splitlines()[0]
        == "broken.md:17:44: error ITM-DUE-DATE '2026-13-06' is impossible: there is no 2026-13-06"
    )
    assert found.stderr == "2 reports read: 1 error, 1 warning\n"


def test_nothing_is_said_twice_to_a_build(check: Callable[..., Result]) -> None:
    found = check("ownerless.md", "--format", "github")

    assert found.stdout.startswith("::warning file=ownerless.md,line=17,col=7,title=ITM-OWNER::")
    assert found.stderr == "1 report read: 1 warning\n"
    assert check("good.md", "--format", "github").stdout == ""


def test_json_counts_too(check: Callable[..., Result]) -> None:
    found = json.loads(check("ownerless.md", "broken.md", "--format", "json").stdout)

    assert found["data"]["summary"] == {"reports": 2, "errors": 1, "warnings": 1, "infos": 0}
    assert [p["code"] for p in found["problems"]] == ["ITM-DUE-DATE", "ITM-OWNER"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--select", "ITM-OWNR"], "there is no code 'ITM-OWNR'; did you mean ITM-OWNER?"),
        (["--ignore", "HDR-DATE"], "HDR-DATE stops a push and is told in any case"),
        (["--severity", "HDR-DATE=warning"], "HDR-DATE stops a push and is told in any case"),
        (["--severity", "ITM-OWNER"], "'ITM-OWNER' names no severity; write ITM-OWNER=error, warning, info or off"),
        (["--severity", "ITM-OWNER=loud"], "'ITM-OWNER=loud' names no severity"),
    ],
)
def test_a_code_that_can_not_be_meant_is_refused(check: Callable[..., Result], args: list[str], said: str) -> None:
    found = check("good.md", *args)

    assert found.exit_code == 2
    assert said in " ".join(found.stderr.split())


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('[check]\nselect = ["ITM-OWNR"]\n', "pirtrack.toml:2: error CFG-UNKNOWN check.select 'ITM-OWNR' is no code"),
        ('[check]\nignore = ["HDR-DATE"]\n', "check.ignore 'HDR-DATE' stops a push and stays an error"),
        ('[check.severity]\nITM-OWNR = "error"\n', "check.severity.ITM-OWNR 'ITM-OWNR' is no code of a finding"),
        ('[check.severity]\nHDR-DATE = "off"\n', "check.severity.HDR-DATE stops a push and stays an error"),
        ('[check.severity]\nITM-OWNER = "loud"\n', "'loud' is none of error, warning, info, off"),
    ],
)
def test_the_configuration_is_held_to_the_same(check: Callable[..., Result], config: str, said: str) -> None:
    found = check("good.md", config=config)

    assert found.exit_code == 2
    assert said in " ".join(found.stderr.split())
    assert "ITM-OWNR" not in config or "did you mean ITM-OWNER?" in found.stderr


@pytest.mark.parametrize(
    ("config", "codes"),
    [
        ("", ["ITM-OWNER"]),
        ('[check]\nignore = ["ITM"]\n', []),
        ('[check]\nselect = ["HDR"]\n', []),
        ('[check.severity]\nITM-OWNER = "off"\n', []),
        ('[policy.due]\nP1 = "2d"\n', ["ITM-OWNER", "ITM-DUE-LATE"]),
        ('[policy.finalise]\nP1 = "1d"\n', ["ITM-OWNER", "END-FINALISED-LATE"]),
    ],
)
def test_the_configuration_chooses(check: Callable[..., Result], config: str, codes: list[str]) -> None:
    found = json.loads(check("ownerless.md", "--format", "json", config=config).stdout)

    assert [p["code"] for p in found["problems"]] == codes


def test_owners_that_are_configured_are_held_against(check: Callable[..., Result]) -> None:
    found = check("good.md", config='[owners]\n"@ana" = { email = "ana@example.com" }\n')

    assert "good.md:17:34: warning ITM-OWNER-UNKNOWN @search is not in the configuration's [owners]" in found.stdout


def test_a_warning_made_an_error_stops_the_push_too(check: Callable[..., Result]) -> None:
    strict = '[check.severity]\nITM-OWNER = "error"\n[reports]\npaths = ["ownerless.md"]\n[jira]\nurl = "http://127.0.0.1:9"\nproject = "ENG"\n'
    assert check("ownerless.md", config=strict).exit_code == 1

    planned = CliRunner().invoke(root, ["sync", "--dry-run", "--offline"])

    assert planned.exit_code == 1
    assert "ITM-OWNER" in planned.stderr


def test_paths_are_as_the_working_folder_sees_them(folder: Path) -> None:
    (folder / "ops").mkdir()
    (folder / "ops" / "pirtrack.toml").write_text('[reports]\npaths = ["../ownerless.md"]\n')

    found = CliRunner().invoke(root, ["--config", "ops/pirtrack.toml", "check"])

    assert found.stdout.startswith("ownerless.md:17:7: warning ITM-OWNER")
