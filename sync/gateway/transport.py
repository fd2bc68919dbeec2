"""Sends one request at a time through the jira package's session, and decides which may be sent again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import requests
from jira import JIRA

from sync.gateway.translate import RAISED, jiras_clock, refusal, retry_after, translated
from tracker.errors import JiraError, JiraMisread, JiraRefused, JiraUnavailable, NotSent, OutcomeUnknown, Throttled

ATTEMPTS = 4
# A pause that is longer ends the run, to be taken up later, rather than sleep.
PATIENCE = 30.0
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


@dataclass(frozen=True, slots=True)
class Patience:
    """How waiting is done: `clock` tells UTC, `sleep` takes seconds, `jitter` answers 0.7 to 1.3."""

    clock: Callable[[], dt.datetime]
    sleep: Callable[[float], None]
    jitter: Callable[[], float]
    longest: float = PATIENCE


class Transport:
    """The session of one client, with the policy for every request that goes through it."""

    def __init__(self, client: JIRA, timeout: tuple[float, float], patience: Patience, *, fresh: bool = False) -> None:
        self._client = client
        self._timeout = timeout
        self._patience = patience
        self._fresh = fresh

    def send(self, request: Request, *, deadline: dt.datetime | None = None) -> Reply:
        """The answer to a request, after as many tries as its kind allows.

        Raises: JiraError; NotSent when `deadline` has passed as the last act before a try.
        """
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._once(request, deadline)
            except JiraUnavailable as error:
                pause = self._pause(error, request.kind, attempt)
                if pause is None:
                    raise _as_read(error) if request.kind is Kind.READ else error from None
                self._patience.sleep(pause)

    def _pause(self, error: JiraUnavailable, kind: Kind, attempt: int) -> float | None:
        """How long to wait before the same request is sent again; None when it must not be, or not by waiting."""
        if attempt >= ATTEMPTS or isinstance(error, JiraMisread):
            return None
        if kind is Kind.WRITE and not isinstance(error, Throttled | NotSent):
            return None
        asked = error.retry_after if isinstance(error, Throttled) else None
        own = FIRST_PAUSE * 2 ** (attempt - 1) * self._patience.jitter()
        pause = own if asked is None else asked + own / 2
        return None if pause > self._patience.longest else pause

    def _once(self, request: Request, deadline: dt.datetime | None) -> Reply:
        session = self._client._session  # noqa: SLF001  # the package's own seam for calls that it lacks; pinned
        if self._fresh:
            session.close()  # a pooled connection may be dead already, and then nobody knows what arrived
        url = self._url(request.path)
        body = None if request.body is None else json.dumps(request.body)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if deadline is not None and self._patience.clock() > deadline:
            raise NotSent("the time for this request had run out before it was sent", hint="run it again")
        try:
            # Past the package's own retries and exceptions: both would hide what happened to this one request.
            response = requests.Session.request(
                session, request.method, url, params=request.params, data=body, headers=headers,
                timeout=self._timeout, allow_redirects=False,
            )  # fmt: skip
        except RAISED as error:
            failure = translated(error)
        else:
            return self._read(request, response)
        raise failure  # out here, since as its context it would keep theirs, and the token with it

    def _url(self, path: str) -> str:
        if path.startswith("/"):
            return f"{self._client.server_url.rstrip('/')}{path}"
        return str(self._client._get_url(path))  # noqa: SLF001  # the same seam

    def _read(self, request: Request, response: requests.Response) -> Reply:
        body = _json(response)
        now = jiras_clock(response) or self._patience.clock()
        if response.status_code >= 300:  # noqa: PLR2004  # HTTP
            raise self._refusal(request, response, body)
        if response.headers.get("X-AUSERNAME", "").casefold() == "anonymous":
            raise JiraRefused(
                "Jira took this token for nobody: it answers as to an anonymous visitor",
                hint="make a new token and set PIRTRACK_JIRA_TOKEN",
            )
        if body is _UNREADABLE:
            text = "what answers at jira.url does not speak as Jira does"
            hint = "a proxy or a login page may stand in between; check jira.url"
            raise JiraMisread(text, hint=hint) if request.kind is Kind.READ else OutcomeUnknown(text, hint=hint)
        return Reply(body, now)

    def _refusal(self, request: Request, response: requests.Response, body: object) -> JiraError:
        if response.status_code == 503 and request.kind is Kind.READ:  # noqa: PLR2004  # HTTP
            wait = retry_after(response)
            return Throttled("Jira is not available now (503)", hint="try again later", retry_after=wait)
        error = refusal(response, body)
        if request.kind is Kind.WRITE and isinstance(error, JiraMisread):
            return OutcomeUnknown(error.message, hint=error.hint)
        return error


_UNREADABLE = object()


def _json(response: requests.Response) -> object:
    if not response.content:
        return None
    try:
        return response.json()
    except ValueError:
        return _UNREADABLE


def _as_read(error: JiraUnavailable) -> JiraUnavailable:
    """A read has no outcome to be in doubt of."""
    return JiraUnavailable(error.message, hint=error.hint) if isinstance(error, OutcomeUnknown) else error
