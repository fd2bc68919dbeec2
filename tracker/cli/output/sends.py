"""What would be sent, in full, for a person who looks before it is. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from tracker.app.answer import Answer
from tracker.safe import safe_text
from tracker.views import SendView


def render_sends(answer: Answer) -> str:
    """Every message with its way, as text; JSON holds every byte."""
    views = [v for v in answer.data["sends"] if isinstance(v, SendView)]
    return "\n".join(line for view in views for line in _block(view)) + "\n"


def _block(view: SendView) -> Iterator[str]:
    yield f"== {view.what} of {safe_text(view.period)} to {safe_text(view.channel)}, {safe_text(view.where)}"
    if view.message is None:
        yield f"nothing goes: {safe_text(view.detail or '')}"
    else:
        yield from _lines(view.message)
    yield ""


def _lines(message: Mapping[str, str]) -> Iterator[str]:
    for head in ("subject", "title"):
        if head in message:
            yield f"{head.capitalize()}: {safe_text(message[head])}"
            yield ""
    if "payload" in message:
        yield from _posted(message["payload"])
    for body in ("text", "body"):
        if body in message:
            yield from (safe_text(line) for line in message[body].rstrip("\n").split("\n"))
    if "html" in message:
        yield f"(and the same as HTML, {len(message['html'])} characters: --format json shows them)"


def _posted(payload: str) -> Iterator[str]:
    """The blocks of a chat as they are written; the notification that a phone shows comes first."""
    content = json.loads(payload)
    yield f"Notification: {safe_text(content['text'])}"
    for block in content["blocks"]:
        yield ""
        yield from (safe_text(line) for line in block["text"]["text"].split("\n"))
