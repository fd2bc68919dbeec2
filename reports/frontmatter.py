"""The lines between dashes that a document may begin with: names and values, before any Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.blocks import Span

_MARK = b"\xef\xbb\xbf"
# Only at the very start: elsewhere a line of dashes is a rule between sections, whatever follows it.
_FRONT_MATTER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)


def front_matter(source: bytes) -> tuple[tuple[Span, ...], int]:
    """The lines of a document's front matter, and the byte that its Markdown begins at: behind a byte-order mark, too."""
    found = _FRONT_MATTER.match(source)
    if found is None:
        return (), len(_MARK) if source.startswith(_MARK) else 0
    return tuple(_lines(found[1], found.start(1))), found.end()


def _lines(source: bytes, at: int) -> Iterator[Span]:
    for line in source.splitlines(keepends=True):
        text = line.decode("utf-8").rstrip()
        yield Span(text, at, at + len(line), (text,), (at,))
        at += len(line)
