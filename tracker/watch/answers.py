"""What is answered at which path, before it becomes HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from tracker.app.watch import Watch
from tracker.errors import StoreError
from tracker.safe import safe_text
from tracker.watch.metrics import CONTENT_TYPE, Counts, exposition

TEXT, HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"
# The page says in itself what it may load, which is nothing; what a page cannot say in itself is said here.
PAGE_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: its status, its body, and what it is."""

    status: HTTPStatus
    body: bytes
    kind: str = TEXT
    headers: Mapping[str, str] = field(default_factory=dict)


def plain(status: HTTPStatus, *lines: str, **headers: str) -> Said:
    """A few lines of text."""
    return Said(status, "".join(f"{safe_text(line)}\n" for line in lines).encode(), headers=headers)


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers from the store, as it is at that instant."""

    watch: Watch
    counts: Counts

    def at(self, path: str) -> Said:
        """What there is at a path."""
        pages: Mapping[str, Callable[[], Said]] = {"/healthz": self._health, "/metrics": self._metrics, "/": self._page}
        if path not in pages:
            return plain(HTTPStatus.NOT_FOUND, f"There is {', '.join(pages)}, and nothing else.")
        try:
            return pages[path]()
        except StoreError as error:
            return plain(HTTPStatus.SERVICE_UNAVAILABLE, error.message)

    def _health(self) -> Said:
        health = self.watch.health()
        if health.faults:
            return plain(HTTPStatus.SERVICE_UNAVAILABLE, *health.faults)
        return plain(
            HTTPStatus.OK, f"all is well; Jira was last read completely at {health.last_pull:%Y-%m-%d %H:%M} UTC"
        )

    def _metrics(self) -> Said:
        figures = exposition(self.watch, self.counts)
        if figures is None:
            return plain(HTTPStatus.NOT_IMPLEMENTED, "For figures, install pirtrack[metrics].")
        return Said(HTTPStatus.OK, figures, CONTENT_TYPE)

    def _page(self) -> Said:
        from reports.render.page import render_page  # noqa: PLC0415  # only the page needs templates

        page = render_page(self.watch.digest()).encode()
        return Said(HTTPStatus.OK, page, HTML, {"Content-Security-Policy": PAGE_POLICY})
