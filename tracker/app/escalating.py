"""The scheduler's job `escalation`: an overdue P0 that nobody touches is told to its owner and to the leads, once a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.digest.places import Place, place_of
from reports.digest.snapshot import ItemFact
from reports.render.note import note_mail
from reports.render.waiting import of_late
from tracker.acknowledged import is_acknowledged
from tracker.app.answer import Answer
from tracker.app.answers import open_items
from tracker.app.context import Context
from tracker.app.digest_sends import only_of
from tracker.app.facts import Files
from tracker.app.parcels import Parcel, Planned
from tracker.app.sending import PostOffice, as_a_job, left_out
from tracker.app.snapshot import digest_policy
from tracker.config import PersonByEmail
from tracker.config.delivery import Channel
from tracker.config.faults import Fault
from tracker.config.kinds import plain_address
from tracker.errors import JiraUnavailable
from tracker.model import Linked, TrackedItem
from tracker.rules import day_of
from tracker.sends import Leave, SendKey, What, ruling
from tracker.slots import local_instant
from tracker.store import Store

A_DAY = dt.timedelta(days=1)
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Late:
    """An item that is escalated, with the address of who is to do it, None where none is known."""

    fact: ItemFact
    address: str | None


def job(context: Context, stop: Callable[[], bool]) -> Answer:
    """Sends what is to be escalated. Raises: JiraUnavailable when what is known is too old, StoreError, Interrupted."""
    with context.store() as store:
        mark = store.mark()
        stale = context.stale(mark.mark if mark else None)
        if stale is not None:
            raise JiraUnavailable(f"nothing is escalated from data that may be wrong. {stale}")
        office = PostOffice(context, store)
        answer = office.carry_out(plan(office), stop)
    return replace(answer, command="escalation", exit_code=as_a_job(answer))


def plan(office: PostOffice) -> Iterator[Planned]:
    """One mail for each person and channel; the day and the person make it the same send."""
    context, store = office.context, office.store
    quiet = store.ledger.quiet_until()
    if quiet is not None and day_of(quiet, context.config.timezone) >= context.as_of:
        return  # a store that was lost today may have sent what is due today
    channels = [c for c in context.config.channels.values() if c.escalate]
    late = list(untouched(context, store))
    for channel in channels:
        only = only_of(channel.only)
        for address, facts in _by_person([it for it in late if only.takes(it.fact)]).items():
            period = f"{context.as_of.isoformat()} {address or NOBODY}"
            key = SendKey(What.ESCALATION, channel.name, period)
            last = store.sends.of(What.ESCALATION, period).get(channel.name)
            ruled = ruling(last, now=context.clock())
            if isinstance(ruled, Leave):
                yield left_out(key, ruled, last)
            else:
                message = note_mail(of_late(facts, context.as_of, reached=address is not None))
                yield Parcel(key, channel, message, _recipients(channel, address))


def untouched(context: Context, store: Store) -> Iterator[Late]:
    """P0 items that are overdue, and that nobody has changed in Jira since; those that are silent are not among them."""
    files, policy = Files.of(context, store), digest_policy(context)
    tracked_items = store.items(open_items(context))
    incidents = store.incidents_of(tracked_items)
    for tracked in tracked_items:
        fact = files.fact(tracked, incidents[tracked.item.ref.incident])
        if place_of(fact, context.as_of, policy, None) is not Place.OVERDUE_P0:
            continue
        if not _is_acknowledged(context, store, tracked, fact):
            yield Late(fact, _address(context, tracked))


def _is_acknowledged(context: Context, store: Store, tracked: TrackedItem, fact: ItemFact) -> bool:
    if not isinstance(tracked.link, Linked) or fact.due is None:
        return False
    days = [fact.due + A_DAY, *([fact.snoozed.until] if fact.snoozed else [])]
    since = local_instant(max(days), dt.time(), context.config.timezone)
    ref = tracked.item.ref
    history = store.history(ref.incident, ref.number)
    return is_acknowledged(since=since, updated=tracked.link.issue.updated, history=history)


def _address(context: Context, tracked: TrackedItem) -> str | None:
    """The assignee's, as Jira shows it; else the one that the owner map has for whom we assigned."""
    link, handle = tracked.link, tracked.item.owner
    assignee = link.issue.assignee if isinstance(link, Linked) else None
    if assignee is not None and assignee.email:
        return _plain(assignee.email)
    entry = context.config.owners.get(handle or "")
    ours = assignee is None or (isinstance(link, Linked) and link.base.assignee == assignee.account)
    return _plain(entry.email) if isinstance(entry, PersonByEmail) and ours else None


def _plain(address: str) -> str | None:
    """The address where every mail server takes it."""
    try:
        return plain_address(address).casefold()
    except Fault:
        return None


def _by_person(late: Sequence[Late]) -> Mapping[str | None, list[ItemFact]]:
    found: dict[str | None, list[ItemFact]] = {}
    for it in sorted(late, key=lambda it: (it.fact.due or dt.date.max, it.fact.ref)):
        found.setdefault(it.address, []).append(it.fact)
    return found


def _recipients(channel: Channel, address: str | None) -> tuple[str, ...]:
    """The owner, then the leads, each once."""
    known = {lead.casefold() for lead in channel.to}
    return (*((address,) if address and address not in known else ()), *channel.to)
