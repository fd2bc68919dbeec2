"""The one table that turns what requests and jira raise, and what Jira answers, into errors of ours.

No text of theirs gets through: it holds headers, cookies and URLs. Jira's own words do, cleaned and cut.
"""

from __future__ import annotations

import datetime as dt
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import requests
from jira.exceptions import JIRAError, NotJIRAInstanceError
from requests import exceptions as theirs
from urllib3 import exceptions as wire

from sync.markup import one_line
from tracker.errors import (
    JiraConflict,
    JiraError,
    JiraForbidden,
    JiraInvalid,
    JiraMisread,
    JiraMissing,
    JiraRefused,
    JiraUnavailable,
    NotSent,
    OutcomeUnknown,
    Throttled,
)

WORDS_LIMIT = 400
NETWORK = "check jira.url, the network, and HTTPS_PROXY where there is a proxy; then run it again"
LATER = "run it again later; nothing is lost, nothing is made twice"
PROXY_PAGE = "a proxy or a login page may stand in between; check jira.url"

# The request never left: it was impossible as such. Everything else that is not here counts as unknown.
_IMPOSSIBLE: tuple[type[Exception], ...] = (
    theirs.InvalidURL, theirs.InvalidSchema, theirs.MissingSchema, theirs.InvalidHeader, theirs.InvalidProxyURL,
    theirs.URLRequired, theirs.InvalidJSONError, theirs.UnrewindableBodyError, wire.LocationValueError,
    wire.ProxySchemeUnsupported,
)  # fmt: skip  # set by hand, as a table
_NEVER_CONNECTED: tuple[type[Exception], ...] = (
    wire.NewConnectionError,
    wire.NameResolutionError,
    wire.ConnectTimeoutError,
)

Translation = Callable[[Exception], JiraUnavailable]


def _impossible(_error: Exception) -> JiraUnavailable:
    return NotSent("the request to Jira could not be made at all", hint="check jira.url and the proxy settings")


def _connection(error: Exception) -> JiraUnavailable:
    if surely_never_left(error):
        return NotSent("Jira could not be reached: no connection", hint=NETWORK)
    return OutcomeUnknown("the connection was lost before Jira answered", hint=NETWORK)


def _timeout(error: Exception) -> JiraUnavailable:
    if isinstance(error, theirs.ConnectTimeout):
        return NotSent("Jira could not be reached in time", hint=NETWORK)
    return OutcomeUnknown("Jira did not answer in time", hint="try again later, or raise jira.timeout")


def _certificate(error: Exception) -> JiraUnavailable:
    hint = "for a private certificate authority set REQUESTS_CA_BUNDLE to its file"
    if surely_never_left(error):
        return NotSent("Jira's certificate was not accepted", hint=hint)
    return OutcomeUnknown("the secure connection broke before Jira answered", hint=hint)


def _garbled(_error: Exception) -> JiraUnavailable:
    return OutcomeUnknown("Jira's answer broke off or could not be read", hint=PROXY_PAGE)


def _system(_error: Exception) -> JiraUnavailable:
    hint = "where REQUESTS_CA_BUNDLE is set, check that the file it names is there"
    return OutcomeUnknown("this machine could not carry the request to Jira out", hint=hint)


# What sending a request may raise: requests lets a few errors of urllib3 and of the system through as they are.
RAISED: tuple[type[Exception], ...] = (
    requests.RequestException, wire.HTTPError, wire.ProxySchemeUnsupported, JIRAError, OSError,
)  # fmt: skip  # set by hand, as a table

# Looked up along the exception's own ancestry, so the most particular row wins.
TABLE: Mapping[type[Exception], Translation] = {
    **dict.fromkeys(_IMPOSSIBLE, _impossible),
    theirs.SSLError: _certificate,
    theirs.ProxyError: _connection,
    theirs.ConnectionError: _connection,
    theirs.ConnectTimeout: _timeout,
    theirs.ReadTimeout: _timeout,
    theirs.Timeout: _timeout,
    theirs.ChunkedEncodingError: _garbled,
    theirs.ContentDecodingError: _garbled,
    theirs.StreamConsumedError: _garbled,
    theirs.JSONDecodeError: _garbled,
    theirs.TooManyRedirects: _garbled,
    theirs.RetryError: _garbled,
    theirs.HTTPError: _garbled,
    theirs.RequestException: _garbled,
    wire.SSLError: _certificate,
    wire.ProxyError: _connection,
    wire.ConnectTimeoutError: _connection,
    wire.MaxRetryError: _connection,
    wire.ProtocolError: _connection,
    wire.ReadTimeoutError: _timeout,
    wire.HTTPError: _garbled,
    OSError: _system,
    JIRAError: _garbled,
    NotJIRAInstanceError: _impossible,
}


def translated(error: Exception) -> JiraUnavailable:
    """What a transport's exception means; anything unrecognised counts as unknown."""
    row = next((TABLE[kind] for kind in type(error).__mro__ if kind in TABLE), _garbled)
    return row(error)


def surely_never_left(error: Exception) -> bool:
    """Whether the request certainly did not reach anybody: decided by the innermost reason alone."""
    return any(isinstance(reason, (*_NEVER_CONNECTED, ssl.SSLCertVerificationError)) for reason in _reasons(error))


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything that it wraps, however it does that."""
    seen: set[int] = set()
    todo: list[object] = [error]
    while todo:
        one = todo.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            todo.extend([*one.args, getattr(one, "reason", None), getattr(one, "original_error", None)])


@dataclass(frozen=True, slots=True)
class Said:
    """What a refusal of Jira says: sentences, and words by field."""

    messages: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All of it on one line, cut where it gets long."""
        whole = "; ".join([*self.messages, *(f"{name}: {words}" for name, words in self.fields)])
        return whole if len(whole) <= WORDS_LIMIT else f"{whole[: WORDS_LIMIT - 1]}…"


