"""From a snapshot to the digest: each item in its place, under its headings, with what is new about it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.digest import jql, notes
from reports.digest.charts import charts
from reports.digest.last import LastDigest
from reports.digest.places import WAITING, Place, place_of, totals_of, ways_of
from reports.digest.snapshot import WEEK, DraftFact, ItemFact, Policy, ReviewFact, Snapshot
from reports.digest.value import Age, Digest, Heading, Line, Move, Section
from reports.digest.ways import Way, promised_due, promised_priority
from tracker.model import ItemRef, LinkState, Standing, Status
from tracker.rules import priority_rank

# Fields of a line whose change since the last digest is news.
WATCHED = ("due", "priority", "owner", "status")
# What these tell is news as it is.
ENDED = (Heading.CLOSED, Heading.DROPPED)
# Where slips are told of already.
TOLD_ABOVE = (Place.OVERDUE_P0, Place.OVERDUE, Place.LEFT, Place.DUE_SOON)
# So long before the last digest an item may have been closed without that digest's having known it.
UNSEEN = A_DAY = dt.timedelta(days=1)


def compose(snapshot: Snapshot, last: LastDigest | None, by: Policy) -> Digest:
    """The digest of that moment; the order of the facts makes no difference."""
    desk = _Desk(snapshot, last, by)
    items = sorted(snapshot.items, key=_urgency)
    places: dict[Place, list[ItemFact]] = {place: [] for place in Place}
    waiting: list[ItemFact] = []
    for item in items:
        place = place_of(item, snapshot.as_of, by, last)
        places[place].append(item)
        if place in WAITING and item.status.is_open:
            waiting.append(item)
    sections = [desk.section(heading, lines) for heading, lines in _lines(desk, items, waiting, places)]
    return Digest(
        as_of=snapshot.as_of,
        age=Age(snapshot.last_pull, stale=_is_stale(snapshot, by)),
        totals=totals_of(places),
        sections=tuple(s for s in sections if s.lines),
        since=last.as_of if last else None,
        charts=charts(snapshot.spans, snapshot.as_of),
        site=by.site.url if by.site else None,
    )


def back_to(last: LastDigest | None, as_of: dt.date) -> dt.date:
    """What was closed before that day is no news to a digest after that one, whatever the zone."""
    if last is None or last.last_pull is None:
        return as_of - WEEK
    return min(as_of - WEEK, (last.last_pull - UNSEEN).date() - A_DAY)


def remembered(digest: Digest) -> LastDigest:
    """What the next digest needs to know of this one."""
    listed = {s.heading.value: frozenset(line.ref for line in s.lines) for s in digest.sections}
    traces = {line.ref: _trace(line) for _, line in digest.lines()}
    return LastDigest(digest.as_of, digest.age.last_pull, listed, traces)


def _is_stale(snapshot: Snapshot, by: Policy) -> bool:
    return snapshot.last_pull is None or snapshot.now - snapshot.last_pull > by.stale_after


def _trace(line: Line) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, _text(getattr(line, name))) for name in sorted(WATCHED))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where lines are written: the moment, the last digest, the policy."""

    snapshot: Snapshot
    last: LastDigest | None
    by: Policy

    @property
    def as_of(self) -> dt.date:
        return self.snapshot.as_of

    def section(self, heading: Heading, lines: Iterable[Line]) -> Section:
        """The lines under a heading, each with what is new about it."""
        told = tuple(self._compared(heading, line) for line in lines)
        question = jql.question(heading, told, self.as_of, self.by)
        url = jql.address(self.by.site, question) if self.by.site and question else None
        return Section(heading, told, question, url)

    def _compared(self, heading: Heading, line: Line) -> Line:
        if self.last is None:
            return line
        before = dict(self.last.traces.get(line.ref, ()))
        now = dict(_trace(line)) if heading not in ENDED else {}
        moves = tuple(Move(n, before[n], now[n]) for n in WATCHED if n in before and n in now and before[n] != now[n])
        return replace(line, new=not self.last.had(heading.value, line.ref), moves=moves)

    def item(self, item: ItemFact, *said: str | None) -> Line:
        """The line of an item; `said` stands before what is to be told of it anyway."""
        names = [name for name in (item.owner, item.assignee) if name]
        told = [note for note in (*said, notes.slipped(item), notes.silence(item)) if note]
        return Line(
            ref=str(item.ref),
            title=item.title,
            priority=item.priority,
            owner=names[-1] if names else None,
            people=tuple(dict.fromkeys(names)),
            due=item.due,
            status=item.status.value,
            key=item.key,
            url=item.url,
            notes=tuple(told),
        )

    def closed_lately(self, item: ItemFact, status: Status) -> bool:
        """Closed so since the last digest, or within a week where there was none."""
        if item.status is not status or item.closed is None:
            return False
        if self.last is None or self.last.last_pull is None or item.closed_at is None:
            return self.as_of - WEEK < item.closed <= self.as_of
        heading = Heading.CLOSED if status is Status.DONE else Heading.DROPPED
        unseen = not self.last.had(heading.value, str(item.ref))
        return item.closed_at >= self.last.last_pull - (UNSEEN if unseen else dt.timedelta())


