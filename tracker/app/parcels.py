"""What is to be sent: a plan is made before anything leaves, and a dry run is simply not carrying it out. Pure values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from reports.render.chat import ChatMessage, payload
from reports.render.mail import Mail
from reports.render.notice import Notice
from tracker.config.delivery import Channel
from tracker.sends import SendKey, SendState, Why
from tracker.views import SendView

Message: TypeAlias = Mail | ChatMessage | Notice


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for one channel; `to` are the addresses of a mail.

    `told` is what a digest says, as the next one will be compared with it; None for what is no digest.
    """

    key: SendKey
    channel: Channel
    message: Message
    to: tuple[str, ...] = ()
    told: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A send that does not go, with the reason."""

    key: SendKey
    why: Why
    reason: str
    attempt: int | None = None

    @property
    def state(self) -> str:
        """How that is called in answers."""
        return SendState.IN_DOUBT if self.why is Why.DOUBT else "left"


Planned: TypeAlias = Parcel | LeftOut


def content(message: Message) -> Mapping[str, str]:
    """Everything of a message, for JSON."""
    match message:
        case Mail(subject, text, html):
            return {"subject": subject, "text": text, "html": html}
        case ChatMessage():
            return {"payload": payload(message).decode()}
        case Notice(title, body):
            return {"title": title, "body": body}


def planned_views(plan: Iterable[Planned], where: Mapping[str, str]) -> tuple[SendView, ...]:
    """The plan as it is shown; `where` says by channel how it is reached."""
    return tuple(_view(it, where) for it in plan)


def _view(it: Planned, where: Mapping[str, str]) -> SendView:
    key = it.key
    if isinstance(it, LeftOut):
        return SendView(key.what, key.channel, key.period, it.state, it.attempt, where[key.channel], it.reason)
    to = f" to {', '.join(it.to)}" if it.to else ""
    return SendView(
        key.what, key.channel, key.period, "planned", None, where[key.channel] + to, None, content(it.message)
    )
