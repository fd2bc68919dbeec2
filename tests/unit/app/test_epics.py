from __future__ import annotations

from dataclasses import replace

import pytest

from sync.epics import called_now
from sync.ports import Epic
from sync.sandbox.faults import Fault
from sync.sandbox.world import EPIC_LINK
from tests.unit.app.onsite import OnSite, codes, outcomes
from tests.values import an_incident
from tracker.errors import UnsafePlan
from tracker.merging import merge, report_values
from tracker.model import Gone, Linked, TrackedIncident

ROW = "Watch the index | @devops | 2026-03-20 | P0 | Open"
OTHER = "Rehearse the failover | @ana | 2026-03-21 | P1 | Open"
THIRD = "Cap retries | @ana | 2026-03-22 | P2 | Open"


def drifts(site: OnSite) -> list[str]:
    """Fields on which an item's three sides are not one."""
    incidents, items = site.known()
    by_id = {i.incident.id: i for i in incidents}
    priorities = {"P0": "Highest", "P1": "High", "P2": "Medium", "P3": "Low", "P4": "Lowest"}
    found: list[str] = []
    for tracked in items:
        if isinstance(tracked.link, Linked):
            report = report_values(tracked, by_id[tracked.item.ref.incident], assignee=tracked.link.base.assignee)
            merged = merge(tracked.link.base, report, tracked.link.issue, priorities)
            found += [*merged.send, *(d.field for d in (*merged.drift, *merged.conflicts))]
    return found


def parents(site: OnSite) -> set[str | None]:
    """Under which epics the items' issues are."""
    records = site.server.jira.records
    return {records[r.parent].key if r.parent in records else None for r in records.values() if r.kind.level == 0}


def test_our_epic_that_is_gone_is_never_made_again_and_holds_its_new_items_back(site: OnSite) -> None:
    site.write(ROW)
    site.sync()
    site.server.jira.delete("ENG-1")
    site.write(ROW, OTHER)

    waiting = site.sync()
    again = site.sync()

    assert codes(waiting) == codes(again) == ["EPC-GONE"]
    assert "ENG-1" in waiting.problems[0].message
    assert outcomes(waiting) == [("skip", "skipped")]
    assert (waiting.exit_code, again.exit_code) == (1, 1)
    assert isinstance(site.known()[0][0].epic, Gone)
    assert [r.kind.name for r in site.server.jira.records.values()] == ["Task"]
    assert [e.kind for e in site.history() if e.number is None][-1] == "gone"


def test_naming_another_epic_mends_one_that_is_gone(site: OnSite) -> None:
    site.write(ROW)
    site.sync()
    site.server.jira.delete("ENG-1")
    site.write(ROW, OTHER)
    site.sync()
    named = site.epic("Anew")
    site.write(ROW, OTHER, epic=named)

    mended = site.sync()

    assert "EPC-GONE" not in codes(mended)
    assert parents(site) == {named}
    site.sync()
    assert (site.writes, drifts(site)) == ([], [])


def test_our_epic_that_is_shown_again_is_used_again(site: OnSite) -> None:
    site.write(ROW)
    site.sync()
    site.server.jira.hide("ENG-1")
    site.write(ROW, OTHER)
    site.sync()
    site.server.jira.show("ENG-1")

    site.sync(full=True)

    assert isinstance(site.known()[0][0].epic, Linked)
    assert parents(site) == {"ENG-1"}
    assert [e.kind for e in site.history() if e.number is None][-1] == "shown_again"


def test_a_full_read_notices_an_epic_that_is_gone(site: OnSite) -> None:
    site.write(ROW)
    site.sync()
    site.server.jira.delete("ENG-1")

    answer = site.sync(full=True)

    assert isinstance(site.known()[0][0].epic, Gone)
    assert answer.exit_code == 1
    assert site.writes == []


def test_our_epic_that_was_moved_moves_nothing_else(site: OnSite) -> None:
    site.write(ROW, OTHER)
    site.sync()
    moved = site.server.jira.move("ENG-1", "OPS")

    for _ in range(3):
        site.sync()
        assert site.writes == []

    assert drifts(site) == []
    site.write(ROW, OTHER, THIRD)
    site.sync()
    assert parents(site) == {moved}
    site.sync()
    assert (len(site.asked), site.writes, drifts(site)) == (2, [], [])


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_named_epic_that_was_moved_still_means_the_same(site: OnSite, when: str) -> None:
    key = site.epic()
    if when == "before":
        site.server.jira.move(key, "OPS")
    site.write(ROW, OTHER, epic=key)
    site.sync()
    if when == "after":
        site.server.jira.move(key, "OPS")
        site.server.jira.edit(
            next(r.key for r in site.server.jira.records.values() if r.kind.level == 0), due="2026-05-01"
        )

    for _ in range(3):
        site.sync()
        assert site.writes == []

    assert [name for name in drifts(site) if name == "epic"] == []
    assert len(site.asked) == 2
    assert len(parents(site)) == 1
    site.write(ROW, OTHER, THIRD, epic=key)
    site.sync()
    site.sync()
    assert (site.writes, len(parents(site))) == ([], 1)


