"""The room that reads report files from a disk; what can't be read is told, never raised."""

from __future__ import annotations

import glob
import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.codes import problem
from reports.memory import Forgetful, Memory, Remembered
from reports.parse import parse_report
from reports.rules import ReadingRules
from tracker.model import ParsedReport, Problem

ENDINGS = frozenset({".md", ".markdown"})
# A file of this size is no report; reading it would only keep everybody waiting.
LARGEST = 20 * 1024 * 1024
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file to be read; `shown` is its lasting name: relative to the base folder when it lies in it."""

    path: Path
    shown: str


def read_reports(
    wanted: Sequence[Path], *, base: Path, rules: ReadingRules
) -> tuple[tuple[ParsedReport, ...], tuple[Problem, ...]]:
    """Every report under files, folders and globs, each once, in the order of their paths; and what was not read."""
    files, problems = find_reports(wanted, base=base)
    read = [read_report(file, rules, Forgetful()) for file in files]
    reports = tuple(report for report in read if isinstance(report, ParsedReport))
    return reports, (*problems, *(told for told in read if isinstance(told, Problem)))


def read_report(file: ReportFile, rules: ReadingRules, memory: Memory) -> ParsedReport | Problem:
    """What a file says, out of the memory where the file is surely the same; or why it can't be a report."""
    before, now = memory.recall(file.shown), time.time_ns()
    try:
        found = file.path.stat()
    except OSError as error:
        return _unreadable(file.shown, error)
    if before is not None and before.is_of(found.st_size, found.st_mtime_ns):
        return before.report
    data = read_file(file)
    if isinstance(data, Problem):
        return data
    known = before is not None and before.report.digest == hashlib.sha256(data).hexdigest()
    report = before.report if before is not None and known else parse_report(file.shown, data, rules)
    memory.remember(file.shown, Remembered(report, found.st_size, found.st_mtime_ns, now))
    return report


def find_reports(wanted: Sequence[Path], *, base: Path) -> tuple[tuple[ReportFile, ...], tuple[Problem, ...]]:
    """The files that files, folders and globs stand for, sorted, each once; and what stands for nothing."""
    found: dict[str, ReportFile] = {}
    problems: list[Problem] = []
    for path in wanted:
        for each in _looked_up(path, base):
            if isinstance(each, Problem):
                problems.append(each)
            else:
                found.setdefault(os.path.realpath(each), ReportFile(each, shown_as(each, base)))
    return tuple(sorted(found.values(), key=lambda file: file.shown)), tuple(problems)


def read_file(file: ReportFile) -> bytes | Problem:
    """A file's bytes, or why it can't be a report."""
    try:
        if not file.path.is_file():
            return problem("FIL-KIND", file.shown, 1, 1)
        size = file.path.stat().st_size
        if size > LARGEST:
            said = f"the file has {size // _MB} MB, more than a report can have ({LARGEST // _MB} MB)"
            return problem("FIL-TOO-LARGE", file.shown, 1, 1, said)
        data = file.path.read_bytes()
    except OSError as error:
        return _unreadable(file.shown, error)
    if not data.strip():
        return problem("FIL-EMPTY", file.shown, 1, 1)
    if b"\0" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return problem("FIL-BINARY", file.shown, 1, 1)
    return data


def shown_as(path: Path, base: Path) -> str:
    """A file's lasting name: relative to the base folder when it lies in it, else as it was given."""
    for real in (os.path.abspath, os.path.realpath):  # a link inside the base is named as itself, not as its target
        inside = Path(real(path))
        if inside.is_relative_to(real(base)):
            return inside.relative_to(real(base)).as_posix()
    return path.as_posix()


def _looked_up(path: Path, base: Path) -> Iterator[Path | Problem]:
    shown = shown_as(path, base)
    try:
        found = list(_under(path))
    except OSError as error:
        yield _unreadable(shown, error)
        return
    if not found:
        said = f"there is no report in {shown}"
        yield problem("FIL-EMPTY-FOLDER", shown, 1, 1, said) if path.is_dir() else problem("FIL-MISSING", shown, 1, 1)
    for each in found:
        yield _unreadable(shown_as(Path(each.filename), base), each) if isinstance(each, OSError) else each


def _under(path: Path) -> Iterator[Path | OSError]:
    """What a path stands for. Raises: OSError when the path itself can't be looked at."""
    if path.is_dir():
        yield from _inside(path)
    elif path.exists():
        yield path
    elif any(c in str(path) for c in "*?["):
        for match in glob.iglob(str(path), recursive=True):  # noqa: PTH207  # pathlib's glob refuses absolute patterns
            yield from _under(Path(match))


def _inside(folder: Path) -> Iterator[Path | OSError]:
    refused: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if path.suffix.lower() in ENDINGS and not name.startswith(".") and path.is_file():
                yield path
    yield from refused


def _unreadable(shown: str, error: OSError) -> Problem:
    said = f"{shown} can't be read: {error.strerror or 'no reason given'}"
    return problem("FIL-UNREADABLE", shown, 1, 1, said)
