"""What people, administrators and lost credentials do to the embedded Jira, as a client sees it."""

from __future__ import annotations

import pytest
import requests

from tests.unit.sandbox.client import ADF, Client

OURS = [{"key": "pirtrack", "value": {"n": 1}}]


def act(client: Client, do: str, **more: object) -> dict[str, object]:
    answer = requests.post(f"{client.server.url}/sandbox/act", json={"do": do, **more}, timeout=10)
    assert answer.status_code == 200, answer.text
    shown: dict[str, object] = answer.json()
    return shown


def labels(client: Client, key: str) -> list[str]:
    return list(client.ask("GET", f"issue/{key}")[1]["fields"]["labels"])


def comments(client: Client, key: str) -> int:
    return int(client.ask("GET", f"issue/{key}/comment")[1]["total"])


def test_a_comment_is_added_by_the_same_edit_or_nothing_is_done(client: Client) -> None:
    key = client.key()
    good, bad = (ADF, "words") if client.cloud else ("words", ADF)
    edit = {"update": {"labels": [{"add": "a"}], "comment": [{"add": {"body": good}}]}, "properties": OURS}

    assert client.ask("PUT", f"issue/{key}", edit)[0] == 204
    assert (labels(client, key), comments(client, key)) == (["a"], 1)
    assert client.ask("GET", f"issue/{key}/properties/pirtrack")[1]["value"] == {"n": 1}

    wrong = {"update": {"labels": [{"add": "b"}], "comment": [{"add": {"body": bad}}]}}
    assert client.ask("PUT", f"issue/{key}", wrong)[0] == 400
    act(client, "forbid", permission="ADD_COMMENTS")
    status, body = client.ask("PUT", f"issue/{key}", edit)
    assert (status, set(body["errors"])) == (400, {"comment"})
    assert (labels(client, key), comments(client, key)) == (["a"], 1)


def test_an_archived_issue_is_read_but_neither_found_nor_edited(client: Client) -> None:
    key = client.key(labels=["a"])
    act(client, "archive", issue=key)

    assert client.ask("GET", f"issue/{key}")[0] == 200
    assert client.found("labels = a") == []
    edited = client.ask("PUT", f"issue/{key}", {"fields": {"summary": "y"}})[0]
    assert edited == (400 if client.cloud else 403)
    act(client, "show", issue=key)
    assert client.found("labels = a") == [key]


def test_a_hidden_issue_comes_back(client: Client) -> None:
    key = client.key()
    act(client, "hide", issue=key)
    assert client.ask("GET", f"issue/{key}")[0] == 404

    act(client, "show", issue=key)

    assert client.ask("GET", f"issue/{key}")[0] == 200


def test_a_clone_has_the_labels_and_not_the_property(client: Client) -> None:
    key = client.key(labels=["a"])
    client.ask("PUT", f"issue/{key}", {"properties": OURS, "fields": {"summary": "y"}})

    clone = act(client, "clone", issue=key)["key"]

    assert labels(client, str(clone)) == ["a"]
    assert client.ask("GET", f"issue/{clone}/properties/pirtrack")[0] == 404


def test_a_moved_issue_answers_to_its_old_key_with_its_new_one(client: Client) -> None:
    status, made = client.make()
    assert status == 201

    moved = act(client, "move", issue=made["key"], project="OPS")["key"]

    shown = client.ask("GET", f"issue/{made['key']}")[1]
    assert (shown["key"], shown["id"]) == (moved, made["id"])


def test_some_clouds_take_a_parent_with_a_smile_and_do_not_apply_it(cloud: Client) -> None:
    epic = act(cloud, "epic", summary="Reliability")["key"]
    act(cloud, "deaf", on=["edit"])
    heard, unheard = cloud.key(parent={"key": epic}), cloud.key()

    assert cloud.ask("PUT", f"issue/{unheard}", {"fields": {"parent": {"key": epic}}})[0] == 204
    assert cloud.found(f"parent = {epic}") == [heard]
    act(cloud, "deaf", on=["create"])
    cloud.key(parent={"key": epic})
    assert cloud.found(f"parent = {epic}") == [heard]


def test_an_epic_link_that_is_not_on_the_screen_takes_a_call_of_its_own(dc: Client) -> None:
    epic = str(act(dc, "epic", summary="Reliability")["key"])
    act(dc, "screen", type="Task", without="customfield_10008")

    status, body = dc.make(customfield_10008=epic)
    assert (status, set(body["errors"])) == (400, {"customfield_10008"})
    key = dc.key()
    assert dc.ask("POST", f"{dc.agile}/epic/{epic}/issue", {"issues": [key]})[0] == 204
    assert dc.found(f'"Epic Link" = {epic}') == [key]
    act(dc, "archive", issue=key)
    assert dc.ask("POST", f"{dc.agile}/epic/{epic}/issue", {"issues": [key]})[0] == 403


def test_nothing_is_made_under_an_epic_that_is_deleted_and_its_children_have_none(client: Client) -> None:
    epic = act(client, "epic", summary="Reliability", project="OPS")["key"]
    field, value = ("parent", {"key": epic}) if client.cloud else ("customfield_10008", epic)
    child = client.key(**{field: value})
    act(client, "transition", issue=epic, to="Done")
    client.key(**{field: value})

    act(client, "delete", issue=epic)

    assert client.make(**{field: value})[0] == 400
    assert not client.ask("GET", f"issue/{child}")[1]["fields"].get(field)


def test_a_rule_of_the_project_refuses_some_of_a_bulk(client: Client) -> None:
    act(client, "refuse", words=["weekly"])
    base = {"project": {"key": "ENG"}, "issuetype": {"id": "10001"}}
    updates = [{"fields": {**base, "summary": s}} for s in ("one", "weekly two", "three")]

    status, body = client.ask("POST", "issue/bulk", {"issueUpdates": updates})

    assert (status, len(body["issues"])) == (201, 2)
    assert [e["failedElementNumber"] for e in body["errors"]] == [1]
    one = body["issues"][0]["key"]
    assert client.ask("PUT", f"issue/{one}", {"fields": {"summary": "now weekly"}})[0] == 400


@pytest.mark.parametrize("visitors", [False, True])
def test_a_token_that_is_not_known_any_more(client: Client, visitors: bool) -> None:
    """Refused, or worse: taken for a visitor, to whom a search shows nothing with success."""
    key = client.key(labels=["a"])
    act(client, "token", good=False, visitors=visitors)

    answer = client.send("POST", "search/jql" if client.cloud else "search", {"jql": "labels = a"})
    asked_for = client.ask("GET", f"issue/{key}")[0]

    assert client.ask("GET", "myself")[0] == 401
    if visitors:
        assert (answer.status_code, answer.json()["issues"], asked_for) == (200, [], 404)
        assert answer.headers["X-AUSERNAME"] == "anonymous"
    else:
        assert (answer.status_code, asked_for) == (401, 401)
    act(client, "token", good=True)
    assert client.found("labels = a") == [key]
