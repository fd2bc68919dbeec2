from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sync.changes import Adopt, CreateEpic, CreateItem, LinkExisting, Plan, Skip, Update
from sync.fields import Owner
from sync.plan import plan
from sync.ports import Epic
from tests.values import (
    INCIDENT,
    NOW,
    a_desk,
    a_field,
    a_screen,
    a_situation,
    a_stamp,
    an_incident,
    an_issue,
    an_item,
    push_rules,
    values,
)
from tracker.model import Gone, Held, InDoubt, Linked, Recorded, Standing, Status, Unlinked

MARKER = f"pir-{INCIDENT}-1"
EPIC = Epic("ENG-900", "ENG", "Epic", is_epic=True)


def codes(planned: Plan) -> list[str]:
    return [p.code for p in planned.problems]


def only(planned: Plan) -> object:
    assert len(planned.changes) == 1
    return planned.changes[0]


def test_an_item_under_a_named_epic_is_one_create() -> None:
    situation = a_situation((an_incident(),), (an_item(),))
    incident = replace(situation.incidents[0], incident=replace(situation.incidents[0].incident, epic="ENG-900"))

    change = only(plan(replace(situation, incidents=(incident,), epics={"ENG-900": EPIC}), push_rules()))

    assert isinstance(change, CreateItem)
    assert (change.target, change.epic) == (f"{INCIDENT}/1", "ENG-900")
    fields = change.draft.fields
    assert fields["summary"] == "Watch the index"
    assert fields["duedate"] == "2026-03-20"
    assert fields["priority"] == {"name": "Highest"}
    assert fields["assignee"] == {"accountId": "acc-1"}
    assert fields["labels"] == ["pirtrack-eng", f"pir-{INCIDENT}", MARKER]
    assert change.draft.stamp.number == 1


def test_an_incident_without_an_epic_gets_one_made_first() -> None:
    changes = plan(a_situation((an_incident(),), (an_item(1), an_item(2))), push_rules()).changes

    assert [type(c) for c in changes] == [CreateEpic, CreateItem, CreateItem]
    assert isinstance(changes[1], CreateItem)
    assert changes[1].epic is None


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.REFUSED, Standing.RECORDED])
def test_only_a_finished_report_is_pushed(standing: Standing) -> None:
    assert plan(a_situation((an_incident(standing=standing),), (an_item(),)), push_rules()).changes == ()


@pytest.mark.parametrize(
    ("epic", "code"), [(None, "EPC-MISSING"), (Epic("ENG-900", "ENG", "Task", is_epic=False), "EPC-NO-EPIC")]
)
def test_a_named_epic_that_is_none_stops_its_items(epic: object, code: str) -> None:
    incident = an_incident()
    named = replace(incident, incident=replace(incident.incident, epic="ENG-900"))
    planned = plan(a_situation((named,), (an_item(),), epics={"ENG-900": epic}), push_rules())

    assert isinstance(only(planned), Skip)
    assert codes(planned) == [code]


def test_nobody_is_asked_for_an_unmapped_owner_but_it_is_said() -> None:
    planned = plan(
        a_situation((an_incident(),), (an_item(1), an_item(2)), owners={"@devops": Owner(problem="not in the map")}),
        push_rules(),
    )

    creates = [c for c in planned.changes if isinstance(c, CreateItem)]
    assert [c.draft.fields["assignee"] for c in creates] == [None, None]
    assert codes(planned) == ["OWN-UNMAPPED"]


@pytest.mark.parametrize(
    ("desk", "code"),
    [
        (a_desk(known=False), "PRJ-UNKNOWN"),
        (a_desk(may=frozenset()), "PRJ-FORBIDDEN"),
        (a_desk(a_screen(a_field("customfield_7", "Team", required=True))), "FLD-REQUIRED"),
        (a_desk(a_screen(without="labels")), "FLD-LABELS"),
        (replace(a_desk(), item=None), "TYP-UNKNOWN"),
        (replace(a_desk(), epic=None), "TYP-UNKNOWN"),
    ],
)
def test_what_jira_would_refuse_is_said_before_the_first_write(desk: object, code: str) -> None:
    planned = plan(a_situation((an_incident(),), (an_item(),), desks={"ENG": desk}), push_rules())

    assert [type(c) for c in planned.changes] == [Skip]
    assert code in codes(planned)


