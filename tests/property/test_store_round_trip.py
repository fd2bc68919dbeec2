"""Whatever is put into a store comes out as it was, and no question leaves out what it should find."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.judging import ViewRules
from tracker.model import (
    Acceptance,
    ActionItem,
    Event,
    Gone,
    Held,
    Incident,
    InDoubt,
    Issue,
    ItemRef,
    Link,
    Linked,
    Person,
    Priority,
    PullMark,
    Recorded,
    Review,
    ReviewWord,
    Snooze,
    Source,
    Stamp,
    Standing,
    Status,
    TrackedIncident,
    TrackedItem,
    Unlinked,
    Values,
)
from tracker.store import ItemQuery, Store, open_store
from tracker.views import item_view

TODAY = dt.date(2024, 11, 19)
NOON = dt.datetime(2024, 11, 19, 12, tzinfo=dt.UTC)
JUDGED = ViewRules(TODAY, {"P0": "Highest", "P1": "High"}, {"Geprüft": Status.BLOCKED}, dt.timedelta(minutes=15))

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
maybe = st.none() | texts
days = st.none() | st.dates()
zones = st.timezones() | st.just(dt.UTC)
instants = st.datetimes(dt.datetime(1, 1, 3), dt.datetime(9999, 12, 29), timezones=zones).map(  # noqa: DTZ001  # bounds; zones come from `timezones`
    lambda at: at.astimezone(dt.UTC)
)
counts = st.integers(0, 2**31 - 1)
people = st.builds(Person, texts, texts, st.booleans(), maybe)
values = st.builds(Values, texts, days, maybe, maybe, maybe, maybe)
acceptances = st.builds(Acceptance, texts, texts, instants, st.lists(texts, max_size=2).map(tuple), days, maybe)
snoozes = st.builds(Snooze, texts, texts, instants, st.dates())
helds = st.builds(Review, texts, st.dates(), texts, texts, days)
words = st.builds(ReviewWord, texts, instants, st.none() | helds, st.none() | snoozes)
stamps = st.builds(
    Stamp, texts, texts, texts, st.none() | counts, texts, days, maybe, st.none() | values, st.none() | instants,
    st.booleans(), st.booleans(), st.none() | acceptances, st.none() | snoozes,
    placing=maybe, reviews=st.lists(st.tuples(texts, words), max_size=2).map(tuple),
)  # fmt: skip  # set by hand, as a table
issues = st.builds(
    Issue,
    id=texts,
    key=texts,
    project=texts,
    type=texts,
    summary=texts,
    status=texts | st.sampled_from(["Done", "GEPRÜFT"]),
    category=st.sampled_from(["new", "indeterminate", "done", "undefined"]),
    created=instants,
    updated=instants,
    is_epic=st.booleans(),
    resolution=maybe | st.sampled_from(["Duplicate", "Won't do"]),
    resolved=st.none() | instants,
    due=days,
    priority=maybe,
    assignee=st.none() | people,
    parent=maybe,
    labels=st.frozensets(texts, max_size=4),
    duplicate_of_category=st.none() | st.sampled_from(["new", "done"]),
    stamp=st.none() | stamps,
)
linked = st.builds(Linked, issues, values, days, maybe, maybe, maybe)
links: st.SearchStrategy[Link] = st.one_of(
    st.builds(Unlinked, maybe, maybe),
    linked,
    st.builds(Gone, linked, instants),
    st.builds(Held, texts, maybe),
    st.builds(Recorded, texts),
)
names = texts.map(lambda text: "i" + text.replace("/", ""))
incidents = st.builds(
    TrackedIncident,
    st.builds(Incident, names, texts, texts, st.sampled_from(Standing), texts, days, maybe, maybe, maybe, days, maybe),
    links,
    maybe,
)
items = st.builds(
    TrackedItem,
    st.builds(
        ActionItem,
        ref=st.builds(ItemRef, st.just("i"), counts),
        title=texts,
        source=st.builds(Source, texts, counts, counts),
        row=maybe,
        owner=maybe,
        owners=st.lists(texts, max_size=3).map(tuple),
        due=days,
        priority=st.none() | st.sampled_from(Priority),
        reported_status=st.none() | st.sampled_from(Status),
        jira_key=maybe,
        assumed=st.lists(texts, max_size=3).map(tuple),
        withdrawn=st.booleans(),
    ),
    links,
    counts,
)
some_items = st.lists(items, max_size=5, unique_by=lambda tracked: tracked.item.ref)
pairs = st.dictionaries(texts, maybe, max_size=3).map(lambda data: tuple(sorted(data.items())))
events = st.builds(Event, instants, texts, st.sampled_from(["i", "j"]), st.none() | counts, pairs)
HOME = TrackedIncident(Incident("i", "t", "p", Standing.FINISHED, "d"))


@cache
def _empty() -> bytes:
    """A new store's file: making one takes longer than all that is asked of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        open_store(f"sqlite:///{path}", clock=lambda: NOON).close()
        return path.read_bytes()


@contextmanager
def a_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        path.write_bytes(_empty())
        with open_store(f"sqlite:///{path}", clock=lambda: NOON) as store:
            yield store


