from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reports.codes import CODES
from reports.files import read_reports
from reports.rules import ReadingRules
from tests.unit.reports.samples import WHOLE
from tracker.model import ParsedReport, Problem, Severity


def read(*paths: Path, base: Path) -> tuple[tuple[ParsedReport, ...], tuple[Problem, ...]]:
    return read_reports(paths, base=base, rules=ReadingRules())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.markdown", "deep/er/c.MD", "notes.txt", ".hidden/d.md", "deep/.e.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(WHOLE)
    return tmp_path


def test_a_folder_is_searched_to_its_depth_but_for_what_is_hidden(folder: Path) -> None:
    reports, problems = read(folder, base=folder)

    assert [r.path for r in reports] == ["a.markdown", "b.md", "deep/er/c.MD"]
    assert problems == ()


def test_a_pattern_finds_files_and_folders(folder: Path) -> None:
    assert [r.path for r in read(folder / "*.md", base=folder)[0]] == ["b.md"]
    assert [r.path for r in read(folder / "**" / "*.MD", base=folder)[0]] == ["deep/er/c.MD"]
    assert [r.path for r in read(folder / "d*", base=folder)[0]] == ["deep/er/c.MD"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert len(read(folder, folder / "b.md", folder / "deep" / ".." / "b.md", base=folder)[0]) == 3


def test_a_file_that_is_named_may_have_any_ending(folder: Path) -> None:
    assert [r.path for r in read(folder / "notes.txt", base=folder)[0]] == ["notes.txt"]


def test_a_report_outside_the_base_keeps_the_path_that_was_given(folder: Path) -> None:
    (report,), _ = read(folder / "b.md", base=folder / "deep")
    assert report.path == (folder / "b.md").as_posix()


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (lambda _: None, "FIL-MISSING", "no such file"),
        (lambda p: p.write_bytes(b" \n\t\n"), "FIL-EMPTY", "empty"),
        (lambda p: p.write_bytes(b"PNG\0\0\1"), "FIL-BINARY", "not text"),
        (lambda p: p.symlink_to(p), "FIL-MISSING", "no such file"),
        (lambda p: p.symlink_to("/nowhere"), "FIL-MISSING", "no such file"),
        (os.mkfifo, "FIL-KIND", "plain file"),
        (lambda p: os.truncate(os.open(p, os.O_CREAT | os.O_WRONLY), 50_000_000), "FIL-TOO-LARGE", "47 MB"),
    ],
)
def test_what_can_not_be_read_is_told(tmp_path: Path, make: object, code: str, words: str) -> None:
    path = tmp_path / "odd.md"
    make(path)  # type: ignore[operator]  # one of the lambdas above

    reports, (problem,) = read(path, base=tmp_path)

    assert reports == ()
    assert (problem.code, problem.severity, problem.path) == (code, Severity.ERROR, "odd.md")
    assert words in problem.message
    assert problem.hint


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that all may enter, with a file and a folder that nobody may read."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "secret.md").write_text(WHOLE)
        (folder / "closed").mkdir()
        (folder / "closed" / "one.md").write_text(WHOLE)
        (folder / "secret.md").chmod(0)
        (folder / "closed").chmod(0)
        yield folder
        (folder / "closed").chmod(0o755)


@contextmanager
def as_nobody() -> Iterator[None]:
    """As somebody who may not read everything, whoever runs this."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("", ["closed", "secret.md"]),
        ("secret.md", ["secret.md"]),
        ("closed", ["closed"]),
        ("closed/one.md", ["closed/one.md"]),
        ("*.md", ["secret.md"]),
    ],
)
def test_what_may_not_be_read_is_told(closed: Path, wanted: str, told: list[str]) -> None:
    with as_nobody():
        reports, problems = read(closed / wanted, base=closed)

    assert reports == ()
    assert [(p.code, p.path) for p in problems] == [("FIL-UNREADABLE", path) for path in told]
    assert all("Permission denied" in p.message for p in problems)


def test_a_name_that_no_disk_has_is_told(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path / ("x" * 5000), base=tmp_path)
    assert problem.code == "FIL-UNREADABLE"


def test_a_folder_without_reports_warns(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, base=tmp_path.parent)
    assert (problem.code, problem.severity) == ("FIL-EMPTY-FOLDER", Severity.WARNING)


def test_one_bad_file_does_not_hide_the_others(folder: Path) -> None:
    (folder / "b.md").write_bytes(b"")
    reports, problems = read(folder, folder / "gone", base=folder)

    assert len(reports) == 2
    assert sorted(p.code for p in problems) == ["FIL-EMPTY", "FIL-MISSING"]


def test_every_code_is_in_the_manual() -> None:
    source = Path(__file__).resolve().parents[3] / "reports" / "files.py"
    used = {word.strip('",()') for word in source.read_text().split() if word.startswith(('"FIL-', '("FIL-'))}
    assert used <= CODES.keys()
