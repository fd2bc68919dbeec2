"""A small Jira behind the port: issues in a dict, an index that can lag, faults at each create."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.ports import Caller, CreateField, Draft, Edit, Epic, IssueType, Made, Reading, Rejection, Site
from tests.values import NOW, a_screen
from tracker.errors import JiraMissing, NotSent, OutcomeUnknown
from tracker.model import Flavour, Issue, Person, Stamp

BOT = Person("bot", "Bot")
Fault = Callable[["FakeJira", Sequence[Draft]], Made]


class Killed(BaseException):
    """The calling process dies here: nothing after this instant happens, nothing is caught."""


@dataclass
class FakeJira:
    """`faults` are used up one a create, in order; None lets that create through."""

    flavour: Flavour = Flavour.CLOUD
    now: dt.datetime = NOW
    issues: dict[str, Issue] = field(default_factory=dict)
    unindexed: set[str] = field(default_factory=set)
    faults: list[Fault | None] = field(default_factory=list)
    refused_titles: frozenset[str] = frozenset()
    log: list[str] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    lag: bool = False
    made: int = 0
    late: list[Sequence[Draft]] = field(default_factory=list)
    fuse: int | None = None

    def _begin(self, request: str) -> None:
        self.burn()
        self.log.append(request)

    def burn(self) -> None:
        """One instant passes, before or after a request; at the end of its fuse the caller's process dies."""
        if self.fuse is not None:
            self.fuse -= 1
            if self.fuse < 0:
                raise Killed

    def lines(self, at_most: int) -> Sequence[FakeJira]:
        del at_most  # one thread: histories are to be the same each time they are told
        return (self,)

    def site(self) -> Site:
        return Site(self.flavour, "1", "fake")

    def myself(self) -> Caller:
        self._begin("myself")
        return Caller(BOT, "UTC", self.now)

    def permissions(self, project: str) -> frozenset[str]:
        self._begin("permissions")
        if project != "ENG":
            raise JiraMissing(f"no project {project}")
        return frozenset({"CREATE_ISSUES", "EDIT_ISSUES"})

    def issue_types(self, project: str) -> tuple[IssueType, ...]:
        self._begin(f"issue_types {project}")
        return (IssueType("10001", "Task", subtask=False), IssueType("10002", "Epic", subtask=False, is_epic=True))

    def create_fields(self, project: str, issue_type: IssueType) -> tuple[CreateField, ...]:
        self._begin(f"create_fields {project} {issue_type.name}")
        return a_screen().fields

    def epic_link_field(self) -> str | None:
        return None

    def people(self, query: str, project: str) -> tuple[Person, ...]:
        self._begin(f"people {project}")
        return (Person(f"acc-{query}", query, email=query),)

    def search(self, jql: str, *, epic_link: str | None = None) -> Iterator[tuple[Issue, ...]]:
        del epic_link
        self._begin(f"search {jql}")
        yield tuple(i for i in self.issues.values() if i.id not in self.unindexed | self.hidden and _matches(i, jql))

    def newest(self, project: str) -> int:
        self._begin(f"newest {project}")
        shown = [i.key for i in self.issues.values() if i.id not in self.unindexed and i.project == project]
        return max((int(key.rpartition("-")[2]) for key in shown), default=0)

    def read(self, ids_or_keys: Sequence[str], *, epic_link: str | None = None, fresh: bool = False) -> Reading:
        del epic_link, fresh
        self._begin(f"read {len(ids_or_keys)}")
        shown = [i for i in self.issues.values() if i.id not in self.hidden]
        by_name = {i.id: i for i in shown} | {i.key: i for i in shown}
        found = {by_name[n].id: by_name[n] for n in ids_or_keys if n in by_name}
        return Reading(tuple(found.values()), tuple(n for n in ids_or_keys if n not in by_name))

    def epics(self, keys: Sequence[str]) -> Mapping[str, Epic | None]:
        shown = {i.key: i for i in self.read(keys).issues}
        return {
            k: Epic(k, shown[k].project, shown[k].type, is_epic=shown[k].is_epic) if k in shown else None for k in keys
        }

    def stamps(self, ids: Sequence[str]) -> Mapping[str, Stamp]:
        return {i: s for i in ids if (s := self.issues[i].stamp) is not None}

    def create(self, drafts: Sequence[Draft], *, deadline: dt.datetime) -> Made:
        self._begin(f"create {len(drafts)}")
        if self.now > deadline:
            raise NotSent("its time had run out")
        fault = self.faults.pop(0) if self.faults else None
        made = fault(self, drafts) if fault else self.store(drafts)
        self.burn()
        return made

    def store(self, drafts: Sequence[Draft]) -> Made:
        """What a create does when all goes well."""
        ids: list[str] = []
        rejections: list[Rejection] = []
        for position, draft in enumerate(drafts):
            if draft.fields["summary"] in self.refused_titles:
                rejections.append(Rejection(position, "summary: not this one"))
            else:
                ids.append(self._add(draft).id)
        return Made(tuple(ids), tuple(rejections))

    def _add(self, draft: Draft) -> Issue:
        self.made += 1
        number = self.made
        fields = draft.fields
        due, priority, assignee = fields.get("duedate"), fields.get("priority"), fields.get("assignee")
        parent, labels = fields.get("parent"), fields["labels"]
        issue = Issue(
            id=str(10000 + number),
            key=f"ENG-{number}",
            project="ENG",
            type="Task",
            summary=str(fields["summary"]),
            status="To Do",
            category="new",
            created=self.now,
            updated=self.now,
            is_epic=draft.stamp.number is None,
            due=dt.date.fromisoformat(due) if isinstance(due, str) else None,
            priority=priority["name"] if isinstance(priority, dict) else None,
            assignee=_assigned(assignee),
            parent=parent["key"] if isinstance(parent, dict) else None,
            labels=frozenset(labels if isinstance(labels, list) else ()),
            stamp=draft.stamp,
        )
        self.issues[issue.id] = issue
        if self.lag:
            self.unindexed.add(issue.id)
        return issue

    def edit(self, issue_id: str, edit: Edit) -> None:
        self._begin(f"edit {issue_id}")
        if issue_id not in self.issues or issue_id in self.hidden:
            raise JiraMissing("Jira does not show that issue")
        issue = self.issues[issue_id]
        fields = edit.fields
        due, priority = fields.get("duedate"), fields.get("priority")
        self.issues[issue_id] = replace(
            issue,
            summary=str(fields.get("summary", issue.summary)),
            due=(dt.date.fromisoformat(due) if isinstance(due, str) else None) if "duedate" in fields else issue.due,
            priority=priority["name"] if isinstance(priority, dict) else issue.priority,
            assignee=_assigned(fields["assignee"]) if "assignee" in fields else issue.assignee,
            labels=(issue.labels | set(edit.add_labels)) - set(edit.remove_labels),
            stamp=edit.stamp or issue.stamp,
            updated=self.now,
        )
        if edit.comment is not None:
            self.comments.append((issue_id, edit.comment))
        self.burn()

    def add_to_epic(self, epic_key: str, issue_ids: Sequence[str]) -> None:
        self._begin(f"add_to_epic {epic_key}")
        for issue_id in issue_ids:
            self.issues[issue_id] = replace(self.issues[issue_id], parent=epic_key)

    def land_late(self) -> None:
        """Requests whose senders gave up long ago arrive now."""
        for drafts in self.late:
            self.store(drafts)
        self.late.clear()


