"""What a pull makes of what Jira shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sync.observe import Reading, agree, observe, rival
from sync.situation import Rival
from tests.values import NO_STATUSES, NOW, PRIORITIES, a_stamp, an_incident, an_issue, an_item, values
from tracker import merging
from tracker.model import Linked, Stamp

READING = Reading(PRIORITIES, NO_STATUSES, NOW)


def test_what_a_run_sent_before_it_died_is_its_base_by_the_property_that_came_along() -> None:
    before = values()
    sent = values(due=dt.date(2026, 3, 25))
    link = Linked(an_issue(stamp=a_stamp(sent=before)), before)
    shown = an_issue(stamp=a_stamp(sent=sent), due=dt.date(2026, 3, 25))
    item = an_item(link=link, due=dt.date(2026, 3, 30))  # the report has moved on meanwhile

    (after,) = observe((item,), (an_incident(),), [shown], READING).items

    assert isinstance(after.link, Linked)
    assert after.link.base == sent
    merged = merging.merge(
        after.link.base, merging.report_values(after, an_incident(), assignee="acc-1"), shown, PRIORITIES
    )
    assert (merged.send, merged.conflicts) == (("due",), ())


@pytest.mark.parametrize("stamp", [None, a_stamp(sent=None), a_stamp(sent=values(title="Older"))])
def test_a_property_that_says_nothing_new_leaves_the_base_alone(stamp: Stamp | None) -> None:
    base = values(title="Watch the index")
    link = Linked(an_issue(stamp=a_stamp(sent=values(title="Older"))), base)

    seen = observe((an_item(link=link),), (an_incident(),), [an_issue(stamp=stamp, updated=NOW)], READING)

    assert all(isinstance(t.link, Linked) and t.link.base == base for t in seen.items)


def test_another_store_is_seen_by_what_it_wrote_lately() -> None:
    since = NOW - dt.timedelta(minutes=15)
    ours = an_issue(1, stamp=a_stamp())
    old = an_issue(2, stamp=replace(a_stamp(), store="store-2"), created=NOW - dt.timedelta(days=3))
    other = an_issue(3, stamp=replace(a_stamp(), store="store-2", namespace="ops"))
    made = an_issue(4, stamp=replace(a_stamp(), store="store-2"), created=NOW - dt.timedelta(minutes=9))
    touched = an_issue(5, stamp=replace(a_stamp(), store="store-3", at=NOW), created=NOW - dt.timedelta(days=3))

    assert rival([ours, old, other], "store-1", "eng", since) is None
    assert rival([ours, old, made], "store-1", "eng", since) == Rival("store-2", "ENG-4", made.created)
    assert rival([touched, made], "store-1", "eng", since) == Rival("store-3", "ENG-5", NOW)


def test_a_new_owner_is_not_taken_for_agreed_before_it_is_known_whom_it_stands_for() -> None:
    base = values(owner="@devops", assignee=None)
    tracked = an_item(owner="@ana", link=Linked(an_issue(assignee=None), base))

    assert agree(tracked, an_incident(epic=None), PRIORITIES, {}) == tracked
