"""A scheduler with its HTTP server on loopback, and requests to that as a client sends them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPMessage

from tests.unit.app.place import Place
from tracker.app.jobs import jobs_of
from tracker.app.runner import Ended, Runner
from tracker.app.watch import Watch
from tracker.watch.address import Address
from tracker.watch.answers import Answers
from tracker.watch.metrics import Counts
from tracker.watch.server import serving


@dataclass(frozen=True)
class Heard:
    """An answer."""

    status: int
    headers: HTTPMessage
    text: str


@dataclass
class Watched:
    """Where it listens, and the scheduler."""

    place: Place
    at: Address
    runner: Runner
    watch: Watch

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> Heard:
        with closing(HTTPConnection("127.0.0.1", self.at.port, timeout=20)) as line:
            line.request(method, path, headers={"Host": host} if host else {})
            answer = line.getresponse()
            return Heard(answer.status, answer.headers, answer.read().decode())

    def tick(self) -> tuple[Ended, ...]:
        return self.runner.tick()


@contextmanager
def watched(place: Place, address: Address | None = None) -> Iterator[Watched]:
    """Both ended afterwards."""
    counts = Counts()
    context = replace(place.context, heard=counts.heard)
    with context.store(create=True) as store:
        watch = Watch(context, store)

        def tell(ended: Ended) -> None:
            watch.hear(ended)
            counts.ended(ended)

        with serving(address or Address("127.0.0.1", 0), Answers(watch, counts)) as at:
            yield Watched(place, at, Runner(context, store, jobs_of(context), "me", ended=tell), watch)
