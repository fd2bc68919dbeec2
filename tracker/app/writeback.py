"""Keys and statuses back into the reports that were just read, and what was written there kept in mind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports import files
from reports.files import ReportFile
from reports.rows import Wanted
from reports.saving import CHANGED, replace_file
from reports.writeback import Outcome, Rewritten, rewrite
from tracker import rules
from tracker.app.answer import Progress
from tracker.app.context import Context
from tracker.app.loading import reading_rules
from tracker.intake import IntakePolicy, Known, take_in
from tracker.model import (
    Event,
    ItemRef,
    Linked,
    ParsedReport,
    Problem,
    Severity,
    Standing,
    Status,
    TrackedIncident,
    TrackedItem,
    Written,
)
from tracker.store import Store
from tracker.views import ChangeView

# By these an item gets its issue; what a person does to its row before that is not yet about the issue.
_GETS_ITS_ISSUE = frozenset({"created", "adopted", "linked", "settled"})
_AGAIN = "run `pirtrack sync --write-back` again"


@dataclass(slots=True)
class WroteBack:
    """What was written into reports, and what was left as it is."""

    changes: list[ChangeView] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WriteBack:
    """The reports of a sync, one after the other: a file is written, then what it says now is kept."""

    context: Context
    store: Store
    policy: IntakePolicy
    progress: Progress
    stop: Callable[[], bool]
    told: WroteBack = field(default_factory=WroteBack)

    def run(self, reports: Sequence[ParsedReport]) -> WroteBack:
        """Every finished report whose rows don't say yet what is known; a changed file is left alone."""
        known = Known.of(self.store.incidents(), self.store.items())
        told_by = {(t.incident.path, t.incident.digest): t for t in known.incidents.values()}
        items_of = known.by_incident()
        written = self.store.written()
        for n, report in enumerate(reports, 1):
            incident = told_by.get((report.path, report.digest))
            if incident is not None and incident.incident.standing is Standing.FINISHED and not self.stop():
                self._look_over(report, incident, items_of.get(incident.incident.id, ()), written)
            self.progress.step("writing back", n, len(reports))
        return self.told

    def _look_over(
        self,
        report: ParsedReport,
        incident: TrackedIncident,
        items: Sequence[TrackedItem],
        written: Mapping[ItemRef, Written],
    ) -> None:
        wanted = {t.item.ref: w for t in items if (w := self._wanted(t, report.path, written)) is not None}
        of = {t.item.ref: t.item for t in items}
        reading = reading_rules(self.context)
        if all(w.is_settled(of[ref].jira_key, of[ref].reported_status, reading.words) for ref, w in wanted.items()):
            return
        file = ReportFile(self.context.config.base / report.path, report.path)
        data = files.read_file(file)
        if isinstance(data, Problem):
            self._left_alone(report.path, data.message)
            return
        if hashlib.sha256(data).hexdigest() != report.digest:
            self._left_alone(report.path, CHANGED)
            return
        rewritten = rewrite(report.path, data, reading, tuple(wanted.values()))
        why = replace_file(file.path, data, rewritten.data) if rewritten.data != data else None
        if why is not None:
            self._left_alone(report.path, why)
            return
        self._keep(incident, items, rewritten)
        self._tell(wanted, rewritten)

    def _wanted(self, tracked: TrackedItem, path: str, written: Mapping[ItemRef, Written]) -> Wanted | None:
        item, link = tracked.item, tracked.link
        if not isinstance(link, Linked) or item.withdrawn or item.source.path != path:
            return None
        issue = link.issue
        status = rules.status_of(issue, self.context.config.status_names)
        dropped = status is Status.CANCELLED and issue.resolution  # Won't Do says it, Done does not
        before = written.get(item.ref)
        by_hand = before is None and item.reported_status is not status and self._is_moved_by_hand(item.ref)
        return Wanted(item.source, issue.key, status, dropped or issue.status, before, by_hand)

    def _is_moved_by_hand(self, ref: ItemRef) -> bool:
        """The row's status was changed after the item got its issue."""
        events = iter(self.store.history(ref.incident, ref.number))
        after = any(event.kind in _GETS_ITS_ISSUE for event in events)  # what is left begins behind it
        return after and any(e.kind == "row_changed" and "reported_status" in dict(e.data) for e in events)

    def _keep(self, incident: TrackedIncident, items: Sequence[TrackedItem], rewritten: Rewritten) -> None:
        """What the file says now, so that the next run finds nothing new in it; the history tells who wrote it."""
        now = self.context.clock()
        refs = {t.item.source: t.item.ref for t in items}
        taken = take_in(Known.of([incident], items), [rewritten.report], self.policy, now)
        events = [
            Event(now, "written_back", ref.incident, ref.number, tuple(sorted(_shown(o).items())))
            for o in rewritten.outcomes
            if o.changed and (ref := refs[o.wanted.source])
        ]
        self.store.put(incidents=taken.incidents, items=taken.items, events=events)
        fresh = {
            refs[o.wanted.source]: o.written for o in rewritten.outcomes if o.written not in (None, o.wanted.before)
        }
        self.store.put_written({ref: w for ref, w in fresh.items() if w is not None})

    # What is told --------------------------------------------------------------------------------

    def _left_alone(self, path: str, why: str) -> None:
        hint = _AGAIN if why == CHANGED else "see who may write it"
        said = f"nothing was written back: {why}"
        self.told.problems.append(Problem("WRB-FILE", Severity.WARNING, said, path, 1, 1, hint))

    def _tell(self, wanted: Mapping[ItemRef, Wanted], rewritten: Rewritten) -> None:
        refs = {w: ref for ref, w in wanted.items()}
        for outcome in rewritten.outcomes:
            if outcome.changed:
                ref = str(refs[outcome.wanted])
                change = ChangeView("write_back", ref, outcome.wanted.key, _shown(outcome), None, "done")
                self.told.changes.append(change)
            self.told.problems += _problems(outcome)


def _shown(outcome: Outcome) -> dict[str, str | None]:
    """What was written, by the names of the fields."""
    said = {"key": outcome.wanted.key, "status": outcome.wanted.name}
    return {name: said[name] for name in outcome.changed}


def _problems(outcome: Outcome) -> Iterator[Problem]:
    wanted = outcome.wanted
    place = (wanted.source.path, wanted.source.line, wanted.source.column)
    if outcome.refused is not None:
        said = f"{wanted.key} was not written back: {outcome.refused}"
        yield Problem("WRB-ROW", Severity.WARNING, said, *place, "write the key into the row, or make it a table's")
    for name, text in outcome.kept:
        jira = wanted.key if name == "key" else f"{wanted.name} in Jira ({wanted.key})"
        said = f"the row's {name} is {text!r}, and {jira}: a person's word, kept"
        hint = "empty the cell to have it written, or make both say the same"
        yield Problem("WRB-KEPT", Severity.WARNING, said, *place, hint)
