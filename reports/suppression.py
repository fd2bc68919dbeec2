"""Comments by which a report says that a finding is meant: `<!-- pirtrack: ignore CODE[, CODE]: reason -->`. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reports import markdown
from reports.blocks import Heading
from reports.codes import CODES, FAMILIES, problem
from reports.reading import Reading
from reports.selection import STOPS, Selection, nearest
from tracker.model import Problem

_COMMENT = re.compile(
    rb"<!--[ \t]*pirtrack:[ \t]*(?P<verb>ignore(?:-file)?)[ \t]+(?P<names>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)[ \t]*"
    rb"(?:(?:--|:|\xe2\x80\x94|\xe2\x80\x93)(?P<reason>[^\n]{0,500}?))?-->"
)
_SIGN = b"pirtrack:"
# Where it stands alone on its line: the blank rest of that, and blank lines.
_REST_OF_LINE = re.compile(rb"[ \t\r]*(?:\n\s*|\Z)")
# An indentation that is deeper is none.
_DEEPEST = 200
FILE, NOWHERE = 0, -1


@dataclass(frozen=True, slots=True)
class Suppression:
    """One name in one comment: the line that it is about, or `FILE`, or `NOWHERE`; and where it stands."""

    name: str
    about: int
    line: int
    column: int
    reason: bool


def unsuppressed(reading: Reading, problems: Iterable[Problem], selection: Selection) -> Iterator[Problem]:
    """The problems that no comment ignores, and what is wrong with the comments."""
    if _SIGN not in reading.source:
        yield from problems
        return
    suppressions = tuple(_suppressions(reading))
    by_place: dict[tuple[str, int], list[Suppression]] = {}
    for one in suppressions:
        by_place.setdefault((one.name, one.about), []).append(one)
    used: set[Suppression] = set()
    for found in problems:
        names = () if found.code in STOPS else (found.code, CODES[found.code].family)
        ignoring = [s for name in names for at in (FILE, found.line or FILE) for s in by_place.get((name, at), ())]
        used.update(ignoring)
        if not ignoring:
            yield found
    yield from selection.told(_faults(reading, suppressions, used, selection))


def _suppressions(reading: Reading) -> Iterator[Suppression]:
    quoted = markdown.code(reading.source)
    starts = [start for start, _ in quoted]
    for match in _COMMENT.finditer(reading.source):
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < quoted[before][1]:
            continue
        line, _ = reading.document.places.at(match.start())
        about = _about(reading, match, line)
        for name in re.finditer(rb"[\w-]+", match["names"]):
            _, column = reading.document.places.at(match.start("names") + name.start())
            said = name.group().decode("utf-8", "replace").upper()
            yield Suppression(said, about, line, column, bool((match["reason"] or b"").strip()))


def _about(reading: Reading, match: re.Match[bytes], line: int) -> int:
    """Its own line, or the next that is not blank where it stands alone; the file where it says so in its head."""
    if match["verb"] == b"ignore-file":
        sections = (b for b in reading.document.blocks if isinstance(b, Heading))
        second = next(islice(sections, 1, None), None)
        return FILE if second is None or match.start() < second.span.start else NOWHERE
    before = reading.source[max(0, match.start() - _DEEPEST) : match.start()].rpartition(b"\n")[2]
    rest = _REST_OF_LINE.match(reading.source, match.end())
    if before.strip() or rest is None:
        return line
    return line + rest.group().count(b"\n")


def _faults(
    reading: Reading, suppressions: Sequence[Suppression], used: set[Suppression], selection: Selection
) -> Iterator[Problem]:
    path = reading.report.path
    for one in suppressions:
        if one.name not in CODES and one.name not in FAMILIES:
            said = f"there is no code {one.name}; did you mean {nearest(one.name)}?"
            yield problem("CHK-UNKNOWN", path, one.line, one.column, said)
        elif one.name in STOPS:
            yield problem("CHK-STOPS", path, one.line, one.column, f"{one.name} stops a push, and can't be ignored")
        elif one not in used and (one.name in FAMILIES or selection.is_on(one.name)):
            yield problem("CHK-UNUSED", path, one.line, one.column, f"{one.name} is not found {_where(one)}")
        elif not one.reason:
            yield problem("CHK-REASON", path, one.line, one.column, f"no reason is given why {one.name} is ignored")


def _where(one: Suppression) -> str:
    if one.about == NOWHERE:
        return "there: ignore-file counts above the first section only"
    return "in this report" if one.about == FILE else f"on line {one.about}"
