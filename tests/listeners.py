"""Real receivers on loopback: an HTTP listener that a webhook leads to, and a mail server."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

TAKEN = "250 taken"


@dataclass
class Listener:
    """What was posted, in order. `statuses` are the answers to come, then 200; `silent`: it reads and never answers."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    silent: bool = False
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def listening(secret: str = "/hook/s3cr3t-path", context: ssl.SSLContext | None = None) -> Iterator[Listener]:  # noqa: S107  # a test's
    """A listener of its own, gone afterwards."""
    seen = Listener()

    class Handler(BaseHTTPRequestHandler):
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            seen.paths.append(self.path)
            seen.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            if seen.silent:
                seen.ended.wait(60)
                return
            status = seen.statuses.pop(0) if seen.statuses else 200
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{seen.url}-elsewhere")
            self.end_headers()
            self.wfile.write(b"ok")

        def do_GET(self) -> None:
            """What follows a redirect."""
            seen.paths.append(f"GET {self.path}")
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    seen.url = f"{'https' if context else 'http'}://localhost:{server.server_address[1]}{secret}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield seen
    finally:
        seen.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Tunnels:
    """A proxy: what it was asked, and what it answers."""

    port: int = 0
    heads: list[str] = field(default_factory=list)
    status: str = "200 go on"


@contextmanager
def tunnelling() -> Iterator[Tunnels]:
    """A proxy of its own, which makes tunnels to this machine; gone afterwards."""
    seen = Tunnels()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = b"".join(iter(self.rfile.readline, b"\r\n")).decode()
            seen.heads.append(head)
            self.wfile.write(f"HTTP/1.1 {seen.status}\r\n\r\n".encode())
            if seen.status.startswith("200"):
                host, port = head.split()[1].split(":")
                with socket.create_connection((host, int(port))) as beyond:
                    back = threading.Thread(target=_poured, args=(beyond, self.connection))
                    back.start()
                    _poured(self.connection, beyond)
                    back.join()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        seen.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield seen
        finally:
            server.shutdown()
            thread.join()


def _poured(source: socket.socket, target: socket.socket) -> None:
    """Everything that comes from one, to the other."""
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@dataclass
class Mailbox:
    """What a mail server took: who it was for, and the bytes. The `answer_*` are what it says, None for 250."""

    port: int = 0
    envelopes: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    answer_mail: str | None = None
    answer_rcpt: dict[str, str] = field(default_factory=dict)
    answer_data: list[str] = field(default_factory=list)
    silent: bool = False
    logins: list[tuple[str, str]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails that were taken."""
        return [message_from_bytes(raw, policy=default) for _, _, raw in self.envelopes]

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer_mail:
            return self.answer_mail
        envelope.mail_from = address
        return TAKEN

    async def handle_RCPT(  # noqa: N802  # the same
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.answer_rcpt:
            return self.answer_rcpt[address]
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # the same
        refusal = self.answer_data.pop(0) if self.answer_data else None
        if refusal:
            return refusal
        content = envelope.content
        assert isinstance(content, bytes)
        self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos), content))
        if self.silent:
            await server.loop.run_in_executor(None, self.ended.wait, 60)
        return TAKEN


@contextmanager
def mailing(*, tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None) -> Iterator[Mailbox]:
    """A mail server of its own, gone afterwards; with `tls` it offers STARTTLS, with `login` it asks for that."""
    box = Mailbox(port=_free_port())

    def authenticated(
        _server: object, _session: object, _envelope: object, _mechanism: str, data: LoginPassword
    ) -> AuthResult:
        said = (data.login.decode(), data.password.decode())
        box.logins.append(said)
        return AuthResult(success=said == login, handled=False)

    options: dict[str, Any] = {"tls_context": tls, "require_starttls": tls is not None}
    if login is not None:
        options |= {"authenticator": authenticated, "auth_required": True, "auth_require_tls": tls is not None}
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        box.ended.set()
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
