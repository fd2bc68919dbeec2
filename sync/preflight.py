"""What Jira would refuse, said before the first write. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.fields import ALWAYS, EPIC_LINK, EPIC_NAME, Screen, Target
from sync.policy import PushRules
from sync.ports import Draft
from tracker.model import Flavour, Incident, Problem, Severity

# What a create of ours sets by itself where the screen takes it.
OURS = frozenset({"duedate", "priority", "assignee", "labels", "description", "components", "parent", "reporter"})


# Set later, or by Jira itself.
NOT_IN_DRAFT = frozenset({"parent", "reporter"})


def unmet(draft: Draft, screen: Screen) -> tuple[str, ...]:
    """Names of required fields that this very item has nothing to put in."""
    return tuple(
        f.name
        for f in screen.fields
        if f.required
        and not f.has_default
        and f.id in OURS - NOT_IN_DRAFT
        and draft.fields.get(f.id) in (None, "", [], {"name": ""})
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What one project takes from this token: None where the project has no such issue type.

    `known` False: the project is not there, or not shown to this token. `may` names the token's permissions; None
    where they were not asked for, since the create screens showed that it may create.
    """

    project: str
    flavour: Flavour
    known: bool = True
    may: frozenset[str] | None = None
    item: Screen | None = None
    epic: Screen | None = None
    types: tuple[str, ...] = ()

    def item_target(self, priorities: Mapping[str, str], required: Mapping[str, object] | None = None) -> Target | None:
        """Where items are made."""
        if self.item is None:
            return None
        return Target(self.flavour, self.item, self._epic_field(self.item), priorities, required or {})

    def _epic_field(self, screen: Screen) -> str | None:
        if self.flavour is Flavour.CLOUD:
            return "parent"
        return screen.by_custom(EPIC_LINK)


@dataclass(slots=True)
class Findings:
    """What was found about a project: errors stop its creates, warnings don't."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def screen_problems(
    desk: Desk | None, project: str, by: PushRules, incident: Incident, *, makes_epic: bool
) -> Findings:
    """Everything that stands between this incident's items and their project."""
    if desk is None or not desk.known:
        return Findings(
            [
                _error(
                    "PRJ-UNKNOWN",
                    f"project {project} is not there, or not shown to this token",
                    incident,
                    "check jira.project, the epic in the report, and what the token may see",
                )
            ]
        )
    check = _Check(desk, by, incident)
    if desk.may is not None and "CREATE_ISSUES" not in desk.may:
        check.error(
            "PRJ-FORBIDDEN",
            f"the token may not create issues in project {project}",
            "ask its administrator for the permission 'Create issues'",
        )
        return check.found  # it is shown no issue type either, which needs no saying
    check.type(desk.item, by.issue_type)
    if makes_epic:
        check.type(desk.epic, by.epic_type)
    return check.found


@dataclass(slots=True)
class _Check:
    desk: Desk
    by: PushRules
    incident: Incident
    found: Findings = field(default_factory=Findings)

    def error(self, code: str, message: str, hint: str) -> None:
        self.found.errors.append(_error(code, message, self.incident, hint))

    def warning(self, code: str, message: str) -> None:
        hint = "correct [jira.priority], or ask the project's administrator"
        self.found.warnings.append(Problem(code, Severity.WARNING, message, hint=hint))

    def type(self, screen: Screen | None, name: str) -> None:
        """The issue type is there, and its create screen takes what we send and is given what it demands."""
        project = self.desk.project
        if screen is None:
            there = ", ".join(self.desk.types) or "none"
            message = f"project {project} has no issue type {name} (it has: {there})"
            self.error("TYP-UNKNOWN", message, "set jira.issue_type and jira.epic_type to types of that project")
            return
        given = self.by.required.get(name, {})
        for setting in given:
            if screen.named(setting) is None:
                message = f"{setting} is not on the create screen of {name} in {project}"
                self.error("FLD-UNKNOWN", message, f"correct it under [jira.fields.{name}]")
        self._demanded(screen, name, {known.id for s in given if (known := screen.named(s)) is not None})
        if not screen.has("labels"):
            message = f"labels are not on the create screen of {name} in {project}; an issue could not be found again"
            self.error("FLD-LABELS", message, "ask its administrator to put Labels on that screen")
        if screen is self.desk.item:
            self._unset(screen, name)

    def _demanded(self, screen: Screen, name: str, given: set[str]) -> None:
        for wanted in screen.fields:
            ours = wanted.id in ALWAYS | OURS | given or wanted.custom == EPIC_NAME
            if wanted.required and not wanted.has_default and not ours:
                message = f"{name} in {self.desk.project} demands {wanted.name} ({wanted.id})"
                hint = f'give it a value: under [jira.fields.{name}], {wanted.id} = "..."'
                self.error("FLD-REQUIRED", message, hint)

    def _unset(self, screen: Screen, name: str) -> None:
        for field_id, words in (("duedate", "due dates"), ("priority", "priorities"), ("assignee", "assignees")):
            if not screen.has(field_id):
                message = (
                    f"{words} can't be set on {name} in {self.desk.project}: {field_id} is not on its create screen"
                )
                self.warning("FLD-OFF-SCREEN", message)
        for ours, theirs in sorted(self.by.priorities.items()):
            if screen.has("priority") and not screen.allows("priority", theirs):
                message = f"project {self.desk.project} has no priority {theirs}; {ours} items are made without one"
                self.warning("PRI-UNKNOWN", message)


def _error(code: str, message: str, incident: Incident, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, incident.path, 1, 1, hint)
