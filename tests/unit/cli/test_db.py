"""`pirtrack db`, as it is called: what it says, and its exit codes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli.root import root

Pirtrack = Callable[..., Result]


def checks(result: Result) -> list[tuple[str, str]]:
    return [(c["check"], c["state"]) for c in json.loads(result.stdout)["data"]["checks"]]


def test_a_sound_store_is_found_sound(pirtrack: Pirtrack) -> None:
    found = pirtrack("db", "check", "--format", "json")

    assert (found.exit_code, checks(found)) == (0, [("store", "ok")])
    assert "incidents: 1, items: 2; sound" in pirtrack("db", "check").stdout


def test_what_contradicts_itself_ends_with_5(pirtrack: Pirtrack, installation: Path) -> None:
    with closing(sqlite3.connect(installation / "pirtrack.db")) as store, store:
        store.execute("UPDATE item SET issue_id = NULL")

    found = pirtrack("db", "check", "--format", "json")

    assert (found.exit_code, checks(found)) == (5, [("store", "ok"), ("content", "failed")])


@pytest.mark.parametrize("words", [["check"], ["backup"], ["upgrade"]])
def test_a_damaged_store_is_told_in_a_sentence(pirtrack: Pirtrack, installation: Path, words: list[str]) -> None:
    (installation / "pirtrack.db").write_bytes(b"\x00" * 4096)

    found = pirtrack("db", *words)

    assert found.exit_code == 5
    assert "is not a database" in found.stderr
    assert not list(installation.glob("backups/*"))


def test_copies_go_to_their_folder_and_the_oldest_go(pirtrack: Pirtrack, installation: Path) -> None:
    folder = installation / "backups"
    folder.mkdir()
    for day in range(1, 9):
        (folder / f"pirtrack-2026010{day}T020000Z.backup").touch()
    (folder / "mine.backup").touch()

    made = pirtrack("db", "backup")

    left = sorted(file.name for file in folder.iterdir())
    assert made.exit_code == 0
    assert "2 older copies were removed" in made.stderr
    assert len(left) == 8
    assert left[:2] == ["mine.backup", "pirtrack-20260103T020000Z.backup"]


def test_a_store_is_had_back(pirtrack: Pirtrack, installation: Path) -> None:
    pirtrack("db", "backup", "--output", str(installation / "the.backup"))
    before = pirtrack("status", "--all", "--format", "json").stdout
    with closing(sqlite3.connect(installation / "pirtrack.db")) as store, store:
        store.execute("DELETE FROM item WHERE number = 2")

    asked = pirtrack("db", "restore", str(installation / "the.backup"))
    done = pirtrack("db", "restore", str(installation / "the.backup"), "--yes")

    assert (asked.exit_code, done.exit_code) == (2, 0)
    assert "say --yes" in asked.stderr
    assert "sends no digest" in done.stderr
    assert "before-restore" in done.stderr
    assert pirtrack("status", "--all", "--format", "json").stdout == before
    assert pirtrack("db", "restore", str(installation / "none"), "--yes").exit_code == 2


def test_an_upgrade_says_what_it_did(pirtrack: Pirtrack) -> None:
    assert "is the newest" in pirtrack("db", "upgrade").stdout


def test_nothing_is_made_where_there_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "pirtrack.toml").write_text("")

    for words in (["check"], ["upgrade"], ["backup"]):
        result = CliRunner().invoke(root, ["--config", str(tmp_path / "pirtrack.toml"), "db", *words])
        assert result.exit_code == 5
        assert "there is no store" in result.stderr
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["pirtrack.toml"]
