"""Fences of blocks of code that somebody forgot to close. Pure."""

from __future__ import annotations

import re

_FENCE = re.compile(rb"(?P<ticks>```+|~~~+)[^\r\n]*")
_HIDDEN_HEADING = re.compile(rb"\n[ \t]*\r?\n##{1,5} [^\s#]")


def stray(source: bytes, start: int, end: int) -> re.Match[bytes] | None:
    """The fence of the last block of code, where nothing closes it and it would hide sections of the document."""
    if source[end:].strip():
        return None
    fence = _FENCE.match(source, start)
    last = source[start:end].rstrip().rpartition(b"\n")[2].strip()
    closed = fence is None or last.startswith(fence["ticks"])
    return fence if not closed and _HIDDEN_HEADING.search(source, start, end) else None
