"""Commands that answer from the store, on a real one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli.root import root

Pirtrack = Callable[..., Result]


def items(result: Result) -> list[str]:
    return [item["ref"] for item in json.loads(result.stdout)["data"]["items"]]


def test_status_lists_what_is_late_first(pirtrack: Pirtrack) -> None:
    result = pirtrack("status")
    assert result.exit_code == 0
    late, other = result.stdout.splitlines()[2:4]
    assert late.split()[:4] == ["2026-03-01-001/1", "P0", "6d", "overdue"]
    assert other.startswith("2026-03-01-001/2")
    assert result.stdout.splitlines()[-1].startswith("as of 2026-03-10 · Jira last read completely ")
    assert result.stdout.endswith("(2 hours ago)\n")


@pytest.mark.parametrize(
    ("args", "refs"),
    [
        ([], ["1", "2"]),
        (["--sort", "title"], ["1", "2"]),
        (["--sort", "owner, title"], ["1", "2"]),
        (["--owner", "sre"], ["2"]),
        (["--overdue"], ["1"]),
        (["--due-within", "1w"], ["1"]),
        (["--due-within", "10d"], ["1", "2"]),
        (["--priority", "p0"], ["1", "2"]),
        (["--priority", "P1"], []),
        (["--status", "done", "--status", "cancelled"], []),
        (["ENG-7"], ["1"]),
        (["2026-03-01-001/2"], ["2"]),
        (["#2026-03-01-001", "--all"], ["1", "2"]),
    ],
)
def test_status_narrows_down(pirtrack: Pirtrack, args: list[str], refs: list[str]) -> None:
    assert items(pirtrack("status", "--format", "json", *args)) == [f"2026-03-01-001/{ref}" for ref in refs]


def test_an_unknown_subject_is_a_usage_error_with_a_remedy(pirtrack: Pirtrack) -> None:
    result = pirtrack("status", "ENG-99")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == "error: nothing is known of ENG-99"
    assert result.stderr.splitlines()[1].startswith("hint: ")


def test_in_json_an_error_is_an_envelope_too(pirtrack: Pirtrack) -> None:
    result = pirtrack("show", "ENG-99", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 2
    assert (found["command"], found["as_of"], found["data"]) == ("show", "2026-03-10", {})
    assert found["problems"][0]["code"] == "UsageError"
    assert found["problems"][0]["message"] == "nothing is known of ENG-99"


def test_show_history_and_overdue_answer(pirtrack: Pirtrack) -> None:
    assert "jira         ENG-7" in pirtrack("show", "ENG-7").stdout
    assert "jira key: ENG-7" in pirtrack("history", "2026-03-01-001/1").stdout.replace("_", " ")
    assert "6d" in pirtrack("overdue").stdout


def test_overdue_fails_only_when_told_to(pirtrack: Pirtrack) -> None:
    assert pirtrack("overdue").exit_code == 0
    assert pirtrack("overdue", "--fail").exit_code == 1
    assert pirtrack("overdue", "--fail", "--priority", "P3").exit_code == 0


def test_as_of_counts_after_the_command_as_well(pirtrack: Pirtrack) -> None:
    result = pirtrack("overdue", "--as-of", "2026-03-04")
    assert result.stdout.startswith("No overdue item matches.\nas of 2026-03-04 · ")


def test_csv_stays_pure_and_tells_its_age_beside(pirtrack: Pirtrack) -> None:
    result = pirtrack("overdue", "--format", "csv")
    assert [row["jira_key"] for row in csv.DictReader(io.StringIO(result.stdout, newline=""))] == ["ENG-7"]
    assert "Jira last read completely" in result.stderr


def test_quiet_leaves_notes_out(pirtrack: Pirtrack) -> None:
    assert "last read completely" not in pirtrack("-q", "overdue", "--format", "csv").stderr
    assert "last read completely" not in pirtrack("overdue", "--format", "csv", "-q").stderr


def test_color_is_what_was_asked_for(pirtrack: Pirtrack) -> None:
    assert "\x1b[31m" in pirtrack("--color", "always", "overdue").stdout
    assert "\x1b" not in pirtrack("overdue").stdout


def test_a_review_is_put_on_record(pirtrack: Pirtrack) -> None:
    assert "2026-03-09  due" in pirtrack("reviews").stdout
    done = pirtrack("review", "done", "2026-03-01-001", "--by", "Ada", "--outcome", "all well", "--next", "2026-04-01")
    assert done.exit_code == 0
    assert "held 2026-03-10 by Ada: all well" in done.stdout
    assert pirtrack("reviews").stdout.startswith("No review is due.")
    assert "2026-04-01" in pirtrack("reviews", "--all", "--format", "markdown").stdout


def test_a_review_on_another_day(pirtrack: Pirtrack) -> None:
    args = ("2026-03-01-001", "--by", "Ada", "--outcome", "well", "--on", "2026-03-08", "--format", "json")
    (review,) = json.loads(pirtrack("review", "done", *args).stdout)["data"]["reviews"]
    assert (review["held_on"], review["state"]) == ("2026-03-08", "done")


@pytest.mark.parametrize(
    "args",
    [
        ["status", "--due-within", "soon"],
        ["status", "--sort", "colour"],
        ["status", "--priority", "P9"],
        ["status", "--status", "finished"],
        ["status", "--format", "xml"],
        ["status", "--as-of", "20260310"],
        ["status", "--as-of", "2026-02-30"],
        ["review", "done", "2026-03-01-001"],
        ["review", "done", "2026-03-01-001", "--by", "A", "--outcome", "x", "--next", "2026-03-01"],
        ["digests"],
        ["show"],
    ],
)
def test_misuse_ends_with_2_and_an_empty_stdout(pirtrack: Pirtrack, args: list[str]) -> None:
    result = pirtrack(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error: " in result.stderr


def test_misuse_in_json_is_an_envelope(pirtrack: Pirtrack) -> None:
    found = json.loads(pirtrack("status", "--format", "json", "--due-within", "soon").stdout)
    assert found["command"] == "status"
    assert "no span" in found["problems"][0]["message"]


def test_a_wrong_configuration_lists_every_fault(installation: Path) -> None:
    file = installation / "wrong.toml"
    file.write_text('[jira]\nurll = "x"\n[stor]\nurl = "y"\n')
    result = CliRunner().invoke(root, ["--config", str(file), "status"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "urll" in result.stderr
    assert "stor" in result.stderr


def test_without_a_store_there_is_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "pirtrack.toml").write_text("")
    result = CliRunner().invoke(root, ["--config", str(tmp_path / "pirtrack.toml"), "status", "--format", "json"])
    assert result.exit_code == 5
    assert "hint: " in result.stderr
    assert json.loads(result.stdout)["problems"][0]["code"] == "StoreError"
