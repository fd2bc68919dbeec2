"""One report full of malice, sent through every door that a digest has."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from reports.digest.compose import compose
from reports.digest.narrow import Only
from reports.digest.snapshot import JiraSite, Snapshot
from reports.digest.value import Digest
from reports.escaping import chat_text, header_text, markdown_text
from reports.render.chat import render_chat
from reports.render.data import digest_data
from reports.render.mail import render_mail
from reports.render.markdown import render_markdown
from reports.render.notice import render_notice
from reports.render.page import render_page
from reports.render.text import Sheet, render_text
from tests.unit.digest.samples import NINE, POLICY, SNAPSHOT, an_item, at, day
from tracker.cli.medium import Format, Medium
from tracker.cli.output.digest import DigestView, render_digest
from tracker.cli.output.spreadsheet import harmless
from tracker.model import Acceptance, Status
from tracker.safe import BIDI

MALICE = (
    "</title></style></table><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} ]]> -->"
    " <!channel> <!here|x> <@U012AB3CD> <#C1> <http://evil.example|ENG-1> http://evil.example @channel @here"
    " | a|b `rm -rf` ```x``` [click](javascript:alert(1)) ![p](http://evil.example/p.png) *b* _i_ ~s~ $x$ <https://evil.example>"
    "\r\nBcc: everybody@example.com\r\n\r\n=cmd|' /C calc'!A0 \x1b[2J\x1b]8;;http://evil.example\x07x\x1b]8;;\x07 \x9b31m"
    ' \u202egnp.exe\u2066 \u200b\u115f " OR project = SECRET ORDER BY " \') -- \ud800'
)
SITE = JiraSite("https://jira.example.com", f"pirtrack-{MALICE}", {"P0": MALICE, "P1": "High"}, (MALICE,))


def hostile(text: str) -> Snapshot:
    """Whatever people write, here is this."""
    said = Acceptance(text, text, at(3, 1), (), day(3, 1), text)
    items = (
        an_item(1, text, owner=text, assignee=text, priority="P0", due=day(3, 1)),
        an_item(2, text, owner=text, assignee=None, unmapped=text, priority=text, due=day(3, 2), accepted=said),
        an_item(3, text, key=text, url=f"javascript:{text}", due=day(2, 1), first_priority="P0", priority=text),
        an_item(4, text, status=Status.CANCELLED, closed=day(3, 5), closed_at=at(3, 5), due=day(3, 1), note=text),
        an_item(5, text, conflicts=(text,), url=f'https://jira.example.com/x" onclick="{text}', note=text),
    )
    return replace(
        SNAPSHOT,
        items=items,
        reviews=tuple(replace(r, title=text, incident=text, severity=text) for r in SNAPSHOT.reviews),
        drafts=tuple(replace(d, title=text, prepared_by=text) for d in SNAPSHOT.drafts),
        failing=(text,),
    )


def made(text: str) -> Digest:
    digest = compose(hostile(text), None, replace(POLICY, site=SITE))
    return replace(digest, only=Only(owners=frozenset({text})).words)


class Seen(HTMLParser):
    """What a browser would find: elements, where links lead, handlers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action")}
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def moves_something(text: str) -> set[str]:
    return {c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Cs") or c in BIDI)}


def test_no_page_and_no_mail_holds_an_element_of_theirs() -> None:
    digest = made(MALICE)
    for html in (render_page(digest), render_page(digest, by_owner=True), render_mail(digest).html):
        seen = Seen(html)
        assert not seen.tags & {"script", "img", "iframe", "form", "object", "base"}
        assert seen.handlers == []
        assert {link for link in seen.links if not link.startswith("https://jira.example.com/")} <= {"data:,"}
        assert "49" not in html.split("{{ 7*7 }}")[0][-10:]
        assert moves_something(html) == set()


def test_no_header_of_a_mail_is_theirs() -> None:
    mail = render_mail(made(MALICE))
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["To"] = header_text(MALICE)[:60].replace("<", "").replace(">", "").replace("@", "")[:10]
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")

    sent = bytes(message)

    assert set(message.keys()) == {"Subject", "To", "Content-Type", "MIME-Version"}
    assert b"\r\nBcc:" not in sent.split(b"\r\n\r\n")[0]
    assert "\n" not in mail.subject
    assert moves_something(mail.subject) == set()


def test_no_chat_is_called_and_no_link_leads_elsewhere() -> None:
    message = render_chat(made(MALICE))
    for block in message.blocks:
        text = block["text"]
        assert isinstance(text, dict)
        said = str(text["text"])
        if text["type"] == "mrkdwn":
            assert text["verbatim"] is True
            assert all(found.startswith("https://jira.example.com/") for found in re.findall(r"<([^>]*)>", said))
            assert "`" not in said
        assert moves_something(said) == set()
    assert re.search(r"@[a-z]", message.text) is None


def test_no_service_is_called_and_no_link_has_another_s_name() -> None:
    notice = render_notice(made(MALICE), 100_000)
    for text in (notice.title, notice.body):
        assert re.search(r"[@#]\w|<[!@#]|\]\(", text) is None
        assert moves_something(text) == set()
    assert "\n" not in notice.title


def test_a_row_of_markdown_stays_one_and_nothing_in_it_is_markup() -> None:
    text = render_markdown(made(MALICE))
    rows = [line for line in text.splitlines() if line.startswith("|")]

    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} <= {2, 5, 6, 7, 8}
    assert re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
    assert all(u.startswith("<https://jira.example.com/") for u in re.findall(r"(?<!\\)\]\(([^)]*)\)", text))
    assert re.search(r"<(?!https://jira\.example\.com/)[a-zA-Z!/]", text) is None


def test_no_terminal_is_commanded_but_by_us() -> None:
    plain = render_text(made(MALICE), Sheet(width=100))
    colored = render_text(made(MALICE), Sheet(width=100, color=True))

    assert moves_something(plain) == set()
    ours = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;;(?:https://jira\.example\.com/[^\x1b]*)?\x1b\\", "", colored)
    assert moves_something(ours) == set()


def test_a_question_to_jira_holds_their_words_as_words() -> None:
    for section in made(MALICE).sections:
        if section.jql is not None:
            bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", section.jql)
            assert "SECRET" not in bare
            assert section.jql.isprintable()


def test_no_cell_of_a_spreadsheet_calculates() -> None:
    text = render_digest(made(f"=1+1{MALICE}"), Format.CSV, Medium(NINE), DigestView())
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]

    assert [c for c in cells if c.lstrip().startswith(("=", "+", "-", "@"))] == []
    assert moves_something(text.replace("\r\n", "")) == set()


def test_json_gives_back_what_went_in() -> None:
    data = json.loads(json.dumps(digest_data(made(MALICE))))

    assert data["sections"][0]["lines"][0]["title"] == MALICE


@given(
    st.lists(st.one_of(st.characters(), st.sampled_from([*MALICE.split(" "), "\r\n", "=1+1"])), max_size=20).map(
        "".join
    )
)
def test_whatever_they_write(text: str) -> None:
    digest = made(text)
    for shown in (render_text(digest, Sheet()), render_markdown(digest), render_page(digest), render_mail(digest).html):
        assert moves_something(shown) == set()
    assert not Seen(render_page(digest)).tags & {"script", "img", "iframe", "form"}
    assert re.search(r"(?<!&)[@#]\w|<[a-zA-Z!@#]", markdown_text(text)) is None
    assert re.search(r"[<>`]|@\w", chat_text(text)) is None
    assert not harmless(text).lstrip().startswith(("=", "+", "-", "@"))
    assert "\n" not in header_text(text)
