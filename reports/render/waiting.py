"""What people are reminded of, in words: reviews to hold, and P0 items that nobody does anything about. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reports.digest.notes import days, many
from reports.digest.snapshot import ItemFact
from reports.render.note import Note, NoteLine
from tracker.reminders import Reminder


def of_reviews(reminders: Sequence[Reminder], as_of: dt.date) -> Note:
    """The reviews that fall due, the longest due first."""
    title = f"{many(len(reminders), 'review', 'reviews')} to hold, {as_of.isoformat()}"
    ordered = sorted(reminders, key=lambda r: (r.due, r.incident))
    return Note(
        title,
        "The look back, 30 days after an incident: was what we promised done, and did it help?",
        tuple(NoteLine(r.incident, r.title, _about_review(r, as_of)) for r in ordered),
        'Hold it, and put it on record: pirtrack review done INCIDENT --by NAME --outcome "...". '
        "You are reminded a week before, on the day, and then weekly.",
        "pirtrack reviews",
    )


def _about_review(reminder: Reminder, as_of: dt.date) -> str:
    open_, late = reminder.open_items, reminder.overdue_items
    items = many(open_, "item is open", "items are open") + (f", {late} of them overdue" if late else "")
    severity = f"{reminder.severity}; " if reminder.severity else ""
    return f"{severity}review due {reminder.due.isoformat()}, {_when(reminder.due, as_of)}; {items}"


def _when(due: dt.date, as_of: dt.date) -> str:
    if due == as_of:
        return "today"
    return f"in {days((due - as_of).days)}" if due > as_of else f"{days((as_of - due).days)} ago"


def of_late(items: Sequence[ItemFact], as_of: dt.date, *, reached: bool) -> Note:
    """P0 items that are overdue and that nobody touched; `reached`: an address of who is to do them is known."""
    first = items[0]
    several = f"{len(items)} overdue P0 items"
    title = f"Overdue P0: {first.key or first.ref} {first.title}" if len(items) == 1 else several
    intro = "Overdue, P0, and nobody has changed anything about it in Jira since."
    if not reached:
        intro += " No mail address is known of who is to do it, so that this goes to the leads only."
    return Note(
        title,
        intro,
        tuple(NoteLine(i.key or str(i.ref), i.title, _about_item(i, as_of), i.url) for i in items),
        "This comes once a day until it is done, until it is silenced with a reason and an end "
        '(pirtrack snooze ITEM --until DAY --reason "..."), or until somebody changes anything about its issue in Jira: '
        "a comment is enough.",
        "pirtrack overdue --priority P0",
    )


def _about_item(item: ItemFact, as_of: dt.date) -> str:
    due = item.due or as_of
    slipped = f"; slipped, first promised for {item.first_due.isoformat()}" if item.slips and item.first_due else ""
    who = item.assignee or item.owner or "nobody"
    return f"due {due.isoformat()}, {_when(due, as_of)}{slipped}; to be done by {who}"
