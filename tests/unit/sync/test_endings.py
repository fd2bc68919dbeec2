"""What ends without an issue or an edit: doubts that nobody waits for, refusals, links that are there already."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sync.changes import Adopt, Change, Comment, LinkExisting, NotMade, Skip
from sync.plan import plan
from sync.ports import Epic
from tests.values import INCIDENT, NOW, a_situation, a_stamp, an_incident, an_issue, an_item, push_rules, values
from tracker.model import InDoubt, Linked, TrackedIncident, TrackedItem, Unlinked

REF = f"{INCIDENT}/1"


def over() -> InDoubt:
    began = NOW - dt.timedelta(minutes=20)
    return InDoubt(values(), deadline=began + dt.timedelta(seconds=30), began=began, ended=began)


def changes_of(item: TrackedItem, incident: TrackedIncident | None = None, **facts: object) -> dict[str, Change]:
    looked = {REF: NOW, INCIDENT: NOW}
    planned = plan(a_situation((incident or an_incident(),), (item,), looked=looked, **facts), push_rules())
    return {c.target: c for c in planned.changes}


def test_a_doubt_about_a_row_that_went_ends_when_the_grace_is_over() -> None:
    assert changes_of(an_item(link=over(), withdrawn=True))[REF] == NotMade(REF)


def test_a_doubt_about_an_epic_of_ours_ends_when_the_report_names_another() -> None:
    named = Epic("OPS-1", "OPS", "Epic", is_epic=True)
    linked = an_item(link=Linked(an_issue(), values()))

    incident = an_incident(over())
    told = replace(incident, incident=replace(incident.incident, epic="OPS-1"))

    changes = changes_of(linked, told, epics={"OPS-1": named})

    assert changes[INCIDENT] == NotMade(INCIDENT)


def test_a_row_in_doubt_that_was_given_a_key_is_not_made_again() -> None:
    assert changes_of(an_item(link=over(), jira_key="ENG-7"))[REF] == NotMade(REF)


def test_a_row_that_names_its_own_issue_takes_it_over_without_a_write() -> None:
    ours = an_issue(stamp=a_stamp(sent=values(title="as sent")))

    change = changes_of(an_item(jira_key="ENG-1"), named={"ENG-1": ours})[REF]

    assert isinstance(change, Adopt)
    assert change.link.base.title == "as sent"


def test_a_link_that_jira_refused_is_not_tried_again() -> None:
    theirs = an_issue()
    first = changes_of(an_item(jira_key="ENG-1"), named={"ENG-1": theirs})[REF]
    assert isinstance(first, LinkExisting)

    refused = Unlinked("This issue is archived.", first.fingerprint)
    again = changes_of(an_item(jira_key="ENG-1", link=refused), named={"ENG-1": theirs})[REF]

    assert isinstance(again, Skip)
    assert "archived" in again.reason


def test_what_jira_does_not_let_us_say_is_not_said_again() -> None:
    link = Linked(an_issue(stamp=a_stamp(sent=values())), values())
    first = changes_of(an_item(link=link, withdrawn=True))[REF]
    assert isinstance(first, Comment)

    refused = replace(link, refusal="This issue is archived.", fingerprint=first.fingerprint)

    assert isinstance(changes_of(an_item(link=refused, withdrawn=True))[REF], Skip)
