"""A pool in front of PostgreSQL, as small as can be: it hands server sessions to clients, for a transaction or for good.

Source: https://www.postgresql.org/docs/current/protocol-message-formats.html
"""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

READY, KEY, IDLE = b"Z", b"K", b"I"
QUERY, SYNC, END = b"Q", b"S", b"X"


class Session:
    """One session of the server, and what it said when it was begun."""

    def __init__(self, path: str, startup: bytes) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.socket.sendall(startup)
        self.greeting = list(until_ready(self.socket))


def exactly(source: socket.socket, length: int) -> bytes:
    got = b""
    while len(got) < length:
        more = source.recv(length - len(got))
        if not more:
            raise ConnectionError
        got += more
    return got


def message(source: socket.socket) -> tuple[bytes, bytes]:
    kind, size = exactly(source, 1), exactly(source, 4)
    return kind, size + exactly(source, struct.unpack("!I", size)[0] - 4)


def until_ready(source: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    while True:
        kind, body = message(source)
        yield kind, body
        if kind == READY:
            return


class Client(socketserver.BaseRequestHandler):
    server: Pool

    def handle(self) -> None:
        size = exactly(self.request, 4)
        startup = size + exactly(self.request, struct.unpack("!I", size)[0] - 4)
        first = self.server.take(startup)
        for kind, body in first.greeting:  # no client is told the number of a server's process
            self.request.sendall(kind + (struct.pack("!Iii", 12, 7, 7) if kind == KEY else body))
        held: Session | None = first if self.server.for_good else None
        if held is None:
            self.server.idle.append(first)
        try:
            while True:
                kind, body = message(self.request)
                if kind == END:
                    return
                held = held or self.server.take(startup)
                held.socket.sendall(kind + body)
                if kind in (QUERY, SYNC) and self.answer(held) and not self.server.for_good:
                    self.server.idle.append(held)
                    held = None
        except ConnectionError:
            return

    def answer(self, held: Session) -> bool:
        """Passes an answer on; whether the transaction is over."""
        for kind, body in until_ready(held.socket):
            self.request.sendall(kind + body)
        return body[-1:] == IDLE


class Pool(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, path: str, *, for_good: bool) -> None:
        super().__init__(("127.0.0.1", 0), Client)
        self.path = path
        self.for_good = for_good
        self.idle: list[Session] = []
        self.all: list[Session] = []

    def take(self, startup: bytes) -> Session:
        if self.idle:
            return self.idle.pop()
        self.all.append(Session(self.path, startup))
        return self.all[-1]


@contextmanager
def pooled(folder: str, database: str, user: str, *, for_good: bool) -> Iterator[str]:
    """The URL of a database through a pool; sessions are handed out for good, or for one transaction."""
    with Pool(f"{folder}/.s.PGSQL.5432", for_good=for_good) as pool:
        thread = threading.Thread(target=pool.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        host, port = pool.server_address[:2]
        yield f"postgresql://{user}@{host!s}:{port}/{database}?sslmode=disable&gssencmode=disable"
        pool.shutdown()
        thread.join()
        for session in pool.all:
            session.socket.close()
