"""The real gateway with a sandbox at the other end of the line, in one process and without sockets.

Everything of ours is as in production: what is encoded, sent, sent again, translated and decoded. Only the wire is
missing, and that is where things go wrong.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import partial
from typing import Any, Literal, Self, TypeAlias
from urllib.parse import parse_qsl, urlsplit

import requests
from jira import JIRA
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import NewConnectionError, ProtocolError

from sync.gateway.base import Lines
from sync.gateway.cloud import Cloud
from sync.gateway.datacenter import DataCenter
from sync.gateway.keys import Keys
from sync.gateway.patience import Gate, Patience
from sync.gateway.punctual import Punctual
from sync.gateway.transport import Transport
from sync.ports import Site
from sync.sandbox.api import EMAIL, TOKEN, Answered, Api, Asked
from sync.sandbox.model import Jira
from tracker.model import Flavour

URL = "https://jira.example.com"

Trouble: TypeAlias = Literal[
    "not_sent", "request_lost", "reply_lost", "lands_late", "error", "error_after", "truncated", "throttled", "html"
]
READS = ("/search", "/search/jql", "/issue/bulkfetch")


def is_read(asked: Asked) -> bool:
    """Whether a request changes nothing, whatever its method."""
    return asked.method == "GET" or asked.path.endswith(READS)


class Killed(BaseException):
    """The process dies here: nothing after this instant happens, nothing of ours catches it."""


@dataclass
class Wire:
    """What lies between one process and a Jira.

    `meet` says what a request runs into, None where it gets through; `instant` is called before and after each,
    and may end the process. `log` holds what was sent, `late` what has yet to arrive, with the time at which it was sent.
    """

    api: Api
    meet: Callable[[Asked], Trouble | None] = lambda _asked: None
    instant: Callable[[], None] = lambda: None
    log: list[Asked] = field(default_factory=list)
    late: list[tuple[dt.datetime, Asked]] = field(default_factory=list)

    @property
    def writes(self) -> list[Asked]:
        """What was sent to change something."""
        return [a for a in self.log if not is_read(a)]

    def carry(self, asked: Asked) -> Answered | bytes:
        """The answer to a request. Raises: what the requests package raises."""
        self.instant()
        trouble = self.meet(asked)
        if trouble == "not_sent":
            raise requests.ConnectionError(NewConnectionError(None, "refused"))  # type: ignore[arg-type]  # no pool
        self.log.append(asked)
        answer = self._answer(asked, trouble)
        self.instant()
        return answer

    def _answer(self, asked: Asked, trouble: Trouble | None) -> Answered | bytes:
        match trouble:
            case "request_lost":
                raise _hung_up()
            case "lands_late":
                self.late.append((self.api.jira.clock.now(), asked))
                raise requests.ReadTimeout("timed out")
            case "error":
                return Answered(502, None)
            case "throttled":
                return Answered(429, None, {"Retry-After": "1"})
            case "html":
                return b"<html>Log in</html>"
        answer = self.api.answer(asked)
        match trouble:
            case "reply_lost":
                raise _hung_up()
            case "error_after":
                return Answered(500, None)
            case "truncated":
                text = json.dumps(answer.body).encode()
                return text[: len(text) // 2]
        return answer

    def land_one(self) -> None:
        """The oldest request whose sender gave up arrives now."""
        self.api.answer(self.late.pop(0)[1])


def _hung_up() -> requests.ConnectionError:
    gone = http.client.RemoteDisconnected("closed without response")
    return requests.ConnectionError(ProtocolError("Connection aborted.", gone))


class _Adapter(BaseAdapter):
    """The end of the requests package where a socket would be."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def send(  # noqa: PLR0917  # the package's signature
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT002  # the same
        timeout: object = None,
        verify: object = True,  # noqa: FBT002  # the same
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        del stream, timeout, verify, cert, proxies
        parts = urlsplit(str(request.url))
        asked = Asked(
            method=str(request.method),
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            body=json.loads(request.body) if request.body else None,
            authorization=request.headers.get("Authorization"),
            base=URL,
        )
        return self._response(request, self._wire.carry(asked))

    def _response(self, request: requests.PreparedRequest, answer: Answered | bytes) -> requests.Response:
        response = requests.Response()
        response.url, response.request, response.encoding = str(request.url), request, "utf-8"
        now = format_datetime(self._wire.api.jira.clock.now(), usegmt=True)
        if isinstance(answer, bytes):
            response.status_code, content, headers = 200, answer, {"Date": now}
        else:
            content = b"" if answer.body is None else json.dumps(answer.body).encode()
            response.status_code, headers = answer.status, {"Date": now, **answer.headers}
        response.headers = CaseInsensitiveDict(headers)
        response._content = content  # noqa: SLF001  # how the package's own tests make one
        return response

    def close(self) -> None:
        """Nothing is open."""


class _OnTime(Punctual):
    """The same, looking at the clock as a line for creates does."""

    def __init__(self, wire: Wire, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(clock)
        self._end = _Adapter(wire)

    def send(self, request: requests.PreparedRequest, *args: Any, **more: Any) -> requests.Response:  # noqa: ANN401  # the package's signature
        self.look()
        return self._end.send(request, *args, **more)


class OneCloud(Cloud):
    """Cloud with one line, so that a history happens in the same order whenever it is told."""

    def lines(self, at_most: int) -> tuple[Self, ...]:
        del at_most
        return (self,)


class OneDataCenter(DataCenter):
    """The same of Data Center."""

    def lines(self, at_most: int) -> tuple[Self, ...]:
        del at_most
        return (self,)


def a_site(jira: Jira) -> Site:
    """What the sandbox says of itself."""
    return Site(Flavour.CLOUD if jira.cloud else Flavour.DATA_CENTER, "1", "Sandbox Jira")


def dial(
    wire: Wire, site: Site | None, patience: Patience, kind: type[Cloud | DataCenter] | None = None
) -> Cloud | DataCenter:
    """A gateway over that wire; `kind` where a test brings a gateway of its own."""
    known = site or a_site(wire.api.jira)
    cloud = known.flavour is Flavour.CLOUD
    gate = Gate(patience)

    def line(punctual: Punctual | None = None) -> Transport:
        client = _client(wire, cloud=cloud)
        return Transport(lambda _token: client, Keys(TOKEN), (1.0, 1.0), gate, punctual=punctual)

    def lines() -> Lines:
        return Lines(line(), line(_OnTime(wire, patience.clock)))

    return (kind or (OneCloud if cloud else OneDataCenter))(known, lines)


def _client(wire: Wire, *, cloud: bool) -> JIRA:
    options: dict[str, str | bool | Any] = {"rest_api_version": "3" if cloud else "2"}
    make = partial(JIRA, URL, options=options, get_server_info=False, max_retries=0, timeout=1, logging=False)
    client = make(basic_auth=(EMAIL, TOKEN)) if cloud else make(token_auth=TOKEN)
    session = client._session  # noqa: SLF001  # the seam that the gateway uses too
    session.trust_env = False
    session.mount("https://", _Adapter(wire))
    return client


def on_paper(clock: Callable[[], dt.datetime], pass_time: Callable[[dt.timedelta], None]) -> Patience:
    """A patience that sleeps by letting time pass."""
    return Patience(
        clock=clock,
        sleep=lambda seconds: pass_time(dt.timedelta(seconds=seconds)),
        jitter=lambda: 1.0,
        ticks=lambda: clock().timestamp(),
    )
