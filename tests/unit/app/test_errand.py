from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tracker.app.errand import run_errand
from tracker.config.environment import TOKEN_VARIABLE
from tracker.errors import ConfigError, Interrupted


def errand(folder: Path, *command: str, longest: float = 10, stop: bool = False, value: str = "x") -> None:
    path = {"PATH": os.environ["PATH"], TOKEN_VARIABLE: value, "OTHER": "seen"}
    run_errand(command, name="it", folder=folder, environ=path, stop=lambda: stop, longest=longest)


def test_it_runs_in_its_folder_without_a_shell(tmp_path: Path) -> None:
    errand(tmp_path, "touch", "$HOME; echo")

    assert [f.name for f in tmp_path.iterdir()] == ["$HOME; echo"]


def test_it_is_not_given_the_token(tmp_path: Path) -> None:
    errand(tmp_path, "sh", "-c", "env > said", value="a-secret")

    said = (tmp_path / "said").read_text()
    assert "a-secret" not in said
    assert "OTHER=seen" in said


def test_its_last_words_are_told_without_a_password(tmp_path: Path) -> None:
    words = "first; fatal: no access to https://ann:pass@git.example.com/x\x1b[31m"

    with pytest.raises(ConfigError, match="it failed with exit code 2") as caught:
        errand(tmp_path, "sh", "-c", f"echo one; echo '{words}' >&2; exit 2")

    assert "https://git.example.com/x" in caught.value.message
    assert "pass" not in caught.value.message
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize("command", [["no-such-program"], ["a\0b"]])
def test_what_cannot_be_run_is_said(tmp_path: Path, command: list[str]) -> None:
    with pytest.raises(ConfigError, match="it cannot be run"):
        errand(tmp_path, *command)


def test_it_has_so_long_and_its_children_end_with_it(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(ConfigError, match=r"did not end within 0\.3 s"):
        errand(tmp_path, "sh", "-c", "sleep 60 & echo $! > child; wait", longest=0.3)

    assert time.monotonic() - began < 5
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail("its child lives on")


def test_a_signal_ends_it(tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        errand(tmp_path, "sleep", "60", stop=True)
