"""An item as Jira's fields: labels, property, description, the JSON of a create and of an edit. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from sync import markup
from sync.ports import CreateField, Draft, IssueType
from tracker.merging import FieldName, canonical_title
from tracker.model import ActionItem, Flavour, Incident, ItemRef, Stamp, Values

LABEL_LIMIT = 255
# Source: Atlassian's own field types, found by schema.custom since names are translated.
EPIC_LINK = "com.pyxis.greenhopper.jira:gh-epic-link"
EPIC_NAME = "com.pyxis.greenhopper.jira:gh-epic-label"


@dataclass(frozen=True, slots=True)
class Owner:
    """What an owner's handle stands for in Jira; all None: nobody, and `problem` says why.

    `problem` is None too where nobody needed to be asked (a component or a label).
    """

    account: str | None = None
    component: str | None = None
    label: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """Whose issues these are, how they are labelled, and how they point back at their report.

    `link` is a URL with `{path}` in it, None when reports can't be reached by one.
    """

    namespace: str
    store: str
    extra_labels: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """What may be set when an issue of one type is made in one project."""

    project: str
    type: IssueType
    fields: tuple[CreateField, ...]

    @staticmethod
    def unknown(project: str) -> Screen:
        """The screen of a project that was not asked: it is taken to have every field."""
        return Screen(project, IssueType("", "", subtask=False), ())

    def has(self, field_id: str) -> bool:
        """Whether the create screen takes this field; a screen that was not read takes all."""
        return not self.fields or any(f.id == field_id for f in self.fields)

    def by_custom(self, custom: str) -> str | None:
        """Id of the field of this custom type."""
        return next((f.id for f in self.fields if f.custom == custom), None)

    def named(self, name: str) -> CreateField | None:
        """The field of this id or, failing that, of this name."""
        by_id = next((f for f in self.fields if f.id == name), None)
        return by_id or next((f for f in self.fields if f.name.casefold() == name.casefold()), None)

    def default(self, field_id: str) -> str | None:
        """The name of what Jira puts into a field that is not sent; None where that is not known."""
        return next((f.default for f in self.fields if f.id == field_id), None)

    def allows(self, field_id: str, name: str) -> bool:
        """Whether a field takes the option of this name; true where Jira lists none."""
        options = next((f.allowed for f in self.fields if f.id == field_id), ())
        return not options or any(shown.casefold() == name.casefold() for _, shown in options)


def label_safe(text: str) -> str:
    """Text as a part of a label: no white space, and short enough with room for our prefix and number."""
    safe = re.sub(r"\s+", "-", markup.one_line(text))
    if len(safe) <= LABEL_LIMIT - 40:
        return safe
    return f"{safe[: LABEL_LIMIT - 60]}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def namespace_label(namespace: str) -> str:
    """The label that pulls search for."""
    return f"pirtrack-{label_safe(namespace)}"


def incident_label(incident: str) -> str:
    """The label that people filter by; on an epic of ours it is the marker too."""
    return f"pir-{label_safe(incident)}"


def marker(ref: ItemRef) -> str:
    """The label that settles whether an item has its issue."""
    return f"{incident_label(ref.incident)}-{ref.number}"


def labels(naming: Naming, incident: str, ref: ItemRef | None, more: Sequence[str] = ()) -> tuple[str, ...]:
    """Every label of an issue of ours, in a lasting order."""
    ours = [namespace_label(naming.namespace), incident_label(incident)]
    if ref is not None:
        ours.append(marker(ref))
    return tuple(dict.fromkeys([*ours, *(label_safe(x) for x in (*naming.extra_labels, *more))]))


def stamp(naming: Naming, incident: Incident, ref: ItemRef | None, values: Values, first: Values) -> Stamp:
    """The property that travels with the issue."""
    return Stamp(
        namespace=naming.namespace,
        store=naming.store,
        incident=incident.id,
        number=ref.number if ref else None,
        path=incident.path,
        first_due=first.due,
        first_priority=first.priority,
        sent=values,
    )


def item_description(item: ActionItem, incident: Incident, naming: Naming) -> tuple[markup.Paragraph, ...]:
    """Why this issue exists, who asked, how to reach the report, and what may be changed where."""
    severity = f" ({incident.severity})" if incident.severity else ""
    happened = f" of {incident.date.isoformat()}" if incident.date else ""
    asked = incident.prepared_by or "the review of the incident"
    return (
        ("This is an action item of incident ", markup.Strong(incident.id), f"{severity}{happened}: {incident.title}."),
        ("What was agreed: ", markup.Strong(item.title)),
        (f"Asked for by {asked}. Owner in the report: {', '.join(item.owners) or item.owner or 'nobody'}.",),
        ("Report: ", *_where(naming, item.source.path, item.source.line)),
        _RULES_OF_THE_HOUSE,
    )


_RULES_OF_THE_HOUSE: markup.Paragraph = (
    (
        "Work on it here as on any issue: status, assignee, due date, priority and summary may be changed, and "
        "pirtrack carries them back; it overwrites nobody's edit. What was agreed is changed in the report. Please "
        "keep the labels that start with pir: they tie this issue to its item."
    ),
)


def epic_description(incident: Incident, naming: Naming) -> tuple[markup.Paragraph, ...]:
    """Why the epic of an incident exists."""
    severity = f" ({incident.severity})" if incident.severity else ""
    return (
        ("Everything that was agreed after incident ", markup.Strong(incident.id), f"{severity}: {incident.title}."),
        ("Report: ", *_where(naming, incident.path, 1)),
        ("pirtrack made this epic since the report names none. Please keep its labels that start with pir.",),
    )


def _where(naming: Naming, path: str, line: int) -> tuple[markup.Inline, ...]:
    if naming.link:
        return (markup.Web(naming.link.replace("{path}", quote(path))), f" (line {line})")
    return (f"{path}, line {line}",)


@dataclass(frozen=True, slots=True)
class Target:
    """Where and how an issue is made: its screen, the site's flavour, the field that names the epic.

    `epic_field` is `parent` on Cloud, a custom field on Data Center, None where the screen lacks it.
    """

    flavour: Flavour
    screen: Screen
    epic_field: str | None = None
    priorities: Mapping[str, str] = field(default_factory=dict)
    required: Mapping[str, object] = field(default_factory=dict)


def parent_field(target: Target, epic: str | None) -> dict[str, object]:
    """The JSON that puts an issue under its epic; empty where that takes a call of its own."""
    if epic is None or target.epic_field is None:
        return {}
    return {target.epic_field: {"key": epic} if target.flavour is Flavour.CLOUD else epic}


def item_draft(
    item: ActionItem, incident: Incident, values: Values, *, owner: Owner, naming: Naming, target: Target
) -> Draft:
    """The one request that makes an item's issue; the epic is added when its key is known."""
    more = [owner.label] if owner.label else []
    fields: dict[str, object] = {
        **_common(values.title, target),
        "labels": list(labels(naming, item.ref.incident, item.ref, more)),
        "description": markup.render(item_description(item, incident, naming), target.flavour),
        **value_fields(values, ("due", "priority", "owner"), target),
    }
    if owner.component and target.screen.has("components"):
        fields["components"] = [{"name": owner.component}]
    return Draft(
        target=str(item.ref),
        marker=marker(item.ref),
        fields=_on_screen(fields, target.screen),
        stamp=stamp(naming, incident, item.ref, values, values),
    )


