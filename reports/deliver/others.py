"""The room that knows Apprise, and through it a hundred services."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reports.deliver.outcome import HELD_UP, Failed, InTime, Outcome, Sent, Unclear
from reports.deliver.webhook import is_loopback
from reports.render.notice import Notice

if TYPE_CHECKING:
    from apprise import NotifyBase

MISSING = "Apprise is not installed: install pirtrack[notify]"
# Where the service is not known yet, so much is sure to fit most of them.
USUAL_ROOM = 1000


def notify(notice: Notice, url: str, *, in_time: InTime) -> Outcome:
    """Says it to the service behind one Apprise URL.

    Apprise tells no more than that it did not work, never whether anything left: that is unclear.
    """
    service = _service(url)
    if isinstance(service, Failed):
        return service
    import apprise  # noqa: PLC0415  # an extra, and slow to import

    with _silence():
        messenger = apprise.Apprise()
        messenger.add(service)
        if not in_time():
            return HELD_UP
        taken = messenger.notify(body=notice.body, title=notice.title, body_format=apprise.NotifyFormat.TEXT)
    return Sent() if taken else Unclear("Apprise says that it did not work, and not whether anything left")


def room_in(url: str) -> int:
    """How many characters the service takes in one message."""
    service = _service(url)
    return USUAL_ROOM if isinstance(service, Failed) else int(service.body_maxlen) - int(service.title_maxlen or 0)


def fault_of(url: str) -> str | None:
    """What is wrong with an Apprise URL, without repeating it; None when it will do."""
    service = _service(url)
    return service.reason if isinstance(service, Failed) else None


def _service(url: str) -> NotifyBase | Failed:
    if importlib.util.find_spec("apprise") is None:
        return Failed(MISSING)
    with _silence():
        import apprise  # noqa: PLC0415  # an extra, and slow to import

        service = apprise.Apprise.instantiate(url, suppress_exceptions=True)
    if service is None:
        return Failed("its URL is none that Apprise knows")
    # Whatever its URL says: nothing is sent twice, nothing elsewhere, and what did not work is not called a success.
    service.retry, service.redirects, service.optional = 0, False, False
    has_secure = bool(service.secure_protocol) and bool(service.protocol)
    if has_secure and not service.secure and not is_loopback(service.host or ""):
        return Failed(
            "its URL would send the secret in it in the clear: use the kind that ends in s (jsons://, mmosts://)"
        )
    return service


@contextmanager
def _silence() -> Iterator[None]:
    """What Apprise would log may hold the URL."""
    logger = logging.getLogger("apprise")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
