"""Every call of the port, on both kinds of Jira: what is asked, what is answered, and what both mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from sync.fields import EPIC_NAME, Naming, marker
from sync.markup import render
from sync.ports import Edit, Epic
from sync.reviews import heard, telling
from sync.sandbox import Exchange
from tests.contract.conftest import EPIC_LINK, Line, contract
from tests.openapi import SpecChecker
from tests.values import INCIDENT, NOW, a_stamp, an_incident
from tracker.errors import JiraForbidden, JiraInvalid, JiraMissing, JiraRefused
from tracker.model import Flavour, Issue, ItemRef, Review, ReviewWord

OURS = 'labels = "pirtrack-eng"'


def searched(line: Line, jql: str = OURS) -> list[Issue]:
    return list(chain.from_iterable(line.jira.search(jql, epic_link=line.epic_link)))


def test_the_published_contracts_are_at_hand(shared: Path) -> None:
    assert (shared / "jira-openapi").is_dir()
    assert contract("cloud") is not None


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("/rest/api/3/search/jql", {"jql": "x", "startAt": 0}, {"issues": []}),
        ("/rest/api/3/search/jql", {"jql": "x", "fields": "status"}, {"issues": []}),
        ("/rest/api/3/search/jql", {"jql": "x"}, {"issues": [], "total": 3}),
        ("/rest/api/3/issue/bulkfetch", {"fields": ["status"]}, {"issues": []}),
        ("/rest/api/3/issue/bulk", {"issueUpdates": [{"properties": [{"key": "x", "value": 1, "more": 1}]}]}, {}),
        ("/rest/api/3/nothing", {}, {}),
    ],
)
def test_a_breach_of_the_contract_is_seen(shared: Path, path: str, body: object, answer: object) -> None:
    checker = SpecChecker(shared / "jira-openapi", "cloud")

    assert checker.check(Exchange("POST", path, {}, body, 200, answer)) != []


def test_the_site_says_which_of_the_two_it_is(line: Line) -> None:
    site = line.jira.site()

    assert (site.flavour, bool(site.version), site.title) == (line.flavour, True, "Sandbox Jira")
    assert [r.path for r in line.server.requests] == ["/rest/api/2/serverInfo"]


def test_who_we_are_by_jiras_own_clock(line: Line) -> None:
    line.server.jira.clock.set(dt.datetime(2031, 5, 1, 12, 0, 30, tzinfo=dt.UTC))

    caller = line.jira.myself()

    assert caller.person.account == ("557058:bot" if line.cloud else "pirtrack-bot")
    assert caller.zone == "Europe/Berlin"
    assert abs((caller.now - dt.datetime(2031, 5, 1, 12, 0, 30, tzinfo=dt.UTC)).total_seconds()) < 5


def test_what_the_token_may_do(line: Line) -> None:
    line.server.jira.may.discard("TRANSITION_ISSUES")

    granted = line.jira.permissions("ENG")

    assert {"CREATE_ISSUES", "EDIT_ISSUES", "BROWSE_PROJECTS"} <= granted
    assert "TRANSITION_ISSUES" not in granted
    with pytest.raises(JiraMissing):
        line.jira.permissions("NOPE")


def test_what_a_project_makes(line: Line) -> None:
    kinds = {t.name: t for t in line.jira.issue_types("ENG")}

    assert {"Task", "Epic", "Sub-task"} <= set(kinds)
    assert (kinds["Epic"].is_epic, kinds["Task"].is_epic) == ((True, False) if line.cloud else (None, None))
    assert (kinds["Sub-task"].subtask, kinds["Task"].subtask) == (True, False)
    with pytest.raises(JiraMissing):
        line.jira.issue_types("NOPE")


def test_the_create_screen_of_a_type(line: Line) -> None:
    kinds = {t.name: t for t in line.jira.issue_types("ENG")}

    task = {f.id: f for f in line.jira.create_fields("ENG", kinds["Task"])}
    epic = line.jira.create_fields("ENG", kinds["Epic"])

    assert task["summary"].required
    assert task["priority"].allowed[0] == ("1", "Highest")
    assert ("parent" in task, EPIC_LINK in task) == ((True, False) if line.cloud else (False, True))
    assert [f.custom for f in epic if f.custom == EPIC_NAME] == ([] if line.cloud else [EPIC_NAME])


def test_the_epic_link_is_found_by_its_schema(line: Line) -> None:
    assert line.jira.epic_link_field() == line.epic_link


@pytest.mark.parametrize(("query", "names"), [("ana@example.com", ["Ana Silva"]), ("kim", ["Kim Lee", "Kim Park"]),
                                              ("gone@example.com", []), ("nobody@example.com", [])])  # fmt: skip  # set by hand, as a table
def test_everybody_who_answers_to_a_name_is_told_not_the_first(line: Line, query: str, names: list[str]) -> None:
    assert [p.name for p in line.jira.people(query, "ENG")] == names


def test_an_issue_is_made_in_one_request_with_all_that_it_has(line: Line) -> None:
    (issue_id,) = line.make(1)
    record = line.record(issue_id)
    (issue,) = line.jira.read([issue_id], epic_link=line.epic_link).issues

    assert next(r.path for r in line.server.requests if r.method == "POST").endswith("/issue/bulk")
    assert line.stamp_of(issue_id) == a_stamp(1)
    assert record.description == render([("What to do, {{as}} *told*",), ("Twice",)], line.flavour)
    assert isinstance(record.description, dict if line.cloud else str)
    assert (issue.summary, issue.due, issue.priority, issue.parent) == (
        "Step 1", dt.date(2026, 3, 20), "High", line.epic.key,
    )  # fmt: skip  # set by hand, as a table
    assert issue.assignee is not None
    assert issue.assignee.account == ("557058:ana" if line.cloud else "ana")
    assert issue.labels == {"pirtrack-eng", f"pir-{INCIDENT}", marker(ItemRef(INCIDENT, 1))}
    assert (issue.category, issue.is_epic, issue.type) == ("new", False, "Task")


def test_nobody_is_nobody_and_not_the_projects_default(line: Line) -> None:
    (issue_id,) = line.make(1, assignee=None if line.cloud else {"name": ""})

    assert line.record(issue_id).assignee is None


def test_fifty_are_made_at_once_and_not_one_more(line: Line) -> None:
    line.odd.append("/issue/bulk: answer 400")  # refused as a whole it has the usual shape of errors
    assert len(line.make(*range(1, 51))) == 50
    with pytest.raises(JiraInvalid):
        line.make(*range(51, 102))
    assert len(line.server.jira.records) == 51, "the epic is one of them"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"summary": "One\nTwo"}, "summary"),
        ({"summary": "x" * 256}, "summary"),
        ({"labels": ["two words"]}, "labels"),
        ({"labels": ["x" * 256]}, "labels"),
        ({"priority": {"name": "Urgent"}}, "priority"),
        ({"duedate": "20/03/2026"}, "duedate"),
        ({"customfield_19999": "x"}, "customfield_19999"),
    ],
)
def test_jira_refuses_one_of_three_by_the_name_of_the_field(line: Line, fields: dict[str, object], named: str) -> None:
    drafts = [line.draft(1), line.draft(2, **fields), line.draft(3)]

    made = line.jira.create(drafts, deadline=line.soon)

    assert [line.record(i).summary for i in made.ids] == ["Step 1", "Step 3"]
    assert [(r.position, [name for name, _ in r.fields]) for r in made.rejections] == [(1, [named])]
    assert named in made.rejections[0].message


def test_all_refused_is_an_answer_too(line: Line) -> None:
    made = line.jira.create([line.draft(n, summary=" ") for n in (1, 2)], deadline=line.soon)

    assert (made.ids, [r.position for r in made.rejections]) == ((), [0, 1])
    assert line.server.requests[-1].status == 400


def test_the_markup_of_the_other_kind_is_refused(line: Line) -> None:
    other = Flavour.DATA_CENTER if line.cloud else Flavour.CLOUD

    made = line.jira.create([line.draft(1, description=render([("x",)], other))], deadline=line.soon)

    assert [name for name, _ in made.rejections[0].fields] == ["description"]


@pytest.mark.parametrize("count", [0, 1, 100, 101, 230])
def test_a_search_shows_each_issue_once_over_as_many_pages_as_it_takes(line: Line, count: int) -> None:
    for start in range(1, count + 1, 50):
        line.make(*range(start, min(start + 50, count + 1)))

    found = searched(line)

    assert [i.summary for i in found] == [f"Step {n}" for n in range(1, count + 1)]
    assert len({i.id for i in found}) == count
    pages = [r for r in line.server.requests if r.path.endswith(("/search", "/search/jql"))]
    assert len(pages) == max(1, -(-count // 100))
    assert [i.stamp for i in found] == ([a_stamp(n) for n in range(1, count + 1)] if line.cloud else [None] * count)


def test_stamps_are_read_for_those_that_have_one(line: Line) -> None:
    first, second = line.make(1, 2)
    line.record(second).properties.clear()

    assert line.jira.stamps([first, second]) == {first: a_stamp(1)}


def test_issues_are_read_by_id_and_key_and_a_hundred_at_once(line: Line) -> None:
    ids = [*line.make(*range(1, 51)), *line.make(*range(51, 101)), *line.make(101)]
    names = [*ids[:100], line.record(ids[100]).key]
    before = len(line.server.requests)

    reading = line.jira.read(names, epic_link=line.epic_link)

    assert {i.id for i in reading.issues} == set(ids)
    assert reading.missing == ()
    assert len(line.server.requests) - before == 2


def test_a_moved_issue_is_found_under_its_old_key_with_its_old_id(line: Line) -> None:
    (issue_id,) = line.make(1)
    old = line.record(issue_id).key
    new = line.server.jira.move(old, "OPS")

    by_id = line.jira.read([issue_id], epic_link=line.epic_link).issues
    by_key = line.jira.read([old], epic_link=line.epic_link).issues

    assert [(i.id, i.key, i.project) for i in (*by_id, *by_key)] == [(issue_id, new, "OPS")] * 2


def test_what_is_deleted_or_hidden_is_missing_and_nothing_else_is(line: Line) -> None:
    ids = line.make(1, 2, 3)
    line.server.jira.delete(line.record(ids[0]).key)
    line.server.jira.hide(line.record(ids[1]).key)

    reading = line.jira.read([*ids, "ENG-999"], epic_link=line.epic_link)

    assert [i.id for i in reading.issues] == [ids[2]]
    assert set(reading.missing) == {ids[0], ids[1], "ENG-999"}


def test_a_fresh_reading_sees_past_the_index(line: Line) -> None:
    line.server.jira.index_lag = dt.timedelta(minutes=5)
    (issue_id,) = line.make(1)

    assert searched(line) == []
    assert [i.id for i in line.jira.read([issue_id], epic_link=line.epic_link, fresh=True).issues] == [issue_id]


def test_what_a_named_epic_turns_out_to_be(line: Line) -> None:
    (task,) = line.make(1)
    task_key = line.record(task).key
    closed = line.server.jira.plant_epic("ENG", 77, "Closed")
    line.server.jira.transition(closed.key, "Done")
    moved = line.server.jira.plant_epic("ENG", 78, "Moved")
    now = line.server.jira.move(moved.key, "OPS")

    found = line.jira.epics([line.epic.key, "ENG-77", "ENG-78", task_key, "ENG-999"])

    assert found == {
        line.epic.key: Epic(line.epic.key, "ENG", "Epic", is_epic=True),
        "ENG-77": Epic("ENG-77", "ENG", "Epic", is_epic=True, closed=True),
        "ENG-78": Epic(now, "OPS", "Epic", is_epic=True),
        task_key: Epic(task_key, "ENG", "Task", is_epic=False),
        "ENG-999": None,
    }
    assert line.jira.epics([]) == {}


def test_an_edit_touches_what_it_names_and_leaves_labels_that_people_added(line: Line) -> None:
    (issue_id,) = line.make(1)
    record = line.record(issue_id)
    record.labels += ["theirs", "pir-old"]
    now = replace(a_stamp(1), path="moved.md")

    line.jira.edit(
        issue_id, Edit({"duedate": "2026-04-01"}, add_labels=("ours",), remove_labels=("pir-old",), stamp=now)
    )

    assert (record.due, record.summary, record.priority) == ("2026-04-01", "Step 1", "High")
    assert {"theirs", "ours", f"pir-{INCIDENT}"} <= set(record.labels)
    assert "pir-old" not in record.labels
    assert line.stamp_of(issue_id) == now
    assert "transition" not in line.asked(f"/issue/{issue_id}")[0]


def test_a_comment_comes_with_the_edit_that_says_so(line: Line) -> None:
    (issue_id,) = line.make(1)

    line.jira.edit(issue_id, Edit({}, stamp=replace(a_stamp(1), withdrawn=True), comment="Out of the report: {x}"))

    (comment,) = line.record(issue_id).comments
    assert comment["body"] == render([("Out of the report: {x}",)], line.flavour)


def test_mail_is_suppressed_only_where_anybody_may(line: Line) -> None:
    (issue_id,) = line.make(1)

    line.jira.edit(issue_id, Edit({}, add_labels=("x",), quiet=True))

    query = line.server.requests[-1].query
    assert query == ({"notifyUsers": "false"} if line.cloud else {})


@pytest.mark.parametrize("line", ["dc"], indirect=True)  # on Cloud the epic is the parent, and the call is never made
def test_issues_are_put_under_an_epic_by_the_agile_call(line: Line) -> None:
    ids = line.make(1, 2)
    for issue_id in ids:
        line.record(issue_id).parent = None

    line.jira.add_to_epic(line.epic.key, ids)

    assert {i.parent for i in line.jira.read(ids, epic_link=EPIC_LINK).issues} == {line.epic.key}
    with pytest.raises(JiraMissing):
        line.jira.add_to_epic("ENG-999", ids)


def test_an_edit_of_what_is_gone_is_missing_and_what_is_wrong_is_invalid(line: Line) -> None:
    (issue_id,) = line.make(1)

    with pytest.raises(JiraInvalid, match="duedate"):
        line.jira.edit(issue_id, Edit({"duedate": "soon"}))
    line.server.jira.delete(line.record(issue_id).key)
    with pytest.raises(JiraMissing):
        line.jira.edit(issue_id, Edit({"duedate": "2026-04-01"}))


def test_a_missing_permission_is_no_lost_token(line: Line) -> None:
    (issue_id,) = line.make(1)
    line.server.jira.may.discard("EDIT_ISSUES")

    with pytest.raises(JiraForbidden):
        line.jira.edit(issue_id, Edit({"duedate": "2026-04-01"}))


def test_a_token_that_is_no_longer_known_is_refused_and_so_is_a_visitors_answer(line: Line) -> None:
    line.make(1)
    line.server.jira.revoked = True

    with pytest.raises(JiraRefused):
        searched(line)
    line.server.jira.visitors = True
    with pytest.raises(JiraRefused):
        searched(line)
    assert line.server.requests[-1].status == 200, "and nothing in it, as to anybody who comes by"


def test_lines_are_faces_of_the_same_jira(line: Line) -> None:
    lines = line.jira.lines(3)

    assert len(lines) == 3
    assert lines[0] is line.jira
    assert {one.myself().person.account for one in lines} == {line.jira.myself().person.account}


def test_a_string_of_jql_can_not_be_left(line: Line) -> None:
    line.make(1)

    assert searched(line, r'labels = "x\" OR project = \"ENG"') == []


def test_what_was_said_on_a_review_comes_back_with_the_epic(line: Line) -> None:
    held = Review(INCIDENT, dt.date(2026, 3, 31), "Lea", "it held; see {x} & <y>")
    edit = telling(ReviewWord(INCIDENT, NOW, held), an_incident().incident, None, Naming("eng", "store-1"))
    assert edit is not None

    line.jira.edit(str(line.epic.id), edit)

    (read,) = line.jira.read([line.epic.key], epic_link=line.epic_link, fresh=True).issues
    assert heard(read.stamp, "eng", INCIDENT) == ReviewWord(INCIDENT, NOW, held)
    assert len(line.epic.comments) == 1
