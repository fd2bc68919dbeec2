"""The law: both sides agree, nothing is there twice, nothing is lost, and who has nothing to do does nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from sync.sandbox.model import Record
from tests.stateful.actor import Actor
from tests.stateful.people import LABEL, Either
from tests.stateful.team import Report, Row
from tests.stateful.world import World
from tests.values import PRIORITIES
from tracker.merging import canonical_title
from tracker.model import Gone, Held, Linked, TrackedItem, Unlinked

ACCOUNTS = {"@ann": "ana", "@bob": "bob"}
GONE, AGAIN = "no longer holds this action item", "holds this action item again"


class Duplicate(AssertionError):
    """Something is there twice."""


class Lost(AssertionError):
    """Something is lost: an item without its issue, an issue without its item, somebody's edit."""


class Disagreement(AssertionError):
    """The sides do not agree in the end, or a run that had nothing to do did something."""


def nothing_twice(world: World) -> None:
    """No item and no incident ever has two issues made for it, deleted ones included."""
    made = Counter(of for r in world.everything if (of := made_for(world, r)) is not None)
    twice = [of for of, times in made.items() if times > 1]
    if twice:
        raise Duplicate(f"made more than once: {twice}")


def made_for(world: World, record: Record) -> tuple[str, int | None] | None:
    """The item or incident that an issue of ours was made for."""
    stamp = record.properties.get("pirtrack")
    unknown = world.by_hand | world.forgotten
    return (stamp["incident"], stamp["number"]) if stamp and record.id not in unknown else None


def remember(world: World) -> None:
    """Once a row has its issue it keeps it, whatever is edited, lost or killed."""
    items = world.ours.store.items()
    for report in world.reports:
        for row in report.rows if report.finished else ():
            known = _linked(_item_of(items, report, row))
            if known is None:
                continue
            if row.issue not in (None, known):
                raise Lost(f"{row.title!r} had issue {row.issue}, and now it has {known}")
            row.issue = known


def _item_of(items: tuple[TrackedItem, ...], report: Report, row: Row) -> TrackedItem:
    title = canonical_title(row.title)
    mine = [t for t in items if t.item.ref.incident == report.incident and not t.item.withdrawn]
    mine = [t for t in mine if canonical_title(t.item.title) == title]
    if not mine:
        raise Lost(f"{row.title!r} is no item")
    if len(mine) > 1:
        raise Duplicate(f"{row.title!r} is {', '.join(str(t.item.ref) for t in mine)}")
    return mine[0]


def _linked(tracked: TrackedItem) -> str | None:
    link = tracked.link.last if isinstance(tracked.link, Gone) else tracked.link
    return link.issue.id if isinstance(link, Linked) else None


def each_row_has_one_issue(world: World) -> None:
    """Every live row of a finished report has exactly one issue, which is nobody else's and carries its values."""
    items = world.ours.store.items()
    taken: dict[str, str] = {}
    for report in world.reports:
        for row in report.rows:
            tracked = _item_of(items, report, row)
            record = _issue_of(world, tracked, row)
            if record is None:
                continue
            if str(record.id) in taken:
                raise Duplicate(f"{record.key} is the issue of {row.title!r} and of {taken[str(record.id)]!r}")
            taken[str(record.id)] = row.title
            _carries(world, report, row, record)


def _issue_of(world: World, tracked: TrackedItem, row: Row) -> Record | None:
    """The issue of an item; None where there is none to compare, for a good reason."""
    link, ref = tracked.link, tracked.item.ref
    match link:
        case Linked(issue=issue) if int(issue.id) in world.jira.records:
            record = world.jira.records[int(issue.id)]
            stamp = record.properties.get("pirtrack") or {}
            if (stamp.get("incident"), stamp.get("number")) != (ref.incident, ref.number):
                raise Lost(f"{record.key} is linked to {ref}, its property says {stamp}")
            return None if record.archived else record
        case Gone(last=last):
            shown = world.jira.find(last.issue.id)
            if shown is not None:
                raise Lost(f"{ref} takes {shown.key} for gone")
            return None
        case Held() if row.name in world.held:
            return None
        case Unlinked() if row.key is not None and world.jira.id_of(row.key) in world.forgotten:
            return None
    raise Lost(f"{ref} ({row.title!r}) ended as {link}")


