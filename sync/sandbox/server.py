"""The sandbox over HTTP: real sockets, one thread a connection, every exchange on record."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sync.sandbox import admin, pages
from sync.sandbox.api import EMAIL, TOKEN, Answered, Api, Asked
from sync.sandbox.faults import Fault, Faults
from sync.sandbox.model import Jira, Refusal

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

NOTHING_FOUND = {"issues": [], "isLast": True, "total": 0, "startAt": 0, "maxResults": 50}


@dataclass(frozen=True)
class Exchange:
    """One request and its answer; `status` 0: the connection was closed unanswered."""

    method: str
    path: str
    query: Mapping[str, str]
    request_json: Any
    status: int
    response_json: Any
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class _Handler(WSGIRequestHandler):
    """HTTP/1.1 with kept connections; unbuffered writes with Nagle's rule would cost 40 ms an answer."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002, ANN401  # the library's signature
        """Nothing: the exchanges are on record."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The `Date` header, by the sandbox's clock."""
        jira: Jira = self.server.app.jira  # type: ignore[attr-defined]  # the server was given our application
        return super().date_time_string(jira.clock.now().timestamp() if timestamp is None else timestamp)


class SandboxApp:
    """The WSGI application: authentication, faults, routes, records."""

    def __init__(self, jira: Jira, faults: Faults) -> None:
        self.jira = jira
        self.faults = faults
        self.requests: list[Exchange] = []
        self.late: list[Callable[[], object]] = []
        self._api = Api(jira)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """One request, as WSGI hands it over."""
        request = Request(environ)
        if not request.path.startswith("/rest/"):
            return self._outside(request)(environ, start)
        fault = self.faults.meet(request.method, request.path)
        response = self._with_fault(request, fault) if fault else self._answer(request)
        if response is None:
            self._record(request, 0, None)
            _hang_up(environ)
            raise ConnectionAbortedError("a fault was armed")  # how the server library is told that nobody listens
        return response(environ, start)

    def _answer(self, request: Request) -> Response:
        return self._respond(request, self._carry_out(request))

    def _respond(self, request: Request, answer: Answered) -> Response:
        self._record(request, answer.status, answer.body)
        text = "" if answer.body is None else json.dumps(answer.body)
        response = Response(text, answer.status, headers=dict(answer.headers), mimetype="application/json")
        if answer.status == 204:  # noqa: PLR2004  # HTTP
            response.headers.pop("Content-Type", None)
        return response

    def _carry_out(self, request: Request) -> Answered:
        asked = Asked(
            request.method,
            request.path,
            request.args,
            _body(request),
            request.headers.get("Authorization"),
            request.host_url.rstrip("/"),
        )
        return self._api.answer(asked)

    def _with_fault(self, request: Request, fault: Fault) -> Response | None:
        """What a request that meets a fault is answered; None: nothing, the connection closes."""
        request.get_data()  # before the connection goes, so that what lands late is whole
        if fault.kind in ("drop_after", "status_after"):
            self._carry_out(request)
        if fault.kind == "late":
            self.late.append(lambda: self._carry_out(request))
        match fault.kind:
            case "drop_before" | "drop_after" | "late":
                return None
            case "status" | "status_after":
                self._record(request, fault.status, None)
                return Response(fault.body, fault.status, headers=dict(fault.headers), mimetype="application/json")
            case "html":
                self._record(request, fault.status, None)
                return Response(pages.login(), fault.status, mimetype="text/html")
            case "empty":
                return self._respond(request, Answered(200, dict(NOTHING_FOUND)))
            case "hang":
                return self._answer_after(request, fault.seconds)
            case "truncate":
                return self._half_an_answer(request)

    def _answer_after(self, request: Request, seconds: float) -> Response:
        response = self._answer(request)
        time.sleep(seconds)
        return response

    def _half_an_answer(self, request: Request) -> Response:
        whole = self._answer(request).get_data()
        return Response(whole[: len(whole) // 2], 200, mimetype="application/json")

    def _record(self, request: Request, status: int, body: Any) -> None:  # noqa: ANN401  # JSON
        exchange = Exchange(
            request.method, request.path, dict(request.args), _body(request), status, body, dict(request.headers)
        )
        self.requests.append(exchange)

    def land(self) -> None:
        """Requests whose senders gave up are carried out now."""
        while self.late:
            self.late.pop(0)()

    def _outside(self, request: Request) -> Response:
        """Pages for people, and the calls of the sandbox itself."""
        name = request.path.removeprefix("/browse/")
        if request.path == "/":
            return Response(pages.index(self.jira), mimetype="text/html")
        if request.path.startswith("/browse/") and (record := self.jira.find(name)):
            return Response(pages.issue(self.jira, record), mimetype="text/html")
        if request.path == "/sandbox/state" and request.method == "GET":
            return _json(admin.state(self.jira))
        if request.method != "POST":
            return Response("There is nothing here.", 404, mimetype="text/plain")
        try:
            return _json(self._act(request.path, _body(request) or {}))
        except Refusal as no:
            return _json(no.body, no.status)

    def _act(self, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401  # JSON
        with self._api.lock:
            if path == "/sandbox/act":
                return admin.act(self.jira, body)
            if path == "/sandbox/faults":
                admin.arm(self.faults, body)
                return {}
        if path == "/sandbox/land":
            self.land()
            return {}
        raise Refusal(404, "the sandbox has /sandbox/state, /sandbox/act, /sandbox/faults and /sandbox/land")


def _json(value: Any, status: int = 200) -> Response:  # noqa: ANN401  # JSON
    return Response(json.dumps(value), status, mimetype="application/json")


def _body(request: Request) -> Any:  # noqa: ANN401  # JSON
    try:
        return json.loads(request.get_data()) if request.get_data() else None
    except ValueError:
        return None


def _hang_up(environ: WSGIEnvironment) -> None:
    """Closes the connection under the client's feet."""
    connection: socket.socket = environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)


class SandboxServer:
    """A sandbox that listens: use it as a context, or `serve_forever`."""

    def __init__(self, flavour: str = "cloud", *, project: str = "ENG", host: str = "127.0.0.1", port: int = 0) -> None:
        self.jira = Jira(flavour, project)
        self.faults = Faults()
        self.app = SandboxApp(self.jira, self.faults)
        self.token = TOKEN
        self.email = EMAIL if flavour == "cloud" else None
        self._server = make_server(host, port, self.app, threaded=True, request_handler=_Handler)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self._server.host}:{self._server.server_port}"

    @property
    def requests(self) -> list[Exchange]:
        """Every exchange so far, in order."""
        return self.app.requests

    def serve_forever(self) -> None:
        """Answers until it is interrupted."""
        try:
            self._server.serve_forever()
        finally:
            self._server.server_close()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        if self._thread is not None:
            self._thread.join()