def test_a_required_field_takes_its_value_from_the_config() -> None:
    screen = a_screen(
        a_field("customfield_7", "Team", required=True, type="option", allowed=(("71", "Platform"), ("72", "Core")))
    )
    planned = plan(
        a_situation((an_incident(),), (an_item(),), desks={"ENG": a_desk(screen)}),
        push_rules(required={"Task": {"Team": "platform"}}),
    )

    create = next(c for c in planned.changes if isinstance(c, CreateItem))
    assert create.draft.fields["customfield_7"] == {"id": "71"}


def test_a_required_due_date_that_the_row_lacks_is_said() -> None:
    screen = a_screen(a_field("duedate", "Due date", required=True), without="duedate")
    planned = plan(a_situation((an_incident(),), (an_item(due=None),), desks={"ENG": a_desk(screen)}), push_rules())

    assert codes(planned) == ["FLD-REQUIRED"]
    assert not any(isinstance(c, CreateItem) for c in planned.changes)


def test_a_field_off_the_screen_is_named_and_left_out() -> None:
    planned = plan(
        a_situation((an_incident(),), (an_item(),), desks={"ENG": a_desk(a_screen(without="priority"))}), push_rules()
    )

    create = next(c for c in planned.changes if isinstance(c, CreateItem))
    assert "priority" not in create.draft.fields
    assert codes(planned) == ["FLD-OFF-SCREEN"]


def test_an_issue_that_carries_marker_and_property_is_adopted_with_what_was_sent() -> None:
    sent = values(due=dt.date(2026, 3, 18))
    found = an_issue(labels=frozenset({MARKER}), stamp=a_stamp(sent=sent))

    change = only(plan(a_situation((an_incident(),), (an_item(),), finds={f"{INCIDENT}/1": (found,)}), push_rules()))

    assert isinstance(change, Adopt)
    assert change.link.base == sent
    assert (change.link.first_due, change.link.first_priority) == (dt.date(2026, 3, 18), "P1")


def test_a_clone_has_the_labels_and_is_not_adopted() -> None:
    clone = an_issue(labels=frozenset({MARKER}))

    planned = plan(a_situation((an_incident(),), (an_item(),), finds={f"{INCIDENT}/1": (clone,)}), push_rules())

    assert not any(isinstance(c, Adopt) for c in planned.changes)


def test_two_issues_with_the_property_are_told_not_guessed() -> None:
    twins = tuple(an_issue(n, labels=frozenset({MARKER}), stamp=a_stamp()) for n in (1, 2))

    planned = plan(a_situation((an_incident(),), (an_item(),), finds={f"{INCIDENT}/1": twins}), push_rules())

    assert isinstance(only(planned), Skip)
    assert codes(planned) == ["SYN-AMBIGUOUS"]


def doubt(minutes_ago: int) -> InDoubt:
    began = NOW - dt.timedelta(minutes=minutes_ago)
    return InDoubt(values(), deadline=began + dt.timedelta(seconds=30), began=began, ended=began)


def test_in_doubt_waits_out_the_grace_even_when_looked_for() -> None:
    planned = plan(
        a_situation((an_incident(),), (an_item(link=doubt(14)),), looked={f"{INCIDENT}/1": NOW}), push_rules()
    )

    assert isinstance(only(planned), Skip)


def test_in_doubt_is_made_again_only_after_looks_and_grace() -> None:
    item = an_item(link=doubt(16))
    unlooked = plan(a_situation((an_incident(),), (item,)), push_rules())
    looked = plan(a_situation((an_incident(),), (item,), looked={f"{INCIDENT}/1": NOW}), push_rules())

    assert [type(c) for c in unlooked.changes] == [Skip]
    again = next(c for c in looked.changes if isinstance(c, CreateItem))
    assert again.again


def test_a_look_from_before_the_grace_was_over_is_none() -> None:
    """A process that slept between looking and deciding has not seen what came meanwhile."""
    began = NOW - dt.timedelta(minutes=2)
    planned = plan(
        a_situation((an_incident(),), (an_item(link=doubt(16)),), looked={f"{INCIDENT}/1": began}), push_rules()
    )

    assert isinstance(only(planned), Skip)


