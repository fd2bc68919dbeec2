"""What every sandbox begins with: its people, issue types, statuses, priorities and screens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class User:
    """An account: `account` on Cloud, `name` on Data Center."""

    account: str
    name: str
    display: str
    email: str
    active: bool = True


@dataclass(frozen=True)
class Kind:
    """An issue type; `level` 1 is the epic, -1 a sub-task."""

    id: str
    name: str
    level: int = 0


@dataclass(frozen=True)
class State:
    """A status with the key of its category."""

    id: str
    name: str
    category: str


@dataclass(frozen=True)
class Field:
    """A field of a create screen; `options` are (id, name)."""

    id: str
    name: str
    type: str = "string"
    custom: str | None = None
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()


KINDS = (
    Kind("10001", "Task"),
    Kind("10002", "Story"),
    Kind("10003", "Bug"),
    Kind("10000", "Epic", 1),
    Kind("10004", "Sub-task", -1),
)
STATES = (
    State("1", "To Do", "new"),
    State("3", "In Progress", "indeterminate"),
    State("4", "Blocked", "indeterminate"),
    State("5", "Done", "done"),
)
DEFAULT_PRIORITY = "Medium"
PRIORITIES = (("1", "Highest"), ("2", "High"), ("3", "Medium"), ("4", "Low"), ("5", "Lowest"))
RESOLUTIONS = (("10000", "Done"), ("10001", "Won't Do"), ("10002", "Duplicate"))
BOT = User("557058:bot", "pirtrack-bot", "pirtrack Bot", "bot@example.com")
LEAD = User("557058:lead", "lead", "Default Lead", "lead@example.com")
PEOPLE = (
    BOT,
    LEAD,
    User("557058:ana", "ana", "Ana Silva", "ana@example.com"),
    User("557058:bob", "bob", "Bob Moreau", "bob@example.com"),
    User("557058:kim1", "kim.lee", "Kim Lee", "kim.lee@example.com"),
    User("557058:kim2", "kim", "Kim Park", "kim@example.com"),
    User("557058:gone", "gone", "Gone Person", "gone@example.com", active=False),
)
PERMISSIONS = (
    "BROWSE_PROJECTS",
    "CREATE_ISSUES",
    "EDIT_ISSUES",
    "ASSIGN_ISSUES",
    "ADD_COMMENTS",
    "TRANSITION_ISSUES",
    "LINK_ISSUES",
)
EPIC_LINK, EPIC_NAME = "customfield_10008", "customfield_10009"
GREENHOPPER = "com.pyxis.greenhopper.jira:gh-epic-"


def screen(kind: Kind, *, cloud: bool) -> list[Field]:
    """The create screen of a type."""
    fields = [
        Field("summary", "Summary", required=True),
        Field("issuetype", "Issue Type", "issuetype", required=True, options=((kind.id, kind.name),)),
        Field("project", "Project", "project", required=True),
        Field("description", "Description"),
        Field("labels", "Labels", "array"),
        Field("duedate", "Due date", "date"),
        Field("priority", "Priority", "priority", options=PRIORITIES),
        Field("assignee", "Assignee", "user"),
        Field("components", "Components", "array", options=(("20001", "SRE"), ("20002", "Platform"))),
    ]
    if cloud:
        return [*fields, Field("parent", "Parent", "issuelink", required=kind.level < 0)]
    above = [Field("parent", "Parent", "issuelink", required=True)] if kind.level < 0 else []
    name = [Field(EPIC_NAME, "Epic Name", "string", f"{GREENHOPPER}label", required=True)] if kind.level == 1 else []
    return [*fields, *above, Field(EPIC_LINK, "Epic Link", "any", f"{GREENHOPPER}link"), *name]
