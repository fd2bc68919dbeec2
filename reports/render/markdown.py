"""The digest as GitHub-flavoured Markdown, everything from outside escaped. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reports.digest.value import Digest, Line, Section
from reports.escaping import markdown_text, safe_url
from reports.render import words

HEADS = ("new", "P", "issue", "due", "owner", "title", "remarks")


def render_markdown(digest: Digest, *, most: int | None = None, whole: bool = False, by_owner: bool = False) -> str:
    """The whole digest; a single line where it says nothing new."""
    if digest.is_quiet and not whole:
        return markdown_text(words.one_line(digest)) + "\n"
    loud = words.headline(digest)
    blocks = [
        f"## {markdown_text(words.title(digest))}",
        f"> **{markdown_text(loud)}**" if digest.age.stale else f"**{markdown_text(loud)}**",
        markdown_text(words.news(digest)),
        markdown_text(words.age(digest)),
    ]
    for owner, sections in words.groups(digest, by_owner=by_owner):
        if owner is not None:
            blocks.append(f"### {markdown_text(owner)}")
        blocks.extend(_section(section, most) for section in sections)
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, most: int | None) -> str:
    shown = words.cut(section, most)
    link = safe_url(section.url)
    heading = f"### {markdown_text(shown.title)}"
    return "\n\n".join(
        [
            f"{heading} ([in Jira](<{link}>))" if link else heading,
            "\n".join(_table(shown.lines)),
            *([_more(shown.more, section, link)] if shown.more else []),
        ]
    )


def _more(number: int, section: Section, link: str | None) -> str:
    said = markdown_text(words.and_more(number, section))
    return f"{said} [in Jira](<{link}>)" if link else said


def _table(lines: tuple[Line, ...]) -> Iterator[str]:
    rows = [_cells(line) for line in lines]
    kept = [i for i in range(len(HEADS)) if any(row[i] for row in rows)]
    yield _row(HEADS[i] for i in kept)
    yield _row("---" for _ in kept)
    yield from (_row(row[i] for i in kept) for row in rows)


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(line: Line) -> tuple[str, ...]:
    name = markdown_text(line.key or line.ref)
    url = safe_url(line.url)
    return (
        "new" if line.new else "changed" if line.moves else "",
        markdown_text(line.priority or ""),
        "" if line.title == line.ref else f"[{name}](<{url}>)" if url else name,
        line.due.isoformat() if line.due else "",
        markdown_text(line.owner or ""),
        markdown_text(line.title),
        markdown_text("; ".join(words.remarks(line))),
    )
