"""The digest as plain text for whatever service Apprise reaches: no markup, and no longer than the service takes. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from reports.digest.value import Digest
from reports.escaping import notice_text
from reports.render import words
from reports.render.mail import subject
from reports.render.text import Sheet, render_text

# So many lines of a section, the first number that fits.
TRIES = (10, 5, 3, 1)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said: a title and a text."""

    title: str
    body: str


def render_notice(digest: Digest, room: int) -> Notice:
    """The digest in at most `room` characters; where not even one line of each section fits, how it stands."""
    sheets = (notice_text(render_text(digest, Sheet(most=most))) for most in TRIES)
    short = f"{words.headline(digest)} {words.news(digest)} {words.age(digest)} `{words.ALL}` shows every line."
    body = next((text for text in sheets if len(text) <= room), short)
    return Notice(notice_text(subject(digest)), body)
