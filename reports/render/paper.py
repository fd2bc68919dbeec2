"""A document of headings, sentences, lists and tables, written as text, Markdown or page. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from reports.escaping import markdown_text, safe_url
from reports.render.columns import cells_wide, cut, padded
from reports.render.text import BELOW, BOLD, DIM, GAP, LOUD, NARROWEST, PLAIN
from tracker.safe import safe_text


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence."""

    text: str
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences one below the other; `ordered`: they are counted."""

    points: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row: the second leads to `url`, `below` is what is said under the title, its fourth cell."""

    cells: tuple[str, str, str, str, str]
    url: str | None = None
    below: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of five columns; its caption is that of its chapter."""

    heads: tuple[str, str, str, str, str]
    rows: tuple[Row, ...]


Block: TypeAlias = Line | Points | Grid


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with its number, what it means, and what stands below it."""

    title: str
    number: int | None
    means: str
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> str:
        """The heading with its number."""
        return self.title if self.number is None else f"{self.title} ({self.number})"


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole document: `headline` is what matters most, `facts` go with it."""

    title: str
    headline: Line
    facts: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    foot: str


def paper_text(paper: Paper, *, width: int | None = None, color: bool = False) -> str:
    """For a terminal; without a width nothing is cut."""
    return "\n\n".join("\n".join(block) for block in _text(paper, _Ink(width, color))) + "\n"


@dataclass(frozen=True, slots=True)
class _Ink:
    width: int | None
    color: bool

    def styled(self, text: str, style: str) -> str:
        return f"{style}{text}{PLAIN}" if self.color and text else text

    def wrapped(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        safe, rest = safe_text(text), first if rest is None else rest
        if self.width is None:
            return [first + safe]
        wide = max(self.width, NARROWEST)
        return textwrap.wrap(safe, wide, initial_indent=first, subsequent_indent=rest)


def _text(paper: Paper, ink: _Ink) -> Iterator[list[str]]:
    loud = LOUD if paper.headline.loud else BOLD
    yield [ink.styled(safe_text(paper.title), BOLD)]
    yield [
        *(ink.styled(line, loud) for line in ink.wrapped(paper.headline.text)),
        *(line for fact in paper.facts for line in ink.wrapped(fact)),
    ]
    for chapter in paper.chapters:
        lines = [ink.styled(safe_text(chapter.heading), BOLD)]
        lines += [ink.styled(line, DIM) for line in ink.wrapped(chapter.means, GAP)] if chapter.means else []
        yield [*lines, *(line for block in chapter.blocks for line in _block_text(block, ink))]
    yield ink.wrapped(paper.foot)


def _block_text(block: Block, ink: _Ink) -> Iterator[str]:
    match block:
        case Line(text=text, loud=loud):
            yield from (ink.styled(line, LOUD) if loud else line for line in ink.wrapped(text, GAP))
        case Points(points=points, ordered=ordered):
            for n, point in enumerate(points, 1):
                mark = f"{n}. " if ordered else "- "
                yield from ink.wrapped(point, GAP + mark, GAP + " " * len(mark))
        case Grid(rows=rows):
            shown = [[safe_text(c) for c in (*r.cells[:3], r.cells[4], r.cells[3])] for r in rows]
            widths = [max(cells_wide(row[i]) for row in shown) for i in range(4)]
            for row, cells in zip(rows, shown, strict=True):
                ahead = [padded(c, w) for c, w in zip(cells, widths, strict=False) if w]
                drawn = GAP + GAP.join((*ahead, cells[4]))
                yield cut(drawn, max(ink.width, NARROWEST)) if ink.width is not None else drawn
                if row.below:
                    yield from (ink.styled(line, DIM) for line in ink.wrapped(row.below, BELOW))


def paper_markdown(paper: Paper) -> str:
    """GitHub-flavoured, everything from outside escaped."""
    said = f"**{markdown_text(paper.headline.text)}**"
    blocks = [f"# {markdown_text(paper.title)}", f"> {said}" if paper.headline.loud else said]
    blocks += [markdown_text(fact) for fact in paper.facts]
    for chapter in paper.chapters:
        blocks.append(f"## {markdown_text(chapter.heading)}")
        blocks += [markdown_text(chapter.means)] if chapter.means else []
        blocks += ["\n".join(_block_markdown(block)) for block in chapter.blocks]
    return "\n\n".join((*blocks, markdown_text(paper.foot))) + "\n"


def _block_markdown(block: Block) -> Iterator[str]:
    match block:
        case Line(text=text, loud=loud):
            yield f"**{markdown_text(text)}**" if loud else markdown_text(text)
        case Points(points=points, ordered=ordered):
            yield from (f"{f'{n}.' if ordered else '-'} {markdown_text(p)}" for n, p in enumerate(points, 1))
        case Grid(heads=heads, rows=rows):
            yield f"| {' | '.join((*heads, 'Remarks'))} |"
            yield f"| {' | '.join(['---'] * (len(heads) + 1))} |"
            yield from (f"| {' | '.join(_cells(row))} |" for row in rows)


def _cells(row: Row) -> tuple[str, ...]:
    cells = [markdown_text(cell) for cell in row.cells]
    url = safe_url(row.url)
    cells[1] = f"[{cells[1]}](<{url}>)" if url and cells[1] else cells[1]
    return (*cells, markdown_text(row.below))


def paper_page(paper: Paper) -> str:
    """One file without a script and without a request to anywhere, in the style of the digest's page."""
    from reports.render.page import style, template  # noqa: PLC0415  # only pages need templates

    return template("paper.html.j2").render(paper=paper, kind=_kind, **style())


def _kind(block: Block) -> str:
    return type(block).__name__
