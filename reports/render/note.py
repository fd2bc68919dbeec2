"""A short message about a few things that wait for somebody: as mail, in a chat, as plain text. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from reports.escaping import chat_text, header_text, notice_text, safe_url
from reports.render.chat import MOST_IN_HEADER, MOST_IN_TEXT, NAME, REMARK, TITLE, Block, ChatMessage, markdown_block
from reports.render.columns import cut
from reports.render.mail import MOST_IN_SUBJECT, Mail
from reports.render.notice import Notice
from reports.render.page import template
from tracker.safe import safe_text

# Room for the words that tell of the lines that had none.
FOR_MORE = 80


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One thing: the name that it is known by, where it is, and what is said of it."""

    name: str
    title: str
    said: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The message; `more` is where the lines stand that a channel has no room for."""

    title: str
    intro: str
    lines: tuple[NoteLine, ...]
    outro: str
    more: str


def note_mail(note: Note) -> Mail:
    """All of it."""
    html = template("note.html.j2").render(note=note)
    return Mail(cut(header_text(note.title), MOST_IN_SUBJECT), _text(note, len(note.lines)), html)


def note_chat(note: Note) -> ChatMessage:
    """As many lines as a block takes, and how many there are besides."""
    title: Block = {"type": "plain_text", "text": cut(safe_text(note.title), MOST_IN_HEADER), "emoji": False}
    drawn, room = "", MOST_IN_TEXT - FOR_MORE
    told = 0
    for line in note.lines:
        one = f"{_chat_line(line)}\n"
        if len(drawn) + len(one) > room:
            break
        drawn, told = drawn + one, told + 1
    rest = len(note.lines) - told
    blocks: tuple[Block, ...] = (
        {"type": "header", "text": title},
        markdown_block(chat_text(note.intro)),
        markdown_block(drawn + (f"and {rest} more: {note.more}" if rest else "")),
        markdown_block(chat_text(note.outro)),
    )
    return ChatMessage(chat_text(note.title), blocks)


def note_notice(note: Note, room: int) -> Notice:
    """As plain text of at most so many characters, with as many lines as that leaves."""
    texts = (notice_text(_text(note, most)) for most in range(len(note.lines), -1, -1))
    body = next((text for text in texts if len(text) <= room), notice_text(_text(note, 0)))
    return Notice(notice_text(cut(header_text(note.title), MOST_IN_SUBJECT)), body)


def _text(note: Note, most: int) -> str:
    rest = len(note.lines) - most
    lines = [line for it in note.lines[:most] for line in _text_lines(it)]
    more = [f"and {rest} more: {note.more}", ""] if rest else []
    return "\n".join([safe_text(note.intro), "", *lines, *more, safe_text(note.outro)]) + "\n"


def _text_lines(line: NoteLine) -> tuple[str, ...]:
    url = safe_url(line.url)
    return (
        safe_text(f"{line.name}  {line.title}"),
        safe_text(f"    {line.said}"),
        *((f"    {url}",) if url else ()),
        "",
    )


def _chat_line(line: NoteLine) -> str:
    name, url = chat_text(cut(line.name, NAME)), safe_url(line.url)
    shown = f"<{url.replace('&', '&amp;')}|{name}>" if url else name
    return f"• {shown} — {chat_text(cut(line.title, TITLE))} — {chat_text(cut(line.said, REMARK))}"
