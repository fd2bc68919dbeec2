"""The JQL that the embedded Jira takes, its pages, and its index that may lag."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.sandbox.client import Client


@pytest.mark.parametrize(
    ("jql", "found"),
    [
        ('labels = "a"', 2),
        ('labels = "A"', 2),
        ('labels in ("b", "nothing")', 1),
        ('labels = "a" AND labels = "b"', 1),
        ('(labels = "b" OR labels = "c") AND project = ENG', 2),
        ("updated >= -1d", 3),
        ("updated >= 0", 3),
        ("updated >= 99999999999999", 0),
        ('updated >= "2020/01/01 10:00"', 3),
        ("project = OPS", 0),
        ("issuetype = Task ORDER BY id DESC", 3),
    ],
)
def test_the_jql_that_is_understood(client: Client, jql: str, found: int) -> None:
    for labels in (["a"], ["a", "b"], ["c"]):
        client.make(labels=labels)
    path = "search/jql" if client.server.jira.cloud else "search"

    status, body = client.ask("POST", path, {"jql": jql})

    assert status == 200, body
    assert len(body["issues"]) == found


@pytest.mark.parametrize(
    "jql", ["", "ORDER BY id", "labels ~ x", 'labels = "a', "nonsense = 1", "key = ENG-999", "labels ="]
)
def test_anything_else_is_refused(cloud: Client, jql: str) -> None:
    assert cloud.ask("POST", "search/jql", {"jql": jql})[0] == 400


def test_clouds_search_pages_by_cursor_and_its_old_one_is_gone(cloud: Client) -> None:
    for _ in range(3):
        cloud.make(labels=["a"])

    first = cloud.ask("POST", "search/jql", {"jql": "labels = a", "maxResults": 2})[1]
    second = cloud.ask(
        "POST", "search/jql", {"jql": "labels = a", "maxResults": 2, "nextPageToken": first["nextPageToken"]}
    )[1]

    assert (len(first["issues"]), first["isLast"], len(second["issues"]), second["isLast"]) == (2, False, 1, True)
    assert first["issues"][0]["fields"] == {}, "ids only, unless fields are asked for"
    assert cloud.ask("POST", "search/jql", {"jql": "labels = a", "startAt": 0})[0] == 400
    assert cloud.ask("GET", "search", jql="labels = a")[0] == 410


def test_the_index_lags_and_direct_reads_do_not(client: Client) -> None:
    jira = client.server.jira
    jira.index_lag = dt.timedelta(seconds=60)
    key = client.make(labels=["a"])[1]["key"]
    path = "search/jql" if jira.cloud else "search"

    assert client.ask("POST", path, {"jql": "labels = a"})[1]["issues"] == []
    assert client.ask("GET", f"issue/{key}")[0] == 200
    jira.clock.advance(dt.timedelta(seconds=61))
    assert len(client.ask("POST", path, {"jql": "labels = a"})[1]["issues"]) == 1


def test_a_dead_key_fails_the_query_unless_data_center_is_told_not_to_mind(client: Client) -> None:
    key = client.key()

    status, body = client.search(f"key in ({key}, ENG-999)")

    assert status == 400
    assert body["errorMessages"] == ["An issue with key 'ENG-999' does not exist for field 'key'."]
    if not client.cloud:
        assert client.found(f"key in ({key}, ENG-999)", validateQuery=False) == [key]


def test_an_unbounded_query_is_refused_on_cloud_only(client: Client) -> None:
    key = client.key()

    if client.cloud:
        assert client.search("ORDER BY id")[0] == 400
    else:
        assert client.found("ORDER BY id") == [key]


@pytest.mark.parametrize(
    "jql",
    [
        "project = NOPE", "project = AND", "labels = (", "labels in ()", "labels in (a b)", "(labels = a", "labels = a)",
        'updated >= "2026-11-24 10:00:30"', 'updated >= "yesterday"', "updated >= 9" + "9" * 30, "updated < -1d",
        "labels = a ORDER BY rank", "labels = a ORDER id", "labels = a labels = b",
    ],
)  # fmt: skip  # set by hand, as a table
def test_what_jira_cannot_parse_is_refused(client: Client, jql: str) -> None:
    status, body = client.search(jql)

    assert (status, len(body["errorMessages"])) == (400, 1)


def test_a_written_date_is_read_in_the_accounts_own_time_zone(client: Client) -> None:
    client.jira.clock.set(dt.datetime(2026, 11, 24, 10, 0, 30, tzinfo=dt.UTC))  # 11:00:30 in Berlin
    key = client.key()

    assert client.found('updated >= "2026-11-24 11:00"') == [key]
    assert client.found('updated >= "2026-11-24 11:01"') == []
    client.jira.zone = "America/Los_Angeles"
    assert client.found('updated >= "2026-11-24 02:01"') == []
    assert client.found('updated >= "2026-11-24 02:00"') == [key]


def test_milliseconds_and_spans_know_no_time_zone(client: Client) -> None:
    client.jira.clock.set(dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC))
    key = client.key()
    then = int(dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC).timestamp()) * 1000

    assert client.found(f"updated >= {then}") == [key]
    assert client.found(f"updated >= {then + 60_000}") == []
    client.jira.clock.advance(dt.timedelta(minutes=10))
    assert client.found("updated >= -11m") == [key]
    assert client.found("updated >= -9m") == []


def test_children_are_found_by_their_epic(client: Client) -> None:
    epic = client.jira.plant_epic("ENG", 77, "Reliability")
    value: object = {"key": epic.key} if client.cloud else epic.key
    child = client.key(**{"parent" if client.cloud else "customfield_10008": value})
    client.key()

    asked = ["parent = ENG-77"] if client.cloud else ['"Epic Link" = ENG-77', "cf[10008] = ENG-77"]
    for jql in asked:
        assert client.found(jql) == [child]
    assert client.search('"Epic Link" = ENG-77' if client.cloud else "parent = ENG-77")[0] == 400


def test_results_are_ordered_as_asked(client: Client) -> None:
    first, second = client.key(), client.key()
    client.jira.edit(first, summary="newer")

    assert client.found("project = ENG ORDER BY id ASC") == [first, second]
    assert client.found("project = ENG ORDER BY key DESC") == [second, first]
    assert client.found("project = ENG ORDER BY updated DESC, id ASC") == [first, second]


def test_data_center_pages_by_offset_with_a_total(dc: Client) -> None:
    keys = [dc.key() for _ in range(3)]

    _, page = dc.search("project = ENG", startAt=2, maxResults=2)

    assert (page["total"], page["startAt"], [i["key"] for i in page["issues"]]) == (3, 2, keys[2:])
    _, by_url = dc.ask("GET", "search", jql="project = ENG", startAt="1", maxResults="1", fields="summary,labels")
    assert [set(i["fields"]) for i in by_url["issues"]] == [{"summary", "labels"}]
    assert dc.ask("GET", "search", jql="project = ENG", startAt="x")[0] == 400


def test_a_cursor_is_good_for_its_own_query_only(cloud: Client) -> None:
    for _ in range(3):
        cloud.key(labels=["a"])
    token = cloud.search("labels = a", maxResults=1)[1]["nextPageToken"]

    assert cloud.search("labels = a", maxResults=1, nextPageToken=token)[0] == 200
    assert cloud.search("project = ENG", maxResults=1, nextPageToken=token)[0] == 400
    assert cloud.search("labels = a", nextPageToken="nonsense")[0] == 400


def test_named_issues_are_seen_through_the_lag(cloud: Client) -> None:
    cloud.jira.index_lag = dt.timedelta(minutes=1)
    made = cloud.make(labels=["a"])[1]

    assert cloud.found("labels = a") == []
    assert cloud.found("labels = a", reconcileIssues=[int(made["id"])]) == [made["key"]]
    assert cloud.search("labels = a", reconcileIssues=list(range(51)))[0] == 400


def test_a_lagging_index_shows_what_was_and_what_is_gone(client: Client) -> None:
    key = client.key(labels=["a"])
    client.jira.clock.advance(dt.timedelta(minutes=2))
    client.jira.index_lag = dt.timedelta(minutes=1)
    client.jira.edit(key, labels=["b"])
    assert client.found("labels = a") == [key]
    client.jira.delete(key)

    assert client.found("labels = a") == [key], "the index has not heard of it"
    assert client.ask("GET", f"issue/{key}")[0] == 404
    client.jira.clock.advance(dt.timedelta(minutes=2))
    assert client.found("labels = a") == []


def test_a_hidden_issue_is_gone_from_every_view_at_once(client: Client) -> None:
    key = client.key(labels=["a"])
    client.jira.clock.advance(dt.timedelta(minutes=2))
    client.jira.index_lag = dt.timedelta(minutes=1)
    client.jira.hide(key)

    assert client.found("labels = a") == []
    assert client.ask("GET", f"issue/{key}")[0] == 404
