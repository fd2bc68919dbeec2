"""Everything there is: one Jira, the team's reports, the pirtracks at work, and time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from sync.sandbox.api import Api
from sync.sandbox.clock import Clock
from sync.sandbox.model import Jira, Record
from sync.sandbox.world import PERMISSIONS
from tests.stateful.actor import Actor, Makes
from tests.stateful.fate import Fate
from tests.stateful.people import People
from tests.stateful.team import Report, Row
from tests.values import NOW
from tracker.app.answer import Answer
from tracker.errors import UnsafePlan
from tracker.intake import IntakePolicy, Known, take_in
from tracker.model import ParsedReport

GRACE = dt.timedelta(minutes=15)
# What the grace promises, all in all: by then a request has landed, the index shows it, and no clock was wrong by more.
LANDS_WITHIN = dt.timedelta(minutes=6)
LAG = dt.timedelta(minutes=4)
SKEW = dt.timedelta(minutes=2)
# Longer than the search index may lag: after that nothing is new any more.
A_WHILE = dt.timedelta(minutes=16)
# So many runs at most until there is nothing left to write: epics, items, what was found by looking, what that brings.
MOST_ROUNDS = 5


@dataclass
class World:
    """`time` is what Jira takes for the time; every machine's clock may be wrong against it.

    `held` are names of rows that wait for a person; `by_hand` ids of issues that people made; `forgotten` of those
    that our store did not know when Jira showed them last. `deaf`: Jira left parents out at some time.
    """

    folder: Path
    flavour: str
    make: Makes = field(default_factory=Makes)
    time: dt.datetime = NOW
    reports: list[Report] = field(default_factory=list)
    names: int = 0
    held: set[int] = field(default_factory=set)
    by_hand: set[int] = field(default_factory=set)
    forgotten: set[int] = field(default_factory=set)
    deaf: bool = False
    databases_lost: int = 0

    def __post_init__(self) -> None:
        self.jira = Jira(self.flavour)
        self.jira.clock = Clock(source=lambda: self.time)
        self.api = Api(self.jira)
        self.people = People(self.jira)
        (self.folder / "incidents").mkdir()
        self.ours = self.an_actor("a")
        self.actors = [self.ours]
        self.add_report()

    def an_actor(self, name: str) -> Actor:
        """One more pirtrack, that knows nothing yet."""
        return Actor(name, self.folder, self.api, self.pass_time, make=self.make)

    def add_report(self) -> Report:
        """The team writes one more."""
        number = len(self.reports) + 1
        report = Report(f"2026-03-0{number}-001", f"incidents/{number}.md")
        self.reports.append(report)
        self.put_file(report.path)
        return report

    def put_file(self, path: str) -> None:
        """What is at a path matters to nobody here but that something is."""
        (self.folder / path).touch()

    def parsed(self) -> list[ParsedReport]:
        """What reading the reports gives."""
        return [r.parsed() for r in self.reports]

    @property
    def rows(self) -> list[Row]:
        """Every row of every report."""
        return [row for report in self.reports for row in report.rows]

    def record(self, row: Row) -> Record | None:
        """The issue of a row, where it is known to have one that is still there."""
        return self.jira.records.get(int(row.issue)) if row.issue else None

    def epic_of(self, report: Report) -> Record | None:
        """The epic that a report's issues belong under."""
        if report.epic is not None:
            return self.jira.find(report.epic)
        ours = (r for r in self.jira.records.values() if r.kind.level == 1 and r.id not in self.by_hand)
        stamps = ((r, r.properties.get("pirtrack")) for r in ours)
        return next((r for r, stamp in stamps if stamp and stamp["incident"] == report.incident), None)

    def pass_time(self, span: dt.timedelta) -> None:
        """Time passes; what is late lands on the way."""
        until = self.time + span
        for actor in self.actors:
            while actor.wire.late and actor.wire.late[0][0] + LANDS_WITHIN <= until:
                self.time = max(self.time, actor.wire.late[0][0] + LANDS_WITHIN)
                actor.wire.land_one()
        self.time = until

    def land_late(self) -> None:
        """All that is late lands now."""
        for actor in self.actors:
            while actor.wire.late:
                actor.wire.land_one()

    @property
    def at_rest(self) -> bool:
        """Nothing is on its way, and the index shows what is there."""
        late = any(actor.wire.late for actor in self.actors)
        return not late and (not self.jira.index_lag or all(r.updated <= self.time - LAG for r in self.everything))

    @property
    def everything(self) -> list[Record]:
        """Every issue that ever was."""
        return [*self.jira.records.values(), *self.jira.deleted.values()]

    def come_to_rest(self) -> None:
        """As much time as that takes."""
        if not self.at_rest:
            self.pass_time(LANDS_WITHIN + LAG)

    def sync(self, actor: Actor, fate: Fate | None = None, *, full: bool = False) -> Answer | None:
        """One run; a person says yes where it asks whether so much may be gone."""
        self.pass_time(dt.timedelta(seconds=1))
        answer = actor.sync(self.parsed(), fate, full=full)
        if answer is None and isinstance(actor.said, UnsafePlan):
            answer = actor.sync(self.parsed(), full=full, yes=True)
        return answer

    def names_can_be_had_again(self) -> bool:
        """Whether an empty store would give each row the number that its issue carries."""
        anew = take_in(Known(), self.parsed(), IntakePolicy(), self.time).after.items
        known = {t.item.ref: t.item.title for t in self.ours.store.items()}
        return known == {ref: t.item.title for ref, t in anew.items()}

    def lose_database(self) -> None:
        """What Jira does not show by now is known to nobody; a row that names its key still keeps it from being made."""
        self.come_to_rest()
        self.databases_lost += 1
        self.ours.lose_database()
        for record in self.everything:
            if record.hidden or record.archived or record.id in self.jira.deleted:
                self.put_away(record)

    def put_away(self, record: Record) -> None:
        """An issue is not shown any more; where our store does not know it by now, nobody ever can."""
        if str(record.id) in self.ours.links():
            return
        self.forgotten.add(record.id)
        for row in [*self.rows, *(row for report in self.reports for row in report.removed)]:
            if row.issue == str(record.id):
                row.issue = None

    def quiet(self) -> None:
        """Everything that was wrong is mended, and runs go on until there is nothing left to do."""
        self.mend()
        for actor in self.actors:
            for _ in range(MOST_ROUNDS):
                self.pass_time(A_WHILE)
                wrote = len(actor.wire.writes)
                self.sync(actor)
                if len(actor.wire.writes) == wrote:
                    break
        self.sync(self.ours, full=True)
        self.pass_time(A_WHILE)
        for actor in self.actors:
            self.sync(actor)

    def mend(self) -> None:
        """Jira is well again, and the team finishes its reports."""
        self.jira.deaf.clear()
        self.jira.refused.clear()
        self.jira.may = set(PERMISSIONS)
        self.come_to_rest()
        for report in self.reports:
            report.finished = True
            if report.epic is not None and self.jira.find(report.epic) is None:
                report.epic = None

    def close(self) -> None:
        """Lets go of every store."""
        for actor in self.actors:
            actor.store.close()