def _carries(world: World, report: Report, row: Row, record: Record) -> None:
    """The row's values, but where a person said otherwise in Jira."""
    said = world.people.words_on(record)
    wanted: dict[str, object] = {
        "summary": canonical_title(row.title),
        "due": row.due.isoformat() if row.due else None,
        "assignee": ACCOUNTS.get(row.owner or ""),
    }
    if row.priority is not None:
        wanted["priority"] = PRIORITIES[row.priority]
    if not world.deaf and (epic := world.epic_of(report)) is not None:
        wanted["parent"] = epic.id
    for name, value in wanted.items():
        shown = _shown(record, name)
        if name not in said and shown != value:
            raise Disagreement(f"{record.key} shows {name} {shown!r}, its row wants {value!r}")


def _shown(record: Record, name: str) -> object:
    if name == "assignee":
        return record.assignee.name if record.assignee else None
    return getattr(record, name)


def no_edit_of_a_person_is_lost(world: World) -> None:
    """What people said in Jira still holds there."""
    people = world.people
    for record in world.jira.records.values():
        for name, value in people.words_on(record).items():
            if not isinstance(value, Either) and getattr(record, name) != value:
                raise Lost(f"{record.key}: somebody's {name} {value!r} became {_shown(record, name)!r}")
    for issue_id in people.labelled & world.jira.records.keys():
        if LABEL not in world.jira.records[issue_id].labels:
            raise Lost(f"{world.jira.records[issue_id].key} lost somebody's label")
    for issue_id, said in people.status.items():
        moved = world.jira.records.get(issue_id)
        if moved is not None and (moved.state.name, moved.resolution) != said:
            raise Lost(f"{moved.key}: somebody's {said} became {moved.state.name}, {moved.resolution}")


def every_issue_is_known(world: World) -> None:
    """No issue of ours stands about that no item knows."""
    known = world.ours.links()
    for record in world.everything:
        stamp = record.properties.get("pirtrack") or {}
        if made_for(world, record) is not None and str(record.id) not in known and not stamp.get("released"):
            raise Lost(f"{record.key} ({record.summary!r}) was made for {made_for(world, record)}, and nobody knows it")


def rows_that_went_are_told_once(world: World) -> None:
    """A withdrawn row's issue is still there and open work hears of it, once; one that came back is told too."""
    for each in world.jira.records.values():
        told = list(_told(each))
        if any(one == next_ for one, next_ in pairwise(told)):
            raise Duplicate(f"{each.key} was told twice: {told}")
    for tracked in world.ours.store.items():
        if not isinstance(tracked.link, Linked):
            continue
        record = world.jira.records.get(int(tracked.link.issue.id))
        if record is None or record.hidden or record.archived:
            continue
        told_gone = list(_told(record))[-1:] == [GONE]
        if tracked.item.withdrawn and record.state.category != "done" and not told_gone:
            raise Disagreement(f"{record.key} was never told that its row is gone")
        if told_gone and not tracked.item.withdrawn:
            raise Disagreement(f"{record.key} was never told that its row is back")


def _told(record: Record) -> Iterator[str]:
    for comment in record.comments:
        text = json.dumps(comment["body"])
        yield from (words for words in (GONE, AGAIN) if words in text)


def nothing_to_do(world: World, actor: Actor) -> None:
    """A run after which nothing changed writes nothing and asks no more than twice."""
    before, wrote = len(actor.wire.log), len(actor.wire.writes)
    world.sync(actor)
    if len(actor.wire.writes) > wrote:
        paths = [f"{a.method} {a.path} {a.body}" for a in actor.wire.writes[wrote:]]
        raise Disagreement(f"a quiet run wrote to Jira: {paths}")
    if len(actor.wire.log) > before + 2 + asked_again(world):
        raise Disagreement(f"a quiet run asked {[a.path for a in actor.wire.log[before:]]}")


def asked_again(world: World) -> int:
    """What a quiet run asks besides, where rows name issues that Jira does not show; docs/decisions/0007."""
    wanted = {row.key for row in world.rows if row.key is not None and world.jira.id_of(row.key) in world.forgotten}
    return (1 if wanted else 0) + (0 if world.jira.cloud else len(wanted))


def judge(world: World) -> None:
    """All of it, when everything has come to rest."""
    remember(world)
    nothing_twice(world)
    each_row_has_one_issue(world)
    no_edit_of_a_person_is_lost(world)
    rows_that_went_are_told_once(world)
    if not world.databases_lost:
        every_issue_is_known(world)
    for actor in world.actors:
        nothing_to_do(world, actor)