def agreeing(tracked: TrackedItem, link: Linked) -> TrackedItem:
    """An item on which report, base and Jira say the same, so that only its status tells whether it is asked for."""
    it = tracked.item
    base = Values(it.title, it.due, it.priority, it.owner, None, link.issue.parent)
    issue = replace(
        link.issue, summary=it.title, due=it.due, assignee=None, priority=JUDGED.priorities.get(it.priority or "")
    )
    return replace(tracked, link=replace(link, issue=issue, base=base))


@st.composite
def nearly_agreeing(draw: st.DrawFn) -> TrackedItem:
    """One field of one side at most has moved since."""
    tracked, other = agreeing(draw(items), draw(linked)), draw(values)
    assert isinstance(tracked.link, Linked)
    name = draw(st.sampled_from([None, "title", "due", "owner", "epic"]))
    if name is None:
        return tracked
    return replace(tracked, link=replace(tracked.link, base=replace(tracked.link.base, **{name: getattr(other, name)})))


ONE = settings(deadline=None)


@ONE
@given(st.lists(incidents, max_size=4, unique_by=lambda tracked: tracked.incident.id), some_items)
def test_incidents_and_items_come_back_as_they_were(made: list[TrackedIncident], kept: list[TrackedItem]) -> None:
    known = {"i": HOME} | {tracked.incident.id: tracked for tracked in made}
    with a_store() as store:
        for _ in "put", "put again":
            store.put(incidents=list(known.values()), items=kept)
            assert store.incidents() == tuple(known[name] for name in sorted(known))
            assert store.items() == tuple(sorted(kept, key=lambda tracked: tracked.item.ref))


@ONE
@given(items, values, instants, instants, st.none() | instants)
def test_doubt_comes_back_as_it_was(
    tracked: TrackedItem, sent: Values, began: dt.datetime, deadline: dt.datetime, ended: dt.datetime | None
) -> None:
    target = str(tracked.item.ref)
    with a_store() as store:
        store.put(incidents=[HOME], items=[replace(tracked, link=Unlinked())])
        store.intend({target: sent, "i": sent}, began=began, deadline=deadline)
        if ended is not None:
            store.ended([target, "i"], at=ended)
        doubt = InDoubt(sent, deadline, began, ended)
        assert store.items() == (replace(tracked, link=doubt),)
        assert store.incidents() == (replace(HOME, epic=doubt),)


@ONE
@given(items, linked)
def test_a_link_comes_back_as_it_was(tracked: TrackedItem, link: Linked) -> None:
    with a_store() as store:
        store.put(incidents=[HOME], items=[tracked])
        store.linked({str(tracked.item.ref): link}, at=NOON, how="adopted")
        assert store.items() == (replace(tracked, link=link),)


@ONE
@given(
    st.lists(events, max_size=5),
    st.builds(PullMark, instants, st.none() | instants),
    st.builds(Review, st.just("i"), st.dates(), texts, texts, days),
    texts,
)
def test_the_rest_comes_back_as_it_was(told: list[Event], mark: PullMark, review: Review, text: str) -> None:
    with a_store() as store:
        store.put(incidents=[HOME], events=told, mark=mark)
        assert store.history("i") == tuple(event for event in told if event.incident == "i")
        assert store.history("j", 1) == tuple(event for event in told if (event.incident, event.number) == ("j", 1))
        assert store.mark() == mark
        store.add_review(review)
        assert store.reviews() == (review,)
        store.cache(text, text)
        assert store.cached(text) == text


@ONE
@given(st.lists(items | nearly_agreeing(), max_size=5, unique_by=lambda tracked: tracked.item.ref), st.dates())
def test_no_question_leaves_out_what_it_should_find(kept: list[TrackedItem], day: dt.date) -> None:
    with a_store() as store:
        store.put(incidents=[HOME], items=kept)
        views = {tracked.item.ref: item_view(tracked, HOME, JUDGED) for tracked in kept}
        found = {t.item.ref for t in store.items(ItemQuery(open_only=True, named=frozenset(JUDGED.statuses)))}
        assert found >= {ref for ref, view in views.items() if view.status.is_open or view.needs_person}
        found = {t.item.ref for t in store.items(ItemQuery(due_before=day))}
        assert found >= {ref for ref, view in views.items() if view.due is not None and view.due < day}
        for tracked in kept:
            assert tracked in store.items(ItemQuery(owner=tracked.item.owner, link=views[tracked.item.ref].link))


def test_every_field_of_every_value_is_drawn() -> None:
    """A field that a later hand adds and forgets to keep would otherwise only ever be seen at its default."""
    drawn = {
        Issue: 19,
        Linked: 6,
        Held: 2,
        Values: 6,
        ActionItem: 12,
        Incident: 11,
        Stamp: 15,
        ReviewWord: 4,
        Acceptance: 6,
        Snooze: 4,
        InDoubt: 4,
        Review: 5,
        Event: 5,
    }
    assert {kind: len(fields(kind)) for kind in drawn} == drawn
