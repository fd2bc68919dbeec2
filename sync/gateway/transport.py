"""Sends one request at a time through the jira package's session, and decides which may be sent again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any

import requests
from jira import JIRA

from sync.gateway.keys import Keys
from sync.gateway.patience import Gate
from sync.gateway.punctual import Punctual
from sync.gateway.routes import route_of
from sync.gateway.translate import RAISED, jiras_clock, refusal, throttled, translated, unavailable
from sync.heard import Heard, nobody_hears
from tracker.errors import (
    JiraError,
    JiraForbidden,
    JiraMisread,
    JiraRefused,
    JiraUnavailable,
    NotSent,
    OutcomeUnknown,
    Throttled,
)

# Source: Atlassian's rate limiting guide: at most four tries.
ATTEMPTS = 4
FIRST_PAUSE = 1.0


class Kind(Enum):
    """What sending a request again could do: nothing, harm that is seen, harm that is not."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Reply:
    """A readable answer; `body` is None where Jira sends none."""

    body: Any
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `path` is below the REST version, or absolute where it starts with a slash."""

    method: str
    path: str
    params: Mapping[str, str] | None = None
    body: object = None
    kind: Kind = Kind.READ


class Transport:
    """The session of one client, for one thread, with the policy for every request that goes through it.

    With `punctual`, each request has a connection of its own, and a deadline after which it is not sent.
    `heard` is told of every try: its method, its route, and Jira's status or what there was instead.
    """

    def __init__(
        self,
        dial: Callable[[str], JIRA],
        keys: Keys,
        timeout: tuple[float, float],
        gate: Gate,
        *,
        punctual: Punctual | None = None,
        heard: Heard = nobody_hears,
    ) -> None:
        self._dial = dial
        self._keys = keys
        self._timeout = timeout
        self._gate = gate
        self._punctual = punctual
        self._heard = heard
        self._connect()

    def _connect(self) -> None:
        self._token = self._keys.token
        self._client = self._dial(self._token)
        if self._punctual is not None:
            for scheme in ("https://", "http://"):
                self._client._session.mount(scheme, self._punctual)  # noqa: SLF001  # requests' own way to do it

    def send(self, request: Request, *, deadline: dt.datetime | None = None) -> Reply:
        """The answer to a request, after as many tries as its kind allows.

        Raises: JiraError; NotSent when `deadline` has passed as the last act before a try; Interrupted.
        """
        attempt = 0
        while True:
            attempt += 1
            self._gate.wait()
            try:
                return self._as_ourselves(request, deadline)
            except JiraUnavailable as error:
                pause = self._pause(error, request.kind, attempt, deadline)
                if pause is None or not self._gate.shut(pause):
                    raise self._told(error, request.kind) from None

    def _as_ourselves(self, request: Request, deadline: dt.datetime | None) -> Reply:
        """One try; a read whose token is no longer taken is sent once more with the one that has come since."""
        if self._token != self._keys.token:
            self._connect()
        try:
            return self._once(request, deadline)
        except JiraRefused as error:
            if isinstance(error, JiraForbidden) or not self._keys.renewed(self._token):
                raise
            self._connect()
            if request.kind is Kind.WRITE:  # law 3: a write is not sent again
                raise JiraUnavailable(
                    "the token had run out; a new one was found and is used from now on",
                    hint="run it again to go on; nothing is lost",
                ) from None
            return self._once(request, deadline)

    def _pause(self, error: JiraUnavailable, kind: Kind, attempt: int, deadline: dt.datetime | None) -> float | None:
        """How long to wait before the same request is sent again; None when it must not be, or not by waiting."""
        if attempt >= ATTEMPTS or isinstance(error, JiraMisread):
            return None
        if kind is Kind.WRITE and not isinstance(error, Throttled | NotSent):
            return None
        asked = error.retry_after if isinstance(error, Throttled) else None
        if isinstance(error, Throttled) and error.quota:
            return None
        pause = (asked or 0.0) + FIRST_PAUSE * 2 ** (attempt - 1) * self._gate.patience.jitter()
        too_late = deadline is not None and self._gate.patience.clock() + dt.timedelta(seconds=pause) > deadline
        return None if too_late else pause

    def _told(self, error: JiraUnavailable, kind: Kind) -> JiraUnavailable:
        """The error that ends the request, with the time from which another try makes sense."""
        if isinstance(error, Throttled) and error.retry_after is not None:
            return throttled(error, self._gate.patience.clock())
        if kind is Kind.READ and isinstance(error, OutcomeUnknown):  # a read has no outcome to be in doubt of
            return JiraUnavailable(error.message, hint=error.hint)
        return error

    def _once(self, request: Request, deadline: dt.datetime | None) -> Reply:
        session = self._client._session  # noqa: SLF001  # the package's own seam for calls that it lacks; pinned
        if self._punctual is not None:
            session.close()  # a pooled connection may be dead already, and then nobody knows what arrived
            self._punctual.deadline = deadline
        url = self._url(request.path)
        body = None if request.body is None else json.dumps(request.body)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        try:
            # Past the package's own retries and exceptions: both would hide what happened to this one request.
            response = requests.Session.request(
                session, request.method, url, params=request.params, data=body, headers=headers,
                timeout=self._timeout, allow_redirects=False,
            )  # fmt: skip  # set by hand, as a table
        except RAISED as error:
            failure = translated(error)
            self._heard(request.method, route_of(request.path), _unheard(failure))
        else:
            self._heard(request.method, route_of(request.path), str(response.status_code))
            return self._read(request, response)
        raise failure  # out here, since as its context it would keep theirs, and the token with it

    def _url(self, path: str) -> str:
        if path.startswith("/"):
            return f"{self._client.server_url.rstrip('/')}{path}"
        return str(self._client._get_url(path))  # noqa: SLF001  # the same seam

    def _read(self, request: Request, response: requests.Response) -> Reply:
        body = _json(response)
        now = jiras_clock(response) or self._gate.patience.clock()
        if response.status_code >= 300:  # noqa: PLR2004  # HTTP
            raise self._refusal(request, response, body)
        if response.headers.get("X-AUSERNAME", "").casefold() == "anonymous":
            raise _for_nobody(request.kind)
        if body is _UNREADABLE:
            text = "what answers at jira.url does not speak as Jira does"
            hint = "a proxy or a login page may stand in between; check jira.url"
            raise JiraMisread(text, hint=hint) if request.kind is Kind.READ else OutcomeUnknown(text, hint=hint)
        return Reply(body, now)

    def _refusal(self, request: Request, response: requests.Response, body: object) -> JiraError:
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and request.kind is Kind.READ:
            return unavailable(response)
        error = refusal(response, body)
        if request.kind is Kind.WRITE and isinstance(error, JiraMisread):
            return OutcomeUnknown(error.message, hint=error.hint)
        return error


def _for_nobody(kind: Kind) -> JiraError:
    """An answer as to an anonymous visitor: to a write it is no refusal, since visitors may be allowed to write."""
    text, hint = (
        "Jira took this token for nobody: it answers as to an anonymous visitor",
        "make a new token and set PIRTRACK_JIRA_TOKEN",
    )
    return JiraRefused(text, hint=hint) if kind is Kind.READ else OutcomeUnknown(text, hint=hint)


_UNREADABLE = object()


def _unheard(failure: JiraError) -> str:
    return "not_sent" if isinstance(failure, NotSent) else "no_answer"


def _json(response: requests.Response) -> object:
    if not response.content:
        return None
    try:
        return response.json()
    except ValueError:
        return _UNREADABLE
