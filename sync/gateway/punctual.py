"""A line that looks at the clock as the last act before bytes leave: after looking up, connecting and shaking hands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool

from tracker.errors import NotSent


class Punctual(HTTPAdapter):
    """Sends nothing after `deadline`: a process that slept on the way to the send does not send."""

    def __init__(self, clock: Callable[[], dt.datetime]) -> None:
        self._clock = clock
        self.deadline: dt.datetime | None = None
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> HTTPConnectionPool:  # noqa: ANN401  # the library's signature
        """The pool, whose connections look at the clock."""
        pool = super().get_connection_with_tls_context(*args, **more)
        assert isinstance(pool, HTTPConnectionPool)  # noqa: S101  # all that requests makes are
        pool.ConnectionCls = _looking(pool.ConnectionCls, self.look)
        return pool

    def look(self) -> None:
        """The last act before the send. Raises: NotSent when it is too late."""
        if self.deadline is not None and self._clock() > self.deadline:
            raise NotSent("the time for this request had run out before it was sent", hint="run it again")


def _looking(kind: type[Any], look: Callable[[], None]) -> type[Any]:
    """That kind of connection, looking before each piece: one that misses its end is carried out by nobody."""

    class Looking(kind):  # type: ignore[misc]  # plain, secure or through a proxy: known only here
        def send(self, data: Any) -> None:  # noqa: ANN401  # the library's signature
            if self.sock is None:
                self.connect()
            look()
            super().send(data)

    return Looking
