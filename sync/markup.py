"""Plain paragraphs as Jira shows them: ADF on Cloud, wiki markup on Data Center; outside text is escaped. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tracker.model import Flavour


@dataclass(frozen=True, slots=True)
class Strong:
    """Words set off from the rest; they may come from outside."""

    text: str


@dataclass(frozen=True, slots=True)
class Web:
    """A link; anything but http and https is shown as text."""

    url: str


Inline: TypeAlias = str | Strong | Web
Paragraph: TypeAlias = tuple[Inline, ...]

# Every character that starts something in Jira's wiki markup.
# Source: https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
_LIVE = re.compile(r"([{}\[\]*_\-+^~|!?#(:;@])")
_SAFE_URL = re.compile(r"https?://[^\s|\[\]{}<>\"\\]+")


def one_line(text: str) -> str:
    """Text without line breaks, control characters and characters that turn the reading direction."""
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return " ".join("".join(" " if unicodedata.category(c) in hidden else c for c in text).split())


def render(paragraphs: Sequence[Paragraph], flavour: Flavour) -> object:
    """A description or comment body: an ADF document, or a string of wiki markup."""
    if flavour is Flavour.CLOUD:
        content = [{"type": "paragraph", "content": [_adf(i) for i in p]} for p in paragraphs]
        return {"type": "doc", "version": 1, "content": content}
    return "\n\n".join("".join(_wiki(i) for i in p) for p in paragraphs)


def _adf(inline: Inline) -> dict[str, object]:
    match inline:
        case Strong(text):
            return {"type": "text", "text": one_line(text) or " ", "marks": [{"type": "strong"}]}
        case Web(url) if _SAFE_URL.fullmatch(url):
            return {"type": "text", "text": url, "marks": [{"type": "link", "attrs": {"href": url}}]}
        case Web(url):
            return {"type": "text", "text": one_line(url) or " "}
        case text:
            return {"type": "text", "text": _keep_edges(text)}


def _keep_edges(text: str) -> str:
    """One line, but a blank at either end stays: it parts the words from their neighbours."""
    lead, trail = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{lead}{one_line(text)}{trail}" or " "


def _wiki(inline: Inline) -> str:
    match inline:
        case Strong(text):
            return f"*{escape_wiki(one_line(text))}*"
        case Web(url) if _SAFE_URL.fullmatch(url):
            return f"[{url}]"
        case Web(url):
            return escape_wiki(one_line(url))
        case text:
            return escape_wiki(_keep_edges(text))


def escape_wiki(text: str) -> str:
    """Text that wiki markup shows as it stands."""
    entities = text.replace("&", "&amp;").replace("\\", "&#92;").replace("<", "&lt;").replace(">", "&gt;")
    return _LIVE.sub(r"\\\1", entities.replace("&#92;", "\0")).replace("\0", "&#92;")