def epic_draft(incident: Incident, naming: Naming, target: Target) -> Draft:
    """The one request that makes the epic of an incident."""
    title = epic_title(incident)
    fields: dict[str, object] = {
        **_common(title, target),
        "labels": list(labels(naming, incident.id, None)),
        "description": markup.render(epic_description(incident, naming), target.flavour),
    }
    name_field = target.screen.by_custom(EPIC_NAME)
    if name_field:
        fields[name_field] = title
    values = Values(title=title)
    return Draft(
        target=incident.id,
        marker=incident_label(incident.id),
        fields=_on_screen(fields, target.screen),
        stamp=stamp(naming, incident, None, values, values),
    )


def epic_title(incident: Incident) -> str:
    """The summary of an epic of ours."""
    return canonical_title(f"Incident {incident.id}: {incident.title}")


def _common(title: str, target: Target) -> dict[str, object]:
    required = {
        known.id: config_value(known, value)
        for name, value in target.required.items()
        if (known := target.screen.named(name)) is not None
    }
    return {
        **required,
        "project": {"key": target.screen.project},
        "issuetype": {"id": target.screen.type.id},
        "summary": title,
    }


ALWAYS = frozenset({"project", "issuetype", "summary"})


def _on_screen(fields: dict[str, object], screen: Screen) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name in ALWAYS or screen.has(name)}


def value_fields(values: Values, names: Sequence[FieldName], target: Target) -> dict[str, object]:
    """Jira's JSON for the named fields of ours; a priority that the map lacks is left out."""
    fields: dict[str, object] = {}
    if "title" in names:
        fields["summary"] = values.title
    if "due" in names:
        fields["duedate"] = values.due.isoformat() if values.due else None
    priority = target.priorities.get(values.priority or "")
    if "priority" in names and priority is not None and target.screen.allows("priority", priority):
        fields["priority"] = {"name": priority}
    if "owner" in names:
        fields["assignee"] = assignee_field(values.assignee, target.flavour)
    if "epic" in names:
        fields.update(parent_field(target, values.epic))
    return fields


def assignee_field(account: str | None, flavour: Flavour) -> object:
    """An account, or explicitly nobody: left out, Jira would take the project's default."""
    if flavour is Flavour.CLOUD:
        return {"accountId": account} if account else None
    return {"name": account or ""}


def config_value(known: CreateField, value: object) -> object:
    """A value of the configuration in the shape that the field's type takes; a table is taken as it is."""
    if isinstance(value, list):
        return [config_value(known, v) if not isinstance(v, dict) else v for v in value]
    if isinstance(value, dict) or not isinstance(value, str):
        return value
    shapes = {"option": "value", "user": "name", "priority": "name", "version": "name", "component": "name"}
    if known.type == "array" and known.allowed:
        return [{"id": _option_id(known, value)}]
    if known.allowed:
        return {"id": _option_id(known, value)}
    key = shapes.get(known.type)
    return {key: value} if key else value


def _option_id(known: CreateField, value: str) -> str:
    return next((oid for oid, name in known.allowed if value.casefold() in (oid, name.casefold())), value)
