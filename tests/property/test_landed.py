from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sync.landed import landed
from tests.values import PRIORITIES, an_issue
from tracker import merging
from tracker.model import Person, Values

TITLES = st.sampled_from(["Watch it", "Watch it closely", "Rehearse"])
DAYS = st.sampled_from([None, dt.date(2026, 4, 1), dt.date(2026, 4, 2)])
NAMES = st.sampled_from([None, "P0", "P1", "P2"])
HANDLES = st.sampled_from([None, "@ann", "@bob"])
EPICS = st.sampled_from([None, "ENG-1", "ENG-2"])


def values() -> st.SearchStrategy[Values]:
    return st.builds(
        lambda title, due, priority, owner, epic: Values(title, due, priority, owner, owner and f"acc-{owner}", epic),
        TITLES,
        DAYS,
        NAMES,
        HANDLES,
        EPICS,
    )


@given(base=values(), report=values(), data=st.data())
def test_an_update_whatever_jira_does_with_it_is_followed_by_no_other(
    base: Values, report: Values, data: st.DataObject
) -> None:
    """Each field arrives, is ignored, or becomes something else: then the report alone moves nothing but what was ignored."""
    issue = an_issue(
        summary=base.title,
        due=base.due,
        priority=PRIORITIES.get(base.priority or ""),
        assignee=Person(base.assignee, "x") if base.assignee else None,
        parent=base.epic,
    )
    merged = merging.merge(base, report, issue, PRIORITIES)
    sent = base
    for name in merged.send:
        sent = merging.with_field(sent, report, name)
    if "title" in merged.send:
        issue = replace(issue, summary=data.draw(st.sampled_from([base.title, report.title, "Something else"])))
    if "due" in merged.send:
        issue = replace(issue, due=data.draw(st.sampled_from([base.due, report.due, dt.date(2030, 1, 1)])))
    if "epic" in merged.send:
        issue = replace(issue, parent=data.draw(st.sampled_from([base.epic, report.epic, "ENG-9"])))
    if "owner" in merged.send:
        account = data.draw(st.sampled_from([base.assignee, report.assignee, "acc-lead"]))
        issue = replace(issue, assignee=Person(account, "x") if account else None)
    if "priority" in merged.send:
        shown = data.draw(st.sampled_from([base.priority, report.priority, "P4"]))
        issue = replace(issue, priority=PRIORITIES.get(shown or ""))

    it = landed(base, sent, merged.send, issue, PRIORITIES)
    again = merging.merge(it.base, report, issue, PRIORITIES)

    assert set(again.send) == set(it.ignored)
    assert set(it.ignored) <= set(merged.send)
    assert again.conflicts == merged.conflicts
