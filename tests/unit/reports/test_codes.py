"""Every code of the table is told of its bad example, at the very place, and not of its good one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reports.checks.several import check as check_several
from reports.codes import CODES, FAMILIES
from reports.codes.kinds import DISK, FOLDER, Code
from reports.files import LARGEST, read_reports
from tests.unit.reports.examples import RULES, SAMPLE, checked, placed

IN_TEXT = [code for code in CODES.values() if code.instead_of not in (DISK, FOLDER)]
ON_DISK = [code for code in CODES.values() if code.instead_of == DISK]
EACH = pytest.mark.parametrize("code", IN_TEXT, ids=lambda code: code.name)


def told(text: str) -> set[str]:
    return {p.code for p in checked(text).problems}


def test_nothing_is_wrong_with_the_sample_itself() -> None:
    assert checked(SAMPLE).problems == ()


@EACH
def test_the_bad_example_has_it_and_the_good_one_has_not(code: Code) -> None:
    assert code.name in told(placed(code, code.bad))
    assert code.name not in told(placed(code, code.good))


@EACH
def test_the_good_example_is_good_for_everything_else_too(code: Code) -> None:
    others = {"DOC-NOT-A-REPORT", "DOC-TEMPLATE", "HDR-ID", "HDR-DATE-TOLD"}  # they stand for a whole file of their own
    assert code.name in others or told(placed(code, code.good)) == set()


def _made(file: Path, content: str | bytes) -> None:
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def _folder_with_notes(file: Path) -> None:
    file.mkdir()
    (file / "notes.txt").touch()


def _forbidden(file: Path) -> None:
    file.write_text(SAMPLE)
    file.chmod(0)


# What the examples on the disk tell of, made there.
MAKERS: Mapping[str, Callable[[Path], None]] = {
    "FIL-MISSING": lambda _: None,
    "FIL-EMPTY-FOLDER": _folder_with_notes,
    "FIL-KIND": os.mkfifo,
    "FIL-UNREADABLE": _forbidden,
    "FIL-TOO-LARGE": lambda file: _made(file, b"x" * (LARGEST + 1)),
    "FIL-EMPTY": lambda file: _made(file, "\n \n"),
    "FIL-BINARY": lambda file: _made(file, b"\x89PNG\r\n\0\0\0"),
    "DOC-ENCODING": lambda file: _made(file, SAMPLE.encode() + "\nLe café\n".encode("cp1252")),
    "DOC-BYTES": lambda file: _made(file, SAMPLE.encode() + b"\n\x81\x8d\n"),
}


@pytest.mark.parametrize("code", ON_DISK, ids=lambda code: code.name)
def test_the_examples_of_the_disk_hold_on_a_disk(code: Code, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(SAMPLE)
    MAKERS[code.name](tmp_path / "report.md")
    if code.name == "FIL-UNREADABLE" and (tmp_path / "report.md").stat().st_uid == 0:
        pytest.skip("root reads everything")

    reports, unread = read_reports([tmp_path / "report.md"], base=tmp_path, rules=RULES)
    good, none = read_reports([tmp_path / "good.md"], base=tmp_path, rules=RULES)

    assert code.name in {p.code for p in (*unread, *(p for r in reports for p in r.problems))}
    assert none == ()
    assert good[0].problems == ()


def test_the_same_action_in_two_reports_is_told_in_the_later_one() -> None:
    code = CODES["WRD-ELSEWHERE"]
    first = checked(SAMPLE.replace("Alert on a corrupt index", code.bad))
    later = SAMPLE.replace("2026-03-02", "2026-05-02").replace("incident", "other")
    same = checked(later.replace("Alert on a corrupt index", code.bad))
    other = checked(later.replace("Alert on a corrupt index", code.good))

    assert [(p.code, p.line) for p in check_several([same, first], RULES)] == [("WRD-ELSEWHERE", 17)]
    assert list(check_several([first, other], RULES)) == []


def test_every_code_is_of_a_family_and_says_all_that_the_manual_needs() -> None:
    for name, code in CODES.items():
        assert code.family in FAMILIES
        assert name == code.name
        assert all((code.summary, code.why, code.remedy, code.good))
