"""The digest as a mail: subject, a text part of its own, an HTML part that needs no picture and no script."""

from __future__ import annotations

from dataclasses import dataclass

from reports.digest.value import Digest
from reports.escaping import header_text
from reports.render import words
from reports.render.columns import cut
from reports.render.page import template
from reports.render.text import Sheet, render_text

# Longer subjects are cut by who shows them; ours ends where it can still be read.
MOST_IN_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent: the transport adds who to whom."""

    subject: str
    text: str
    html: str


def render_mail(digest: Digest, *, most: int | None = None, whole: bool = False, by_owner: bool = False) -> Mail:
    """The whole digest; a single line where it says nothing new."""
    quiet = digest.is_quiet and not whole
    groups = () if quiet else tuple(words.groups(digest, by_owner=by_owner))
    html = template("mail.html.j2").render(
        digest=digest, words=words, groups=groups, most=most, line=words.one_line(digest) if quiet else None
    )
    text = render_text(digest, Sheet(most=most, whole=whole, by_owner=by_owner))
    return Mail(subject(digest), text, html)


def subject(digest: Digest) -> str:
    """What tells in a list of mails whether this one matters."""
    return cut(header_text(f"{words.title(digest)}: {_gist(digest)}"), MOST_IN_SUBJECT)


def _gist(digest: Digest) -> str:
    totals = digest.totals
    if digest.age.stale:
        return "Jira was not read for too long"
    if digest.is_clear:
        return "all clear"
    counts = (
        (totals.overdue_p0, "P0 overdue"),
        (totals.overdue - totals.overdue_p0, "others overdue" if totals.overdue_p0 else "overdue"),
        (totals.left, "left the list undone"),
    )
    gist = ", ".join(f"{number} {what}" for number, what in counts if number)
    return f"nothing new, {gist}" if digest.is_quiet else gist
