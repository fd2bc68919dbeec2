"""The embedded Jira refuses what Jira refuses; asked over real sockets with a plain HTTP client."""

from __future__ import annotations

import pytest
import requests

from sync.sandbox import Fault
from tests.unit.sandbox.client import ADF, Client


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"summary": "two\nlines"}, "summary"),
        ({"summary": "x" * 256}, "summary"),
        ({"summary": ""}, "summary"),
        ({"labels": ["a b"]}, "labels"),
        ({"labels": ["x" * 256]}, "labels"),
        ({"duedate": "tomorrow"}, "duedate"),
        ({"priority": {"name": "Urgent"}}, "priority"),
        ({"assignee": {"accountId": "nobody", "name": "nobody"}}, "assignee"),
        ({"assignee": {"accountId": "557058:gone", "name": "gone"}}, "assignee"),
        ({"issuetype": {"id": "999"}}, "issuetype"),
        ({"project": {"key": "NOPE"}}, "project"),
        ({"customfield_99999": "x"}, "customfield_99999"),
    ],
)
def test_what_jira_refuses_is_refused_by_field(client: Client, fields: dict[str, object], field: str) -> None:
    status, body = client.make(**fields)

    assert status == 400
    assert field in body["errors"]
    assert client.server.jira.records == {}


def test_markup_is_the_flavours_own(client: Client) -> None:
    right, wrong = (ADF, "text") if client.server.jira.cloud else ("text", ADF)

    assert client.make(description=right)[0] == 201
    assert client.make(description=wrong)[0] == 400


def test_a_left_out_assignee_is_the_projects_default_and_null_is_nobody(client: Client) -> None:
    nobody = None if client.server.jira.cloud else {"name": ""}
    client.make()
    client.make(assignee=nobody)

    first, second = client.server.jira.records.values()
    assert first.assignee is not None
    assert second.assignee is None


def test_a_bulk_create_makes_what_it_can(client: Client) -> None:
    base = {"project": {"key": "ENG"}, "issuetype": {"id": "10001"}}
    bodies = [{"fields": {**base, "summary": s}} for s in ("a", "", "b")]

    status, body = client.ask("POST", "issue/bulk", {"issueUpdates": bodies})

    assert (status, len(body["issues"]), [e["failedElementNumber"] for e in body["errors"]]) == (201, 2, [1])
    assert client.ask("POST", "issue/bulk", {"issueUpdates": [bodies[1]]})[0] == 400
    assert client.ask("POST", "issue/bulk", {"issueUpdates": [bodies[0]] * 51})[0] == 400


def test_only_the_token_opens_it(client: Client) -> None:
    url = f"{client.api}/myself"

    assert requests.get(url, timeout=10).status_code == 401
    assert requests.get(url, timeout=10, headers={"Authorization": "Bearer nonsense"}).status_code == 401
    assert requests.get(f"{client.api}/serverInfo", timeout=10).status_code == 200


def test_a_moved_issue_answers_to_its_old_key_and_keeps_its_id(client: Client) -> None:
    made = client.make()[1]
    client.server.jira.move(made["key"], "OPS")

    _, body = client.ask("GET", f"issue/{made['key']}")

    assert (body["id"], body["key"]) == (made["id"], "OPS-1")


def test_a_clone_has_the_labels_and_not_the_property(client: Client) -> None:
    key = client.make(labels=["a"])[1]["key"]
    client.ask("PUT", f"issue/{key}", {"properties": [{"key": "pirtrack", "value": {"x": 1}}]})

    copy = client.server.jira.get(client.server.jira.clone(key))

    assert (copy.labels, copy.properties) == (["a"], {})


def test_labels_are_added_one_by_one_and_a_field_named_twice_is_refused(client: Client) -> None:
    key = client.make(labels=["a"])[1]["key"]

    assert client.ask("PUT", f"issue/{key}", {"update": {"labels": [{"add": "b"}, {"remove": "a"}]}})[0] == 204
    assert client.server.jira.get(key).labels == ["b"]
    both = {"fields": {"labels": ["c"]}, "update": {"labels": [{"add": "d"}]}}
    assert client.ask("PUT", f"issue/{key}", both)[0] == 400


def test_faults_come_when_they_are_armed_and_go(client: Client) -> None:
    faults = client.server.faults
    faults.arm(Fault("drop_before", method="POST", path="issue$"))
    with pytest.raises(requests.ConnectionError):
        client.make()
    assert client.server.jira.records == {}
    faults.arm(Fault("drop_after", method="POST", path="issue$"))
    with pytest.raises(requests.ConnectionError):
        client.make()
    assert len(client.server.jira.records) == 1
    faults.arm(Fault("late", method="POST", path="issue$"))
    with pytest.raises(requests.ConnectionError):
        client.make()
    assert len(client.server.jira.records) == 1
    client.server.app.land()
    assert len(client.server.jira.records) == 2
    assert client.make()[0] == 201


def test_people_act_over_http_too(client: Client) -> None:
    key = client.make()[1]["key"]
    base = client.server.url

    assert client.ask("POST", f"{base}/sandbox/act", {"do": "transition", "issue": key, "to": "Done"})[0] == 200
    assert client.ask("POST", f"{base}/sandbox/act", {"do": "edit", "issue": key, "due": "2026-04-01"})[0] == 200
    (state,) = client.ask("GET", f"{base}/sandbox/state")[1]
    assert (state["status"], state["due"]) == ("Done", "2026-04-01")
    assert client.ask("POST", f"{base}/sandbox/act", {"do": "dance"})[0] == 400
    assert client.ask("POST", f"{base}/sandbox/faults", {"kind": "drop_after"})[0] == 200
    assert client.ask("POST", f"{base}/sandbox/faults", {"kind": "earthquake"})[0] == 400


def test_the_page_of_an_issue_shows_hostile_text_as_text(client: Client) -> None:
    key = client.make(summary="<script>alert(1)</script>")[1]["key"]

    for path in ("/", f"/browse/{key}"):
        page = requests.get(f"{client.server.url}{path}", timeout=10).text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


def test_epics_and_only_epics_take_children(client: Client) -> None:
    jira = client.server.jira
    epic = jira.plant_epic("ENG", 77, "Reliability")
    task = client.make()[1]["key"]
    parent = "parent" if jira.cloud else "customfield_10008"

    def value(key: str) -> object:
        return {"key": key} if jira.cloud else key

    assert client.make(**{parent: value(epic.key)})[0] == 201
    assert client.make(**{parent: value(task)})[0] == 400
    assert jira.records[epic.id + 2].parent == epic.id