def test_in_doubt_that_is_found_is_settled_with_what_was_sent_as_base() -> None:
    found = an_issue(labels=frozenset({MARKER}), stamp=a_stamp(sent=values(title="other")))

    change = only(
        plan(a_situation((an_incident(),), (an_item(link=doubt(1)),), finds={f"{INCIDENT}/1": (found,)}), push_rules())
    )

    assert isinstance(change, Adopt)
    assert (change.how, change.link.base) == ("settled", values())


def test_items_wait_while_their_epic_is_in_doubt() -> None:
    planned = plan(a_situation((an_incident(epic=doubt(1)),), (an_item(),)), push_rules())

    assert [type(c) for c in planned.changes] == [Skip, Skip]


def test_a_row_with_a_key_is_linked_not_created_and_keeps_jiras_values() -> None:
    theirs = an_issue(7, summary="Somebody's own words", labels=frozenset({"team"}))
    planned = plan(a_situation((an_incident(),), (an_item(jira_key="ENG-7"),), named={"ENG-7": theirs}), push_rules())

    change = only(planned)
    assert isinstance(change, LinkExisting)
    assert change.edit.fields == {}
    assert change.link.base.title == "Watch the index"
    assert set(change.edit.add_labels) == {"pirtrack-eng", f"pir-{INCIDENT}", MARKER}


def test_a_row_with_the_key_of_another_items_issue_is_refused() -> None:
    taken = an_issue(7, stamp=a_stamp(2))

    planned = plan(a_situation((an_incident(),), (an_item(jira_key="ENG-7"),), named={"ENG-7": taken}), push_rules())

    assert isinstance(only(planned), Skip)
    assert codes(planned) == ["SYN-ROW-KEY"]


def test_an_agreed_item_needs_nothing() -> None:
    linked = Linked(an_issue(), values())

    assert plan(a_situation((an_incident(),), (an_item(link=linked),)), push_rules()).changes == ()


def test_what_the_report_moved_is_the_whole_update() -> None:
    linked = Linked(an_issue(stamp=a_stamp(sent=values())), values())
    moved = an_item(link=linked, due=dt.date(2026, 4, 1))

    change = only(plan(a_situation((an_incident(),), (moved,)), push_rules()))

    assert isinstance(change, Update)
    assert change.edit.fields == {"duedate": "2026-04-01"}
    assert change.edit.stamp is not None
    assert change.edit.stamp.sent == values(due=dt.date(2026, 4, 1))
    assert change.edit.stamp.first_due == dt.date(2026, 3, 18)


def test_what_jira_refused_is_not_tried_again_until_something_changed() -> None:
    first = plan(a_situation((an_incident(),), (an_item(),)), push_rules())
    create = next(c for c in first.changes if isinstance(c, CreateItem))
    refused = an_item(link=Unlinked("Summary is cursed", create.fingerprint))

    again = plan(a_situation((an_incident(),), (refused,)), push_rules())
    reworded = replace(refused, item=replace(refused.item, title="Bless the summary"))

    assert not any(isinstance(c, CreateItem) for c in again.changes)
    assert "SYN-REFUSED" in codes(again)
    changed = plan(a_situation((an_incident(),), (reworded,)), push_rules())
    assert any(isinstance(c, CreateItem) for c in changed.changes)


def test_nothing_is_made_for_items_recorded_held_gone_or_withdrawn() -> None:
    items = (
        an_item(1, link=Recorded("done when first seen")),
        an_item(2, link=Held("unlinked by Lee")),
        an_item(3, link=Gone(Linked(an_issue(), values()), NOW)),
        an_item(4, withdrawn=True),
    )

    planned = plan(a_situation((an_incident(),), items), push_rules())

    assert [type(c) for c in planned.changes] == [Skip, Skip]


def test_the_order_of_the_input_does_not_matter() -> None:
    other = an_incident(id="2026-03-02-001", path="b.md")
    items = (an_item(1), an_item(2), an_item(1, incident="2026-03-02-001"))
    forward = plan(a_situation((an_incident(), other), items), push_rules())
    backward = plan(a_situation((other, an_incident()), items[::-1]), push_rules())

    assert forward == backward


def test_a_done_row_that_was_not_pushed_yet_keeps_its_status_out_of_jira() -> None:
    planned = plan(a_situation((an_incident(),), (an_item(reported_status=Status.IN_PROGRESS),)), push_rules())

    create = next(c for c in planned.changes if isinstance(c, CreateItem))
    assert "status" not in create.draft.fields
