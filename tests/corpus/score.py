"""Scores what is read out of documents against a manifest of what a careful person reads out of them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reports.parse import parse_report
from reports.rules import ReadingRules
from reports.values import priority
from reports.vocabulary import DEFAULT
from tracker.model import ParsedReport, ReportedItem, Status

PREFIX = 25
FIELDS = ("owner", "due", "priority", "status", "jira_key")
FACTS = ("kind", "incident", "date", "severity", "status", "review")
_STATUSES = {
    "open": Status.NOT_STARTED,
    "in_progress": Status.IN_PROGRESS,
    "blocked": Status.BLOCKED,
    "done": Status.DONE,
    "dropped": Status.CANCELLED,
}


@dataclass(slots=True)
class Score:
    """One document: items found, missed and invented, and for each field how many of those found are right."""

    name: str
    expected: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    right: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    facts: dict[str, bool] = field(default_factory=dict)


def score(folder: Path, manifest: Path) -> list[Score]:
    """Each document of a manifest, in its order."""
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    return [_document(folder, entry) for entry in entries]


def _document(folder: Path, entry: Mapping[str, Any]) -> Score:
    name = entry["file"]
    path = folder / name if (folder / name).exists() else folder / "reports" / name
    report = parse_report(name, path.read_bytes(), ReadingRules())
    result = Score(name, len(entry["items"]))
    left = list(report.items)
    for item in entry["items"]:
        match = match_of(item["title"], left) or (match_of(item["title_alt"], left) if item.get("title_alt") else None)
        if match is None:
            result.missed.append(item["title"])
            continue
        left.remove(match)
        result.found += 1
        _fields(result, item, match)
    if not entry.get("partial"):
        result.invented = [item.title for item in left]
    result.facts = _facts(entry, report)
    result.wrong += [f"{fact}: {_said(entry, report, fact)}" for fact, right in result.facts.items() if not right]
    return result


def normal(text: str) -> str:
    """A title as titles are compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def match_of(title: str, items: Sequence[ReportedItem]) -> ReportedItem | None:
    """The item that a title of the manifest is."""
    wanted = normal(title)
    for item in items:
        got = normal(item.title)
        if got[:PREFIX] == wanted[:PREFIX] or (
            min(len(got), len(wanted)) >= 4 and (wanted.startswith(got) or got.startswith(wanted))
        ):
            return item
    return None


def _fields(result: Score, expected: Mapping[str, Any], item: ReportedItem) -> None:
    told = {
        "owner": _same_owner(expected.get("owner"), item),
        "due": _same_due(expected, item),
        "priority": _priority(expected.get("priority")) == item.priority,
        "status": _STATUSES.get(expected.get("status_norm") or "") == item.status,
        "jira_key": expected.get("jira_key") == item.jira_key,
    }
    for name, right in told.items():
        result.right[name] = result.right.get(name, 0) + right
        if not right:
            got = getattr(item, name)
            result.wrong.append(f"{name}: {got!r} for {expected.get(name)!r} of {item.title[:40]!r}")


def _same_owner(expected: str | None, item: ReportedItem) -> bool:
    said = {normal(name) for name in (item.owner or "", " ".join(item.owners))}
    return normal(expected or "") in said


def _same_due(expected: Mapping[str, Any], item: ReportedItem) -> bool:
    """What names no day by itself may be counted from the report's date, or left open: the manifest doesn't say which."""
    counted = expected.get("due") is None and expected.get("due_raw") is not None
    return counted or expected.get("due") == (item.due.isoformat() if item.due else None)


def _priority(text: str | None) -> object:
    return priority(text, DEFAULT) if text else None


def _facts(entry: Mapping[str, Any], report: ParsedReport) -> dict[str, bool]:
    expected = {"not-a-report": "not_a_report", "template": "template"}.get(entry["kind"], "report")
    told = [f.value for f in (report.document_status, report.incident_status) if f]
    wanted = entry.get("doc_status")
    made = report.incident is not None and report.incident.line == 0
    return {
        "kind": report.kind.value == expected,
        "incident": entry.get("incident_id") == (report.incident.value if report.incident and not made else None),
        "date": entry.get("date") == (report.date.value.isoformat() if report.date else None),
        "severity": normal(entry.get("severity") or "")[:5]
        == normal(report.severity.value if report.severity else "")[:5],
        "status": (not wanted and not told) or any(normal(wanted or "-")[:8] == normal(t)[:8] for t in told),
        "review": entry.get("next_review") == (report.next_review.value.isoformat() if report.next_review else None),
    }


def _said(entry: Mapping[str, Any], report: ParsedReport, fact: str) -> str:
    keys = {"incident": "incident_id", "status": "doc_status", "review": "next_review"}
    attributes = {"status": "incident_status", "review": "next_review"}
    got = getattr(report, attributes.get(fact, fact))
    return f"{getattr(got, 'value', got)!r} for {entry.get(keys.get(fact, fact))!r}"


def table(scores: Sequence[Score], *, details: bool = False) -> str:
    """The scores as a table, with what each document got wrong below it."""
    lines = [f"{'document':44} expected found missed invented wrong"]
    for one in scores:
        lines.append(
            f"{one.name[:44]:44} {one.expected:8} {one.found:5} {len(one.missed):6} {len(one.invented):8} {len(one.wrong):5}"
        )
        if details:
            lines += [f"    missed: {title[:90]}" for title in one.missed]
            lines += [f"    invented: {title[:90]}" for title in one.invented]
            lines += [f"    wrong {text[:140]}" for text in one.wrong]
    expected, found, invented = (
        _sum(s.expected for s in scores),
        _sum(s.found for s in scores),
        _sum(len(s.invented) for s in scores),
    )
    lines += [
        "",
        f"items found: {found} of {expected} ({_share(found, expected)}); invented: {invented} ({_share(invented, found + invented)})",
    ]
    lines += [
        f"{name}: right in {_share(_sum(s.right.get(name, 0) for s in scores), found)} of those found"
        for name in FIELDS
    ]
    lines += [f"report's {name}: right in {_share(_sum(s.facts[name] for s in scores), len(scores))}" for name in FACTS]
    return "\n".join(lines)


def _sum(numbers: Iterable[int]) -> int:
    return sum(numbers)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
