"""What Jira shows: people, issues and their property, with the values that both sides compare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Flavour(StrEnum):
    """Which of the two kinds of Jira answers."""

    CLOUD = "cloud"
    DATA_CENTER = "dc"


@dataclass(frozen=True, slots=True)
class Person:
    """A Jira account: `account` is the accountId on Cloud, the user name on Data Center."""

    account: str
    name: str
    active: bool = True
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """The fields that report and Jira both may move, in one canonical form.

    `priority` is P0 to P4, or Jira's own name where the map has none. `assignee` is an account, `owner` the
    handle that it was resolved from (None when seen in Jira). `epic` is a key.
    """

    title: str
    due: dt.date | None = None
    priority: str | None = None
    owner: str | None = None
    assignee: str | None = None
    epic: str | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's word that an item may be off the overdue list without being done.

    `ways` names what was accepted of the item's state (its row is gone, it was dropped, ...); `due` and `priority`
    are what counts as promised from then on.
    """

    by: str
    reason: str
    at: dt.datetime
    ways: tuple[str, ...] = ()
    due: dt.date | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """A person's word that nothing is said of an item before the day `until`."""

    by: str
    reason: str
    at: dt.datetime
    until: dt.date


@dataclass(frozen=True, slots=True)
class Review:
    """The record of a 30-day review; `next` is the next look, None when there is none."""

    incident: str
    held_on: dt.date
    by: str
    outcome: str
    next: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ReviewWord:
    """People's last word on the review of an incident, said `at`: held, or put off since it was held last."""

    incident: str
    at: dt.datetime
    held: Review | None = None
    snoozed: Snooze | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The issue property `pirtrack`: whose issue this is and the values last sent to it.

    `sent` is the base that a lost store gets back, `at` when that was (None: by the create itself), `store` which store did it. `number` is
    None on an epic that we made. `withdrawn`: the issue was told that its row is gone. `released`: somebody took
    the issue away from its item, which is held since then. `accepted` and `snoozed` are the last such word on the item.
    `placing` is the epic that a call of its own was to put the issue under after this was sent, None where there was none.
    On an epic, `reviews` are people's words on the reviews of its incidents, each under NAMESPACE/INCIDENT; one that a
    report names holds nothing else of ours.
    """

    namespace: str
    store: str
    incident: str
    number: int | None
    path: str
    first_due: dt.date | None = None
    first_priority: str | None = None
    sent: Values | None = None
    at: dt.datetime | None = None
    withdrawn: bool = False
    released: bool = False
    accepted: Acceptance | None = None
    snoozed: Snooze | None = None
    reviews: tuple[tuple[str, ReviewWord], ...] = ()
    placing: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as Jira showed it; `id` is numeric text and lasts, `key` may change.

    `category` is the status category's key (new, indeterminate, done, undefined). `duplicate_of_category` is
    that of the issue this one is marked a duplicate of. `stamp` is None when absent, unreadable or not asked
    for.
    """

    id: str
    key: str
    project: str
    type: str
    summary: str
    status: str
    category: str
    created: dt.datetime
    updated: dt.datetime
    is_epic: bool = False
    resolution: str | None = None
    resolved: dt.datetime | None = None
    due: dt.date | None = None
    priority: str | None = None
    assignee: Person | None = None
    parent: str | None = None
    labels: frozenset[str] = frozenset()
    duplicate_of_category: str | None = None
    stamp: Stamp | None = None
