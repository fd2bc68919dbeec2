"""The digest for a terminal, or as the text part of a mail. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.digest.value import LATE, Digest, Line, Section
from reports.escaping import safe_url
from reports.render import words
from reports.render.columns import cells_wide, cut, padded
from tracker.safe import safe_text

NEW = "*"
GAP = "  "
BELOW = "      "
NARROWEST = 40
WIDEST_OWNER = 24
# Source: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda (OSC 8; what does not know it shows nothing)
LINK, LINKED = "\x1b]8;;", "\x1b\\"
BOLD, LOUD, DIM, PLAIN = "\x1b[1m", "\x1b[1;31m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the text is shown: `width` None: nothing is cut. `most` lines of each section. `whole`: also what is not new."""

    width: int | None = None
    color: bool = False
    most: int | None = None
    whole: bool = False
    by_owner: bool = False

    def styled(self, text: str, style: str) -> str:
        """The text in that style, where the place has styles."""
        return f"{style}{text}{PLAIN}" if self.color and text else text


def render_text(digest: Digest, on: Sheet) -> str:
    """The whole digest; a single line where it says nothing new."""
    if digest.is_quiet and not on.whole:
        return safe_text(words.one_line(digest)) + "\n"
    blocks = [_head(digest, on)]
    for owner, sections in words.groups(digest, by_owner=on.by_owner):
        if owner is not None:
            blocks.append(on.styled(f"== {safe_text(owner)}", BOLD))
        blocks.extend("\n".join(_section(section, on)) for section in sections)
    if any(line.is_news for _, line in digest.lines()) and digest.since:
        blocks.append(f"{NEW} new or changed since {digest.since.isoformat()}")
    return "\n\n".join(blocks) + "\n"


def _head(digest: Digest, on: Sheet) -> str:
    headline = safe_text(words.headline(digest))
    said = [safe_text(words.news(digest)), safe_text(words.age(digest))]
    loud = LOUD if digest.age.stale else BOLD
    first = on.styled(safe_text(words.title(digest)), BOLD)
    lines = [on.styled(line, loud) for line in _wrapped(headline, on)]
    return "\n".join([first, "", *lines, *(line for text in said for line in _wrapped(text, on))])


def _wrapped(text: str, on: Sheet, indent: str = "") -> list[str]:
    if on.width is None:
        return [indent + text]
    return textwrap.wrap(text, max(on.width, NARROWEST), initial_indent=indent, subsequent_indent=indent)


def _section(section: Section, on: Sheet) -> Iterator[str]:
    shown = words.cut(section, on.most)
    title = on.styled(shown.title, LOUD if section.heading in LATE else BOLD)
    link = safe_url(section.url)
    if link and on.color:
        yield f"{LINK}{link}{LINKED}{title}{LINK}{LINKED}"
    else:
        yield title
        yield from [f"{GAP}{link}"] if link else []
    yield from _lines(shown.lines, on)
    if shown.more:
        yield f"{GAP}{words.and_more(shown.more, section)}{' the heading leads there' if section.url else ''}"


def _lines(lines: Sequence[Line], on: Sheet) -> Iterator[str]:
    rows = [_cells(line) for line in lines]
    widths = [max(cells_wide(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    for line, row in zip(lines, rows, strict=True):
        drawn = GAP.join(padded(cell, width) for cell, width in zip(row[:-1], widths, strict=True) if width)
        drawn = f"{drawn}{GAP}{row[-1]}"
        yield cut(drawn, max(on.width, NARROWEST)) if on.width is not None else drawn
        said = "; ".join(safe_text(remark) for remark in words.remarks(line))
        if said:
            yield from (on.styled(text, DIM) for text in _wrapped(said, on, BELOW))


def _cells(line: Line) -> tuple[str, ...]:
    return (
        NEW if line.is_news else " ",
        safe_text(line.priority or "-"),
        safe_text(line.key or line.ref) if line.title != line.ref else "",
        line.due.isoformat() if line.due else "",
        cut(safe_text(line.owner or ""), WIDEST_OWNER),
        safe_text(line.title),
    )
