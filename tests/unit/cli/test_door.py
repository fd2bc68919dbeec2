from __future__ import annotations

import click
import pytest

from tracker.cli.door import code_of
from tracker.cli.face import Face
from tracker.errors import (
    ConfigError,
    Interrupted,
    JiraRefused,
    LockHeld,
    PirtrackError,
    StoreError,
    UnsafePlan,
    UsageError,
)
from tracker.model import Problem, Severity

SECRET = "hunter2-token"  # noqa: S105  # a made-up one, to see that it does not come out


def ended(error: BaseException, face: Face | None = None) -> int:
    def command() -> None:
        raise error

    return code_of(face or Face(), command)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("m"), 2),
        (ConfigError("m"), 2),
        (JiraRefused("m"), 3),
        (LockHeld("m"), 4),
        (StoreError("m"), 5),
        (UnsafePlan("m"), 6),
        (PirtrackError("m"), 70),
        (Interrupted("m"), 130),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (click.UsageError("m"), 2),
        (click.ClickException("m"), 2),
        (ZeroDivisionError("m"), 70),
    ],
)
def test_every_end_has_its_code_and_a_sentence(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(error) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert "Traceback" not in err


def test_an_answer_ends_with_its_own_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(Face(), lambda: 1) == 1
    assert code_of(Face(), lambda: None) == 0
    assert capsys.readouterr() == ("", "")


def test_every_problem_of_a_configuration_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    problems = tuple(Problem("CFG-UNKNOWN", Severity.ERROR, f"no key {n}", "p.toml", n) for n in (1, 2))
    ended(ConfigError("2 faults", problems=problems))
    assert capsys.readouterr().err.splitlines()[1:] == [
        "p.toml:1: error CFG-UNKNOWN no key 1",
        "p.toml:2: error CFG-UNKNOWN no key 2",
    ]


def test_what_was_not_foreseen_tells_type_and_place_but_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(ValueError(f"Authorization: {SECRET}")) == 70
    err = capsys.readouterr().err
    assert "ValueError at " in err
    assert "test_door.py:" in err
    assert SECRET not in err
    assert "File " not in err


def test_twice_verbose_adds_the_way_there_and_still_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    ended(ValueError(SECRET), Face(verbosity=2))
    err = capsys.readouterr().err
    assert "File " in err
    assert SECRET not in err


def test_hostile_text_in_an_error_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    ended(StoreError("bad \x1b[2J", hint="see\n\x9b"))
    assert capsys.readouterr().err == "error: bad �[2J\nhint: see �\n"
