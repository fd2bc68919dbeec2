"""Where to listen. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address

LOOPBACK = "127.0.0.1"
HIGHEST_PORT = 65535
_WRITTEN = re.compile(r"(?:(?P<host>localhost|[0-9.]+|\[[0-9A-Fa-f:.]+\])?:)?(?P<port>[0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this machine and a port; port 0: any free one."""

    host: str
    port: int

    @staticmethod
    def written(text: str) -> Address | None:
        """As people write it: without an address, only this machine itself can reach it. None when it is none."""
        found = _WRITTEN.fullmatch(text)
        if found is None or int(found["port"]) > HIGHEST_PORT:
            return None
        host = (found["host"] or LOOPBACK).strip("[]")
        host = LOOPBACK if host == "localhost" else host
        try:
            ip_address(host)
        except ValueError:
            return None
        return Address(host, int(found["port"]))

    @property
    def is_loopback(self) -> bool:
        """Nobody outside this machine reaches it."""
        return ip_address(self.host).is_loopback

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"
