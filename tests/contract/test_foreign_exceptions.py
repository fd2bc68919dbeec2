"""Every exception of jira, requests and urllib3 has a decision, and nothing of theirs gets any further."""

from __future__ import annotations

import base64
import importlib
import inspect
import pkgutil
import sys
import traceback
import warnings
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest
import requests
from jira import JIRA
from requests.adapters import BaseAdapter

from sync.gateway.keys import Keys
from sync.gateway.patience import Gate
from sync.gateway.translate import RAISED, TABLE, translated
from sync.gateway.transport import Kind, Request, Transport
from tests.unit.gateway.lines import Watched
from tracker.errors import JiraError, JiraUnavailable, OutcomeUnknown

# They need what is not installed, and then urllib3 itself can do without them.
NOT_HERE = {
    "urllib3.contrib.emscripten": "for Python in a browser",
    "urllib3.contrib.pyopenssl": "for those who have pyOpenSSL",
    "urllib3.contrib.socks": "for those who have PySocks; without it requests raises InvalidSchema",
    "urllib3.http2.connection": "for those who have h2",
}

# No row of its own: the row that it takes over, and why that is right.
INHERITED: Mapping[str, tuple[str, str]] = {
    "urllib3.exceptions.BodyNotHttplibCompatible": ("HTTPError", "about an answer that is being read"),
    "urllib3.exceptions.ClosedPoolError": ("HTTPError", "requests makes a ConnectionError of it"),
    "urllib3.exceptions.DecodeError": ("HTTPError", "the answer's compression is broken"),
    "urllib3.exceptions.EmptyPoolError": ("HTTPError", "our pools don't block, so they are never empty"),
    "urllib3.exceptions.FullPoolError": ("HTTPError", "the same"),
    "urllib3.exceptions.HeaderParsingError": ("HTTPError", "the answer's headers can't be read"),
    "urllib3.exceptions.HostChangedError": ("HTTPError", "redirects are not followed"),
    "urllib3.exceptions.IncompleteRead": ("HTTPError", "the answer broke off"),
    "urllib3.exceptions.InvalidChunkLength": ("HTTPError", "the answer is cut into pieces wrongly"),
    "urllib3.exceptions.InvalidHeader": ("HTTPError", "requests makes an InvalidHeader of its own of it"),
    "urllib3.exceptions.LocationParseError": ("LocationValueError", "a host that can't be looked up"),
    "urllib3.exceptions.NameResolutionError": ("ConnectTimeoutError", "urllib3 counts it among them"),
    "urllib3.exceptions.NewConnectionError": ("ConnectTimeoutError", "the same"),
    "urllib3.exceptions.PoolError": ("HTTPError", "only its subclasses are raised"),
    "urllib3.exceptions.ProxySchemeUnknown": ("LocationValueError", "a proxy that can't be spoken to"),
    "urllib3.exceptions.RequestError": ("HTTPError", "only its subclasses are raised"),
    "urllib3.exceptions.ResponseError": ("HTTPError", "urllib3's own retries are off"),
    "urllib3.exceptions.ResponseNotChunked": ("ProtocolError", "about an answer that is being read"),
    "urllib3.exceptions.TimeoutError": ("HTTPError", "only its subclasses are raised"),
    "urllib3.exceptions.TimeoutStateError": ("HTTPError", "a fault in urllib3 itself"),
    "urllib3.exceptions.URLSchemeUnknown": ("LocationValueError", "nobody speaks it"),
    "urllib3.exceptions.UnrewindableBodyError": ("HTTPError", "redirects are not followed"),
}

# What sending a request does not raise; where it did, the outermost door would show the class and no word of its text.
NEVER_RAISED = {
    "jira.exceptions.NotJIRAInstanceError": "only where a decorator of the package is put on something else",
    "requests.cookies.CookieConflictError": "only when a cookie is asked for by name, which nobody does",
    "urllib3.util.ssl_match_hostname.CertificateError": "urllib3 makes an SSLError of it",
}

TOKEN = "canary-token-7f3a"  # noqa: S105  # opens nothing
CANARIES = (
    TOKEN,
    "Authorization: Bearer " + TOKEN,
    "Basic " + base64.b64encode(f"bot@example.com:{TOKEN}".encode()).decode(),
    "Set-Cookie: tenant.session.token=canary-cookie; HttpOnly",
    "https://bot:canary-password@jira.example.com/rest/api/3/myself?canary=1",
)


