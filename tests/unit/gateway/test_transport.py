from __future__ import annotations

import datetime as dt
import socket

import pytest
import requests.exceptions
from requests import Response

from sync.gateway import Connection, open_jira
from sync.gateway.cloud import Cloud
from sync.gateway.datacenter import DataCenter
from sync.gateway.translate import said, translated
from tests.unit.gateway.lines import DRAFT, ME, create, edit, gateway
from tests.unit.gateway.scripted import Script, ScriptedServer
from tests.values import NOW
from tracker.errors import (
    ConfigError,
    JiraConflict,
    JiraError,
    JiraInvalid,
    JiraMisread,
    JiraMissing,
    JiraRefused,
    JiraUnavailable,
    NotSent,
    OutcomeUnknown,
)
from tracker.model import Flavour


def test_anything_unrecognised_counts_as_unknown() -> None:
    assert isinstance(translated(requests.exceptions.ConnectionError("who knows")), OutcomeUnknown)
    assert isinstance(translated(RuntimeError("odd")), OutcomeUnknown)


def test_a_refused_connection_and_an_unknown_host_surely_never_left() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "https://no-such-host.invalid", "https://no..host.example"):
        with pytest.raises(NotSent):
            create(gateway(url))


@pytest.mark.parametrize(
    "script",
    [
        Script(drop=True), Script(500), Script(503), Script(502, raw="<html>bad gateway</html>"),
        Script(201, raw='{"issues": [{"id"'), Script(201, raw="<html>login</html>"), Script(201, body={}),
        Script(201, body={"issues": [], "errors": []}), Script(302, headers={"Location": "/login"}),
    ],
)  # fmt: skip  # set by hand, as a table
def test_a_create_without_a_readable_answer_is_sent_once_and_unknown(script: Script) -> None:
    with ScriptedServer(script) as server, pytest.raises(OutcomeUnknown):
        create(gateway(server.url))
    assert len(server.asked) == 1


def test_a_create_that_takes_too_long_is_unknown() -> None:
    with ScriptedServer(Script(wait=0.5, body={})) as server, pytest.raises(OutcomeUnknown):
        create(gateway(server.url, create_timeout=0.1))


@pytest.mark.parametrize("script", [Script(drop=True), Script(500), Script(502, raw="<html>")])
def test_an_edit_without_an_answer_is_sent_once(script: Script) -> None:
    with ScriptedServer(script) as server, pytest.raises(OutcomeUnknown):
        edit(gateway(server.url))
    assert len(server.asked) == 1


@pytest.mark.parametrize("trouble", [Script(drop=True), Script(500), Script(503), Script(429)])
def test_a_read_is_tried_again_within_a_bound(trouble: Script) -> None:
    with ScriptedServer(trouble, trouble, Script(body=ME)) as server:
        assert gateway(server.url).myself().person.account == "acc"
    with ScriptedServer(trouble) as server, pytest.raises(JiraUnavailable) as caught:
        gateway(server.url).myself()
    assert len(server.asked) == 4
    assert not isinstance(caught.value, OutcomeUnknown), "a read has no outcome to be in doubt of"


def test_each_create_has_a_connection_of_its_own() -> None:
    with ScriptedServer(Script(201, body={"issues": [{"id": "1"}], "errors": []})) as server:
        jira_ = gateway(server.url)
        create(jira_)
        create(jira_)
    assert len({a.socket for a in server.asked}) == 2


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, JiraRefused),
        (403, JiraRefused),
        (404, JiraMissing),
        (400, JiraInvalid),
        (409, JiraConflict),
        (410, JiraMisread),
    ],
)
def test_each_refusal_is_an_error_of_ours(status: int, error: type[JiraError]) -> None:
    with (
        ScriptedServer(Script(status, body={"errorMessages": ["no"], "errors": {}})) as server,
        pytest.raises(error) as caught,
    ):
        gateway(server.url).permissions("ENG")
    assert "no" in caught.value.message


