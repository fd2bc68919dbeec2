"""Everything else through Apprise, to a real listener."""

from __future__ import annotations

import json
import logging
from dataclasses import replace

import pytest

from reports.deliver.others import fault_of, notify, room_in
from reports.deliver.outcome import HELD_UP, Failed, Sent, Unclear
from reports.digest.compose import compose
from reports.render.notice import Notice, render_notice
from tests.listeners import Listener, listening
from tests.unit.digest.samples import POLICY, SNAPSHOT

NOTICE = Notice("Two are overdue", "P0 *not bold* <b> @channel\nsecond line")


def json_url(hook: Listener) -> str:
    return hook.url.replace("http://", "json://")


def test_what_arrives_is_the_notice_as_plain_text(hook: Listener) -> None:
    assert notify(NOTICE, json_url(hook), in_time=lambda: True) == Sent()

    posted = json.loads(hook.bodies[0])
    assert (posted["title"], posted["message"]) == (NOTICE.title, NOTICE.body)


def test_mattermost_gets_it_too() -> None:
    with listening("/s3cr3tt0ken00000000000000") as hook:
        url = hook.url.replace("http://", "mmost://")

        assert notify(NOTICE, url, in_time=lambda: True) == Sent()
        assert NOTICE.title in hook.bodies[0].decode()


@pytest.mark.parametrize("more", ["", "?retry=3", "?optional=yes"])
def test_what_did_not_work_is_unclear_and_tried_once_whatever_the_url_says(more: str, hook: Listener) -> None:
    hook.statuses = [500, 500, 500, 500]

    assert isinstance(notify(NOTICE, json_url(hook) + more, in_time=lambda: True), Unclear)
    assert len(hook.bodies) == 1


def test_nothing_is_sent_to_where_a_redirect_leads(hook: Listener) -> None:
    hook.statuses = [307]

    assert isinstance(notify(NOTICE, json_url(hook), in_time=lambda: True), Unclear)
    assert hook.paths == ["/hook/s3cr3t-path"]


def test_who_was_held_up_sends_nothing(hook: Listener) -> None:
    assert notify(NOTICE, json_url(hook), in_time=lambda: False) == HELD_UP
    assert hook.bodies == []


@pytest.mark.parametrize("url", ["nosuch://host/s3cr3t", "s3cr3t", "json://chat.example.com/s3cr3t", ""])
def test_a_url_that_will_not_do_is_refused_without_repeating_it(url: str) -> None:
    found = notify(NOTICE, url, in_time=lambda: True)

    assert isinstance(found, Failed)
    assert "s3cr3t" not in found.reason
    assert fault_of(url) == found.reason


def test_nothing_is_logged(hook: Listener, caplog: pytest.LogCaptureFixture) -> None:
    hook.statuses = [500]
    with caplog.at_level(logging.DEBUG):
        notify(NOTICE, json_url(hook), in_time=lambda: True)

    assert [r for r in caplog.records if r.name.startswith("apprise")] == []


def test_a_service_says_how_much_it_takes() -> None:
    assert 1000 < room_in("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js") <= 2000
    assert fault_of("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js") is None


def test_a_digest_is_as_long_as_the_service_takes_and_says_what_it_leaves_out() -> None:
    many = tuple(replace(i, ref=replace(i.ref, number=100 + n)) for n, i in enumerate(SNAPSHOT.items * 20))
    digest = compose(replace(SNAPSHOT, items=many), None, POLICY)

    long, short = render_notice(digest, 40_000), render_notice(digest, 300)

    assert "and " in long.body
    assert " more" in long.body
    assert "overdue" in short.body
    assert short.body.endswith("`pirtrack digest --all` shows every line.")
