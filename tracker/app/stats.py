"""`pirtrack stats`: completion, punctuality and ages, with the counts that they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import stats as rules
from tracker.app.answer import Answer
from tracker.app.answers import views_of
from tracker.app.context import Context
from tracker.model import LinkState
from tracker.rules import day_of
from tracker.stats import GROUPS, Group, Measured
from tracker.views import ItemView


def stats(context: Context, groups: Sequence[Group] = GROUPS) -> Answer:
    """The figures of every group that was asked for. Raises: StoreError."""
    with context.store() as store:
        views = views_of(context, store)
        mark = store.mark()
    last = mark.mark if mark else None
    measured = [found for view in views if (found := _measured(context, view)) is not None]
    without = len(views) - len(measured)
    return Answer(
        "stats",
        context.as_of,
        {"figures": rules.figures(measured, context.as_of, groups)},
        last,
        context.stale(last),
        notes=_uncounted(without),
    )


def _uncounted(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    are, they = ("item is", "it has") if number == 1 else ("items are", "they have")
    return (f"{number} {are} not counted, since {they} no issue or it is gone",)


def _measured(context: Context, view: ItemView) -> Measured | None:
    if view.link is not LinkState.LINKED or view.opened_at is None:
        return None
    zone = context.config.timezone
    return Measured(
        status=view.status,
        opened=day_of(view.opened_at, zone),
        closed=day_of(view.closed_at, zone) if view.closed_at else None,
        promised=view.original_due or view.due,
        priority=view.priority,
        owner=view.owner or view.assignee,
        severity=view.severity,
    )
