"""A team's Monday: one snapshot with something for every section, and the digest of the week before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from reports.digest.compose import compose, remembered
from reports.digest.last import LastDigest
from reports.digest.snapshot import DraftFact, ItemFact, JiraSite, Policy, ReviewFact, Snapshot, Span
from reports.digest.value import Digest
from tracker.model import Acceptance, ItemRef, LinkState, Priority, Snooze, Standing, Status

MONDAY = dt.date(2026, 3, 9)
NINE = dt.datetime(2026, 3, 9, 9, 0, tzinfo=dt.UTC)
PULLED = dt.datetime(2026, 3, 9, 8, 45, tzinfo=dt.UTC)
SITE = JiraSite(
    "https://jira.example.com",
    "pirtrack-ENG",
    {"P0": "Highest", "P1": "High", "P2": "Medium", "P3": "Low", "P4": "Lowest"},
    ("Blocked",),
)
POLICY = Policy(
    due_soon={"P0": dt.timedelta(days=10)},
    finalise={Priority.P0: dt.timedelta(days=1), Priority.P1: dt.timedelta(days=3)},
    site=SITE,
)
INCIDENTS = ("2026-01-14-001", "2026-02-03-001", "2026-02-19-002")


def day(month: int, of_month: int) -> dt.date:
    return dt.date(2026, month, of_month)


def at(month: int, of_month: int) -> dt.datetime:
    return dt.datetime(2026, month, of_month, 10, 30, tzinfo=dt.UTC)


def an_item(number: int, title: str = "Watch the index", **facts: object) -> ItemFact:
    """An open item with an issue, due far off, unless the facts say otherwise."""
    said: dict[str, object] = {
        "ref": ItemRef(INCIDENTS[number % 3], number),
        "title": title,
        "status": Status.IN_PROGRESS,
        "standing": Standing.FINISHED,
        "link": LinkState.LINKED,
        "chased": True,
        "owner": "@search",
        "assignee": "Ada Quist",
        "priority": "P1",
        "due": day(6, 1),
        "severity": "P0",
        "key": f"ENG-{number}",
        "url": f"https://jira.example.com/browse/ENG-{number}",
        "opened": day(2, 4),
        **facts,
    }
    said.setdefault("first_due", said["due"])
    said.setdefault("first_priority", said["priority"])
    return ItemFact(**said)  # type: ignore[arg-type]  # facts are fields


ITEMS = (
    an_item(7, "Alert when the search index lags", priority="P0", due=day(3, 3), first_due=day(2, 17), slips=2),
    an_item(8, "Fail over the checkout database by itself", priority="P0", due=day(3, 6), owner="@dba", assignee=None),
    an_item(9, "Rehearse the restore of a backup", due=day(2, 27), owner="@dba", assignee="Bo Lind"),
    an_item(10, "Bound the retries of the payment client", priority="P2", due=day(3, 4), assignee="Cy Okafor"),
    an_item(11, "Page the second line for a full disk", priority="P2", first_priority="P0", due=day(3, 2)),
    an_item(12, "Cap the size of an upload", due=day(4, 20), first_due=day(3, 2), slips=1, assignee="Bo Lind"),
    an_item(13, "Rotate the signing key", status=Status.CANCELLED, due=day(2, 20), closed=day(3, 5), note="Won't Do",
            closed_at=at(3, 5)),
    an_item(14, "Write the runbook for a lost broker", due=day(2, 25), withdrawn=True),
    an_item(15, "Load-test the new gateway", priority="P0", due=day(3, 16), assignee="Cy Okafor"),
    an_item(16, "Show the queue's depth", priority="P2", due=day(3, 9)),
    an_item(17, "Split the batch job", due=day(5, 4), first_due=day(4, 6), slips=1, assignee="Dee Marsh"),
    an_item(18, "Alert on certificates that end soon", owner=None, assignee=None, priority="P2"),
    an_item(19, "Document the quota", owner="@nobody", assignee=None, unmapped="not in the [owners] map"),
    an_item(20, "Delete the old bucket", due=None, priority="P3"),
    an_item(21, "Replace the vendor's library", status=Status.BLOCKED, blocked=day(2, 11), priority="P2"),
    an_item(22, "Add a canary to the rollout", status=Status.DONE, closed=day(3, 4), closed_at=at(3, 4), due=day(3, 6)),
    an_item(23, "Trim the log volume", status=Status.DONE, closed=day(3, 7), closed_at=at(3, 7), due=day(3, 2)),
    an_item(24, "Move cron to the scheduler", status=Status.CANCELLED, closed=day(3, 3), closed_at=at(3, 3),
            due=day(5, 1), note="Duplicate"),
    an_item(25, "Warm the cache before a rollout", reopened=day(3, 5), assignee="Dee Marsh"),
    an_item(26, "Check the feature flags at start", conflicts=("due is 2026-06-01 in Jira, 2026-05-01 in the report",)),
    an_item(27, "Ship the dashboards", link=LinkState.IN_DOUBT, key=None, url=None, assignee=None,
            note="in doubt since 2026-03-09 08:40 UTC; not made again before 2026-03-09 08:55 UTC"),
    an_item(28, "Throttle the importer", priority="P0", standing=Standing.DRAFT, link=LinkState.UNLINKED, chased=False,
            key=None, url=None, due=day(3, 1), assignee=None),
    an_item(29, "Tidy the alerts", due=day(3, 1), snoozed=Snooze("Lea", "after the move", at(3, 2), day(3, 30))),
    an_item(30, "Second region for the queue", due=day(2, 28), withdrawn=True,
            accepted=Acceptance("Lea", "the service ends in May", at(3, 3), ("withdrawn",), day(2, 28), "P1")),
)  # fmt: skip  # set by hand, as a table
SPANS = tuple(
    Span(
        opened=dt.date(2025, 9, 1) + dt.timedelta(days=(37 * n) % 186),
        closed=(dt.date(2025, 9, 1) + dt.timedelta(days=(37 * n) % 186 + 9 + (13 * n) % 60)) if n % 5 else None,
        done=n % 7 != 0,
        promised=dt.date(2025, 9, 1) + dt.timedelta(days=(37 * n) % 186 + 5 + (7 * n) % 70),
        priority=f"P{(n * n + n // 3) % 5}",
    )
    for n in range(90)
)
SNAPSHOT = Snapshot(
    as_of=MONDAY,
    now=NINE,
    last_pull=PULLED,
    items=ITEMS,
    reviews=(ReviewFact("2026-01-14-001", "Search was down", "P0", day(2, 13), overdue=True, open_items=9),),
    drafts=(DraftFact("2026-03-01-001", "Checkout was slow", "P1", Priority.P1, day(3, 1), "@commander"),),
    spans=SPANS,
    failing=("the job reports failed at 2026-03-09 08:30 UTC and is tried again",),
)
BEFORE = Snapshot(
    as_of=day(3, 2),
    now=dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC),
    last_pull=dt.datetime(2026, 3, 2, 8, 45, tzinfo=dt.UTC),
    items=(
        replace(ITEMS[0], due=day(2, 24), slips=1),
        ITEMS[2],
        *ITEMS[6:8],
        *ITEMS[11:15],
        replace(ITEMS[16], status=Status.IN_PROGRESS, closed=None, closed_at=None),
    ),
    reviews=SNAPSHOT.reviews,
)
CLEAR = replace(SNAPSHOT, items=(an_item(1), an_item(2, due=None)), reviews=(), drafts=(), failing=())


def last() -> LastDigest:
    return remembered(compose(BEFORE, None, POLICY))


def digest() -> Digest:
    """The digest of that Monday."""
    return compose(SNAPSHOT, last(), POLICY)


def of(items: Sequence[ItemFact], **facts: object) -> Digest:
    """The digest of these items alone, without one before it."""
    said: dict[str, object] = {"items": tuple(items), "reviews": (), "drafts": (), "failing": (), **facts}
    return compose(replace(SNAPSHOT, **said), None, POLICY)  # type: ignore[arg-type]  # the same
