"""From the store to what a digest is made from: no request to Jira, no report read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from reports.checks import severities
from reports.digest.charts import first_day
from reports.digest.snapshot import DraftFact, ItemFact, JiraSite, Policy, ReviewFact, Snapshot, Span
from sync.fields import namespace_label
from tracker import merging, rules
from tracker.app.answers import open_items
from tracker.app.context import STALE_AFTER, Context
from tracker.app.facts import Files
from tracker.jobs import RunState
from tracker.model import ItemRef, Standing, Status, TrackedIncident, TrackedItem
from tracker.sends import UNHEARD, SendState, What, named
from tracker.slots import local_instant
from tracker.store import IncidentQuery, ItemQuery, Store
from tracker.store.digests import Decided, Life

# What was closed so long ago is no news to any digest, unless it was dropped after its day.
RECENT = dt.timedelta(days=35)
# So many items are asked for by name at once: databases bound the length of a question.
AT_ONCE = 400
DROPPED = "dropped"


def digest_policy(context: Context) -> Policy:
    """The configuration's word on digests."""
    config, jira = context.config, context.config.jira
    blocked = tuple(sorted(name for name, status in config.status_names.items() if status is Status.BLOCKED))
    return Policy(
        due_soon={p.value: span for p, span in config.digest.due_soon.items()},
        blocked_after=config.digest.blocked_after,
        finalise=config.policy.finalise,
        stale_after=STALE_AFTER,
        site=JiraSite(jira.url, namespace_label(jira.namespace), config.priority_names, blocked) if jira else None,
    )


def snapshot(
    context: Context, store: Store, *, closed_since: dt.date | None = None, period: str | None = None
) -> Snapshot:
    """Everything that a digest of this moment is made from; `period`: the one whose digests are being sent.

    Nobody needs to be told of what was closed before `closed_since`; None: a good month ago.
    """
    files = Files.of(context, store)
    recent = closed_since or context.as_of - RECENT
    spans, ended = _lives(context, _told_of(context, store, recent), recent, files.decided)
    tracked = {t.item.ref: t for t in (*store.items(open_items(context)), *_named(store, ended))}
    incidents = store.incidents_of(tracked.values())
    waiting = store.incidents(IncidentQuery(waiting=context.as_of))
    items = tuple(files.fact(t, incidents[t.item.ref.incident]) for t in tracked.values())
    mark = store.mark()
    return Snapshot(
        as_of=context.as_of,
        now=context.clock(),
        last_pull=mark.mark if mark else None,
        items=items,
        reviews=tuple(_reviews(context, store, waiting, items)),
        drafts=tuple(_drafts(waiting)),
        spans=spans,
        failing=(*_failing(store, context.clock()), *not_arrived(context, store, besides=period)),
    )


def _told_of(context: Context, store: Store, recent: dt.date) -> Sequence[Life]:
    """The lives of which a digest may tell: of the others nothing is drawn any more, and they were done."""
    zone = context.config.timezone
    begin = min(recent, first_day(context.as_of))
    return store.digests.lives(zone, local_instant(begin, dt.time(), zone), frozenset(context.config.status_names))


def _lives(
    context: Context, lives: Iterable[Life], recent: dt.date, decided: Mapping[ItemRef, Decided]
) -> tuple[tuple[Span, ...], tuple[ItemRef, ...]]:
    """Every life as a span for the charts, and those closed ones that a digest may tell of."""
    names, priorities = context.config.status_names, context.config.priority_names

    @cache
    def status(name: str, category: str, resolution: str | None, duplicate: str | None) -> Status:
        return rules.status_by(name, category, resolution, duplicate, names)

    @cache
    def priority(theirs: str | None) -> str | None:
        return merging.canonical_priority(theirs, priorities)

    still_open = frozenset(s for s in Status if s.is_open)
    spans: list[Span] = []
    ended: list[ItemRef] = []
    for life in lives:
        now = status(life.status, life.category, life.resolution, life.duplicate_of_category)
        closed = None if now in still_open else life.closed
        promised = life.first_due or life.due
        spans.append(Span(life.opened, closed, now is Status.DONE, promised, priority(life.priority)))
        if closed is None:
            continue
        if closed >= recent or (now is Status.CANCELLED and _was_dropped_late(life, decided)):
            ended.append(ItemRef(life.incident, life.number))
    return tuple(spans), tuple(ended)


def _was_dropped_late(life: Life, decided: Mapping[ItemRef, Decided]) -> bool:
    """Dropped after its day, as far as its dates tell, and the store knows of nobody who accepted that."""
    if life.closed is None:
        return False
    known = decided.get(ItemRef(life.incident, life.number))
    if known is not None and known.accepted is not None and DROPPED in known.accepted.ways:
        return False
    return any(day is not None and day < life.closed for day in (life.due, life.first_due))


def _named(store: Store, refs: Sequence[ItemRef]) -> Iterator[TrackedItem]:
    for start in range(0, len(refs), AT_ONCE):
        yield from store.items(ItemQuery(refs=tuple(refs[start : start + AT_ONCE])))


def _reviews(
    context: Context, store: Store, incidents: Iterable[TrackedIncident], items: Iterable[ItemFact]
) -> Iterator[ReviewFact]:
    said = store.review_words.all()
    still_open: dict[str, int] = {}
    for item in items:
        still_open[item.ref.incident] = still_open.get(item.ref.incident, 0) + item.status.is_open
    for known in incidents:
        it = known.incident
        if it.review_due is None or it.standing not in (Standing.FINISHED, Standing.REFUSED):
            continue
        due, state = rules.review_state(it.review_due, said.get(it.id), context.as_of)
        if state in ("due", "overdue"):
            yield ReviewFact(it.id, it.title, it.severity, due, state == "overdue", still_open.get(it.id, 0))


def _drafts(incidents: Iterable[TrackedIncident]) -> Iterator[DraftFact]:
    for it in (known.incident for known in incidents):
        if it.standing is Standing.DRAFT:
            rank = severities.rank(it.severity) if it.severity else None
            yield DraftFact(it.id, it.title, it.severity, rank, it.date, it.prepared_by)


def _failing(store: Store, now: dt.datetime) -> Iterator[str]:
    """Jobs whose last turn went wrong."""
    words = {RunState.FAILED: "failed", RunState.LOST: "was never heard of again"}
    for name, run in sorted(store.ledger.newest(now).items()):
        if run.state in words:
            at = (run.ended or run.began).astimezone(dt.UTC)
            detail = f": {run.detail}" if run.detail else ""
            yield f"the job {name} {words[run.state]}, {at:%Y-%m-%d %H:%M UTC}{detail}"


def not_arrived(context: Context, store: Store, *, besides: str | None = None) -> Iterator[str]:
    """Channels whose last message did not arrive, or may not have; but for the digests of the period that is named."""
    now = context.clock()
    for send in store.sends.newest():
        is_own = (send.key.what, send.key.period) == (What.DIGEST, besides)
        if is_own or send.key.channel not in context.config.channels or send.began < now - RECENT:
            continue
        if send.state is SendState.FAILED:
            yield f"{named(send.key)} did not reach {send.key.channel}: {send.detail}"
        elif send.state is SendState.IN_DOUBT or send.is_unheard_of(now):
            yield f"it is not known whether {named(send.key)} reached {send.key.channel}: {send.detail or UNHEARD}"
