"""Where digests, reminders and escalations go, as it was configured: frozen values, every default filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

Security: TypeAlias = Literal["none", "starttls", "tls"]


@dataclass(frozen=True, slots=True)
class FromVariable:
    """A secret is in this environment variable."""

    name: str


@dataclass(frozen=True, slots=True)
class FromFile:
    """A secret is all that this file holds."""

    path: Path


@dataclass(frozen=True, slots=True)
class FromCommand:
    """A secret is what this program prints, run without a shell."""

    command: tuple[str, ...]


SecretSource: TypeAlias = FromVariable | FromFile | FromCommand


@dataclass(frozen=True, slots=True)
class Slack:
    """A webhook that speaks as Slack's do; its URL is the secret."""

    url: SecretSource


@dataclass(frozen=True, slots=True)
class Apprise:
    """A service that Apprise knows; its Apprise URL is the secret."""

    url: SecretSource


@dataclass(frozen=True, slots=True)
class Mail:
    """Mail to these addresses, from that one."""

    to: tuple[str, ...]
    sender: str


@dataclass(frozen=True, slots=True)
class ChannelFilter:
    """What a channel hears of; an empty tuple leaves nothing out."""

    priorities: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to people, and what is sent that way: `digest`, `reviews` (reminders), `escalate` (mail only)."""

    name: str
    way: Slack | Apprise | Mail
    digest: bool = True
    reviews: bool = False
    escalate: bool = False
    only: ChannelFilter = field(default_factory=ChannelFilter)

    @property
    def to(self) -> tuple[str, ...]:
        """The addresses of a mail channel; the others have none."""
        return self.way.to if isinstance(self.way, Mail) else ()


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The server that takes our mail; `user` and `password` are None where it asks for neither."""

    host: str
    port: int
    security: Security
    user: str | None
    password: SecretSource | None
