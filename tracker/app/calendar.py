"""`pirtrack calendar`: the days of reviews and of open items."""

from __future__ import annotations

from collections.abc import Iterator

from reports.render.calendar import DayEntry
from tracker.app.answers import open_items, review_views, views_of
from tracker.app.context import Context
from tracker.model import Standing
from tracker.store import Store
from tracker.views import ItemView, ReviewView


def calendar(context: Context, owners: frozenset[str] = frozenset()) -> tuple[DayEntry, ...]:
    """Every review that waits, and every open item with a day; with owners only their items, and no review.

    Raises: StoreError.
    """
    wanted = frozenset(o.casefold().lstrip("@") for o in owners)
    with context.store() as store:
        reviews = () if owners else tuple(_reviews(context, store))
        return (*reviews, *_items(context, store, wanted))


def _reviews(context: Context, store: Store) -> Iterator[DayEntry]:
    return (_review(v) for v in review_views(context, store) if v.state != "done")


def _review(view: ReviewView) -> DayEntry:
    notes = [f"{view.open_items} items are open, {view.overdue_items} of them overdue"]
    notes += [f"put off {view.snoozed}"] if view.snoozed else []
    summary = f"Review of {view.incident}: {view.title}"
    return DayEntry(
        f"review/{view.incident}", view.review_due, summary, (*notes, f"pirtrack review show {view.incident}")
    )


def _items(context: Context, store: Store, owners: frozenset[str]) -> Iterator[DayEntry]:
    finished = (Standing.FINISHED.value, Standing.REFUSED.value)
    for view in views_of(context, store, open_items(context)):
        names = {n.casefold().lstrip("@") for n in (view.owner, view.assignee) if n}
        is_asked = view.status.is_open and view.standing in finished and not view.withdrawn
        if is_asked and view.due is not None and (not owners or names & owners):
            yield _item(view)


def _item(view: ItemView) -> DayEntry:
    priority = f"{view.priority} " if view.priority else ""
    who = view.assignee or view.owner or "nobody"
    summary = f"{priority}{view.jira_key or view.ref}: {view.title}"
    assert view.due is not None  # noqa: S101  # only items with a day are asked for
    return DayEntry(f"item/{view.ref}", view.due, summary, (f"{view.ref}, {who}",), view.url)
