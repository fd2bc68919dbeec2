"""Which incident each report tells: under its lasting id, wherever its file lies and whatever it is called now. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tracker import matching
from tracker.model import (
    ParsedReport,
    Problem,
    ReportKind,
    Severity,
    TrackedIncident,
    TrackedItem,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports that are known: their incidents, the items of each, and which of their files are no longer there."""

    incidents: Mapping[str, TrackedIncident]
    items: Mapping[str, Sequence[TrackedItem]]
    absent: Collection[str] = ()

    def items_of(self, incident: str) -> Sequence[TrackedItem]:
        """The items of one incident."""
        return self.items.get(incident, ())


def told_by(shelf: Shelf, reports: Sequence[ParsedReport]) -> tuple[dict[str, ParsedReport], tuple[Problem, ...]]:
    """The report of each incident, and what is refused by name; the order of `reports` doesn't matter.

    Two files with one id: the known path wins while its file is there, else the first by name.
    """
    claims: dict[str, list[ParsedReport]] = {}
    problems: list[Problem] = []
    telling = [r for r in reports if r.kind is ReportKind.REPORT and r.incident is not None]
    read = {r.path for r in telling}
    known_by: dict[str, str] = {}
    for known in shelf.incidents.values():
        known_by.setdefault(known.incident.path, known.incident.id)
    for report in sorted(telling, key=lambda r: r.path):
        lasting = _lasting_id(report, shelf, known_by.get(report.path), read)
        claims.setdefault(lasting, []).append(report)
        if lasting != _said(report) and not _is_derived(report):
            problems.append(_called_otherwise(report, lasting))
    chosen: dict[str, ParsedReport] = {}
    for incident, claimants in claims.items():
        before = shelf.incidents.get(incident)
        path = before.incident.path if before else None
        winner = next((r for r in claimants if r.path == path), None)
        if winner is None and path is not None and path not in shelf.absent and path not in read:
            problems.extend(_refused_twin(incident, path, loser) for loser in claimants)
            continue
        chosen[incident] = winner or claimants[0]
        told = chosen[incident]
        problems.extend(_refused_twin(incident, told.path, loser) for loser in claimants if loser is not told)
    return chosen, tuple(problems)


def _said(report: ParsedReport) -> str:
    assert report.incident is not None  # noqa: S101  # told_by asks only those that have one
    return report.incident.value.replace("/", "-")  # INCIDENT/NUMBER names an item


def _is_derived(report: ParsedReport) -> bool:
    """The id was made of date and title; the report itself names none."""
    return report.incident is not None and report.incident.line == 0


def _lasting_id(report: ParsedReport, shelf: Shelf, before: str | None, read: Collection[str]) -> str:
    """What pirtrack calls this report's incident: issues carry that name, so it outlives titles, files and typos.

    `before` is the incident that the file told last.
    """
    said = _said(report)
    if said in shelf.incidents:
        return said
    if before is not None and (_is_derived(report) or _is_same(report, shelf.items_of(before))):
        return before
    if before is None and _is_derived(report):
        return _moved_and_retitled(report, shelf, read) or said
    return said


def _is_same(report: ParsedReport, known: Sequence[TrackedItem]) -> bool:
    """At least half of the rows are known items: the report got another id, its file not another report."""
    live = [t for t in known if not t.item.withdrawn]
    rows = [r for r in report.items if not r.inferred] or list(report.items)
    most = max(len(rows), len(live))
    return most > 0 and 2 * len(matching.match(rows, live)) >= most


def _moved_and_retitled(report: ParsedReport, shelf: Shelf, read: Collection[str]) -> str | None:
    """The one incident of that day whose file is gone and whose items these rows are; None where none or several fit."""
    day = report.date.value if report.date else None
    fitting = [
        name
        for name, known in shelf.incidents.items()
        if known.incident.path in shelf.absent
        and known.incident.path not in read
        and known.incident.date == day
        and (known.incident.digest == report.digest or _is_same(report, shelf.items_of(name)))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _called_otherwise(report: ParsedReport, lasting: str) -> Problem:
    said = f"the report now calls its incident {_said(report)}; pirtrack goes on calling it {lasting}, as its issues do"
    return _problem("INC-RENAMED", Severity.WARNING, report, said, "nothing needs to be done")


def _refused_twin(incident: str, teller: str, loser: ParsedReport) -> Problem:
    said = f"the incident {incident} is already told by {teller}; this file was not taken in"
    hint = "give this report an id of its own, or remove one of the two files"
    return _problem("INC-TWICE", Severity.ERROR, loser, said, hint)


def _problem(code: str, severity: Severity, report: ParsedReport, message: str, hint: str) -> Problem:
    where = report.incident
    line, column = (where.line or 1, where.column or 1) if where else (1, 1)
    return Problem(code, severity, message, report.path, line, column, hint)