def test_nothing_of_theirs_gets_into_a_message() -> None:
    secrets = {"Set-Cookie": "session=top-secret-cookie", "X-Internal": "top-secret-header"}
    for script in (
        Script(403, headers=secrets, raw="<html>top-secret-page</html>"),
        Script(drop=True),
        Script(500, headers=secrets),
    ):
        with ScriptedServer(script) as server, pytest.raises(JiraError) as caught:
            edit(gateway(server.url))
        shown = f"{caught.value!r} {caught.value} {caught.value.hint} {caught.value.__cause__} {caught.value.__context__!r:.0}"
        assert "secret" not in shown
        assert server.url not in shown


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"errorMessages": ["a"], "errors": {"f": "b"}}, "a; f: b"),
        ({"errors": [{"message": "c"}]}, "c"),
        ({"message": "d", "code": 401}, "d"),
        ({"errorMessages": ["e"], "warningMessages": ["w"]}, "e"),
        ({"errorMessage": "f"}, "f"),
        ({"errorMessages": ["\x1b[31mred\nline"]}, "[31mred line"),
        ("<html>", ""),
        (None, ""),
    ],
)
def test_jiras_own_words_come_through_clean(body: object, words: str) -> None:
    assert said(body).text == words
    assert len(said({"errorMessages": ["x" * 9999]}).text) <= 400


def test_an_issue_that_nothing_is_said_of_is_not_missing() -> None:
    missing = {"id": "2", "errorMessage": "Issue does not exist or you do not have permission to see it."}
    half: tuple[dict[str, object], ...] = ({"issues": []}, {"issues": [], "issueErrors": [missing]})
    for answer in half:
        with ScriptedServer(Script(body=answer)) as server, pytest.raises(JiraMisread):
            gateway(server.url).read(["1", "2"])
    with ScriptedServer(Script(body={"issues": [], "issueErrors": [missing]})) as server:
        assert gateway(server.url).read(["2"]).missing == ("2",)


def test_a_token_that_is_not_known_here_is_no_missing_issue() -> None:
    with ScriptedServer(Script(404, body={"errorMessages": ["no"]})) as server, pytest.raises(JiraRefused) as caught:
        gateway(server.url).myself()
    assert "api.atlassian.com" in (caught.value.hint or ""), "a scoped token belongs there"


def test_an_anonymous_answer_is_no_answer() -> None:
    empty = {"issues": [], "isLast": True}
    with ScriptedServer(Script(body=empty, headers={"X-AUSERNAME": "anonymous"})) as server, pytest.raises(JiraRefused):
        list(gateway(server.url).search("labels = x"))


def test_a_search_that_goes_round_in_circles_is_refused() -> None:
    with ScriptedServer(Script(body={"issues": [], "nextPageToken": "a"})) as server, pytest.raises(JiraMisread):
        list(gateway(server.url).search("labels = x"))


def test_partial_and_total_refusals_of_a_bulk_create() -> None:
    error = {"status": 400, "elementErrors": {"errorMessages": ["m"], "errors": {"f": "w"}}, "failedElementNumber": 0}
    for status in (201, 400):
        with ScriptedServer(Script(status, body={"issues": [], "errors": [error]})) as server:
            made = gateway(server.url).create([DRAFT], deadline=NOW + dt.timedelta(seconds=30))
        assert (made.ids, made.rejections[0].position, made.rejections[0].message) == ((), 0, "m; f: w")
    with (
        ScriptedServer(Script(400, body={"errorMessages": ["whole"], "errors": {}})) as server,
        pytest.raises(JiraInvalid),
    ):
        create(gateway(server.url))


def test_the_token_goes_over_https_or_loopback_only_and_is_never_shown() -> None:
    connection = Connection("http://jira.example.com", "secret-token")
    assert "secret-token" not in repr(connection)
    with pytest.raises(ConfigError):
        open_jira(connection)


def test_one_server_info_decides_the_flavour() -> None:
    for answer, kind in (("Cloud", Cloud), ("Server", DataCenter)):
        with ScriptedServer(Script(body={"version": "1", "deploymentType": answer, "serverTitle": "t"})) as server:
            assert isinstance(open_jira(Connection(server.url, "t")), kind)
        assert len(server.asked) == 1
    with ScriptedServer(Script(body={"hello": "world"})) as server, pytest.raises(JiraMisread):
        open_jira(Connection(server.url, "t"))


def test_basic_with_an_address_bearer_without() -> None:
    with ScriptedServer(Script(body={**ME, "name": "bot"})) as server:
        gateway(server.url).myself()
        gateway(server.url, flavour=Flavour.DATA_CENTER).myself()
    assert server.asked[0].headers["Authorization"].startswith("Basic ")
    assert server.asked[1].headers["Authorization"] == "Bearer secret-token"


def test_a_response_without_a_date_has_our_own_time() -> None:
    assert Response().headers.get("Date") is None
    with ScriptedServer(Script(body=ME)) as server:
        assert gateway(server.url).myself().now.tzinfo is dt.UTC
