"""The questions a sync asks Jira, and in what order; each is a read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sync.fields import Screen, incident_label, marker, namespace_label
from sync.ports import IssueType, Jira, Reading
from sync.preflight import Desk
from tracker.errors import JiraMissing
from tracker.model import Flavour, InDoubt, Issue, TrackedIncident, TrackedItem

PAGE = 100


def quoted(text: str) -> str:
    """A string as JQL takes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def ours_jql(namespace: str, since: dt.datetime | None) -> str:
    """Everything of this namespace, or what changed since then (milliseconds: free of anybody's time zone)."""
    everything = f"labels = {quoted(namespace_label(namespace))}"
    if since is None:
        return everything
    return f"{everything} AND updated >= {int(since.timestamp() * 1000)}"


def with_stamps(jira: Jira, flavour: Flavour, issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Issues with their property: Cloud's search brings it along, Data Center is asked one by one."""
    if flavour is Flavour.CLOUD or not issues:
        return tuple(issues)
    stamps = jira.stamps([i.id for i in issues])
    return tuple(replace(i, stamp=stamps.get(i.id)) for i in issues)


def look_for(
    jira: Jira,
    items: Sequence[TrackedItem],
    incidents: Sequence[TrackedIncident],
    *,
    epic_link: str | None,
    project: str,
) -> tuple[Issue, ...]:
    """Issues that may be what creates in doubt have made, looked for both ways: by marker, and by place.

    Looking can only find: an empty answer means nothing before the grace is over.
    """
    markers = [marker(t.item.ref) for t in items] + [incident_label(i.incident.id) for i in incidents]
    found: dict[str, Issue] = {}
    for group in _groups(markers):
        jql = f"labels in ({', '.join(quoted(m) for m in group)})"
        found |= {i.id: i for page in jira.search(jql, epic_link=epic_link) for i in page}
    for jql in _by_place(items, incidents, epic_link, project):
        found |= {i.id: i for page in jira.search(jql, epic_link=epic_link) for i in page}
    wanted = set(markers)
    return tuple(i for i in found.values() if i.labels & wanted)


def _by_place(
    items: Sequence[TrackedItem], incidents: Sequence[TrackedIncident], epic_link: str | None, project: str
) -> Iterator[str]:
    """The second way: the children of the epics that the items were sent under, and a project's new issues.

    An item was sent under none where the create screen of a Data Center lacks the Epic Link.
    """
    doubts = [t.link for t in items if isinstance(t.link, InDoubt)]
    for group in _groups(sorted({d.sent.epic for d in doubts if d.sent.epic})):
        yield _under(group, epic_link)
    began = [i.epic.began for i in incidents if isinstance(i.epic, InDoubt)]
    began += [d.began for d in doubts if d.sent.epic is None]
    if began:
        since = min(began) - dt.timedelta(hours=1)  # clocks of two machines differ
        yield f"project = {quoted(project)} AND updated >= {int(since.timestamp() * 1000)}"


def not_yet_indexed(jira: Jira, project: str) -> Iterator[Issue]:
    """Issues made so lately that no search shows them: keys count up, and are read past the index.

    What a store that was lost made in its last minutes is found by nothing else.
    """
    last = jira.newest(project)
    while True:
        block = jira.read([f"{project}-{last + n}" for n in range(1, PAGE + 1)]).issues
        if not block:
            return
        yield from block
        last += PAGE


def children(jira: Jira, epics: Sequence[str], *, epic_link: str | None) -> Mapping[str, tuple[Issue, ...]]:
    """What stands under each epic already, whoever made it."""
    found: dict[str, list[Issue]] = {}
    for group in _groups(epics):
        for page in jira.search(_under(group, epic_link), epic_link=epic_link):
            for issue in page:
                found.setdefault(issue.parent or "", []).append(issue)
    return {epic: tuple(found.get(epic, ())) for epic in epics}


def _under(epics: Sequence[str], epic_link: str | None) -> str:
    clause = f"cf[{epic_link.rpartition('_')[2]}]" if epic_link else "parent"
    return f"{clause} in ({', '.join(quoted(e) for e in epics)})"


def _groups(things: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(things), PAGE):
        yield things[start : start + PAGE]


def desk_of(jira: Jira, flavour: Flavour, project: str, *, item_type: str, epic_type: str | None) -> Desk:
    """What a project takes from this token: issue types and their create screens; permissions where there are none.

    `epic_type` None: no epic is made, its screen is not asked for.
    """
    types = _types(jira, project)
    try:
        may = None if types else jira.permissions(project)
    except JiraMissing:
        return Desk(project, flavour, known=False)
    return Desk(
        project,
        flavour,
        may=may,
        item=_screen(jira, project, types, item_type),
        epic=_screen(jira, project, types, epic_type) if epic_type else None,
        types=tuple(t.name for t in types),
    )


def _types(jira: Jira, project: str) -> tuple[IssueType, ...]:
    """None for a project that is not there, and for one where nothing may be created: Jira tells them apart elsewhere.

    Source: Jira Data Center REST v2, "issuetypes" under createmeta: "Data will not be
    returned if the user does not have permission to create issues in that project"; Cloud demands the same one.
    """
    try:
        return jira.issue_types(project)
    except JiraMissing:
        return ()


def _screen(jira: Jira, project: str, types: Iterable[IssueType], name: str) -> Screen | None:
    known = next((t for t in types if name.casefold() in (t.name.casefold(), t.id)), None)
    return Screen(project, known, jira.create_fields(project, known)) if known else None


def named(keys: Sequence[str], read: Callable[[Sequence[str]], Reading]) -> Mapping[str, Issue | None]:
    """Each key with its issue, None where Jira shows none; an issue that moved is found by its old key too."""
    shown = {i.key.casefold(): i for i in (read(keys).issues if keys else ())}
    found: dict[str, Issue | None] = {}
    for key in keys:
        issue = shown.get(key.casefold())
        if issue is None and len(shown) > sum(i is not None for i in found.values()):
            issue = next(
                iter(read([key]).issues), None
            )  # the answer to one key is its issue, whatever it is called now
        found[key] = issue
    return found