def said(body: object) -> Said:
    """The seven shapes of error bodies; HTML and other text say nothing that we would repeat."""
    if not isinstance(body, Mapping):
        return Said()
    messages = [*_texts(body.get("errorMessages")), *_texts(body.get("message")), *_texts(body.get("errorMessage"))]
    errors = body.get("errors")
    fields: list[tuple[str, str]] = []
    if isinstance(errors, Mapping):
        fields = [(one_line(str(name)), one_line(str(words))) for name, words in errors.items()]
    elif isinstance(errors, list):
        messages += [t for e in errors if isinstance(e, Mapping) for t in _texts(e.get("message"))]
    return Said(tuple(messages), tuple(fields))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [one_line(value)] if value.strip() else []
    return [one_line(v) for v in value if isinstance(v, str)] if isinstance(value, list) else []


def refusal(response: requests.Response, body: object) -> JiraError:
    """What an answer of 300 or more means, for a request of any kind."""
    status, words = response.status_code, said(body).text
    tail = f": {words}" if words else ""
    if status in _REFUSALS:
        kind, sentence, hint = _REFUSALS[status]
        return kind(f"{sentence}{tail}", hint=hint)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _too_many(response)
    if status == HTTPStatus.CONFLICT:
        return JiraConflict(f"somebody else changed it in the same instant{tail}", hint=LATER)
    if status in _INVALID:
        whole = body if isinstance(body, Mapping) else None
        return JiraInvalid(f"Jira refused the request ({status}){tail}", body=whole)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return OutcomeUnknown(f"Jira answered with an error of its own ({status}){tail}", hint=LATER)
    return JiraMisread(f"Jira gave an answer that it should not give ({status}){tail}", hint=PROXY_PAGE)


_INVALID = frozenset({400, 413, 422})
_REFUSALS: Mapping[int, tuple[type[JiraError], str, str]] = {
    401: (
        JiraRefused,
        "Jira refused the token",
        (
            "it may have expired or belong to another site; make a new one, set PIRTRACK_JIRA_TOKEN, and check "
            "jira.email (Cloud needs it, Data Center must not have it)"
        ),
    ),
    403: (JiraForbidden, "Jira forbids this to the token", "`pirtrack doctor` tells what it lacks"),
    404: (
        JiraMissing,
        "Jira does not show what was asked for",
        (
            "it is gone, hidden from this token, or jira.url is wrong (a scoped token needs "
            "https://api.atlassian.com/ex/jira/CLOUD-ID)"
        ),
    ),
}


# Source: Atlassian's rate limiting guide: quotas are counted by the hour, the other limits by the second.
QUOTAS = ("jira-quota-",)
# What says a longer time than this says nothing.
LONGEST_ASKED = dt.timedelta(days=366).total_seconds()


def _too_many(response: requests.Response) -> Throttled:
    quota = response.headers.get("RateLimit-Reason", "").casefold().startswith(QUOTAS)
    words = "Jira's quota for this token is used up" if quota else "Jira takes no more requests for now (429)"
    asked = retry_after(response)
    if asked is None:
        asked = _seconds_until(_instant(response.headers.get("X-RateLimit-Reset", "")), response)
    return Throttled(words, hint=LATER, retry_after=asked, quota=quota)


def unavailable(response: requests.Response) -> Throttled:
    """What a 503 means to a request that only reads."""
    return Throttled("Jira is not available now (503)", hint=LATER, retry_after=retry_after(response))


def throttled(error: Throttled, now: dt.datetime) -> Throttled:
    """The same, with the time from which another try makes sense."""
    after = error.retry_after or 0.0
    until = now + dt.timedelta(seconds=after)
    shown = f"{until:%H:%M} UTC" if until.date() == now.date() else f"{until:%Y-%m-%d %H:%M} UTC"
    message = f"{error.message}; Jira asks to wait until {shown}"
    return Throttled(message, hint=f"run it again after {shown}; nothing is lost", retry_after=after, quota=error.quota)


def retry_after(response: requests.Response) -> float | None:
    """Retry-After in seconds, from seconds, fractions or an HTTP date; None where it says nothing usable."""
    text = response.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{0,12})?", text):
        return min(float(text), LONGEST_ASKED)
    return _seconds_until(_http_date(text), response)


def _seconds_until(until: dt.datetime | None, response: requests.Response) -> float | None:
    """By Jira's own clock, where it tells."""
    if until is None:
        return None
    now = jiras_clock(response) or dt.datetime.now(dt.UTC)
    return min(max(0.0, (until - now).total_seconds()), LONGEST_ASKED)


def _http_date(text: str) -> dt.datetime | None:
    try:
        return _in_utc(parsedate_to_datetime(text))
    except (ValueError, IndexError, OverflowError):
        return None


def _instant(text: str) -> dt.datetime | None:
    try:
        return _in_utc(dt.datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError):
        return None


def _in_utc(at: dt.datetime) -> dt.datetime:
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)


def jiras_clock(response: requests.Response) -> dt.datetime | None:
    """Jira's own time when it answered."""
    return _http_date(response.headers.get("Date", ""))
