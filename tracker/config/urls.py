"""Addresses: Jira's, the store's, and the one that points at a report."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from tracker.config.faults import Fault
from tracker.config.kinds import Place, text, word

SQLITE = "sqlite:///"


def site(value: object, _: Place) -> str:
    """Jira's base URL, without a trailing slash: https, or http on this machine; never with a password in it."""
    found = text(value)
    _refuse_password(found, hint="leave them out: the token comes from PIRTRACK_JIRA_TOKEN, the user is jira.email")
    word(value)
    parts = _split(found)
    _check_scheme(found, parts)
    if parts.query or parts.fragment:
        raise Fault("is the address of a page", hint=f'write "{parts.scheme}://{parts.netloc}"')
    place = parts.path.rstrip("/")
    if (parts.hostname or "").endswith(".atlassian.net") and place:
        raise Fault(f"has a path that Jira Cloud does not have: {place}", hint=f'write "https://{parts.netloc}"')
    return f"{parts.scheme}://{parts.netloc}{place}"


def _refuse_password(found: str, *, hint: str) -> None:
    """Looked for before anything is said that repeats the value."""
    if "@" in found.partition("://")[2].partition("/")[0] or ("://" not in found and "@" in found):
        raise Fault("holds a user name or password", hint=hint, code="CFG-SECRET")


def _split(found: str) -> SplitResult:
    try:
        parts = urlsplit(found)
        _ = parts.port  # refuses what is no port
    except ValueError:
        raise Fault("is not a URL", hint='write "https://example.atlassian.net"', code="CFG-URL") from None
    return parts


def _check_scheme(found: str, parts: SplitResult) -> None:
    if parts.scheme not in ("http", "https"):
        bare = found.rpartition("//")[2]
        raise Fault(f"{found!r} is not an https URL", hint=f'write "https://{bare}"', code="CFG-URL")
    if not parts.hostname:
        raise Fault(f"{found!r} names no host", hint='write "https://example.atlassian.net"', code="CFG-URL")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise Fault(
            "would send the token in the clear",
            hint="use https; http is for this very machine (localhost, 127.0.0.1, ::1)",
            code="CFG-URL",
        )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def report_link(value: object, _: Place) -> str:
    """Where a report can be read, with `{path}` for its path."""
    found = text(value)
    _refuse_password(found, hint="leave them out: every issue would show them")
    parts = _split(found)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Fault(f"{found!r} is not a URL", hint='write "https://git.example.com/incidents/{path}"', code="CFG-URL")
    if "{path}" not in found:
        raise Fault("does not hold {path}", hint="put {path} where the report's path belongs")
    return found


def store_url(value: object, place: Place) -> str:
    """The store's database; a relative SQLite file is taken from the configuration's own folder."""
    found = text(value)
    if "://" not in found:
        raise Fault("is not a database URL", hint=f'write "{SQLITE}pirtrack.db"', code="CFG-URL")
    if not found.startswith(SQLITE):
        return found
    file, mark, options = found.removeprefix(SQLITE).partition("?")
    if file in ("", ":memory:"):
        raise Fault("would be forgotten at once", hint=f'name a file: "{SQLITE}pirtrack.db"')
    return f"{SQLITE}{place.base / Path(file)}{mark}{options}"
