"""Which incidents a report names as related to its own, in its words. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reports import markdown, values
from reports.blocks import Heading, ListItem, Paragraph, Span, Table
from reports.decoding import decode
from reports.words import plain

HEADINGS = frozenset(
    (
        "related incidents", "related incident", "similar incidents", "previous incidents", "past incidents",
        "prior incidents", "earlier incidents", "related postmortems", "related events", "verwandte vorfalle",
        "incidentes relacionados", "incidents lies",
    )
)  # fmt: skip  # set by hand, as a table


def related(path: str, data: bytes) -> tuple[str, ...]:
    """The lines of that section, in order; empty where it names none. A quotation says nothing."""
    inside: Heading | None = None
    found: list[str] = []
    for block in markdown.read(decode(path, data).source).blocks:
        if isinstance(block, Heading):
            deeper = inside is not None and block.level > inside.level
            if not deeper:
                inside = block if plain(block.span.text) in HEADINGS else None
        elif inside is not None and not block.quoted:
            found.extend(_lines(block))
    return tuple(line for line in found if line and not values.is_nothing(line))


def _lines(block: Paragraph | ListItem | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (" · ".join(_said(c) for c in row.cells if _said(c)) for row in block.rows)
    else:
        yield " ".join(_said(line) for line in block.lines)


def _said(span: Span) -> str:
    return span.text.strip()
