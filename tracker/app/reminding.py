"""The scheduler's job `reviews`: who wants it is reminded of reviews a week before, on the day, then weekly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reports.render.note import Note, note_chat, note_mail, note_notice
from reports.render.waiting import of_reviews
from tracker.app.answer import Answer
from tracker.app.answers import review_views
from tracker.app.context import Context
from tracker.app.parcels import Message, Parcel, Planned
from tracker.app.sending import PostOffice, as_a_job, left_out, period_of
from tracker.config.delivery import Apprise, Channel, Mail, Slack
from tracker.reminders import WAITING, Reminder, falls_due
from tracker.sends import Leave, SendKey, What, ruling
from tracker.store import Store

A_DAY = dt.timedelta(days=1)


def job(context: Context, stop: Callable[[], bool]) -> Answer:
    """Sends each channel the reminders that fell due since it was last reminded. Raises: StoreError, Interrupted."""
    with context.store() as store:
        office = PostOffice(context, store)
        answer = office.carry_out(plan(office), stop)
    return replace(answer, command="reviews", exit_code=as_a_job(answer))


def plan(office: PostOffice) -> Iterator[Planned]:
    """What goes where; nothing for a channel of whose reviews none falls due."""
    context, store = office.context, office.store
    slot = period_of(context, context.config.schedule.reviews)
    as_of = slot.at.astimezone(context.config.timezone).date()
    waiting = _waiting(replace(context, as_of=as_of), store)
    known = store.sends.of(What.REVIEWS, slot.name)
    for channel in (c for c in context.config.channels.values() if c.reviews):
        after = _reminded_until(context, store, channel, as_of)
        due = [r for r in waiting if falls_due(r.due, after=after, as_of=as_of)]
        key, last = SendKey(What.REVIEWS, channel.name, slot.name), known.get(channel.name)
        ruled = ruling(last, now=context.clock())
        if isinstance(ruled, Leave):
            yield left_out(key, ruled, last)
        elif due:
            message = note_for(channel, of_reviews(due, as_of), office)
            yield Parcel(key, channel, message, channel.to)


def note_for(channel: Channel, note: Note, office: PostOffice) -> Message:
    """A note as the channel takes it."""
    match channel.way:
        case Slack():
            return note_chat(note)
        case Mail():
            return note_mail(note)
        case Apprise():
            return note_notice(note, office.postman.room(channel))


def _waiting(context: Context, store: Store) -> Sequence[Reminder]:
    views = (v for v in review_views(context, store) if v.state in WAITING)
    return [Reminder(v.incident, v.title, v.severity, v.review_due, v.open_items, v.overdue_items) for v in views]


def _reminded_until(context: Context, store: Store, channel: Channel, as_of: dt.date) -> dt.date:
    """The day up to which a channel has had its reminders: that of its last ones, or before its first.

    A store that was restored or made anew takes those up to that day for sent.
    """
    last = store.sends.last_period(What.REVIEWS, channel.name)
    first = store.sends.first_period(What.REVIEWS, channel.name)
    known = _day(last) if last else (_day(first) if first else as_of) - A_DAY
    quiet = store.ledger.quiet_until()
    return max(known, quiet.astimezone(context.config.timezone).date()) if quiet else known


def _day(period: str) -> dt.date:
    return dt.date.fromisoformat(period[:10])
