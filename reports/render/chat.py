"""The digest as blocks for a chat that speaks Slack's Block Kit, within its limits. Pure.

Source: https://docs.slack.dev/reference/block-kit/blocks (50 blocks a message, 3,000 characters a text, 150 a header);
messages were refused as too long beyond about 11,000 characters in all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reports.digest.value import Digest, Line, Section
from reports.escaping import chat_text, safe_url
from reports.render import words
from reports.render.columns import cut
from tracker.safe import safe_text

Block: TypeAlias = dict[str, object]

MOST_BLOCKS = 50
MOST_IN_HEADER = 150
MOST_IN_TEXT = 3000
MOST_IN_ALL = 10_000
MOST_LINES = 10
# A title or remark longer than this is shortened, visibly; the issue holds the rest.
TITLE, REMARK, NAME = 120, 160, 40
# Room for the words that tell of the lines that had none.
FOR_MORE = 60
# What a block costs besides its text.
FRAME = 80


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """What is posted; `text` is what a notification shows."""

    text: str
    blocks: tuple[Block, ...]


def payload(message: ChatMessage) -> bytes:
    """What is posted; links in it are not unfolded into previews of their pages."""
    content = {"text": message.text, "blocks": message.blocks, "unfurl_links": False, "unfurl_media": False}
    return json.dumps(content, ensure_ascii=True).encode()


def render_chat(digest: Digest, *, whole: bool = False, by_owner: bool = False) -> ChatMessage:
    """The whole digest; a single line where it says nothing new."""
    text = chat_text(words.headline(digest))
    if digest.is_quiet and not whole:
        return ChatMessage(text, (markdown_block(chat_text(words.one_line(digest))),))
    title: Block = {"type": "plain_text", "text": cut(safe_text(words.title(digest)), MOST_IN_HEADER), "emoji": False}
    head: list[Block] = [
        {"type": "header", "text": title},
        markdown_block(f"*{text}*"),
        markdown_block(chat_text(f"{words.news(digest)} {words.age(digest)}")),
    ]
    groups = [(owner, s) for owner, sections in words.groups(digest, by_owner=by_owner) for s in sections]
    return ChatMessage(text, (*head, *_fitted(groups, MOST_IN_ALL - _long(head), MOST_BLOCKS - len(head))))


def markdown_block(text: str) -> Block:
    """A paragraph in the chat's own markup, in which nothing becomes a link or a mention by itself."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _long(blocks: Sequence[Block]) -> int:
    return sum(len(str(block)) for block in blocks)


def _fitted(groups: Sequence[tuple[str | None, Section]], room: int, places: int) -> Iterator[Block]:
    """A block for each section, with so many lines as leave room for the head of every one that follows."""
    heads = [_head(owner, section) for owner, section in groups]
    kept = len(groups)
    while kept and (kept + (kept < len(groups)) > places or _heads_long(heads[:kept]) > room):
        kept -= 1
    left = room - _heads_long(heads[:kept])
    for (_, section), head in zip(groups[:kept], heads, strict=False):
        lines: list[str] = []
        for line in words.cut(section, MOST_LINES).lines:
            drawn = f"\n{_line(line)}"
            if len(head) + sum(map(len, lines)) + len(drawn) + FOR_MORE > MOST_IN_TEXT or len(drawn) > left:
                break
            lines.append(drawn)
            left -= len(drawn)
        yield markdown_block("".join([head, *lines, _more(len(section.lines) - len(lines), section)]))
    if kept < len(groups):
        yield markdown_block(f"and {len(groups) - kept} more sections: {words.ALL}")


def _heads_long(heads: Sequence[str]) -> int:
    return sum(len(head) + FOR_MORE + FRAME for head in heads)


def _head(owner: str | None, section: Section) -> str:
    link = safe_url(section.url)
    name = words.cut(section, None).title
    title = f"<{link.replace('&', '&amp;')}|{name}>" if link else name
    about = f"{chat_text(cut(owner, NAME))}: " if owner else ""
    return f"*{about}{title}*"


def _more(number: int, section: Section) -> str:
    if number == 0:
        return ""
    return f"\nand {number} more: {'the heading leads to all of them' if section.url else words.ALL}"


def _line(line: Line) -> str:
    name = chat_text(cut(line.key or line.ref, NAME))
    url = safe_url(line.url)
    shown = f"<{url.replace('&', '&amp;')}|{name}>" if url else name
    news = "*new* " if line.new else "*changed* " if line.moves else ""
    facts = " · ".join(
        chat_text(cut(fact, NAME))
        for fact in (line.priority, line.due.isoformat() if line.due else None, line.owner)
        if fact
    )
    said = chat_text(cut("; ".join(words.remarks(line)), REMARK))
    parts = [shown if line.title != line.ref else "", facts, chat_text(cut(line.title, TITLE)), said]
    return f"• {news}{' — '.join(part for part in parts if part)}"
