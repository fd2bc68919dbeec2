"""Which proxy stands before a host, as the environment says it: the variables that `requests` heeds too. Pure."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

USUAL_PORT = 80


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that makes tunnels; `headers` say who we are to it."""

    host: str
    port: int
    headers: Mapping[str, str]


def proxy_for(host: str, environ: Mapping[str, str]) -> Proxy | None:
    """The proxy for https to that host, None where it is reached directly.

    Raises: ValueError when what the environment names is none that can be spoken to.
    """
    said = _said("HTTPS_PROXY", environ)
    if not said or _is_exempt(host, _said("NO_PROXY", environ)):
        return None
    parts = urlsplit(said if "://" in said else f"http://{said}")
    if parts.scheme != "http" or not parts.hostname:
        raise ValueError
    return Proxy(parts.hostname, parts.port or USUAL_PORT, _login(parts.username, parts.password))


def _said(name: str, environ: Mapping[str, str]) -> str:
    return (environ.get(name.lower()) or environ.get(name) or "").strip()


def _is_exempt(host: str, hosts: str) -> bool:
    """Whether the host, or a domain that it is in, is among those with commas between them."""
    names = [name.strip().partition(":")[0].strip(".").casefold() for name in hosts.split(",")]
    return any(name == "*" or f".{host.casefold()}".endswith(f".{name}") for name in names if name)


def _login(user: str | None, password: str | None) -> Mapping[str, str]:
    if user is None:
        return {}
    said = f"{unquote(user)}:{unquote(password or '')}".encode()
    return {"Proxy-Authorization": f"Basic {base64.b64encode(said).decode()}"}
