"""Under which epic an incident's issues go: the one that the report names, checked, or one of our own. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from sync import fields, fingerprints
from sync.changes import Adopt, Change, CreateEpic, NotMade, Skip
from sync.fields import Screen, Target
from sync.policy import PushRules
from sync.ports import Draft, Epic
from sync.situation import Situation, waiting
from tracker.model import Gone, InDoubt, Issue, Linked, Problem, Severity, TrackedIncident, Unlinked, Values


@dataclass(frozen=True, slots=True)
class Under:
    """An epic that is there; `warning` is what a person should know of it."""

    key: str
    project: str
    warning: Problem | None = None


@dataclass(frozen=True, slots=True)
class MakeFirst:
    """An epic that this plan makes before its items; `again` after an attempt that was not found."""

    project: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class NoEpic:
    """There can be none now, and why."""

    reason: str
    problem: Problem | None = None


EpicChoice: TypeAlias = Under | MakeFirst | NoEpic


def called_now(incident: TrackedIncident, epics: Mapping[str, Epic | None]) -> TrackedIncident:
    """The incident, with the key by which Jira knows the epic that its report names; as it is where that was not asked."""
    named = incident.incident.epic
    epic = epics.get(named) if named is not None else None
    if named is None or epic is None:
        return incident
    return replace(incident, epic_now=None if epic.key == named.upper() else epic.key)


def choose(incident: TrackedIncident, situation: Situation, by: PushRules) -> EpicChoice:
    """The named epic always wins over one of our own."""
    named = incident.incident.epic
    return _own(incident, situation, by) if named is None else _named(incident, named, situation)


def _named(incident: TrackedIncident, key: str, situation: Situation) -> EpicChoice:
    if key not in situation.epics:  # offline: taken at its word
        return Under(key, key.rpartition("-")[0])
    issue = situation.epics[key]
    if issue is None:
        return _refused(
            incident,
            "EPC-MISSING",
            f"the report names epic {key}, which Jira does not show",
            "correct the key in the report, or give the token permission to see it",
        )
    if not issue.is_epic:
        return _refused(
            incident,
            "EPC-NO-EPIC",
            f"the report names {key} as its epic, but it is a {issue.type}",
            "name an epic, or take the line out and one will be made",
        )
    return Under(issue.key, issue.project, _closed(incident, issue.key) if issue.closed else None)


def _closed(incident: TrackedIncident, key: str) -> Problem:
    message = f"the epic {key} is closed; new items are put under it all the same"
    hint = "open it again in Jira, or name another epic in the report"
    return Problem("EPC-CLOSED", Severity.WARNING, message, incident.incident.path, 1, 1, hint)


def _refused(incident: TrackedIncident, code: str, message: str, hint: str) -> NoEpic:
    return NoEpic(message, Problem(code, Severity.ERROR, message, incident.incident.path, 1, 1, hint))


def _own(incident: TrackedIncident, situation: Situation, by: PushRules) -> EpicChoice:
    target = incident.incident.id
    found = situation.finds_of(target, by.naming.namespace)
    match incident.epic:
        case Linked(issue=issue):
            return Under(issue.key, issue.project, _closed(incident, issue.key) if issue.category == "done" else None)
        case Gone(last=last):
            return _gone(incident, last.issue.key)
        case _ if found:
            return _found(incident, found)
        case InDoubt() as doubt if not situation.is_over(target, doubt, by.grace):
            return NoEpic(f"its epic is {waiting(doubt, by.grace)}")
        case Unlinked(refusal=str() as refusal, fingerprint=str(before)) if before == _draft_print(
            incident, situation, by
        ):
            return _refused(
                incident,
                "SYN-REFUSED",
                f"Jira refused the epic of {target}: {refusal}",
                "it is tried again when the report, the configuration or the project's screens change",
            )
        case before:
            return MakeFirst(by.project, again=isinstance(before, InDoubt))


def _gone(incident: TrackedIncident, key: str) -> NoEpic:
    return _refused(
        incident,
        "EPC-GONE",
        f"Jira no longer shows {key}, the epic of {incident.incident.id}; it is never made again, and new items wait",
        "restore it or let the token see it, then run `pirtrack sync --full`; or name another epic in the report, "
        "under References: - Jira epic: KEY",
    )


def _found(incident: TrackedIncident, found: tuple[Issue, ...]) -> EpicChoice:
    if len(found) > 1:
        keys = ", ".join(sorted(i.key for i in found))
        message = f"{incident.incident.id} has several epics: {keys}"
        return _refused(incident, "SYN-AMBIGUOUS", message, "name one in the report")
    return Under(found[0].key, found[0].project)


def adoptions(incident: TrackedIncident, situation: Situation, by: PushRules) -> Iterator[Change]:
    """Takes over an epic of ours that was made before and is not linked; says so while one is in doubt."""
    if isinstance(incident.epic, Linked | Gone):
        return
    target = incident.incident.id
    found = situation.finds_of(target, by.naming.namespace)
    doubt = incident.epic if isinstance(incident.epic, InDoubt) else None
    if len(found) == 1:
        stamp = found[0].stamp
        sent = doubt.sent if doubt else (stamp.sent if stamp else None)
        yield Adopt(target, Linked(found[0], sent or Values(found[0].summary)), "settled" if doubt else "adopted")
    elif doubt is not None and not situation.is_over(target, doubt, by.grace):
        yield Skip(target, f"epic {waiting(doubt, by.grace)}")


def doubts_that_are_over(incident: TrackedIncident, situation: Situation, by: PushRules) -> Iterator[NotMade]:
    """Ends a doubt about an epic that was not found and is not made again by this plan."""
    target, doubt = incident.incident.id, incident.epic
    found = situation.finds_of(target, by.naming.namespace)
    if isinstance(doubt, InDoubt) and situation.is_over(target, doubt, by.grace) and not found:
        yield NotMade(target)


def creation(incident: TrackedIncident, choice: MakeFirst, situation: Situation, by: PushRules) -> CreateEpic:
    """The one request that makes an incident's epic."""
    draft, screen = _draft(incident, situation, by)
    return CreateEpic(
        draft,
        Values(title=fields.epic_title(incident.incident)),
        fingerprints.of_create(draft, None, screen),
        again=choice.again,
    )


def _draft(incident: TrackedIncident, situation: Situation, by: PushRules) -> tuple[Draft, Screen]:
    desk = situation.desks.get(by.project)
    screen = (desk.epic if desk else None) or Screen.unknown(by.project)
    target = Target(situation.flavour, screen, required=by.required.get(by.epic_type, {}))
    return fields.epic_draft(incident.incident, by.naming, target), screen


def _draft_print(incident: TrackedIncident, situation: Situation, by: PushRules) -> str:
    draft, screen = _draft(incident, situation, by)
    return fingerprints.of_create(draft, None, screen)