def test_a_named_epic_that_was_moved_survives_a_lost_database(site: OnSite) -> None:
    key = site.epic()
    site.write(ROW, OTHER, epic=key)
    site.sync()
    site.server.jira.move(key, "OPS")
    (site.folder / "pirtrack.db").unlink()

    for _ in range(3):
        site.sync()
        assert site.writes == []

    assert drifts(site) == []


def test_an_epic_in_other_letters_is_the_same() -> None:
    """Reports that are read today have none: a store may hold one."""
    named = TrackedIncident(replace(an_incident().incident, epic="eng-7"))
    found = Epic("ENG-7", "ENG", "Epic", is_epic=True)

    assert named.epic_key == called_now(named, {"eng-7": found}).epic_key == "ENG-7"
    assert called_now(named, {"eng-7": Epic("OPS-2", "OPS", "Epic", is_epic=True)}).epic_key == "OPS-2"
    assert called_now(named, {"eng-7": None}) == called_now(named, {}) == named


def test_an_issue_goes_to_the_project_of_its_epic(site: OnSite) -> None:
    site.write(ROW, epic=site.epic(project="OPS"))

    site.sync()

    assert [r.project for r in site.server.jira.records.values()] == ["OPS", "OPS"]
    site.sync()
    assert (site.writes, drifts(site)) == ([], [])


def test_a_closed_epic_is_used_and_said(site: OnSite) -> None:
    key = site.epic()
    site.server.jira.transition(key, "Done")
    site.write(ROW, epic=key)

    answer = site.sync()

    assert ("create", "done") in outcomes(answer)
    if site.server.jira.cloud:  # Data Center's agile call tells what its board calls done, which is not the status
        assert "EPC-CLOSED" in codes(answer)
    assert answer.exit_code == 0
    assert codes(site.sync()) == [], "it is said when something is put under it, not ever after"


def test_our_own_epic_when_closed_is_used_and_said(site: OnSite) -> None:
    site.write(ROW)
    site.sync()
    site.server.jira.transition("ENG-1", "Done")
    site.write(ROW, OTHER)

    answer = site.sync()

    assert codes(answer) == ["EPC-CLOSED"]
    assert (answer.exit_code, parents(site)) == (0, {"ENG-1"})


def test_a_parent_that_is_taken_and_not_applied_is_told_once_and_left(cloud: OnSite) -> None:
    cloud.write(ROW, OTHER)
    cloud.sync()
    cloud.server.jira.deaf.add("edit")
    other = cloud.epic("Anew")
    cloud.write(ROW, OTHER, epic=other)

    told = cloud.sync()
    again = cloud.sync()

    assert codes(told) == ["SYN-NOT-APPLIED"] * 2
    assert told.exit_code == 1
    assert cloud.writes == []
    assert len(cloud.asked) == 2
    assert parents(cloud) == {"ENG-1"}
    assert all(isinstance(t.link, Linked) and t.link.base.epic == "ENG-1" for t in cloud.known()[1])
    assert again.exit_code == 1
    cloud.server.jira.deaf.clear()
    cloud.write(ROW.replace("2026-03-20", "2026-03-25"), OTHER, epic=other)
    cloud.sync()
    assert len(cloud.writes) == 1, "its values changed: it is tried again"


def test_the_agile_call_stands_in_where_no_screen_has_the_epic_link(data_center: OnSite) -> None:
    data_center.server.jira.take_off_screen(EPIC_LINK, "Task")
    data_center.write(ROW, OTHER)

    answer = data_center.sync()
    other = data_center.epic("Anew")
    data_center.write(ROW, OTHER, epic=other)
    moved = data_center.sync()
    data_center.sync()

    assert (answer.exit_code, moved.exit_code) == (0, 0)
    assert parents(data_center) == {other}
    assert (data_center.writes, drifts(data_center)) == ([], [])


def test_the_agile_call_that_is_forbidden_is_told_once(data_center: OnSite) -> None:
    data_center.server.jira.take_off_screen(EPIC_LINK, "Task")
    data_center.server.faults.arm(Fault("status", path="/rest/agile/1.0/epic/.*/issue", status=403, times=99))
    data_center.write(ROW)

    told = data_center.sync()
    data_center.sync()

    assert codes(told) == ["SYN-NOT-APPLIED"]
    assert outcomes(told) == [("create_epic", "done"), ("create", "not_applied")]
    assert data_center.writes == []


def test_many_issues_that_vanish_before_an_update_stop_the_run(site: OnSite) -> None:
    rows = [f"Step {n} of the plan | @ana | 2026-03-20 | P1 | Open" for n in range(6)]
    site.write(*rows)
    site.sync()
    for record in list(site.server.jira.records.values()):
        if record.kind.level == 0:
            site.server.jira.hide(record.key)
    site.write(*(row.replace("03-20", "03-21") for row in rows))

    with pytest.raises(UnsafePlan):
        site.sync()

    assert site.writes == []
    assert all(isinstance(t.link, Linked) for t in site.known()[1])


def test_an_issue_that_vanished_before_its_update_is_gone(site: OnSite) -> None:
    site.write(ROW, OTHER)
    site.sync()
    site.server.jira.hide("ENG-2")
    site.write(ROW.replace("03-20", "03-21"), OTHER)

    answer = site.sync()

    assert site.writes == []
    assert answer.exit_code == 1
    assert [type(t.link) for t in site.known()[1]] == [Gone, Linked]
