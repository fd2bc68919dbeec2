"""Answers that no Jira gives on request: shapes, sizes, junk. From a script, over loopback, to the real client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any

import pytest

from sync.ports import IssueType
from tests.unit.gateway.lines import create, edit, gateway
from tests.unit.gateway.scripted import Script, ScriptedServer
from tests.values import NOW
from tracker.errors import JiraInvalid, JiraMisread, JiraUnavailable, OutcomeUnknown
from tracker.model import Flavour

BOTH = pytest.mark.parametrize("flavour", list(Flavour))
TASK = IssueType("10001", "Task", subtask=False)
AT = "2026-03-10T12:00:00.000+0000"


def issue(number: int) -> dict[str, Any]:
    status = {"name": "To Do", "statusCategory": {"key": "new"}}
    fields = {
        "summary": f"Step {number}",
        "issuetype": {"name": "Task"},
        "status": status,
        "created": AT,
        "updated": AT,
    }
    return {"id": str(number), "key": f"ENG-{number}", "fields": fields}


def found(url: str, flavour: Flavour) -> list[str]:
    pages = gateway(url, flavour=flavour).search("labels = x")
    return [i.id for i in chain.from_iterable(pages)]


def cloud_page(*numbers: int, token: str | None = None) -> Script:
    more = {"nextPageToken": token} if token else {"isLast": True}
    return Script(body={"issues": [issue(n) for n in numbers], **more})


def dc_page(start: int, total: int, *numbers: int) -> Script:
    return Script(body={"startAt": start, "maxResults": 2, "total": total, "issues": [issue(n) for n in numbers]})


def test_a_page_may_be_as_short_as_cloud_likes() -> None:
    pages = (cloud_page(1, 2, token="a"), cloud_page(token="b"), cloud_page(3, token="c"), cloud_page())  # noqa: S106  # cursors
    with ScriptedServer(*pages) as server:
        assert found(server.url, Flavour.CLOUD) == ["1", "2", "3"]
    assert [a.body.get("nextPageToken") for a in server.asked] == [None, "a", "b", "c"]


def test_data_center_is_paged_by_what_it_returned_and_shows_nothing_twice() -> None:
    pages = (dc_page(0, 5, 1, 2), dc_page(2, 5, 2), dc_page(3, 5, 3, 4))
    with ScriptedServer(*pages) as server:
        assert found(server.url, Flavour.DATA_CENTER) == ["1", "2", "3", "4"]
    assert [a.body["startAt"] for a in server.asked] == [0, 2, 3]


def test_a_page_that_fails_makes_no_full_answer() -> None:
    with ScriptedServer(cloud_page(1, token="a"), Script(400, body={})) as server, pytest.raises(JiraInvalid):  # noqa: S106  # a cursor
        found(server.url, Flavour.CLOUD)


@pytest.mark.parametrize("name", ["values", "issueTypes", "createMetaIssueType"])
def test_screens_come_in_pages_under_several_names(name: str) -> None:
    def page(start: int, *ids: str) -> Script:
        return Script(body={"startAt": start, "total": 3, name: [{"id": i, "name": i, "subtask": False} for i in ids]})

    with ScriptedServer(page(0, "1", "2"), page(2, "3")) as server:
        assert [t.id for t in gateway(server.url).issue_types("ENG")] == ["1", "2", "3"]
    assert [a.path.partition("?")[2] for a in server.asked] == ["startAt=0&maxResults=200", "startAt=2&maxResults=200"]


BODIES: Mapping[str, tuple[Script, str]] = {
    "messages": (Script(400, body={"errorMessages": ["not so"], "errors": {}}), "not so"),
    "fields": (Script(400, body={"errorMessages": [], "errors": {"duedate": "not so"}}), "duedate: not so"),
    "bulk operations": (Script(400, body={"errors": [{"message": "not so"}]}), "not so"),
    "the gateway in front": (Script(400, body={"message": "not so", "code": 400}), "not so"),
    "JQL": (Script(400, body={"errorMessages": ["not so"], "warningMessages": ["hm"]}), "not so"),
    "a page": (Script(400, raw="<html>secret page</html>"), "(400)"),
    "nothing": (Script(400, raw=""), "(400)"),
}


@pytest.mark.parametrize("shape", BODIES)
def test_jiras_words_are_found_in_each_shape_of_an_error(shape: str) -> None:
    script, words = BODIES[shape]
    for call in (lambda j: j.permissions("ENG"), edit, create):
        with ScriptedServer(script) as server, pytest.raises(JiraInvalid) as caught:
            call(gateway(server.url))
        assert words in caught.value.message
        assert "secret" not in caught.value.message


@BOTH
@pytest.mark.parametrize("call", [lambda j: j.myself(), edit, create])
def test_no_redirect_is_followed_with_the_token(flavour: Flavour, call: Callable[[object], object]) -> None:
    with (
        ScriptedServer(Script(body={})) as elsewhere,
        ScriptedServer(Script(302, headers={"Location": f"{elsewhere.url}/rest"})) as server,
        pytest.raises(JiraUnavailable),
    ):
        call(gateway(server.url, flavour=flavour))
    assert elsewhere.asked == []


def test_a_read_and_a_create_wait_each_for_their_own_time() -> None:
    slow = Script(201, body={"issues": [{"id": "1"}], "errors": []}, wait=0.4)
    with ScriptedServer(slow) as server:
        assert create(gateway(server.url, timeout=0.1, create_timeout=20.0)).ids == ("1",)
    with ScriptedServer(slow) as server, pytest.raises(OutcomeUnknown):
        create(gateway(server.url, timeout=20.0, create_timeout=0.1))
    with ScriptedServer(Script(wait=0.4, body={})) as server, pytest.raises(JiraUnavailable):
        gateway(server.url, timeout=0.1, create_timeout=20.0).permissions("ENG")
    assert len(server.asked) == 4, "a read is tried again, within a bound"


def test_reads_share_a_connection_and_creates_have_each_their_own() -> None:
    with ScriptedServer(Script(201, body={"permissions": {}, "issues": [{"id": "1"}], "errors": []})) as server:
        jira = gateway(server.url)
        for _ in range(2):
            jira.permissions("ENG")
            create(jira)
    reads, creates = server.asked[0::2], server.asked[1::2]
    assert len({a.socket for a in reads}) == 1
    assert len({a.socket for a in creates}) == 2


JUNK: tuple[Any, ...] = (
    None, [], [None], [[]], "x", 3, True, {}, {"issues": None}, {"issues": {}}, {"issues": [None]}, {"issues": [{}]},
    {"issues": [{"id": {}}]}, {"issues": [{"id": "1", "key": "A-1", "fields": None}]}, {"issues": [issue(1) | {"fields": {}}]},
    {"permissions": None}, {"permissions": []}, {"values": {}}, {"values": [None]}, {"values": ["x"]}, {"issueTypes": "x"},
    {"issues": [issue(1) | {"fields": issue(1)["fields"] | {"status": "Done"}}]},
    {"issues": [issue(1) | {"fields": issue(1)["fields"] | {"updated": "yesterday"}}]},
    {"issues": [issue(1) | {"fields": issue(1)["fields"] | {"duedate": "soon"}}]},
    {"issues": [{"id": "1"}], "errors": [{}]}, {"issues": [], "errors": [{"failedElementNumber": "first"}]},
    {"issues": [], "errors": [{"failedElementNumber": 7, "elementErrors": {}}]}, {"issues": [], "errors": ["no"]},
    {"issues": [issue(1)], "total": "many"}, {"issues": [issue(1)], "total": {}}, {"issues": [issue(1)], "total": None},
    {"values": [{"id": "1"}], "total": "many"}, {"values": [{"id": "1"}], "total": []}, {"issues": [], "issueErrors": 3},
    {"issues": [issue(1) | {"properties": {"pirtrack": 3}}]}, {"issues": [issue(1) | {"properties": []}]},
    {"key": 3, "value": {}}, {"value": []}, {"key": None, "done": 3}, [{"schema": 3, "id": 3}], [{"schema": None}],
    [{"displayName": 3}], [{"accountId": 3, "name": 3}], {"timeZone": 3, "accountId": "a", "name": "a"},
)  # fmt: skip  # set by hand, as a table

CALLS: Mapping[str, Callable[[Any], object]] = {
    "myself": lambda j: j.myself(),
    "permissions": lambda j: j.permissions("ENG"),
    "issue_types": lambda j: j.issue_types("ENG"),
    "create_fields": lambda j: j.create_fields("ENG", TASK),
    "epic_link_field": lambda j: j.epic_link_field(),
    "people": lambda j: j.people("ana", "ENG"),
    "search": lambda j: list(j.search("labels = x")),
    "read": lambda j: j.read(["1", "ENG-2"]),
    "epics": lambda j: j.epics(["ENG-1"]),
    "stamps": lambda j: j.stamps(["1"]),
    "create": create,
}


@BOTH
@pytest.mark.parametrize("call", CALLS)
def test_junk_is_no_answer_and_no_crash(flavour: Flavour, call: str) -> None:
    """An answer that fits is taken, any other is refused as one that can't be read; nothing else comes out."""
    for junk in JUNK:
        with ScriptedServer(Script(body=junk)) as server, suppress(OutcomeUnknown if call == "create" else JiraMisread):
            CALLS[call](gateway(server.url, flavour=flavour))


def test_a_time_without_a_date_header_is_ours() -> None:
    with ScriptedServer(Script(body={"accountId": "a", "displayName": "A"})) as server:
        assert gateway(server.url).myself().now == NOW.replace(tzinfo=dt.UTC)