def _matches(issue: Issue, jql: str) -> bool:
    """The four questions that pirtrack asks."""
    quoted = set(re.findall(r'"([^"]*)"', jql))
    since = re.search(r"updated >= (\d+)", jql)
    if since and issue.updated.timestamp() * 1000 < int(since.group(1)):
        return False
    if jql.startswith("labels"):
        return bool(issue.labels & quoted)
    return issue.parent in quoted if jql.startswith("parent") else issue.project in quoted


def _assigned(value: object) -> Person | None:
    return Person(value["accountId"], "Somebody") if isinstance(value, dict) else None


def reply_lost(jira: FakeJira, drafts: Sequence[Draft]) -> Made:
    """It was done, and nobody heard."""
    jira.store(drafts)
    raise OutcomeUnknown("the connection was lost before Jira answered")


def request_lost(jira: FakeJira, drafts: Sequence[Draft]) -> Made:
    """It may have been done, and was not."""
    del jira, drafts
    raise OutcomeUnknown("the connection was lost before Jira answered")


def lands_late(jira: FakeJira, drafts: Sequence[Draft]) -> Made:
    """The sender gives up; the request arrives later."""
    jira.late.append(drafts)
    raise OutcomeUnknown("Jira did not answer in time")


def raising(error: Exception) -> Fault:
    """The create ends with this error and does nothing."""

    def fault(_jira: FakeJira, _drafts: Sequence[Draft]) -> Made:
        raise error

    return fault
