"""One POST, and what is said of it: sent, surely not, or unclear."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from pathlib import Path

import pytest

from reports.deliver.outcome import HELD_UP, Failed, Sent, Unclear
from reports.deliver.proxy import Proxy, proxy_for
from reports.deliver.webhook import fault_of, post
from reports.render.chat import ChatMessage
from tests.listeners import Listener, listening, tunnelling

MESSAGE = ChatMessage("two are overdue", ({"type": "section", "text": {"type": "mrkdwn", "text": "*x*"}},))


def always() -> bool:
    return True


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_what_is_posted_is_the_message_with_its_blocks(hook: Listener) -> None:
    assert post(MESSAGE, f"{hook.url}?x=1", environ={}, in_time=always) == Sent()

    assert hook.paths == ["/hook/s3cr3t-path?x=1"]
    assert json.loads(hook.bodies[0]) == {
        "text": "two are overdue",
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*x*"}}],
        "unfurl_links": False,
        "unfurl_media": False,
    }


@pytest.mark.parametrize("status", [400, 403, 404, 410, 413, 429, 500, 503])
def test_what_is_refused_surely_did_not_arrive(status: int, hook: Listener) -> None:
    hook.statuses = [status]

    assert post(MESSAGE, hook.url, environ={}, in_time=always) == Failed(f"it was refused ({status})")


@pytest.mark.parametrize("status", [502, 504])
def test_what_a_gateway_lost_sight_of_is_unclear(status: int, hook: Listener) -> None:
    hook.statuses = [status]

    assert post(MESSAGE, hook.url, environ={}, in_time=always) == Unclear(f"a gateway lost sight of it ({status})")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nothing_is_sent_to_where_a_redirect_leads(status: int, hook: Listener) -> None:
    hook.statuses = [status]

    assert post(MESSAGE, hook.url, environ={}, in_time=always) == Failed(
        f"it leads elsewhere ({status}), where the secret is not sent"
    )
    assert hook.paths == ["/hook/s3cr3t-path"]


def test_a_refused_connection_surely_carried_nothing() -> None:
    found = post(MESSAGE, f"http://127.0.0.1:{closed_port()}/s3cr3t", environ={}, in_time=always)

    assert found == Failed("the connection was refused")


def test_a_listener_that_hangs_up_without_an_answer_leaves_it_unclear() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take_and_hang_up() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)

        thread = threading.Thread(target=take_and_hang_up)
        thread.start()
        found = post(MESSAGE, f"http://127.0.0.1:{server.getsockname()[1]}/", environ={}, in_time=always)
        thread.join()

    assert isinstance(found, Unclear)


def test_who_was_held_up_sends_nothing(hook: Listener) -> None:
    assert post(MESSAGE, hook.url, environ={}, in_time=lambda: False) == HELD_UP
    assert hook.bodies == []


def test_a_certificate_that_nobody_vouches_for_is_refused(certified: ssl.SSLContext) -> None:
    with listening(context=certified) as hook:
        found = post(MESSAGE, hook.url, environ={}, in_time=always)

        assert isinstance(found, Failed)
        assert "certificate is not trusted" in found.reason
        assert hook.bodies == []


@pytest.mark.usefixtures("trusting")
def test_over_tls_to_the_host_of_the_certificate_and_no_other(certified: ssl.SSLContext) -> None:
    with listening(context=certified) as hook:
        other = hook.url.replace("localhost", "127.0.0.1")

        assert isinstance(post(MESSAGE, other, environ={}, in_time=always), Failed)
        assert post(MESSAGE, hook.url, environ={}, in_time=always) == Sent()
        assert len(hook.bodies) == 1


@pytest.mark.parametrize("login", ["", "me:s3cr3t@"])
def test_through_a_proxy_that_sees_the_host_and_not_the_secret(
    login: str, certified: ssl.SSLContext, authority_file: Path
) -> None:
    with listening(context=certified) as hook, tunnelling() as proxy:
        environ = {"HTTPS_PROXY": f"http://{login}127.0.0.1:{proxy.port}", "REQUESTS_CA_BUNDLE": str(authority_file)}

        assert post(MESSAGE, hook.url, environ=environ, in_time=always) == Sent()
        assert post(MESSAGE, hook.url, environ=environ | {"NO_PROXY": "localhost"}, in_time=always) == Sent()
        proxy.status = "407 Who are you"
        refused = post(MESSAGE, hook.url, environ=environ, in_time=always)

    (head, _) = proxy.heads
    assert head.startswith(f"CONNECT localhost:{hook.url.split(':')[2].split('/')[0]} HTTP/1.")
    assert ("Proxy-Authorization: Basic bWU6czNjcjN0" in head) is bool(login)
    assert "s3cr3t-path" not in "".join(proxy.heads)
    assert refused == Failed("the proxy does not let it through")
    assert len(hook.bodies) == 2


@pytest.mark.parametrize(
    ("host", "exempt", "direct"),
    [
        ("hooks.example.com", "", False),
        ("hooks.example.com", "localhost, example.com", True),
        ("hooks.example.com", ".example.com", True),
        ("hooks.example.com", "hooks.example.com:443", True),
        ("hooks.example.com", "ample.com", False),
        ("hooks.example.com", "*", True),
    ],
)
def test_which_hosts_are_reached_directly(host: str, exempt: str, *, direct: bool) -> None:
    found = proxy_for(host, {"https_proxy": "proxy.example.com:3128", "NO_PROXY": exempt})

    assert found == (None if direct else Proxy("proxy.example.com", 3128, {}))


@pytest.mark.parametrize("said", ["socks5://127.0.0.1:1", "https://127.0.0.1:1", "http://"])
def test_a_proxy_that_cannot_be_spoken_to_is_said(said: str) -> None:
    found = post(MESSAGE, "https://hooks.example.com/s3cr3t", environ={"https_proxy": said}, in_time=always)

    assert found == Failed("HTTPS_PROXY is not the address of a proxy: http://HOST:PORT")


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/s3cr3t",
        "ftp://hooks.example.com/s3cr3t",
        "https:///s3cr3t",
        "s3cr3t",
        "https://me:s3cr3t@hooks.example.com/x",
        "https://hooks.example.com:port/s3cr3t",
        "https://[s3cr3t/x",
    ],
)
def test_a_url_that_will_not_do_is_refused_without_repeating_it(url: str) -> None:
    found = post(MESSAGE, url, environ={}, in_time=always)

    assert isinstance(found, Failed)
    assert "s3cr3t" not in found.reason
    assert fault_of(url) == found.reason


def test_a_good_url_has_no_fault() -> None:
    assert fault_of("https://hooks.example.com/s3cr3t") is None
