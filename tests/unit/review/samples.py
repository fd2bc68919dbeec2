"""The review of one incident, with something in every chapter."""

from __future__ import annotations

import datetime as dt

from reports.review.again import Later
from reports.review.compose import Past, compose
from reports.review.sheet import ReviewSheet
from tests.unit.digest.samples import MONDAY, PULLED, an_item, at, day
from tracker.model import Acceptance, LinkState, Review, Snooze, Status

INCIDENT = "2026-02-03-001"
HEAD = ReviewSheet(
    as_of=MONDAY,
    last_pull=PULLED,
    stale=None,
    incident=INCIDENT,
    title="Search was down",
    path="incidents/2026-02-03-search.md",
    severity="P0",
    date=day(2, 3),
    epic="ENG-100",
    epic_url="https://jira.example.com/browse/ENG-100",
    review_due=day(3, 5),
    state="due",
    held=(Review(INCIDENT, day(2, 20), "Ada Quist", "two items were put off", day(3, 5)),),
)
ITEMS = (
    an_item(1, "Alert when the search index lags", priority="P0", status=Status.DONE, due=day(2, 17), closed=day(2, 16),
            closed_at=at(2, 16)),
    an_item(4, "Fail over the checkout database by itself", priority="P0", status=Status.DONE, due=day(2, 24),
            first_due=day(2, 17), slips=1, closed=day(2, 23), closed_at=at(2, 23), assignee="Bo Lind"),
    an_item(7, "Rotate the signing key", status=Status.CANCELLED, closed=day(2, 25), closed_at=at(2, 25), note="Won't Do",
            due=day(2, 20), accepted=Acceptance("Lea", "the service ends in May", at(2, 26), ("dropped",), day(2, 20), "P1")),
    an_item(10, "Split the batch job", status=Status.CANCELLED, closed=day(3, 2), closed_at=at(3, 2), note="Duplicate"),
    an_item(13, "Bound the retries of the payment client", due=day(3, 4), first_due=day(2, 20), slips=2,
            assignee="Cy Okafor"),
    an_item(16, "Page the second line for a full disk", priority="P2", first_priority="P0", due=day(3, 30), withdrawn=True),
    an_item(19, "Document the quota", owner="@nobody", assignee=None, unmapped="not in the [owners] map", due=None,
            priority="P3", snoozed=Snooze("Lea", "after the move", at(3, 2), day(3, 30))),
    an_item(22, "Replace the vendor's library", link=LinkState.GONE, url=None,
            note="not shown by Jira since 2026-03-01 10:00 UTC: deleted, or hidden from this token"),
)  # fmt: skip  # set by hand, as a table
PAST = Past(
    items=ITEMS,
    related=("2025-10-15: Similar index issue on staging (severity: P3)", "2026-01-14-001: Search was slow"),
    later=(
        Later("2026-03-01-001/2", "Alert before the search index lags again", "Search was down again", day(3, 1)),
        Later("2026-03-01-001/3", "Buy more disks", "Search was down again", day(3, 1)),
    ),
    known={"2025-10-15-002": dt.date(2025, 10, 15), "2026-01-14-001": day(1, 14), INCIDENT: day(2, 3)},
)


def sheet() -> ReviewSheet:
    """The sheet of that review."""
    return compose(HEAD, PAST)


def nothing() -> ReviewSheet:
    """The sheet of a report that promised nothing, and can't be read any more."""
    return compose(HEAD, Past(related=None))
