"""One team's Monday in every format. `python -m tests.golden.digests` writes the files anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from reports.digest.value import Digest
from reports.render.chat import render_chat
from reports.render.mail import render_mail
from reports.render.markdown import render_markdown
from reports.render.page import render_page
from reports.render.text import Sheet, render_text
from tests.unit.digest.samples import NINE, digest
from tracker.cli.medium import Format, Medium
from tracker.cli.output.digest import DigestView, render_digest

FOLDER = Path(__file__).parent / "digest"


def _mail(digest: Digest) -> str:
    mail = render_mail(digest, most=20)
    return f"Subject: {mail.subject}\n\n{mail.text}"


def _chat(digest: Digest) -> str:
    message = render_chat(digest)
    return json.dumps({"text": message.text, "blocks": message.blocks}, ensure_ascii=False, indent=1) + "\n"


GOLDEN: Mapping[str, Callable[[Digest], str]] = {
    "terminal.txt": lambda d: render_text(d, Sheet(width=100, color=True)),
    "digest.txt": lambda d: render_text(d, Sheet(width=100)),
    "by_owner.txt": lambda d: render_text(d, Sheet(width=100, by_owner=True)),
    "digest.md": render_markdown,
    "page.html": render_page,
    "mail.txt": _mail,
    "mail.html": lambda d: render_mail(d, most=20).html,
    "chat.json": _chat,
    "digest.csv": lambda d: render_digest(d, Format.CSV, Medium(NINE), DigestView()),
    "digest.json": lambda d: render_digest(d, Format.JSON, Medium(NINE), DigestView()),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = digest()
    for name, render in GOLDEN.items():
        (FOLDER / name).write_text(render(made), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
