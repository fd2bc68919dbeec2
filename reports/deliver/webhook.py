"""The room that posts to webhooks: one POST on a connection of its own, and never a second one.

Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks (200 where it was taken, else 4xx or 5xx)
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPS_PORT, HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from reports.deliver.net import ANSWER_SECONDS, CONNECT_SECONDS, in_words, trusting
from reports.deliver.outcome import HELD_UP, Failed, InTime, Outcome, Sent, Unclear
from reports.deliver.proxy import proxy_for
from reports.render.chat import ChatMessage, payload

# A gateway says these of a server that it lost sight of: the message may have been taken behind it.
FROM_A_GATEWAY = frozenset((HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT))


def post(message: ChatMessage, url: str, *, environ: Mapping[str, str], in_time: InTime) -> Outcome:
    """Posts it; the URL stands in no answer of this room. `environ` names proxy and authorities."""
    parts = _split(url)
    if isinstance(parts, Failed):
        return parts
    try:
        connection = _connected(parts, environ)
    except OSError as error:
        return Failed(in_words(error))
    except ValueError:
        return Failed("HTTPS_PROXY is not the address of a proxy: http://HOST:PORT")
    with closing(connection):
        return _posted(message, parts, connection) if in_time() else HELD_UP


def _posted(message: ChatMessage, parts: SplitResult, connection: HTTPConnection) -> Outcome:
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    connection.sock.settimeout(ANSWER_SECONDS)
    try:
        connection.request("POST", path, payload(message), {"Content-Type": "application/json; charset=utf-8"})
        status = connection.getresponse().status
    except OSError as error:
        return Unclear(f"it was posted, and then {in_words(error)}")
    except HTTPException:
        return Unclear("it was posted, and no readable answer came")
    return _judged(status)


def fault_of(url: str) -> str | None:
    """What is wrong with the URL of a webhook, without repeating it; None when it will do."""
    parts = _split(url)
    return parts.reason if isinstance(parts, Failed) else None


def _split(url: str) -> SplitResult | Failed:
    try:
        parts = urlsplit(url)
        _ = parts.port  # refuses what is no port
    except ValueError:
        return Failed("its URL is none")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return Failed("its URL is none of the web")
    if parts.username is not None:
        return Failed("its URL holds a user name, which no webhook of this kind takes")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return Failed("its URL would send the secret in it in the clear: it has to be https")
    return parts


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _connected(parts: SplitResult, environ: Mapping[str, str]) -> HTTPConnection:
    """A connection over which nothing was said yet. Raises: OSError, and ValueError about the proxy."""
    connection = _connection(parts, environ)
    try:
        connection.connect()
    except BaseException:
        connection.close()
        raise
    return connection


def _connection(parts: SplitResult, environ: Mapping[str, str]) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port, timeout=CONNECT_SECONDS)
    context = trusting(environ)
    proxy = proxy_for(host, environ)
    if proxy is None:
        return HTTPSConnection(host, parts.port, timeout=CONNECT_SECONDS, context=context)
    connection = HTTPSConnection(proxy.host, proxy.port, timeout=CONNECT_SECONDS, context=context)
    connection.set_tunnel(host, parts.port or HTTPS_PORT, dict(proxy.headers))
    return connection


def _judged(status: int) -> Outcome:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Sent()
    if status in FROM_A_GATEWAY:
        return Unclear(f"a gateway lost sight of it ({status})")
    if status < HTTPStatus.BAD_REQUEST:
        return Failed(f"it leads elsewhere ({status}), where the secret is not sent")
    return Failed(f"it was refused ({status})")
