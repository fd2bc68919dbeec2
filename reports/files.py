"""The room that reads report files from a disk; what can't be read is told, never raised."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from reports.parse import parse_report
from reports.rules import ReadingRules
from tracker.model import ParsedReport, Problem, Severity

ENDINGS = frozenset({".md", ".markdown"})
# A report of this size is no report; reading it would only keep everybody waiting.
LARGEST = 20 * 1024 * 1024


def read_reports(
    wanted: Sequence[Path], *, base: Path, rules: ReadingRules
) -> tuple[tuple[ParsedReport, ...], tuple[Problem, ...]]:
    """Every report under files, folders and globs, each once, in the order of their paths; and what was not read.

    A report's path is relative to `base` when it lies in it, else as it was given.
    """
    reports: list[ParsedReport] = []
    problems: list[Problem] = []
    for file in _files(wanted, base, problems):
        shown = _shown(file, base)
        data = _bytes(file, shown, problems)
        if data is not None:
            reports.append(parse_report(shown, data, rules))
    return tuple(reports), tuple(problems)


def _files(wanted: Sequence[Path], base: Path, problems: list[Problem]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in wanted:
        inside = list(_under(path))
        if not inside:
            problems.append(_nothing_at(path, _shown(path, base)))
        found |= dict.fromkeys(inside)
    return sorted(found)


def _under(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for file in path.rglob("*"):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.suffix.lower() in ENDINGS and not hidden and file.is_file():
                yield file
    elif path.exists():
        yield path
    elif any(c in str(path) for c in "*?["):
        for match in glob.iglob(str(path), recursive=True):  # noqa: PTH207  # pathlib's glob refuses absolute patterns
            yield from _under(Path(match))


def _nothing_at(path: Path, shown: str) -> Problem:
    if path.is_dir():
        hint = "reports are files that end in .md or .markdown"
        return Problem("FIL-EMPTY-FOLDER", Severity.WARNING, f"there is no report in {shown}", shown, hint=hint)
    return _unread("FIL-MISSING", shown, "there is no such file or folder", "check the path, or reports.paths")


def _shown(path: Path, base: Path) -> str:
    try:
        return path.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _unread(code: str, shown: str, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, shown, 1, 1, hint)


def _bytes(file: Path, shown: str, problems: list[Problem]) -> bytes | None:
    try:
        if not file.is_file():
            problems.append(_unread("FIL-KIND", shown, "this is not a plain file", "name a Markdown file or a folder"))
            return None
        size = file.stat().st_size
        if size > LARGEST:
            said = f"the file has {size // 1024 // 1024} MB, more than a report can have ({LARGEST // 1024 // 1024} MB)"
            problems.append(_unread("FIL-TOO-LARGE", shown, said, "is this the right file?"))
            return None
        data = file.read_bytes()
    except OSError as error:
        said = f"the file can't be read: {error.strerror or 'no reason given'}"
        problems.append(_unread("FIL-UNREADABLE", shown, said, "check who may read it"))
        return None
    if not data.strip():
        problems.append(_unread("FIL-EMPTY", shown, "the file is empty", "write the report, or remove the file"))
        return None
    if b"\0" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(_unread("FIL-BINARY", shown, "the file is not text", "name a Markdown file"))
        return None
    return data
