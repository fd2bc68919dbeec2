from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from email.utils import format_datetime

import pytest

from sync.gateway import Connection, open_jira
from sync.ports import Site
from tests.unit.gateway.lines import ME, Watched, create, edit, gateway
from tests.unit.gateway.scripted import Script, ScriptedServer
from tests.values import NOW
from tracker.errors import Interrupted, JiraRefused, JiraUnavailable, NotSent, OutcomeUnknown, Throttled
from tracker.model import Flavour

DATE = {"Date": format_datetime(NOW, usegmt=True)}
MADE = Script(201, body={"issues": [{"id": "1"}], "errors": []})


def busy(after: str | None = None, status: int = 429, headers: Mapping[str, str] | None = None) -> Script:
    asked = {"Retry-After": after} if after is not None else {}
    return Script(status, headers={**DATE, **asked, **(headers or {})})


def http_date(seconds: float) -> str:
    return format_datetime(NOW + dt.timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "least"),
    [
        ("7", 7.0), ("1.5", 1.5), ("0", 0.0), ("-3", 0.0), (http_date(9), 9.0), (http_date(-9), 0.0),
        ("Tue, 10 Mar 2026 12:00:09", 9.0), (None, 0.0), ("", 0.0), ("soon", 0.0), ("nan", 0.0), ("inf", 0.0),
        ("1e400", 0.0), ("Fri, 31 Dec 9999 99:99:99 GMT", 0.0),
    ],
)  # fmt: skip  # set by hand, as a table
def test_retry_after_is_a_lower_bound_and_never_cut_short(status: int, header: str | None, least: float) -> None:
    watched = Watched()
    with ScriptedServer(busy(header, status), Script(body=ME)) as server:
        gateway(server.url, watched).myself()
    assert len(server.asked) == 2
    assert least < sum(watched.slept) <= least + 2, "what Jira asks for, and a little of our own on top"


