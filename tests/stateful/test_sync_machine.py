"""Histories of many runs, edits, faults and kills: both sides agree in the end, and nothing is made twice or lost."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.fakes.jira import FakeJira, lands_late, raising, reply_lost, request_lost
from tests.stateful.world import GRACE, Row, World
from tracker.errors import NotSent, Throttled
from tracker.model import Issue, Priority
from tracker.store import open_store

WORDS = (
    "Alert on queue depth", "Rehearse the failover", "Cap retries in the client", "Document the rollback",
    "Shard the session cache", "Rotate signing keys", "Page the storage owner", "Trim the audit log",
    "Probe the payment path", "Freeze schema changes on Fridays", "Warm replicas before traffic", "Test backups monthly",
)  # fmt: skip
DAYS = st.sampled_from([None, *(dt.date(2026, 4, d) for d in (1, 8, 15))])
OWNERS = st.sampled_from([None, "@ann", "@bob", "@stranger"])
PRIORITIES = st.sampled_from([None, *Priority])
FAULTS = st.sampled_from(
    [
        reply_lost,
        request_lost,
        lands_late,
        raising(NotSent("no route")),
        raising(Throttled("wait", retry_after=9.0)),
        None,
    ]
)


def empty_store() -> Path:
    """Made once: a new store costs more than a whole history."""
    path = Path(tempfile.mkdtemp(prefix="pirtrack-")) / "empty.db"
    open_store(f"sqlite:///{path}", clock=lambda: dt.datetime.now(dt.UTC)).close()
    return path


TEMPLATE = empty_store()


class SyncMachine(RuleBasedStateMachine):
    """What people and the network do between runs, and the runs; the law is checked at the end."""

    world_type: type[World] = World
    jira_type: type[FakeJira] = FakeJira

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="pirtrack-")
        self.world = self.world_type(Path(self.folder.name), TEMPLATE, jira=self.jira_type())
        self.said_in_jira: dict[str, dict[str, object]] = {}

    # -- the report --------------------------------------------------------------------------------

    @precondition(lambda self: len(self.world.rows) < 6)
    @rule(due=DAYS, owner=OWNERS, priority=PRIORITIES, at=st.integers(0, 6))
    def add_row(self, due: dt.date | None, owner: str | None, priority: Priority | None, at: int) -> None:
        name = self.world.names
        self.world.names += 1
        title = f"{WORDS[name % len(WORDS)]}{'' if name < len(WORDS) else f' {name}'}"
        self.world.rows.insert(at, Row(name, title, due, owner, priority))

    @precondition(lambda self: self.world.rows)
    @rule(data=st.data())
    def remove_row(self, data: st.DataObject) -> None:
        self.world.rows.remove(self.any_row(data))

    @precondition(lambda self: len(self.world.rows) > 1)
    @rule(data=st.data())
    def reorder_rows(self, data: st.DataObject) -> None:
        self.world.rows = data.draw(st.permutations(self.world.rows))

    @precondition(lambda self: self.world.rows)
    @rule(data=st.data(), due=DAYS)
    def move_due_date_in_report(self, data: st.DataObject, due: dt.date | None) -> None:
        self.any_row(data).due = due

    @precondition(lambda self: self.world.rows)
    @rule(data=st.data())
    def reword_row(self, data: st.DataObject) -> None:
        row = self.any_row(data)
        row.title = (
            row.title.removesuffix(" this week") if row.title.endswith(" this week") else f"{row.title} this week"
        )

    @precondition(lambda self: self.world.rows)
    @rule(data=st.data(), owner=OWNERS, priority=PRIORITIES)
    def reassign_in_report(self, data: st.DataObject, owner: str | None, priority: Priority | None) -> None:
        row = self.any_row(data)
        row.owner, row.priority = owner, priority

    # -- people in Jira ----------------------------------------------------------------------------

    @precondition(lambda self: self.items())
    @rule(data=st.data(), day=st.sampled_from([dt.date(2026, 5, 1), dt.date(2026, 5, 9)]))
    def move_due_date_in_jira(self, data: st.DataObject, day: dt.date) -> None:
        self.edit_in_jira(data, due=day)

    @precondition(lambda self: self.items())
    @rule(data=st.data(), word=st.sampled_from(["rewritten by hand", "in other words"]))
    def retitle_in_jira(self, data: st.DataObject, word: str) -> None:
        self.edit_in_jira(data, summary=word)

    @precondition(lambda self: self.items())
    @rule(data=st.data())
    def close_in_jira(self, data: st.DataObject) -> None:
        self.edit_in_jira(data, status="Done", category="done", resolution="Done")

    @precondition(lambda self: self.items())
    @rule(data=st.data())
    def label_in_jira(self, data: st.DataObject) -> None:
        issue = data.draw(st.sampled_from(self.items()))
        self.put_in_jira(replace(issue, labels=issue.labels | {"theirs"}))
        self.said_in_jira.setdefault(issue.id, {})["label"] = "theirs"

    @precondition(lambda self: self.items())
    @rule(data=st.data())
    def clone_in_jira(self, data: st.DataObject) -> None:
        issue = data.draw(st.sampled_from(self.items()))
        self.world.jira.made += 1
        number = self.world.jira.made
        self.put_in_jira(replace(issue, id=str(10000 + number), key=f"ENG-{number}", stamp=None))

    @precondition(lambda self: self.items())
    @rule(data=st.data())
    def move_in_jira(self, data: st.DataObject) -> None:
        issue = data.draw(st.sampled_from(self.items()))
        self.put_in_jira(replace(issue, key=f"OPS-{issue.id}", project="OPS"))

    # -- the network, the machine, time ------------------------------------------------------------

    @rule(faults=st.lists(FAULTS, min_size=1, max_size=3))
    def arm_faults(self, faults: list[Callable[..., object] | None]) -> None:
        self.world.jira.faults = list(faults)  # type: ignore[arg-type]  # each is a fault

    @rule(lag=st.booleans())
    def let_the_index_lag(self, lag: bool) -> None:
        self.world.jira.lag = lag
        if not lag:
            self.world.jira.unindexed.clear()

    @rule()
    def late_requests_land(self) -> None:
        self.world.jira.land_late()

    @rule(minutes=st.sampled_from([1, 7, 16, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        if minutes >= GRACE.total_seconds() / 60:  # what the grace promises: by then it landed and shows
            self.world.jira.land_late()
            self.world.jira.unindexed.clear()
        self.world.pass_time(dt.timedelta(minutes=minutes))

    @rule()
    def sync(self) -> None:
        self.world.sync()

    @rule(instant=st.integers(0, 14))
    def sync_and_be_killed(self, instant: int) -> None:
        self.world.sync(kill_after=instant)

    @rule()
    def lose_the_database(self) -> None:
        self.world.jira.land_late()
        self.world.jira.unindexed.clear()
        self.world.lose_database()

    # -- the law -----------------------------------------------------------------------------------

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.quiet()
            self.each_row_has_one_issue()
            self.no_edit_of_a_person_is_lost()
        finally:
            self.folder.cleanup()

    def each_row_has_one_issue(self) -> None:
        taken: dict[str, str] = {}
        for row in self.world.rows:
            issues = self.world.issues_of(row)
            assert len(issues) == 1, f"{row.title!r} has {len(issues)} issues"
            issue = issues[0]
            assert issue.id not in taken, f"{issue.key} is the issue of two rows"
            taken[issue.id] = row.title
            said = self.said_in_jira.get(issue.id, {})
            if "due" not in said:
                assert issue.due == row.due, f"{issue.key} is due {issue.due}, its row says {row.due}"
            if "summary" not in said:
                assert issue.summary == row.title

    def no_edit_of_a_person_is_lost(self) -> None:
        for issue_id, said in self.said_in_jira.items():
            issue = self.world.jira.issues[issue_id]
            for name, value in said.items():
                shown = value if name == "label" and value in issue.labels else getattr(issue, name, None)
                assert shown == value, f"{issue.key}: somebody's {name} {value!r} became {shown!r}"

    # -- helpers -----------------------------------------------------------------------------------

    def any_row(self, data: st.DataObject) -> Row:
        return data.draw(st.sampled_from(self.world.rows))

    def items(self) -> list[Issue]:
        return [i for i in self.world.jira.issues.values() if i.stamp and not i.is_epic]

    def edit_in_jira(self, data: st.DataObject, **said: object) -> None:
        issue = data.draw(st.sampled_from(self.items()))
        self.put_in_jira(replace(issue, **said))  # type: ignore[arg-type]  # fields of an issue
        self.said_in_jira.setdefault(issue.id, {}).update(said)

    def put_in_jira(self, issue: Issue) -> None:
        self.world.jira.issues[issue.id] = replace(issue, updated=self.world.now)


SyncMachine.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSync = SyncMachine.TestCase
