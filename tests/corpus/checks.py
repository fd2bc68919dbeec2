"""`python -m tests.corpus.checks FOLDER MANIFEST`: what the checks find in others' reports, against what was judged right.

What is missing from a document is compared with the manifest, which says what a careful person finds there; the rest
was judged by reading each finding, and `reports.codes.precision` holds the figures.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reports.codes import CODES
from reports.codes.precision import PRECISION
from reports.parse import parse_report
from reports.rules import ReadingRules
from reports.selection import ALL, Selection
from tests.corpus.score import match_of
from tracker.model import ParsedReport, Problem

EVERYTHING = ReadingRules(selection=Selection(select=(ALL,)))
# Whether the manifest says too that it is missing.
MISSING: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "HDR-SEVERITY": lambda entry: entry.get("severity") is None,
    "HDR-NO-DATE": lambda entry: entry.get("date") is None,
    "ITM-NONE": lambda entry: not entry["items"],
    "DOC-TEMPLATE": lambda entry: entry["kind"] == "template",
    "DOC-NOT-A-REPORT": lambda entry: entry["kind"] == "not-a-report",
}
MISSING_OF_ITEM = {"ITM-OWNER": "owner", "ITM-DUE": "due", "ITM-PRIORITY": "priority"}


def findings(folder: Path, manifest: Path) -> Iterator[tuple[Mapping[str, Any], ParsedReport, Problem]]:
    """Each finding with its document's entry in the manifest."""
    for entry in json.loads(manifest.read_text(encoding="utf-8")):
        path = folder / entry["file"]
        path = path if path.exists() else folder / "reports" / entry["file"]
        report = parse_report(entry["file"], path.read_bytes(), EVERYTHING)
        for problem in report.problems:
            yield entry, report, problem


def agrees(entry: Mapping[str, Any], report: ParsedReport, problem: Problem) -> bool | None:
    """Whether the manifest says the same; None where it says nothing about such a thing."""
    if problem.code in MISSING:
        return MISSING[problem.code](entry)
    if problem.code not in MISSING_OF_ITEM:
        return None
    (item, *_) = (i for i in report.items if i.source.line == problem.line)
    wanted = next((e for e in entry["items"] if match_of(e["title"], [item])), None)
    return None if wanted is None else wanted.get(MISSING_OF_ITEM[problem.code]) is None


def table(folder: Path, manifest: Path) -> str:
    """A line for each code: found now, of which the manifest says the same, and what was judged."""
    found, same, compared = Counter[str](), Counter[str](), Counter[str]()
    for entry, report, problem in findings(folder, manifest):
        found[problem.code] += 1
        said = agrees(entry, report, problem)
        compared[problem.code] += said is not None
        same[problem.code] += bool(said)
    lines = [f"{'code':20} default  found  manifest agrees  judged right"]
    for name, code in CODES.items():
        if not found[name] and name not in PRECISION:
            continue
        agreed = f"{same[name]} of {compared[name]}" if compared[name] else "-"
        judged = "{1} of {0}".format(*PRECISION[name]) if name in PRECISION else "-"
        lines.append(f"{name:20} {'on' if code.on else 'off':7} {found[name]:6}  {agreed:>15}  {judged:>12}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201  # the answer of a command
