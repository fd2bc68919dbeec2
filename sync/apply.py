"""Carries a Plan out, one journalled step at a time; decides nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, TypeVar

from sync.changes import (
    Adopt,
    Change,
    Comment,
    CreateEpic,
    CreateItem,
    Edited,
    Hold,
    LinkExisting,
    Plan,
    Release,
    Settle,
    Skip,
    Update,
    key_of,
)
from sync.fields import parent_field
from sync.ports import Draft, Jira, Journal, Made
from tracker.errors import (
    Interrupted,
    JiraError,
    JiraInvalid,
    JiraMissing,
    JiraUnavailable,
    OutcomeUnknown,
    PirtrackError,
)
from tracker.model import Issue, Linked, Values

T = TypeVar("T")

# Source: Jira Cloud REST v3, "Bulk create issue": up to 50 issues; "Bulk fetch issues": up to 100.
CREATE_BATCH = 50
READ_BATCH = 100
# How long after the journal's commit a create may still be sent.
SEND_WITHIN = dt.timedelta(seconds=30)

Result: TypeAlias = Literal["done", "refused", "in_doubt", "left", "skipped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one change; `left`: not begun, the run ended before it."""

    change: Change
    result: Result
    key: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did, in the plan's order; `stopped` is what ended it early, None when it went through."""

    outcomes: tuple[Outcome, ...]
    stopped: PirtrackError | None = None


@dataclass(frozen=True, slots=True)
class Hands:
    """What carrying out takes: `stop` is asked between two steps, `step` hears (what, done, total)."""

    jira: Jira
    journal: Journal
    clock: Callable[[], dt.datetime]
    epic_link: str | None = None
    stop: Callable[[], bool] = lambda: False
    step: Callable[[str, int, int], None] = lambda _what, _done, _total: None