def _urgency(item: ItemFact) -> tuple[int, dt.date, ItemRef]:
    return priority_rank(item.priority), item.due or dt.date.max, item.ref


def _lines(
    desk: _Desk, every: Sequence[ItemFact], waiting: Sequence[ItemFact], places: Mapping[Place, Sequence[ItemFact]]
) -> Iterable[tuple[Heading, list[Line]]]:
    """Every section with its lines, in the order of the headings; the items come in that of their urgency."""
    as_of = desk.as_of
    told = {i.ref for place in TOLD_ABOVE for i in places[place]}

    def placed(place: Place, note: Callable[[ItemFact], str]) -> list[Line]:
        return [desk.item(i, note(i)) for i in places[place]]

    def among(items: Iterable[ItemFact], note: Callable[[ItemFact], str | None]) -> list[Line]:
        return [desk.item(i, said) for i in items if (said := note(i))]

    yield Heading.OVERDUE_P0, placed(Place.OVERDUE_P0, lambda i: notes.late(i, as_of))
    yield Heading.OVERDUE, placed(Place.OVERDUE, lambda i: notes.late(i, as_of))
    yield Heading.LEFT, [_left(desk, i) for i in sorted(places[Place.LEFT], key=_as_promised)]
    yield Heading.DUE_SOON, placed(Place.DUE_SOON, lambda i: notes.ahead(i, as_of))
    yield Heading.SLIPPED, [desk.item(i) for i in waiting if notes.slipped(i) and i.ref not in told]
    yield Heading.UNOWNED, among(waiting, notes.unowned)
    yield Heading.INCOMPLETE, among(waiting, notes.incomplete)
    yield Heading.BLOCKED, among(waiting, lambda i: notes.blocked(i, as_of, desk.by.blocked_after))
    yield Heading.CLOSED, [desk.item(i, notes.ended(i)) for i in every if desk.closed_lately(i, Status.DONE)]
    yield (
        Heading.DROPPED,
        [desk.item(i, notes.ended(i)) for i in every if i.ref not in told and desk.closed_lately(i, Status.CANCELLED)],
    )
    yield Heading.REOPENED, among((i for i in every if i.status.is_open), lambda i: notes.reopened(i, _since(desk)))
    yield Heading.REVIEWS, [_review(r) for r in sorted(desk.snapshot.reviews, key=lambda r: (r.due, r.incident))]
    yield Heading.NOT_FINAL, list(_not_final(desk))
    yield Heading.IN_DRAFTS, among(every, _in_draft)
    yield Heading.TROUBLE, among(every, notes.trouble)
    yield Heading.FAILING, [Line(ref=said, title=said) for said in sorted(desk.snapshot.failing)]


def _as_promised(item: ItemFact) -> tuple[int, dt.date, ItemRef]:
    """What left the list stands where it was on it."""
    return priority_rank(promised_priority(item)), promised_due(item) or dt.date.max, item.ref


def _left(desk: _Desk, item: ItemFact) -> Line:
    ways = ways_of(item, desk.as_of, desk.last)
    line = desk.item(item, notes.left(item, ways))
    if Way.MOVED in ways:  # that it slipped says the same once more
        line = replace(line, notes=tuple(note for note in line.notes if note != notes.slipped(item)))
    return line


def _since(desk: _Desk) -> dt.date:
    return desk.last.as_of if desk.last else desk.as_of - WEEK


def _in_draft(item: ItemFact) -> str | None:
    waits = item.standing is Standing.DRAFT and item.link is LinkState.UNLINKED and item.status.is_open
    return "its report is a draft: it is not in Jira" if waits and item.priority == "P0" else None


def _review(review: ReviewFact) -> Line:
    many = (
        "no item is open" if not review.open_items else notes.many(review.open_items, "item is open", "items are open")
    )
    late = "overdue" if review.overdue else "due"
    said = (f"review {late}: it was to be held on {review.due.isoformat()}" if review.overdue else "review due", many)
    return Line(review.incident, review.title, review.severity, due=review.due, status=late, notes=said)


def _not_final(desk: _Desk) -> Iterable[Line]:
    found: list[tuple[dt.date, DraftFact]] = []
    for draft in desk.snapshot.drafts:
        allowed = desk.by.finalise.get(draft.rank) if draft.rank else None
        if allowed is not None and draft.date is not None and draft.date + allowed < desk.as_of:
            found.append((draft.date + allowed, draft))
    for due, draft in sorted(found, key=lambda pair: (pair[0], pair[1].incident)):
        people = (draft.prepared_by,) if draft.prepared_by else ()
        said = (f"to be final by {due.isoformat()}, {notes.days((desk.as_of - due).days)} ago",)
        yield Line(draft.incident, draft.title, draft.severity, draft.prepared_by, people, due, "draft", notes=said)
