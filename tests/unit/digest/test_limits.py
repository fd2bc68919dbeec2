"""Every channel's limits are kept, and what they keep out is named."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from reports.digest.jql import MOST_KEYS
from reports.digest.value import Digest, Heading
from reports.render import words
from reports.render.chat import MOST_IN_TEXT, render_chat
from reports.render.mail import render_mail
from reports.render.markdown import render_markdown
from reports.render.page import render_page
from reports.render.text import Sheet, render_text
from tests.unit.digest.samples import SPANS, an_item, day, digest, of


def many(number: int, title: str = "Alert when the search index lags behind the primary") -> Digest:
    """So many late items, each of them in several sections, with titles as people write them."""
    items = [
        an_item(
            n,
            f"{title}, step {n} of the plan",
            priority=f"P{n % 4}",
            due=day(1 + n % 2, 1 + n % 28),
            first_due=day(1, 1),
            slips=n % 3,
            owner="@search-platform",
            assignee=None if n % 3 == 0 else "Ada Quist",
            unmapped="not in the [owners] map" if n % 3 == 0 else None,
        )
        for n in range(1, number + 1)
    ]
    return of(items, spans=SPANS)


def lengths(made: Digest, *, by_owner: bool = False) -> tuple[int, int, int]:
    blocks = render_chat(made, by_owner=by_owner).blocks
    texts = [str(b["text"]["text"]) for b in blocks if isinstance(b["text"], dict)]
    return len(blocks), max(map(len, texts)), len(json.dumps(blocks, ensure_ascii=False))


def test_a_chat_takes_fifty_blocks_of_three_thousand_characters() -> None:
    owners = [an_item(n, owner=f"@team-{n}", assignee=None, due=day(2, 1)) for n in range(1, 200)]
    longest = of([an_item(n, "&<>" * 400, owner="<" * 300, due=day(2, 1)) for n in range(1, 60)])

    for made, by_owner in ((many(1000), False), (longest, False), (of(owners), True), (digest(), False)):
        blocks, longest_text, in_all = lengths(made, by_owner=by_owner)
        assert blocks <= 50
        assert longest_text <= MOST_IN_TEXT
        assert in_all <= 12_000


def test_a_chat_says_how_many_it_left_out() -> None:
    made = many(100)
    text = "".join(str(b["text"]["text"]) for b in render_chat(made).blocks if isinstance(b["text"], dict))

    shown = len(re.findall(r"\n• ", text))
    left_out = sum(int(n) for n in re.findall(r"and (\d+) more:", text))
    assert shown + left_out == sum(len(s.lines) for s in made.sections)
    assert left_out > 0
    by_owner = of([an_item(n, owner=f"@team-{n}", assignee=None, due=day(2, 1)) for n in range(1, 200)])
    assert re.search(
        r"and \d+ more sections: pirtrack digest --all", str(render_chat(by_owner, by_owner=True).blocks[-1])
    )


def test_text_markdown_and_mail_say_how_many_they_left_out() -> None:
    made = many(100)
    more = sum(max(0, len(s.lines) - 20) for s in made.sections)
    mail = render_mail(made, most=20)

    for text in (render_text(made, Sheet(most=20)), render_markdown(made, most=20), mail.text, mail.html):
        assert sum(int(n) for n in re.findall(r"and (\d+) more", text)) == more


def test_what_is_new_is_not_what_a_limit_keeps_out() -> None:
    made = many(100)
    section = made.section(Heading.OVERDUE)
    lines = (*section.lines[:-1], replace(section.lines[-1], new=True))

    shown = words.cut(replace(section, lines=lines), 5)

    assert shown.lines[-1].new
    assert (len(shown.lines), shown.more) == (5, len(lines) - 5)


def test_a_page_of_a_thousand_open_items_is_below_half_a_megabyte() -> None:
    page = render_page(many(1000))

    assert page.count("<tr><td>") > 1000
    assert len(page.encode()) < 500_000


def test_more_keys_than_an_address_holds_give_none() -> None:
    gone = [an_item(n, due=day(2, 1), withdrawn=True) for n in range(1, MOST_KEYS + 2)]

    assert of(gone).section(Heading.LEFT).url is None
    assert of(gone[:-1]).section(Heading.LEFT).url is not None
    assert "pirtrack digest --all" in render_text(of(gone), Sheet(most=20))
