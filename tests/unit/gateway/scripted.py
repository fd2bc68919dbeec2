"""A server that answers from a list, for what no Jira would do on request: real sockets, nothing stood in for."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Script:
    """One answer; `drop`: the connection closes instead, after the request was read. `wait` in seconds."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: str | None = None
    drop: bool = False
    wait: float = 0.0

    @property
    def text(self) -> str:
        """What goes over the wire."""
        return self.raw if self.raw is not None else json.dumps(self.body)


@dataclass(frozen=True)
class Asked:
    """One request as it came in; `socket` tells connections apart."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    socket: tuple[str, int]


class ScriptedServer:
    """Answers in order; the last answer is repeated."""

    def __init__(self, *scripts: Script) -> None:
        self.asked: list[Asked] = []
        self._left = list(scripts)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def log_message(self, *_: object) -> None:
                """Nothing."""

            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                data = self.rfile.read(length)
                outer.asked.append(
                    Asked(
                        self.command,
                        self.path,
                        {k.title(): v for k, v in self.headers.items()},
                        json.loads(data) if data else None,
                        self.client_address,
                    )
                )
                script = outer._left.pop(0) if len(outer._left) > 1 else outer._left[0]
                time.sleep(script.wait)
                if script.drop:
                    self.close_connection = True
                    return
                self.send_response_only(script.status)
                for name, value in {"Content-Type": "application/json", **script.headers}.items():
                    self.send_header(name, value)
                payload = b"" if script.status == 204 else script.text.encode()
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            do_GET = do_POST = do_PUT = _serve  # noqa: N815  # the library's names

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
