"""A small HTTP server in threads of its own: it reads, and it is for this machine unless it is told otherwise."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tracker.errors import UsageError
from tracker.watch.address import Address
from tracker.watch.answers import POLICY, TEXT, Answers, Said, plain

# More at once are turned away: a scheduler has other work to do.
MOST_AT_ONCE = 8
SILENCE = 10.0  # seconds that a client may keep a connection without a word
NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class _Handler(BaseHTTPRequestHandler):
    """One request a connection; whatever is not a question is refused."""

    server: _Server
    timeout = SILENCE
    wbufsize = -1  # head and body leave together
    server_version, sys_version = "pirtrack", ""

    def do_GET(self) -> None:
        """The answer."""
        self._say(self._answer())

    def do_HEAD(self) -> None:
        """The same without its body."""
        self._say(self._answer())

    def __getattr__(self, name: str) -> object:
        """Every other method there is."""
        if name.startswith("do_"):
            return self._refuse
        raise AttributeError(name)

    def _refuse(self) -> None:
        self._say(plain(HTTPStatus.METHOD_NOT_ALLOWED, "Everything here is only to be read.", Allow="GET, HEAD"))

    def _answer(self) -> Said:
        if not self.server.is_meant(self.headers.get("Host", "")):
            return plain(HTTPStatus.MISDIRECTED_REQUEST, "This is asked for by its address, or as localhost.")
        return self.server.answers.at(urlsplit(self.path).path)

    def _say(self, said: Said) -> None:
        self.send_response(said.status)
        about = {"Content-Type": said.kind, "Content-Length": str(len(said.body))}
        for name, value in {**HEADERS, **said.headers, **about}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no HTTP, in our own words: the library would repeat theirs."""
        del message, explain
        self._say(Said(HTTPStatus(code), b"That is no request that is answered here.\n", TEXT))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's signature
        """Nothing: a scrape every few seconds is no news."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: Address, answers: Answers) -> None:
        self.address_family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        self.answers = answers
        self._listens_here = address.is_loopback
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((address.host, address.port), _Handler)

    @property
    def at(self) -> Address:
        """Where it listens."""
        host, port = self.socket.getsockname()[:2]
        return Address(host, port)

    def is_meant(self, host: str) -> bool:
        """A name of this machine: a page on the web may let a name of its own lead here, and would read the answer."""
        return not self._listens_here or urlsplit(f"//{host}").hostname in NAMES

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """In a thread, where there is room for one more."""
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """The thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


@contextmanager
def serving(address: Address, answers: Answers) -> Iterator[Address]:
    """Answers until the block ends; where it listens. Raises: UsageError when that place cannot be had."""
    try:
        server = _Server(address, answers)
    except OSError as error:
        hint = "name another with --http, or end the program that has it"
        raise UsageError(f"{address} can't be listened on: {error.strerror}", hint=hint) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="http", daemon=True)
    thread.start()
    try:
        yield server.at
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