@pytest.mark.parametrize("header", ["1800", http_date(1800)])
def test_a_long_pause_ends_the_run_and_says_until_when(header: str) -> None:
    watched = Watched()
    with ScriptedServer(busy(header)) as server, pytest.raises(Throttled) as caught:
        create(gateway(server.url, watched))
    assert (len(server.asked), watched.slept, caught.value.retry_after) == (1, [], 1800.0)
    assert "Jira asks to wait until 12:30 UTC" in caught.value.message
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("header", ["99999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_pause_until_the_end_of_days_is_told_too(header: str) -> None:
    with ScriptedServer(busy(header)) as server, pytest.raises(Throttled) as caught:
        gateway(server.url).myself()
    assert "until 2027-03-11 12:00 UTC" in caught.value.message


def test_a_used_up_quota_is_never_slept_through() -> None:
    watched = Watched()
    spent = busy("2", headers={"RateLimit-Reason": "jira-quota-tenant-based"})
    with ScriptedServer(spent, Script(body=ME)) as server, pytest.raises(Throttled) as caught:
        gateway(server.url, watched).myself()
    assert (len(server.asked), watched.slept) == (1, [])
    assert "quota" in caught.value.message


def test_the_reset_of_the_limit_counts_where_retry_after_is_missing() -> None:
    watched = Watched()
    spent = busy(headers={"X-RateLimit-Reset": "2026-03-10T12:00:12Z", "RateLimit-Reason": "jira-burst-based"})
    with ScriptedServer(spent, Script(body=ME)) as server:
        gateway(server.url, watched).myself()
    assert 12 < sum(watched.slept) <= 14


def test_all_pauses_of_a_run_together_are_bounded() -> None:
    watched = Watched()
    answers = [s for _ in range(20) for s in (busy("28"), Script(body=ME))]
    with ScriptedServer(*answers) as server:
        jira = gateway(server.url, watched)
        for _ in range(10):
            jira.myself()
        with pytest.raises(Throttled):
            jira.myself()
    assert 270 < sum(watched.slept) <= 300


def test_a_signal_ends_a_pause_at_once() -> None:
    watched = Watched(stop_after=3)
    with ScriptedServer(busy("20")) as server, pytest.raises(Interrupted):
        gateway(server.url, watched).myself()
    assert sum(watched.slept) <= 1


def test_one_pause_holds_every_line() -> None:
    watched = Watched()
    with ScriptedServer(busy("5"), Script(body=ME), Script(204)) as server:
        one, other = gateway(server.url, watched).lines(2)
        one.myself()
        assert sum(watched.slept) >= 5
        watched.slept.clear()
        watched.now = NOW
        edit(other)
    assert sum(watched.slept) >= 5, "its gate is the same, and the clock was set back"


def test_a_create_is_not_waited_with_past_its_deadline() -> None:
    watched = Watched()
    with ScriptedServer(busy("20")) as server:
        with pytest.raises(Throttled):
            create(gateway(server.url, watched), seconds=15)
        assert (len(server.asked), watched.slept) == (1, [])


def test_the_deadline_is_looked_at_as_the_last_act_before_every_send() -> None:
    with ScriptedServer(MADE) as server:
        with pytest.raises(NotSent):
            create(gateway(server.url), seconds=-1)
        assert server.asked == []


@pytest.mark.parametrize("in_time", [0, 1])
def test_a_process_that_sleeps_on_its_way_to_the_send_does_not_send(in_time: int) -> None:
    """It is late after connecting, or with the head on its way and the body not: then the request never gets whole."""
    looks = iter([NOW] * in_time)
    late = NOW + dt.timedelta(seconds=31)
    patience = replace(Watched().patience(), clock=lambda: next(looks, late))
    with ScriptedServer(MADE) as server:
        jira = open_jira(Connection(server.url, "t"), site=Site(Flavour.DATA_CENTER, "10", "x"), patience=patience)
        with pytest.raises(NotSent):
            create(jira)
    assert [a.body for a in server.asked if a.body is not None] == []


@pytest.mark.parametrize("after", ["1", "0", None, http_date(1)])
def test_a_503_on_a_write_is_unknown_whatever_it_asks_for(after: str | None) -> None:
    with ScriptedServer(busy(after, 503)) as server:
        with pytest.raises(OutcomeUnknown):
            create(gateway(server.url))
        with pytest.raises(OutcomeUnknown):
            edit(gateway(server.url))
    assert len(server.asked) == 2


def test_a_write_is_sent_again_after_429_and_reaches_jira_once() -> None:
    with ScriptedServer(busy("1"), busy("1"), MADE) as server:
        assert create(gateway(server.url)).ids == ("1",)
    assert len(server.asked) == 3


@pytest.mark.parametrize("tokens", [["new-token"], ["secret-token", "new-token"], [None]])
def test_a_token_that_ran_out_is_read_again_once(tokens: list[str | None]) -> None:
    left = list(tokens)
    with ScriptedServer(Script(401), Script(body=ME)) as server:
        jira = gateway(server.url, renew=lambda: left.pop(0))
        if tokens[0] == "new-token":
            jira.myself()
            jira.myself()
        else:
            with pytest.raises(JiraRefused):
                jira.myself()
    sent = {a.headers["Authorization"] for a in server.asked}
    assert len(sent) == (2 if tokens[0] == "new-token" else 1)
    assert len(left) == len(tokens) - 1


def test_a_write_with_a_token_that_ran_out_is_not_sent_again_but_the_next_one_goes() -> None:
    with ScriptedServer(Script(401), Script(204)) as server:
        jira = gateway(server.url, renew=lambda: "new-token")
        with pytest.raises(JiraUnavailable):
            edit(jira)
        assert len(server.asked) == 1
        edit(jira)


def test_the_other_lines_use_the_new_token_too() -> None:
    asked: list[str] = []

    def renew() -> str:
        asked.append("asked")
        return "new-token"

    with ScriptedServer(Script(401), Script(body=ME)) as server:
        one, other = gateway(server.url, renew=renew).lines(2)
        one.myself()
        other.myself()
    assert asked == ["asked"]
    assert server.asked[1].headers["Authorization"] == server.asked[2].headers["Authorization"]


def test_a_visitors_answer_to_a_create_is_in_doubt() -> None:
    """A Jira may let visitors make issues: then something was made, though not by us."""
    made = Script(201, body={"issues": [{"id": "1"}], "errors": []}, headers={"X-AUSERNAME": "anonymous"})
    with ScriptedServer(made) as server, pytest.raises(OutcomeUnknown):
        create(gateway(server.url))
