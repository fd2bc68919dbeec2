"""What the team does to its reports between runs."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.stateful.team import Numbering, Report, Row
from tests.stateful.world import World
from tracker.model import Priority

MOST_ROWS = 5
# Too unlike each other to be taken for one another, even where owner, due date and priority are the same.
TITLES = (
    "Alert on queue depth", "Rehearse the failover", "Cap retries in clients", "Document rollback steps",
    "Shard session cache", "Rotate signing keys", "Page the storage owner", "Trim audit logs",
    "Probe payment path", "Freeze schema changes", "Warm up replicas", "Test backups monthly",
)  # fmt: skip  # set by hand, as a table
SUFFIX = " now"
DAYS = st.sampled_from([None, *(dt.date(2026, 4, d) for d in (1, 8, 15))])
OWNERS = st.sampled_from([None, "@ann", "@bob", "@stranger"])
PRIORITIES = st.sampled_from([None, Priority.P0, Priority.P1, Priority.P2])
PICK = st.integers(0, 11)
NUMBERINGS = st.sampled_from(["by_place", "own", "none"])


class Reporting(RuleBasedStateMachine):
    """Rows and reports change; `pick` chooses one of what there is."""

    world: World

    def any_row(self, pick: int) -> Row:
        rows = self.world.rows
        return rows[pick % len(rows)]

    def any_report(self, pick: int) -> Report:
        return self.world.reports[pick % len(self.world.reports)]

    def has_rows(self) -> bool:
        return bool(self.world.rows)

    def has_titles(self) -> bool:
        return self.world.names < len(TITLES) and any(len(r.rows) < MOST_ROWS for r in self.world.reports)

    @precondition(has_titles)
    @rule(due=DAYS, owner=OWNERS, priority=PRIORITIES, pick=PICK)
    def add_row(self, due: dt.date | None, owner: str | None, priority: Priority | None, pick: int) -> None:
        report = min(self.world.reports, key=lambda r: len(r.rows))
        self.world.names += 1
        name = self.world.names
        report.rows.insert(pick % (len(report.rows) + 1), Row(name, TITLES[name - 1], due, owner, priority))

    @precondition(has_titles)
    @rule(count=st.integers(2, 4))
    def add_some_rows(self, count: int) -> None:
        self.add_rows(count)

    def add_rows(self, count: int) -> None:
        """So many at the end, as far as there is room."""
        for _ in range(count):
            if self.has_titles():
                self.add_row(dt.date(2026, 4, 1), "@ann", Priority.P1, 11)

    @precondition(has_rows)
    @rule(pick=PICK)
    def remove_row(self, pick: int) -> None:
        row = self.any_row(pick)
        report = next(r for r in self.world.reports if row in r.rows)
        report.rows.remove(row)
        report.removed.append(row)

    @precondition(lambda self: any(r.removed and len(r.rows) < MOST_ROWS for r in self.world.reports))
    @rule(pick=PICK)
    def put_row_back(self, pick: int) -> None:
        report = next(r for r in self.world.reports if r.removed and len(r.rows) < MOST_ROWS)
        report.rows.insert(pick % (len(report.rows) + 1), report.removed.pop())

    @precondition(has_rows)
    @rule(pick=PICK)
    def reorder_rows(self, pick: int) -> None:
        report = self.any_report(pick)
        turn = pick % max(len(report.rows), 1)
        report.rows = report.rows[turn:] + report.rows[:turn]

    @rule(pick=PICK, numbering=NUMBERINGS)
    def number_rows_otherwise(self, pick: int, numbering: Numbering) -> None:
        self.any_report(pick).numbering = numbering

    @precondition(has_rows)
    @rule(pick=PICK)
    def reword_row(self, pick: int) -> None:
        row = self.any_row(pick)
        row.title = row.title.removesuffix(SUFFIX) if row.title.endswith(SUFFIX) else f"{row.title}{SUFFIX}"

    @precondition(has_rows)
    @rule(pick=PICK, due=DAYS)
    def move_due_date_in_report(self, pick: int, due: dt.date | None) -> None:
        self.any_row(pick).due = due

    @precondition(has_rows)
    @rule(pick=PICK, owner=OWNERS, priority=PRIORITIES)
    def reassign_in_report(self, pick: int, owner: str | None, priority: Priority | None) -> None:
        row = self.any_row(pick)
        row.owner, row.priority = owner, priority

    @precondition(has_rows)
    @rule(pick=PICK)
    def write_keys_back(self, pick: int) -> None:
        """The rows are given their keys, as `--write-back` does; a reader may do so by hand."""
        for row in self.any_report(pick).rows:
            record = self.world.record(row)
            row.key = record.key if record else row.key

    @rule(pick=PICK)
    def set_back_to_draft_or_finish(self, pick: int) -> None:
        report = self.any_report(pick)
        report.finished = not report.finished

    @rule(pick=PICK)
    def move_report(self, pick: int) -> None:
        report = self.any_report(pick)
        (self.world.folder / report.path).unlink()
        report.path = report.path.replace("incidents/", "incidents/moved-", 1)
        self.world.put_file(report.path)

    @rule(pick=PICK, title=st.sampled_from(["Search was down", "Search was slow"]))
    def retitle_report(self, pick: int, title: str) -> None:
        self.any_report(pick).title = title

    @precondition(lambda self: len(self.world.reports) < 2)
    @rule()
    def write_another_report(self) -> None:
        self.world.add_report()

    @rule(pick=PICK, elsewhere=st.booleans())
    def name_an_epic(self, pick: int, elsewhere: bool) -> None:
        """The team makes an epic and has its report name it; the next time it takes the line out."""
        report = self.any_report(pick)
        if report.epic is not None:
            report.epic = None
            return
        jira = self.world.jira
        epic = jira.add("OPS" if elsewhere else "ENG", jira.kind("Epic"), "Reliability")  # type: ignore[arg-type]  # it is there
        jira.touch(epic)
        self.world.by_hand.add(epic.id)
        report.epic = epic.key
