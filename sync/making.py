"""Makes issues: journalled, at most 50 in one request, never two requests at once, paired by what they carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sync import fingerprints
from sync.changes import CreateEpic, CreateItem
from sync.fields import parent_field
from sync.hands import CREATE_BATCH, NOT_FOUND, READ_BATCH, Hands, Minutes, batches
from sync.landed import agreed_at_birth, as_sent
from sync.ports import Draft, Made, Rejection
from sync.stamp import placed_later
from tracker import merging
from tracker.errors import Interrupted, JiraError, JiraForbidden, JiraInvalid, JiraMissing, OutcomeUnknown
from tracker.model import Issue, Linked, Values

# How long after the journal's commit a create may still be sent.
SEND_WITHIN = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A create that knows its epic by now; `values` are those that it sends, `epic` where it belongs."""

    change: CreateEpic | CreateItem
    draft: Draft
    values: Values
    epic: str | None = None

    @property
    def target(self) -> str:
        return self.draft.target

    @property
    def needs_agile(self) -> bool:
        return isinstance(self.change, CreateItem) and self.change.where.epic_field is None


@dataclass(slots=True)
class Maker:
    """Makes a plan's epics, then its items."""

    hands: Hands
    minutes: Minutes
    epics: dict[str, Issue] = field(default_factory=dict)

    def make_epics(self, changes: Sequence[CreateEpic]) -> None:
        """Each epic; items wait for it."""
        ready = [_Ready(c, c.draft, c.values) for c in changes]
        for paired, issue in self._make(ready, "making epics"):
            self.epics[paired.target] = issue

    def make_items(self, changes: Sequence[CreateItem]) -> None:
        """Each item whose epic is there."""
        ready = [one for change in changes if (one := self._ready(change)) is not None]
        for group in batches(list(self._make(ready, "making issues")), READ_BATCH):
            self._place([(r, i) for r, i in group if r.needs_agile])

    def _ready(self, change: CreateItem) -> _Ready | None:
        made = self.epics.get(change.incident)
        epic = change.epic or (made.key if made else None)
        if epic is None:
            self.minutes.say(change, "left", detail="its epic was not made")
            return None
        draft = replace(change.draft, fields={**change.draft.fields, **parent_field(change.where, epic)})
        sends_epic = change.where.epic_field is not None
        values = as_sent(replace(change.values, epic=epic if sends_epic else None), draft, change.where)
        stamp = replace(draft.stamp, sent=values)
        stamp = stamp if sends_epic else placed_later(stamp, epic, None)
        return _Ready(change, replace(draft, stamp=stamp), values, epic)

    def _make(self, ready: Sequence[_Ready], what: str) -> Iterator[tuple[_Ready, Issue]]:
        """Sends in batches of 50 and pairs by 100, so that reading back costs no more than it must."""
        done = 0
        for block in batches(ready, READ_BATCH):
            sent: list[_Ready] = []
            ids: list[str] = []
            try:
                for batch in batches(block, CREATE_BATCH):
                    self.hands.pause_point()
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
            journal.withdraw(again, at=began, reason=NOT_FOUND)
        deadline = began + SEND_WITHIN
        journal.intend({r.target: r.values for r in batch}, began=began, deadline=deadline)
        try:
            made = self.hands.jira.create([r.draft for r in batch], deadline=deadline)
        except OutcomeUnknown as error:
            journal.ended(targets, at=clock())
            for ready in batch:
                self.minutes.say(ready.change, "in_doubt", detail=error.message)
            raise
        except JiraInvalid as error:
            made = Made((), tuple(Rejection(position, error.message) for position in range(len(batch))))
        except (JiraError, Interrupted) as error:  # refused, throttled or never sent: surely nothing was made
            journal.withdraw(targets, at=clock(), reason=error.message)
            raise
        for rejection in made.rejections:
            self._refused(batch[rejection.position], rejection.message)
        return made

    def _refused(self, ready: _Ready, reason: str) -> None:
        change = ready.change
        self.hands.journal.refused(change.target, at=self.hands.clock(), reason=reason, fingerprint=change.fingerprint)
        self.minutes.say(change, "refused", detail=reason)

    def _pair(self, sent: Sequence[_Ready], ids: Sequence[str]) -> list[tuple[_Ready, Issue]]:
        """Each element with its issue, by the marker that the issue shows; what shows none stays in doubt."""
        if not sent:
            return []
        by_marker = {r.draft.marker: r for r in sent}
        pairs: list[tuple[_Ready, Issue]] = []
        try:
            for issue in self.hands.read(ids, fresh=False):
                ready = next((by_marker.pop(label) for label in issue.labels if label in by_marker), None)
                if ready is not None:
                    pairs.append((ready, issue))
        finally:
            self._link([(r, self._born(r, i)) for r, i in pairs], "created")
            lost = list(by_marker.values())
            if lost:
                self.hands.journal.ended([r.target for r in lost], at=self.hands.clock())
                for ready in lost:
                    self.minutes.say(ready.change, "in_doubt", detail="Jira answered, but did not show the new issue")
        return pairs

    def _link(self, born: Sequence[tuple[_Ready, Linked]], how: str) -> None:
        if born:
            self.hands.journal.linked({r.target: link for r, link in born}, at=self.hands.clock(), how=how)
        for ready, link in born:
            self.minutes.say(ready.change, "done", link.issue.key)

    def _born(self, ready: _Ready, issue: Issue) -> Linked:
        """A new issue's link; what its create screen does not take is not tried again until something changed.

        Where it does not stand under its epic, none was agreed on: the next run puts it there.
        """
        change, stamp = ready.change, ready.draft.stamp
        placed = issue.parent == ready.epic
        base = agreed_at_birth(ready.values, ready.draft, issue, self.hands.priorities)
        base = replace(base, epic=ready.epic if placed else None)
        link = Linked(replace(issue, stamp=issue.stamp or stamp), base, stamp.first_due, stamp.first_priority)
        return self._short_of(link, change.values, ready.epic) if isinstance(change, CreateItem) and placed else link

    def _short_of(self, link: Linked, wanted: Values, epic: str | None, why: str | None = None) -> Linked:
        """The link, which remembers what the report wants and this issue did not get, so that it is not sent again."""
        report = replace(wanted, epic=epic)
        lacking = merging.merge(link.base, report, link.issue, self.hands.priorities).send
        if not lacking:
            return link
        return replace(link, refusal=why, fingerprint=fingerprints.of_update(report, lacking, self.hands.priorities))

    def _place(self, pairs: Sequence[tuple[_Ready, Issue]]) -> None:
        """The agile call, for a Data Center whose create screen lacks the Epic Link; then read back."""
        by_epic: dict[str, list[tuple[_Ready, Issue]]] = {}
        for ready, issue in pairs:
            by_epic.setdefault(ready.epic or "", []).append((ready, issue))
        refusals: dict[str, str] = {}
        for epic, group in sorted(by_epic.items()):
            for batch in batches(group, CREATE_BATCH):
                try:
                    self.hands.jira.add_to_epic(epic, [i.id for _, i in batch])
                except (JiraInvalid, JiraMissing, JiraForbidden) as error:
                    refusals.update({r.target: error.message for r, _ in batch})
        shown = {i.id: i for i in self.hands.read([i.id for _, i in pairs], fresh=True)}
        for ready, issue in pairs:
            self._placed(ready, shown.get(issue.id, issue), refusals.get(ready.target))

    def _placed(self, ready: _Ready, issue: Issue, refusal: str | None) -> None:
        """Under its epic now, or not: then the issue is there all the same, and the epic is said to be missing."""
        placed = issue.parent == ready.epic
        link = self._born(ready, issue)
        if not placed:
            why = refusal or "Jira said yes, and left it without its epic"
            link = self._short_of(link, ready.change.values, ready.epic, why)
        self._link([(ready, link)], "placed")
        if not placed:
            self.minutes.say(ready.change, "not_applied", issue.key, f"{issue.key} is not under {ready.epic}: {why}")
