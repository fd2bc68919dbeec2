"""A link as columns and back: flat, so that what is asked for most can be asked in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from tracker.model import Gone, Held, InDoubt, Issue, Link, Linked, LinkState, Person, Recorded, Stamp, Unlinked, Values
from tracker.store.schema import intent, item
from tracker.store.texts import day_of, instant_of, instant_text, iso, json_text, maybe_instant

Cell: TypeAlias = str | int | bool | None
Cells: TypeAlias = dict[str, Cell]
Row: TypeAlias = Sequence[Any]  # what a driver hands out: the columns' types are known by their places

LINK_COLUMNS = tuple(item.c.keys())[item.c.keys().index("link") :]
INTENT_COLUMNS = (intent.c.sent, intent.c.began, intent.c.deadline, intent.c.ended)
_NO_LINK: Cells = dict.fromkeys(LINK_COLUMNS)

_labels = msgspec.json.Decoder(frozenset[str])
_stamp = msgspec.json.Decoder(Stamp)
_values = msgspec.json.Decoder(Values)


def link_cells(link: Link) -> Cells:
    """The columns of a link; none for one in doubt, since only the journal writes that."""
    match link:
        case InDoubt():
            return {}
        case Unlinked(refusal=reason, fingerprint=fingerprint):
            return _NO_LINK | {"link": LinkState.UNLINKED.value, "reason": reason, "fingerprint": fingerprint}
        case Held(reason=reason, candidate=candidate):  # found by that key too: it is what a person looks for
            return _NO_LINK | {"link": LinkState.HELD.value, "reason": reason, "issue_key": candidate}
        case Recorded(reason=reason):
            return _NO_LINK | {"link": LinkState.RECORDED.value, "reason": reason}
        case Linked():
            return _NO_LINK | {"link": LinkState.LINKED.value} | _linked_cells(link)
        case Gone(last=last, since=since):
            return _NO_LINK | {"link": LinkState.GONE.value, "gone_since": instant_text(since)} | _linked_cells(last)


def _linked_cells(link: Linked) -> Cells:
    base = link.base
    return {
        "reason": link.refusal,
        "fingerprint": link.fingerprint,
        **_issue_cells(link.issue),
        "base_title": base.title,
        "base_due": iso(base.due),
        "base_priority": base.priority,
        "base_owner": base.owner,
        "base_assignee": base.assignee,
        "base_epic": base.epic,
        "first_due": iso(link.first_due),
        "first_priority": link.first_priority,
    }


def _issue_cells(issue: Issue) -> Cells:
    person = issue.assignee
    return {
        "issue_id": issue.id,
        "issue_key": issue.key,
        "issue_project": issue.project,
        "issue_type": issue.type,
        "issue_summary": issue.summary,
        "issue_status": issue.status,
        "issue_category": issue.category,
        "issue_created": instant_text(issue.created),
        "issue_updated": instant_text(issue.updated),
        "issue_is_epic": issue.is_epic,
        "issue_resolution": issue.resolution,
        "issue_resolved": maybe_instant(issue.resolved),
        "issue_due": iso(issue.due),
        "issue_priority": issue.priority,
        "issue_assignee": person.account if person else None,
        "issue_assignee_name": person.name if person else None,
        "issue_assignee_active": person.active if person else None,
        "issue_assignee_email": person.email if person else None,
        "issue_parent": issue.parent,
        "issue_labels": json_text(tuple(sorted(issue.labels))),
        "issue_duplicate_of_category": issue.duplicate_of_category,
        "issue_stamp": json_text(issue.stamp) if issue.stamp else None,
    }


def link_of(row: Row) -> Link:
    """The link of a row of the link's columns and the open intent's."""
    state, reason, fingerprint, gone_since = row[:4]
    sent, began, deadline, ended = row[-4:]
    if sent is not None:
        return InDoubt(
            _values.decode(sent),
            dt.datetime.fromisoformat(deadline),
            dt.datetime.fromisoformat(began),
            instant_of(ended),
        )
    if state == LinkState.LINKED:
        return _linked_of(row)
    if state == LinkState.GONE:
        return Gone(_linked_of(row), dt.datetime.fromisoformat(gone_since))
    if state == LinkState.HELD:
        return Held(reason, candidate=row[5])
    if state == LinkState.RECORDED:
        return Recorded(reason)
    return Unlinked(reason, fingerprint)


def _linked_of(row: Row) -> Linked:
    title, due, priority, owner, assignee, epic, first_due, first_priority = row[26:34]
    return Linked(
        _issue_of(row[4:26]),
        Values(title, day_of(due), priority, owner, assignee, epic),
        day_of(first_due),
        first_priority,
        refusal=row[1],
        fingerprint=row[2],
    )


def _issue_of(row: Row) -> Issue:
    id_, key, project, type_, summary, status, category, created, updated, is_epic, resolution, resolved = row[:12]
    due, priority, account, name, active, email, parent, labels, duplicate_of_category, stamp = row[12:]
    return Issue(
        id=id_,
        key=key,
        project=project,
        type=type_,
        summary=summary,
        status=status,
        category=category,
        created=dt.datetime.fromisoformat(created),
        updated=dt.datetime.fromisoformat(updated),
        is_epic=is_epic,
        resolution=resolution,
        resolved=instant_of(resolved),
        due=day_of(due),
        priority=priority,
        assignee=Person(account, name, active, email) if account is not None else None,
        parent=parent,
        labels=_labels.decode(labels),
        duplicate_of_category=duplicate_of_category,
        stamp=_stamp.decode(stamp) if stamp else None,
    )
