"""`pirtrack digest --send`: the digest of this period for each channel, as it differs from the one it got before."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from reports.digest import last as memory
from reports.digest.compose import compose, remembered
from reports.digest.narrow import Only
from reports.digest.snapshot import Snapshot
from reports.digest.value import Digest, Heading
from reports.render.chat import render_chat
from reports.render.mail import render_mail
from reports.render.notice import render_notice
from tracker.app.answer import Answer
from tracker.app.context import Context
from tracker.app.parcels import LeftOut, Message, Parcel, Planned
from tracker.app.sending import PostOffice, as_a_job, left_out, period_of
from tracker.app.snapshot import digest_policy, snapshot
from tracker.config.delivery import Apprise, Channel, ChannelFilter, Mail, Slack
from tracker.errors import UsageError
from tracker.sends import Leave, Send, SendKey, What, Why, ruling
from tracker.slots import Slot
from tracker.store import Store

QUIET = "this store was made anew or restored since that period began, and the one that was lost may have sent it"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for: the channels (empty: all that get a digest), and whether what was sent may go again."""

    channels: tuple[str, ...] = ()
    again: bool = False


ALL = Wanted()


def send(context: Context, wanted: Wanted = ALL, stop: Callable[[], bool] = lambda: False) -> Answer:
    """Sends the digest of this period to each channel that has not got it.

    Raises: UsageError when there is no such channel, StoreError, Interrupted.
    """
    chosen = _chosen(context, wanted)
    with context.store() as store:
        office = PostOffice(context, store, wanted.again)
        return office.carry_out(plan(office, chosen), stop)


def show(context: Context, wanted: Wanted = ALL) -> Answer:
    """What `send` would send, and where. Raises: UsageError, StoreError."""
    chosen = _chosen(context, wanted)
    with context.store() as store:
        office = PostOffice(context, store, wanted.again)
        return office.shown(list(plan(office, chosen)))


def job(context: Context, stop: Callable[[], bool]) -> Answer:
    """The same, as the scheduler does it."""
    answer = send(context, stop=stop)
    return replace(answer, exit_code=as_a_job(answer))


def _chosen(context: Context, wanted: Wanted) -> tuple[Channel, ...]:
    getting = {name: channel for name, channel in context.config.channels.items() if channel.digest}
    if not getting:
        raise UsageError(
            "no channel gets the digest", hint='write [channels.NAME] with kind = "mail", "slack" or "apprise"'
        )
    for name in wanted.channels:
        if name not in getting:
            near = difflib.get_close_matches(name, getting, n=1)
            hint = f"did you mean {near[0]}?" if near else f"channels that get it: {', '.join(getting)}"
            raise UsageError(f"no channel {name!r} gets the digest", hint=hint)
    return tuple(channel for name, channel in getting.items() if not wanted.channels or name in wanted.channels)


def plan(office: PostOffice, channels: tuple[Channel, ...]) -> Iterator[Planned]:
    """What goes where, and what does not, in the order of the configuration."""
    context, store = office.context, office.store
    slot, now = period_of(context, context.config.schedule.digest), context.clock()
    known = store.sends.of(What.DIGEST, slot.name)
    quiet = store.ledger.quiet_until()
    desk = _Desk(context, store, slot.name)
    for channel in channels:
        key, last = SendKey(What.DIGEST, channel.name, slot.name), known.get(channel.name)
        ruled = ruling(last, now=now, again=office.again)
        if isinstance(ruled, Leave):
            yield left_out(key, ruled, last)
        elif _may_have_gone(slot, last, quiet) and not office.again:
            yield LeftOut(key, Why.PAST, QUIET)
        else:
            digest, told = desk.digest(channel)
            message = _message(digest, channel, office)
            yield Parcel(key, channel, message, channel.to, told)


def _may_have_gone(slot: Slot, last: Send | None, quiet: dt.datetime | None) -> bool:
    """Whether a store that was lost may have sent what this one, restored or made anew since, knows nothing of."""
    return quiet is not None and slot.at <= quiet and (last is None or last.began <= quiet)


@dataclass(slots=True)
class _Desk:
    """Where the digests of one period are made, from one snapshot."""

    context: Context
    store: Store
    period: str
    seen: list[Snapshot] = field(default_factory=list)

    def digest(self, channel: Channel) -> tuple[Digest, str]:
        """The channel's digest, and what the next one of the period after is compared with."""
        if not self.seen:
            self.seen.append(snapshot(self.context, self.store, period=self.period))
        facts, by, only = self.seen[0], digest_policy(self.context), only_of(channel.only)
        text = self.store.sends.told_before(channel.name, self.period)
        last = memory.from_text(text) if text else None
        whole = compose(facts, last, by)
        made = whole if only == Only() else only.told(compose(only.of(facts), last, by))
        return made, memory.to_text(remembered(whole))


def only_of(said: ChannelFilter) -> Only:
    """A channel's filter as a digest is narrowed by it."""
    return Only(frozenset(said.priorities), frozenset(said.owners), frozenset(map(Heading, said.sections)))


def _message(digest: Digest, channel: Channel, office: PostOffice) -> Message:
    match channel.way:
        case Slack():
            return render_chat(digest)
        case Mail():
            return render_mail(digest, most=office.context.config.digest.lines or None)
        case Apprise():
            return render_notice(digest, office.postman.room(channel))