def carry_out(plan: Plan, hands: Hands) -> Run:
    """Every change of the plan, in order; what one item meets doesn't keep the others from being done.

    Lost credentials, an unavailable Jira, an unknown outcome or a signal end the run; what is left is said.
    """
    work = _Work(hands)
    stopped: PirtrackError | None = None
    try:
        work.adopt([c for c in plan.changes if isinstance(c, Adopt)])
        work.hold([c for c in plan.changes if isinstance(c, Hold)])
        work.make_epics([c for c in plan.changes if isinstance(c, CreateEpic)])
        work.make_items([c for c in plan.changes if isinstance(c, CreateItem)])
        work.edit([c for c in plan.changes if isinstance(c, Edited)])
    except (JiraError, Interrupted) as error:
        stopped = error
    return Run(tuple(work.outcome_of(c) for c in plan.changes), stopped)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A create that knows its epic by now."""

    change: CreateEpic | CreateItem
    draft: Draft
    values: Values

    @property
    def target(self) -> str:
        return self.draft.target

    @property
    def needs_agile(self) -> bool:
        return isinstance(self.change, CreateItem) and self.change.where.epic_field is None


@dataclass(slots=True)
class _Work:
    hands: Hands
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    epics: dict[str, Issue] = field(default_factory=dict)

    def outcome_of(self, change: Change) -> Outcome:
        if isinstance(change, Skip):
            return Outcome(change, "skipped", change.key, change.reason)
        return self.outcomes.get(change.target, Outcome(change, "left", key_of(change)))

    def _say(self, change: Change, result: Result, key: str | None = None, detail: str | None = None) -> None:
        self.outcomes[change.target] = Outcome(change, result, key, detail)

    def adopt(self, changes: Sequence[Adopt]) -> None:
        for change in changes:
            self._pause_point()
            self.hands.journal.linked({change.target: change.link}, at=self.hands.clock(), how=change.how)
            self._say(change, "done", change.link.issue.key)

    def hold(self, changes: Sequence[Hold]) -> None:
        if changes:
            self._pause_point()
            self.hands.journal.held({c.target: c.held for c in changes}, at=self.hands.clock(), how="held")
        for change in changes:
            self._say(change, "done", change.held.candidate, change.held.reason)

    def make_epics(self, changes: Sequence[CreateEpic]) -> None:
        ready = [_Ready(c, c.draft, c.values) for c in changes]
        for paired, issue in self._make(ready, "making epics"):
            self.epics[paired.target] = issue

    def make_items(self, changes: Sequence[CreateItem]) -> None:
        ready: list[_Ready] = []
        for change in changes:
            made = self.epics.get(change.incident)
            epic = change.epic or (made.key if made else None)
            if epic is None:
                self._say(change, "left", detail="its epic was not made")
            else:
                draft = replace(change.draft, fields={**change.draft.fields, **parent_field(change.where, epic)})
                values = replace(change.values, epic=epic)
                stamp = replace(draft.stamp, sent=values)
                ready.append(_Ready(change, replace(draft, stamp=stamp), values))
        for group in _batches(list(self._make(ready, "making issues")), READ_BATCH):
            self._place([(r, i) for r, i in group if r.needs_agile])

    def _make(self, ready: Sequence[_Ready], what: str) -> Iterator[tuple[_Ready, Issue]]:
        """Sends in batches of 50 and pairs by 100, so that reading back costs no more than it must."""
        done = 0
        for block in _batches(ready, READ_BATCH):
            sent: list[_Ready] = []
            ids: list[str] = []
            try:
                for batch in _batches(block, CREATE_BATCH):
                    self._pause_point()
                    made = self._post(batch)
                    ids.extend(made.ids)
                    rejected = {r.position for r in made.rejections}
                    sent.extend(r for position, r in enumerate(batch) if position not in rejected)
                    done += len(batch)
                    self.hands.step(what, done, len(ready))
            finally:  # what was answered is linked even when a later batch ended the run
                pairs = self._pair(sent, ids)
            yield from pairs

    def _post(self, batch: Sequence[_Ready]) -> Made:
        journal, clock = self.hands.journal, self.hands.clock
        targets = [r.target for r in batch]
        began = clock()
        again = [r.target for r in batch if r.change.again]
        if again:
            journal.withdraw(again, at=began, reason="looked for both ways and not found, the grace has passed")
        deadline = began + SEND_WITHIN
        journal.intend({r.target: r.values for r in batch}, began=began, deadline=deadline)
        try:
            made = self.hands.jira.create([r.draft for r in batch], deadline=deadline)
        except OutcomeUnknown as error:
            journal.ended(targets, at=clock())
            for ready in batch:
                self._say(ready.change, "in_doubt", detail=error.message)
            raise
        except JiraInvalid as error:
            for ready in batch:
                self._refused(ready, error.message)
            return Made(ids=())
        except (JiraError, Interrupted) as error:  # refused, throttled or never sent: surely nothing was made
            journal.withdraw(targets, at=clock(), reason=error.message)
            raise
        for rejection in made.rejections:
            self._refused(batch[rejection.position], rejection.message)
        return made

    def _refused(self, ready: _Ready, reason: str) -> None:
        change = ready.change
        self.hands.journal.refused(change.target, at=self.hands.clock(), reason=reason, fingerprint=change.fingerprint)
        self._say(change, "refused", detail=reason)

    def _pair(self, sent: Sequence[_Ready], ids: Sequence[str]) -> list[tuple[_Ready, Issue]]:
        """Each element with its issue, by the marker that the issue shows; what shows none stays in doubt."""
        if not sent:
            return []
        by_marker = {r.draft.marker: r for r in sent}
        pairs: list[tuple[_Ready, Issue]] = []
        try:
            for issue in self.hands.jira.read(ids, epic_link=self.hands.epic_link).issues:
                ready = next((by_marker.pop(label) for label in issue.labels if label in by_marker), None)
                if ready is not None:
                    pairs.append((ready, issue))
        finally:
            self._link(pairs)
            lost = list(by_marker.values())
            if lost:
                self.hands.journal.ended([r.target for r in lost], at=self.hands.clock())
                for ready in lost:
                    self._say(ready.change, "in_doubt", detail="Jira answered, but did not show the new issue")
        return pairs

    def _link(self, pairs: Sequence[tuple[_Ready, Issue]], how: str = "created") -> None:
        links: dict[str, Linked] = {}
        for ready, issue in pairs:
            placed = how != "created" or not ready.needs_agile
            base = ready.values if placed else replace(ready.values, epic=None)
            stamp = ready.draft.stamp
            links[ready.target] = Linked(
                replace(issue, stamp=issue.stamp or stamp), base, stamp.first_due, stamp.first_priority
            )
            self._say(ready.change, "done", issue.key)
        if links:
            self.hands.journal.linked(links, at=self.hands.clock(), how=how)

    def _place(self, pairs: Sequence[tuple[_Ready, Issue]]) -> None:
        """The agile call, for a Data Center whose create screen lacks the Epic Link; then read back."""
        by_epic: dict[str, list[tuple[_Ready, Issue]]] = {}
        for ready, issue in pairs:
            by_epic.setdefault(ready.values.epic or "", []).append((ready, issue))
        for epic, group in sorted(by_epic.items()):
            for batch in _batches(group, CREATE_BATCH):
                self.hands.jira.add_to_epic(epic, [i.id for _, i in batch])
        if pairs:
            shown = {i.id: i for i in self._read_back([issue for _, issue in pairs])}
            self._link([(r, shown[i.id]) for r, i in pairs if i.id in shown], how="placed")

    def _read_back(self, issues: Sequence[Issue]) -> tuple[Issue, ...]:
        return self.hands.jira.read([i.id for i in issues], epic_link=self.hands.epic_link).issues

    def edit(self, changes: Sequence[Edited]) -> None:
        done = 0
        for batch in _batches(changes, READ_BATCH):
            sent: list[Edited] = []
            try:
                for change in batch:
                    self._pause_point()
                    if self._send_edit(change):
                        sent.append(change)
                    done += 1
                    self.hands.step("updating issues", done, len(changes))
            finally:
                self._settle_edits(sent)

    def _send_edit(self, change: Edited) -> bool:
        issue = change.link.issue
        try:
            self.hands.jira.edit(issue.id, change.edit)
            if isinstance(change, Update) and change.agile_epic:
                self.hands.jira.add_to_epic(change.agile_epic, [issue.id])
        except JiraMissing as error:
            self._say(change, "refused", issue.key, error.message)
            return False
        except JiraInvalid as error:
            self._say(change, "refused", issue.key, error.message)
            if isinstance(change, Update):
                kept = replace(change.link, base=change.before, refusal=error.message, fingerprint=change.fingerprint)
                self.hands.journal.linked({change.target: kept}, at=self.hands.clock(), how="update_refused")
            return False
        except JiraUnavailable as error:
            self._say(change, "left", issue.key, f"{error.message}; decided anew on the next run")
            raise
        return True

    def _settle_edits(self, sent: Sequence[Edited]) -> None:
        if not sent:
            return
        shown = {i.id: i for i in self._read_back([c.link.issue for c in sent])}
        by_how: dict[str, dict[str, Linked]] = {}
        for change in sent:
            issue = shown.get(change.link.issue.id)
            if issue is not None and not isinstance(change, Release):
                kept = replace(issue, stamp=issue.stamp or change.edit.stamp)  # Data Center's search shows none
                link = replace(change.link, issue=kept, refusal=None, fingerprint=None)
                by_how.setdefault(_how(change), {})[change.target] = link
        for how, links in by_how.items():
            self.hands.journal.linked(links, at=self.hands.clock(), how=how)
        released = {c.target: c.held for c in sent if isinstance(c, Release)}
        if released:
            self.hands.journal.held(released, at=self.hands.clock(), how="unlinked")
        for change in sent:
            self._say(change, "done", change.link.issue.key)

    def _pause_point(self) -> None:
        if self.hands.stop():
            raise Interrupted("interrupted between two steps; what was begun is journalled",
                              hint="run the same command again to go on")  # fmt: skip


def _how(change: LinkExisting | Update | Comment | Settle) -> str:
    """What the history calls it."""
    match change:
        case LinkExisting():
            return "linked"
        case Update():
            return "updated"
        case Comment(how=how):
            return how
        case Settle(take=take):
            return f"settled_by_taking_{take}"


def _batches(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
