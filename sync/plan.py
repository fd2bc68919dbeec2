"""Everything is decided here, before anything is written: what is known and seen in, a Plan out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sync import edits, epics, fields, fingerprints, handmade
from sync.changes import Adopt, Change, Comment, CreateEpic, CreateItem, Hold, NotMade, Plan, Skip, Update, in_order
from sync.edits import Subject
from sync.epics import EpicChoice, MakeFirst, NoEpic, Under
from sync.fields import Owner, Screen, Target
from sync.policy import PushRules
from sync.preflight import screen_problems, unmet
from sync.situation import Situation, is_stamped, other_store, waiting
from sync.stamp import sent_to
from tracker import merging
from tracker.model import (
    Gone,
    Held,
    InDoubt,
    Issue,
    Linked,
    Problem,
    Severity,
    Standing,
    TrackedIncident,
    TrackedItem,
    Unlinked,
    Values,
)


def plan(situation: Situation, by: PushRules) -> Plan:
    """Every change that would bring Jira and the reports together; sorted, whatever the order of the input."""
    items: dict[str, list[TrackedItem]] = {}
    for tracked in situation.items:
        items.setdefault(tracked.item.ref.incident, []).append(tracked)
    changes: list[Change] = []
    problems: list[Problem] = []
    for incident in situation.incidents:
        planner = _IncidentPlanner(situation, by, incident, problems)
        changes.extend(planner.changes(sorted(items.get(incident.incident.id, []), key=lambda t: t.item.ref)))
    if situation.rival is not None and not any(p.code == "SYN-OTHER-STORE" for p in problems):
        problems.append(other_store(situation.rival, by, waiting=False))
    said = sorted(dict.fromkeys(problems), key=lambda p: (p.path or "", p.line or 0, p.code, p.message))
    return Plan(tuple(sorted(changes, key=in_order)), tuple(said))


@dataclass(slots=True)
class _IncidentPlanner:
    """Decides for one incident; what a person should know goes into `problems`."""

    situation: Situation
    by: PushRules
    incident: TrackedIncident
    problems: list[Problem] = field(default_factory=list)

    @property
    def _pushed(self) -> bool:
        return self.incident.incident.standing is Standing.FINISHED

    def changes(self, items: list[TrackedItem]) -> Iterator[Change]:
        """Each item is decided once: it is known to Jira, it waits for something, or it wants an issue."""
        yield from epics.adoptions(self.incident, self.situation, self.by)
        wanting: list[TrackedItem] = []
        for tracked in items:
            if self._wants_issue(tracked):
                wanting.append(tracked)
            else:
                yield from self._decide(tracked)
        pushed = list(self._push(wanting)) if wanting else []
        yield from pushed
        if not any(isinstance(c, CreateEpic) for c in pushed):
            yield from epics.doubts_that_are_over(self.incident, self.situation, self.by)

    def _wants_issue(self, tracked: TrackedItem) -> bool:
        target = str(tracked.item.ref)
        if not self._pushed or tracked.item.withdrawn or self._finds(target):
            return False
        match tracked.link:
            case InDoubt() as doubt:
                return tracked.item.jira_key is None and self.situation.is_over(target, doubt, self.by.grace)
            case Held(candidate=str()) if not self.by.insist:
                return False
            case Unlinked() | Held(candidate=str()):
                return tracked.item.jira_key is None
            case _:
                return False

    def _finds(self, target: str) -> tuple[Issue, ...]:
        return self.situation.finds_of(target, self.by.naming.namespace)

    def _decide(self, tracked: TrackedItem) -> Iterator[Change]:
        target = str(tracked.item.ref)
        live = self._pushed and not tracked.item.withdrawn
        match tracked.link:
            case Linked() as link if live:
                yield from self._update(tracked, link)
            case Linked() as link if self._pushed:
                told = edits.withdrawing(self._subject(tracked), link)
                yield from [self._unless_refused(tracked, told, link)] if told else []
            case Unlinked() | InDoubt() if self._finds(target):
                yield self._adopt(tracked, self._finds(target))
            case InDoubt() as doubt if self.situation.is_over(target, doubt, self.by.grace):
                yield NotMade(target)
            case InDoubt() as doubt:
                yield Skip(target, waiting(doubt, self.by.grace))
            case Unlinked() | Held(candidate=str()) if tracked.item.jira_key and live:
                yield self._link_existing(tracked, tracked.item.jira_key)
            case Held(reason=reason, candidate=candidate):
                yield Skip(target, f"held: {reason}", candidate)
            case Gone(last=last):
                yield Skip(target, "Jira no longer shows its issue; it is never made again", last.issue.key)
            case _:
                return

    def _subject(self, tracked: TrackedItem) -> Subject:
        return Subject(tracked, self.incident, self.by, self.situation.now)

    def _adopt(self, tracked: TrackedItem, found: tuple[Issue, ...]) -> Change:
        target = str(tracked.item.ref)
        if len(found) > 1:
            keys = ", ".join(sorted(i.key for i in found))
            hint = f"say which one it is: `pirtrack link {target} KEY`"
            self._error("SYN-AMBIGUOUS", tracked, f"{target} has several issues: {keys}", hint)
            return Skip(target, f"several issues carry its property: {keys}")
        issue = found[0]
        if issue.stamp and issue.stamp.released:
            return Hold(target, Held(f"{issue.key} was unlinked from it before this store knew it"))
        return self._adoption(tracked, issue)

    def _adoption(self, tracked: TrackedItem, issue: Issue) -> Adopt:
        own = self._finds(self.incident.incident.id)
        return adoption(self._subject(tracked), issue, own[0].key if len(own) == 1 else None)

    def _link_existing(self, tracked: TrackedItem, key: str) -> Change:
        target = str(tracked.item.ref)
        if key not in self.situation.named:
            return Skip(target, f"to be linked to {key}; Jira was not asked", key)
        issue = self.situation.named[key]
        taken = self._taken(issue, target)
        if issue is None or taken is not None:
            message = f"the row names {key}, which {taken or 'Jira does not show'}"
            self._error("SYN-ROW-KEY", tracked, message, "correct the key in the row, or let the token see that issue")
            return Skip(target, message, key)
        if issue.stamp and is_stamped(issue, target, self.by.naming.namespace) and not issue.stamp.released:
            return self._adoption(tracked, issue)  # an index that lags or leaves it out has not shown it
        owner = Owner() if issue.assignee else self._owner(tracked)
        change = edits.linking(self._subject(tracked), issue, owner, self._target(issue.project))
        if isinstance(tracked.link, Unlinked) and tracked.link.fingerprint == change.fingerprint:
            message = f"Jira refused to have {key} linked to {target}: {tracked.link.refusal}"
            self._error("SYN-REFUSED", tracked, message, "it is tried again when the row or the issue changes")
            return Skip(target, message, key)
        return change

    def _taken(self, issue: Issue | None, target: str) -> str | None:
        if issue is None or issue.stamp is None or is_stamped(issue, target, self.by.naming.namespace):
            return None
        stamp = issue.stamp
        return f"is the issue of {stamp.incident}/{stamp.number} in namespace {stamp.namespace}"

    def _update(self, tracked: TrackedItem, link: Linked) -> Iterator[Change]:
        moved = tracked.item.owner != link.base.owner
        owner = self._owner(tracked) if moved else Owner(account=link.base.assignee)
        change = edits.updating(self._subject(tracked), link, owner, self._target(link.issue.project))
        if isinstance(change, Update) and link.fingerprint == change.fingerprint and link.refusal is None:
            return  # known from its birth on, and said then: its screen does not take it
        yield from [self._unless_refused(tracked, change, link)] if change else []

    def _unless_refused(self, tracked: TrackedItem, change: Update | Comment, link: Linked) -> Change:
        """What Jira refused is not sent again; that something could not be said in an issue is nobody's trouble."""
        if not fingerprints.is_refused(link, change.fingerprint):
            return change
        message = f"Jira refused the {'update' if isinstance(change, Update) else 'comment'} of {change.target}: {link.refusal}"
        if isinstance(change, Update):
            hint = "it is tried again when the row or the issue changes"
            self._error("SYN-REFUSED", tracked, message, hint)
        return Skip(change.target, message, link.issue.key)

    def _owner(self, tracked: TrackedItem) -> Owner:
        """What the row's owner stands for; said as a problem when it stands for nobody."""
        handle = tracked.item.owner
        if handle is None:
            return Owner()
        owner = self.situation.owners.get(handle, Owner(problem="not in the [owners] map"))
        if owner.problem and not self.situation.offline:
            message = f"{handle}: {owner.problem}; its issues stay unassigned"
            hint = f'say who that is: under [owners], "{handle}" = {{ email = "..." }}'
            self.problems.append(Problem("OWN-UNMAPPED", Severity.WARNING, message, hint=hint))
        return owner

    def _push(self, wanting: list[TrackedItem]) -> Iterator[Change]:
        choice = epics.choose(self.incident, self.situation, self.by)
        reason = self._obstacle(choice)
        if reason is not None:
            yield from (Skip(str(t.item.ref), reason) for t in wanting)
            return
        if isinstance(choice, Under) and choice.warning is not None:
            self.problems.append(choice.warning)
        if isinstance(choice, MakeFirst):
            yield epics.creation(self.incident, choice, self.situation, self.by)
        twins = self._twins(wanting, choice)
        for tracked in wanting:
            twin = twins.get(str(tracked.item.ref))
            yield self._create(tracked, choice) if twin is None else Hold(str(tracked.item.ref), handmade.holding(twin))

    def _twins(self, wanting: list[TrackedItem], choice: EpicChoice) -> dict[str, Issue]:
        """Issues made by hand under the epic that the report names, by the item that each is most likely."""
        if self.by.insist or not isinstance(choice, Under):
            return {}
        return handmade.likely(wanting, self.situation.children.get(choice.key, ()), self.situation.owners, self.by)

    def _obstacle(self, choice: EpicChoice) -> str | None:
        """Why this incident's items can't be made now; None when they can."""
        if isinstance(choice, NoEpic):
            self.problems.extend([choice.problem] if choice.problem else [])
            return choice.reason
        if self.situation.offline:
            return None
        if self.situation.rival is not None:
            waits = other_store(self.situation.rival, self.by, waiting=True)
            self.problems.append(waits)
            return waits.message
        found = screen_problems(
            self.situation.desks.get(choice.project),
            choice.project,
            self.by,
            self.incident.incident,
            makes_epic=isinstance(choice, MakeFirst),
        )
        self.problems.extend([*found.errors, *found.warnings])
        return found.errors[0].message if found.errors else None

    def _create(self, tracked: TrackedItem, choice: EpicChoice) -> Change:
        owner = self._owner(tracked)
        target = self._target(choice.project if isinstance(choice, Under | MakeFirst) else self.by.project)
        epic = choice.key if isinstance(choice, Under) else None
        values = replace(merging.report_values(tracked, self.incident, assignee=owner.account), epic=epic)
        draft = fields.item_draft(
            tracked.item, self.incident.incident, values, owner=owner, naming=self.by.naming, target=target
        )
        # With the epic that the report names: our own has no key before it is made, and is the same afterwards.
        fingerprint = fingerprints.of_create(draft, self.incident.incident.epic, target.screen)
        if isinstance(tracked.link, Unlinked) and tracked.link.fingerprint == fingerprint:
            message = f"Jira refused {tracked.item.ref}: {tracked.link.refusal}"
            hint = "it is tried again when the row, the configuration or the project's screens change"
            self._error("SYN-REFUSED", tracked, message, hint)
            return Skip(str(tracked.item.ref), message)
        lacking = unmet(draft, target.screen)
        if lacking:
            message = f"{tracked.item.ref} has no value for {', '.join(lacking)}, which {target.screen.project} demands"
            self._error("FLD-REQUIRED", tracked, message, "say it in the row")
            return Skip(str(tracked.item.ref), message)
        again = isinstance(tracked.link, InDoubt)
        return CreateItem(draft, values, tracked.item.ref.incident, epic, target, fingerprint, again=again)

    def _target(self, project: str) -> Target:
        """Where items of a project are made; a project that was not asked is taken to have every field."""
        desk = self.situation.desks.get(project)
        known = desk.item_target(self.by.priorities, self.by.required.get(self.by.issue_type)) if desk else None
        return known or Target(self.situation.flavour, Screen.unknown(project), "parent", self.by.priorities)

    def _error(self, code: str, tracked: TrackedItem, message: str, hint: str) -> None:
        source = tracked.item.source
        self.problems.append(Problem(code, Severity.ERROR, message, source.path, source.line, source.column, hint))


def adoption(it: Subject, issue: Issue, epic: str | None = None) -> Adopt:
    """Takes over an issue that carries the item's property: its base is what was sent last.

    `epic` is the incident's own where that is adopted only now.
    """
    stamp = issue.stamp
    doubt = it.tracked.link if isinstance(it.tracked.link, InDoubt) else None
    sent = sent_to(issue)
    base = doubt.sent if doubt else sent or _seen(it, issue)
    if doubt and sent:
        base = replace(base, epic=sent.epic)
    if base.epic is None and issue.parent is not None:  # as an older pirtrack sent it, or put there by a person
        base = replace(base, epic=it.report(Owner()).epic or epic)
    first = Linked(issue, base, base.due, base.priority)
    link = replace(first, first_due=stamp.first_due, first_priority=stamp.first_priority) if stamp else first
    return Adopt(it.target, link, "settled" if doubt else "adopted")


def _seen(it: Subject, issue: Issue) -> Values:
    """Jira's values as base, with the report's owner: nobody has moved anything yet."""
    item = it.tracked.item
    priority = item.priority.value if item.priority else None
    seen = merging.seen_values(issue, it.by.priorities, prefer=(priority,))
    return replace(seen, owner=item.owner)
