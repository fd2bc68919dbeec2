"""What people do in Jira between runs."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from sync.sandbox.model import Record
from tests.stateful.people import DAYS, PRIORITIES, WORDS
from tests.stateful.world import World

PICK = st.integers(0, 11)


class Working(RuleBasedStateMachine):
    """Issues change hands; `pick` chooses one of ours."""

    world: World

    def ours(self) -> list[Record]:
        """Issues of items that people see and may change."""
        shown = self.world.jira.records.values()
        return [r for r in shown if r.kind.level == 0 and r.properties and not r.hidden and not r.archived]

    def has_issues(self) -> bool:
        return bool(self.ours())

    def any_issue(self, pick: int) -> Record:
        issues = self.ours()
        return issues[pick % len(issues)]

    @precondition(has_issues)
    @rule(pick=PICK, day=st.sampled_from(DAYS))
    def move_due_date_in_jira(self, pick: int, day: str | None) -> None:
        self.world.people.edit(self.any_issue(pick), "due", day)

    @precondition(has_issues)
    @rule(pick=PICK, words=st.sampled_from(WORDS))
    def retitle_in_jira(self, pick: int, words: str) -> None:
        self.world.people.edit(self.any_issue(pick), "summary", words)

    @precondition(has_issues)
    @rule(pick=PICK, name=st.sampled_from(PRIORITIES))
    def change_priority_in_jira(self, pick: int, name: str) -> None:
        self.world.people.edit(self.any_issue(pick), "priority", name)

    @precondition(has_issues)
    @rule(pick=PICK)
    def assign_in_jira(self, pick: int) -> None:
        self.world.people.edit(self.any_issue(pick), "assignee", self.world.people.kim())

    @precondition(has_issues)
    @rule(pick=PICK)
    def put_under_another_epic(self, pick: int) -> None:
        record, jira = self.any_issue(pick), self.world.jira
        epic = jira.add("ENG", jira.kind("Epic"), "Somebody's own")  # type: ignore[arg-type]  # it is there
        jira.touch(epic)
        self.world.by_hand.add(epic.id)
        self.world.people.edit(record, "parent", epic.id)

    @precondition(has_issues)
    @rule(pick=PICK)
    def take_over_the_reports_due_date(self, pick: int) -> None:
        """Both sides come to say the same, one after the other: from then on either may move."""
        record = self.any_issue(pick)
        row = next((r for r in self.world.rows if r.issue == str(record.id)), None)
        if row is not None:
            self.world.jira.edit(str(record.id), due=row.due.isoformat() if row.due else None)
            self.world.people.free(record, "due")

    @precondition(has_issues)
    @rule(pick=PICK)
    def label_in_jira(self, pick: int) -> None:
        self.world.people.label(self.any_issue(pick))

    @precondition(has_issues)
    @rule(pick=PICK, to=PICK, dropped=st.booleans())
    def move_on(self, pick: int, to: int, dropped: bool) -> None:
        states = self.world.people.statuses()
        self.world.people.transition(self.any_issue(pick), states[to % len(states)], "Won't Do" if dropped else None)

    @precondition(has_issues)
    @rule(pick=PICK)
    def comment_in_jira(self, pick: int) -> None:
        record = self.any_issue(pick)
        record.comments.append({"id": "1", "body": "looking into it"})
        self.world.jira.touch(record)

    @precondition(has_issues)
    @rule(pick=PICK)
    def clone_in_jira(self, pick: int) -> None:
        key = self.world.jira.clone(self.any_issue(pick).key)
        self.world.by_hand.add(self.world.jira.get(key).id)

    @precondition(has_issues)
    @rule(pick=PICK)
    def move_to_another_project(self, pick: int) -> None:
        record = self.any_issue(pick)
        self.world.jira.move(record.key, "ENG" if record.project == "OPS" else "OPS")

    @precondition(has_issues)
    @rule(pick=PICK)
    def delete_in_jira(self, pick: int) -> None:
        record = self.any_issue(pick)
        self.world.jira.delete(record.key)
        self.world.put_away(record)

    @precondition(has_issues)
    @rule(pick=PICK)
    def hide_in_jira(self, pick: int) -> None:
        record = self.any_issue(pick)
        self.world.jira.hide(record.key)
        self.world.put_away(record)

    @precondition(has_issues)
    @rule(pick=PICK)
    def archive_in_jira(self, pick: int) -> None:
        record = self.any_issue(pick)
        self.world.jira.archive(record.key)
        self.world.put_away(record)

    @precondition(lambda self: bool(self.put_away()))
    @rule(pick=PICK)
    def show_again(self, pick: int) -> None:
        away = self.put_away()
        self.world.jira.show(str(away[pick % len(away)].id))

    def put_away(self) -> list[Record]:
        return [r for r in self.world.jira.records.values() if r.hidden or r.archived]
