"""Text from outside, made harmless for each door that it leaves by: Markdown, chat, mail headers, links. Pure."""

from __future__ import annotations

import re

from tracker.safe import safe_text

SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# A mention or a reference is found in what was rendered, so that a backslash does not help: a zero-width space does.
CALLING = re.compile(r"([@#])(?=\w)")
CALLING_SLACK = re.compile(r"<(?=[!@#])")
HIDDEN_LINK = re.compile(r"\]\(")
AUTOLINK = re.compile(r"(?i)\b(?:(https?|ftp|mailto|xmpp)(:)|(www)(\.))")
SAFE_URL = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]+/[A-Za-z0-9._~/%\-]*(?:\?[A-Za-z0-9._~=&%+\-]*)?")
# Slack knows no escape for its own marks: what looks the same stands for them.
CHAT_MARKS = str.maketrans({"*": "\u2217", "~": "\u223c", "`": "\u02cb"})


def markdown_text(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link, no mention."""
    plain = SPECIAL.sub(r"\\\1", safe_text(text).translate(HTML))
    return AUTOLINK.sub(_unlinked, CALLING.sub("\\1\u200b", plain))


def _unlinked(match: re.Match[str]) -> str:
    scheme, colon, www, _ = match.groups()
    return f"{scheme}&#58;" if colon else f"{www}&#46;"


def chat_text(text: str) -> str:
    """Text that a chat shows as it is: no mention, no link, no code, wherever it stands on its line.

    Source: https://docs.slack.dev/messaging/formatting-message-text (escaping text; `verbatim` does the rest)
    """
    return CALLING.sub("\\1\u200b", safe_text(text).translate(CHAT_MARKS).translate(HTML))


def notice_text(text: str) -> str:
    """Lines for a service that may read marks of its own in plain text: nobody is called, no link has another's name.

    The text was made safe before; what looks the same stands for it.
    """
    return HIDDEN_LINK.sub("]\u200b(", CALLING.sub("\\1\u200b", CALLING_SLACK.sub("<\u200b", text)))


def header_text(text: str) -> str:
    """Text that fits into one header of a mail: one line of it."""
    return " ".join(safe_text(text).split())


def safe_url(url: str | None) -> str | None:
    """The address where it is a plain one of the web, None where a link to it could be anything else."""
    return url if url is not None and SAFE_URL.fullmatch(url) else None
