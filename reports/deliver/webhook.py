"""The room that posts to webhooks: one POST on a connection of its own, and never a second one.

Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks (200 where it was taken, else 4xx or 5xx)
"""

from __future__ import annotations

import ipaddress
import ssl
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from reports.deliver.net import ANSWER_SECONDS, CONNECT_SECONDS, in_words
from reports.deliver.outcome import HELD_UP, Failed, InTime, Outcome, Sent, Unclear
from reports.render.chat import ChatMessage, payload

# A gateway says these of a server that it lost sight of: the message may have been taken behind it.
FROM_A_GATEWAY = frozenset((HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT))


def post(message: ChatMessage, url: str, *, in_time: InTime) -> Outcome:
    """Posts it; the URL stands in no answer of this room."""
    parts = _split(url)
    if isinstance(parts, Failed):
        return parts
    with closing(_connection(parts)) as connection:
        try:
            connection.connect()
        except OSError as error:
            return Failed(in_words(error))
        if not in_time():
            return HELD_UP
        connection.sock.settimeout(ANSWER_SECONDS)
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
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


def _connection(parts: SplitResult) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port, timeout=CONNECT_SECONDS)
    return HTTPSConnection(host, parts.port, timeout=CONNECT_SECONDS, context=ssl.create_default_context())


def _judged(status: int) -> Outcome:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Sent()
    if status in FROM_A_GATEWAY:
        return Unclear(f"a gateway lost sight of it ({status})")
    if status < HTTPStatus.BAD_REQUEST:
        return Failed(f"it leads elsewhere ({status}), where the secret is not sent")
    return Failed(f"it was refused ({status})")