def walk(package: str) -> Iterator[ModuleType]:
    """Every module of a package that can be imported here."""
    root = importlib.import_module(package)
    yield root
    for found in pkgutil.walk_packages(root.__path__, f"{package}.", onerror=lambda _name: None):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what is not installed it warns before it gives up
                module = importlib.import_module(found.name)
            yield module
        except ImportError:
            assert found.name in NOT_HERE, f"{found.name} can't be imported, and no reason is given here"
    yield from (m for name, m in list(sys.modules.items()) if name.startswith(f"{package}."))


def theirs() -> dict[str, type[Exception]]:
    """All exception classes that are defined in the three packages, by name; a warning is not raised."""
    found: dict[str, type[Exception]] = {}
    for package in ("jira", "requests", "urllib3"):
        for module in walk(package):
            for _, kind in inspect.getmembers(module, inspect.isclass):
                ours = kind.__module__.partition(".")[0] == package
                if ours and issubclass(kind, Exception) and not issubclass(kind, Warning):
                    found[f"{kind.__module__}.{kind.__qualname__}"] = kind
    return found


THEIRS = theirs()


def row_of(kind: type[Exception]) -> type[Exception] | None:
    return next((base for base in kind.__mro__ if base in TABLE), None)


def test_every_exception_of_theirs_has_a_decision() -> None:
    without = {n: k for n, k in THEIRS.items() if k not in TABLE and n not in NEVER_RAISED}

    taken = {n: (row.__name__ if (row := row_of(k)) else None) for n, k in without.items()}

    assert len(THEIRS) > 50
    assert taken == {name: row for name, (row, _why) in INHERITED.items()}
    assert {n for n in NEVER_RAISED if n not in THEIRS} == set()
    assert [n for n, k in THEIRS.items() if not issubclass(k, RAISED)] == sorted(NEVER_RAISED)


class Raising(BaseAdapter):
    """A transport of requests that only raises."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def send(self, *_args: object, **_more: object) -> requests.Response:
        raise self.error

    def close(self) -> None:
        """Nothing is open."""


def line_of(client: JIRA) -> Transport:
    return Transport(lambda _: client, Keys(TOKEN), (1, 1), Gate(Watched().patience()))


def a_line(error: Exception) -> Transport:
    client = JIRA(
        "http://127.0.0.1:9", token_auth=TOKEN, get_server_info=False, max_retries=0, timeout=1.0, logging=False
    )
    client._session.mount("http://", Raising(error))  # noqa: SLF001  # the seam that requests itself has for this
    return line_of(client)


def saying(kind: type[Exception], words: str) -> Exception:
    """One of theirs with such words, whatever its constructor wants."""
    error = kind.__new__(kind, words)
    error.args = (words, {"Authorization": words}, ValueError(words))
    error.__cause__ = ValueError(words)
    return error


def shown(error: BaseException) -> str:
    """Everything that anybody could print of an error, and of those that it brings along."""
    texts = ["".join(traceback.format_exception(error))]
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop()
        if one is not None:
            texts += [str(one), repr(one), repr(one.args), repr(vars(one))]
            todo += [one.__cause__, one.__context__]
    return "\n".join(texts)


RAISABLE = {n: k for n, k in THEIRS.items() if issubclass(k, RAISED)}


@pytest.mark.parametrize("name", sorted(RAISABLE))
@pytest.mark.parametrize("kind", [Kind.READ, Kind.WRITE])
def test_no_word_of_theirs_gets_out(name: str, kind: Kind) -> None:
    for canary in CANARIES:
        line = a_line(saying(RAISABLE[name], canary))

        with pytest.raises(JiraError) as caught:
            line.send(Request("POST", "issue/bulk", body={"x": 1}, kind=kind))

        out = shown(caught.value)
        assert "canary" not in out
        assert base64.b64encode(TOKEN.encode()).decode()[4:-4] not in out
        assert isinstance(caught.value, JiraUnavailable)
        assert kind is Kind.WRITE or not isinstance(caught.value, OutcomeUnknown)


@pytest.mark.parametrize("name", sorted(THEIRS))
def test_even_what_is_never_raised_is_translated_without_its_words(name: str) -> None:
    for canary in CANARIES:
        assert "canary" not in shown(translated(saying(THEIRS[name], canary)))


def test_a_bundle_of_certificates_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/canary.pem")
    client = JIRA("https://127.0.0.1:9", token_auth=TOKEN, get_server_info=False, max_retries=0, logging=False)
    line = line_of(client)

    with pytest.raises(JiraUnavailable) as caught:
        line.send(Request("GET", "myself"))

    assert "REQUESTS_CA_BUNDLE" in (caught.value.hint or "")
    assert "canary" not in shown(caught.value)
