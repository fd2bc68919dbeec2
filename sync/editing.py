"""Changes issues that are there: several at once, each request sent once, read back before it is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync import fingerprints
from sync.changes import Comment, Decide, Edited, LinkExisting, Release, Settle, Update
from sync.crew import Ended, side_by_side
from sync.hands import READ_BATCH, Hands, Minutes, batches, interrupted
from sync.landed import landed
from sync.observe import Vanished
from sync.ports import Jira
from sync.stamp import placed_later
from tracker.errors import JiraConflict, JiraError, JiraForbidden, JiraInvalid, JiraMissing, UnsafePlan
from tracker.model import Issue, Linked

# Source: Atlassian allows 50 PUT a second; four lines stay far below, whoever else is at work.
WORKERS = 4
LATER = "decided anew by the next run"


@dataclass(slots=True)
class Editor:
    """Carries out a plan's edits; `missing` holds those whose issue Jira did not show."""

    hands: Hands
    minutes: Minutes
    missing: list[Edited] = field(default_factory=list)
    told: int = 0
    known: bool = False

    def edit(self, changes: Sequence[Edited]) -> None:
        """Each edit, and what came of it in the plan's order, whichever was done first.

        Raises: JiraError, Interrupted, UnsafePlan when too many issues vanished at once.
        """
        lines = self.hands.jira.lines(min(WORKERS, len(changes))) if changes else ()
        try:
            for batch in batches(changes, READ_BATCH):
                self._batch(batch, lines, len(changes))
        finally:
            self._bury()

    def _batch(self, batch: Sequence[Edited], lines: Sequence[Jira], total: int) -> None:
        sent: list[Edited] = []
        before, ended = self.told, None
        for change, error in side_by_side(batch, lines, self._send, stop=self.hands.stop, ends=_ends):
            if error is None:
                sent.append(change)
            elif _ends(error):
                self._left(change, error.message)
                ended = ended or error
            elif isinstance(error, JiraError):
                self._not_sent(change, error)
            self.told += 1
            self.hands.step("updating issues", self.told, total)
        self._settle(sent)
        if ended is not None:
            raise ended
        if self.told < before + len(batch):
            raise interrupted()

    def _left(self, change: Edited, why: str) -> None:
        self.minutes.say(change, "left", change.link.issue.key, f"{why}; {LATER}")

    def _send(self, line: Jira, change: Edited) -> None:
        """What one line does, on its own thread."""
        issue, edit, link = change.link.issue, change.edit, self.hands.epic_link
        epic = change.agile_epic if isinstance(change, Update) else None
        try:
            line.edit(issue.id, edit)
        except JiraInvalid as error:
            if link is None or link not in edit.fields or link not in error.fields:
                raise
            # On no edit screen of this Data Center: the agile call needs none.
            epic = str(edit.fields[link])
            stamp = placed_later(edit.stamp, epic, change.link.issue.parent) if edit.stamp else None
            line.edit(issue.id, replace(edit, stamp=stamp, fields={k: v for k, v in edit.fields.items() if k != link}))
        if epic is not None:
            _put_under(line, epic, issue.id)

    def _not_sent(self, change: Edited, error: JiraError) -> None:
        """What one issue met; it keeps no other from being done."""
        key = change.link.issue.key
        if isinstance(error, JiraConflict):
            self._left(change, error.message)
            return
        if isinstance(error, JiraForbidden | JiraMissing):
            self._ask_who_we_are()
        if isinstance(error, JiraMissing):
            self.missing.append(change)
            return
        self.minutes.say(change, "refused", key, error.message)
        if isinstance(change, LinkExisting) and change.fingerprint is not None:
            at, print_ = self.hands.clock(), change.fingerprint
            self.hands.journal.refused(change.target, at=at, reason=error.message, fingerprint=print_)
        if isinstance(change, Update | Comment):
            print_ = fingerprints.of_refusal(change.fingerprint, change.link.issue)
            kept = replace(change.link, base=change.before, refusal=error.message, fingerprint=print_)
            self.hands.journal.linked({change.target: kept}, at=self.hands.clock(), how="update_refused")

    def _ask_who_we_are(self) -> None:
        """Before a 403 or 404 is believed of one issue: a lost token looks like that for all of them."""
        if not self.known:
            self.hands.jira.myself()
            self.known = True

    def _settle(self, sent: Sequence[Edited]) -> None:
        """What was sent is read back, and kept as it is shown."""
        for change in sent:
            self._left(change, "sent, and not read back")
        shown = {i.id: i for i in self.hands.read([c.link.issue.id for c in sent], fresh=True)}
        by_how: dict[str, dict[str, Linked]] = {}
        for change in sent:
            issue = shown.get(change.link.issue.id)
            if issue is None:
                continue
            how, link = self._read(change, replace(issue, stamp=issue.stamp or change.edit.stamp))
            if not isinstance(change, Release):
                by_how.setdefault(how, {})[change.target] = link
        slipped = frozenset(c.target for c in sent if isinstance(c, Update) and _slips(c, by_how))
        for how, links in by_how.items():
            self.hands.journal.linked(links, at=self.hands.clock(), how=how, slipped=slipped)
        released = {c.target: c.held for c in sent if isinstance(c, Release)}
        if released:
            self.hands.journal.held(released, at=self.hands.clock(), how="unlinked")

    def _read(self, change: Edited, issue: Issue) -> tuple[str, Linked]:
        """How the history calls it, and the link that it leaves; fields that Jira ignored keep their old base."""
        link = replace(change.link, issue=issue, refusal=None, fingerprint=None)
        if not isinstance(change, Update):
            self.minutes.say(change, "done", issue.key)
            return _how(change), link
        it = landed(change.before, change.link.base, change.names, issue, self.hands.priorities)
        link = replace(link, base=it.base)
        if not it.ignored:
            self.minutes.say(change, "done", issue.key)
            return "updated", link
        why = f"Jira said yes to {', '.join(it.ignored)} of {issue.key}, and left it as it was"
        self.minutes.say(change, "not_applied", issue.key, why)
        print_ = fingerprints.of_update(change.link.base, it.ignored, self.hands.priorities)
        return "not_applied", replace(link, refusal=why, fingerprint=print_)

    def _bury(self) -> None:
        """Issues that Jira does not show any more are gone, unless they are too many for that."""
        vanished = Vanished(tuple(c.target for c in self.missing), self.told)
        too_many = vanished.is_too_many(self.hands.vanished)
        for change in self.missing:
            key = change.link.issue.key
            if too_many:
                self._left(change, "Jira does not show its issue")
            elif isinstance(change, LinkExisting):
                self.minutes.say(change, "refused", key, f"Jira does not show {key}")
            else:
                self.hands.journal.gone(change.target, at=self.hands.clock())
                self.minutes.say(change, "gone", key, "Jira no longer shows its issue; it is never made again")
        if too_many:
            raise UnsafePlan(
                f"{len(vanished.refs)} of {vanished.asked} issues are not shown by Jira any more",
                hint="check what the token may see; if they were really deleted, run `pirtrack sync --full --yes`",
            )


def _ends(error: Ended) -> bool:
    """Whether what one issue met is no matter of that issue alone."""
    return error is not None and not isinstance(error, JiraInvalid | JiraMissing | JiraForbidden | JiraConflict)


def _slips(change: Update, by_how: Mapping[str, Mapping[str, Linked]]) -> bool:
    """Whether a due date went to a later day: a slip, as one that Jira moved is."""
    before = change.before.due
    after = next((links[change.target].base.due for links in by_how.values() if change.target in links), None)
    return before is not None and after is not None and after > before


def _put_under(line: Jira, epic: str, issue_id: str) -> None:
    try:
        line.add_to_epic(epic, [issue_id])
    except JiraMissing as error:  # the epic's 404, not the issue's
        raise JiraInvalid(f"the epic {epic}: {error.message}", hint=error.hint) from None


def _how(change: LinkExisting | Comment | Decide | Settle | Release) -> str:
    """What the history calls it."""
    match change:
        case LinkExisting():
            return "linked"
        case Comment(how=how) | Decide(how=how):
            return how
        case Settle(take=take):
            return f"settled_by_taking_{take}"
        case Release():
            return "unlinked"
