"""The digest as one page: a file of its own, without a script and without a request to anywhere."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from reports.digest.value import Digest
from reports.escaping import safe_url
from reports.render import drawing, words
from tracker.safe import safe_text

if TYPE_CHECKING:
    from jinja2 import Environment, Template

# More lines than this under one heading are for Jira's own search.
MOST_LINES = 1000


def render_page(digest: Digest, *, by_owner: bool = False) -> str:
    """The whole page; what is new stands out in it, and what is not is there too."""
    groups = tuple(words.groups(digest, by_owner=by_owner))
    figures = drawing.figures(digest.charts) if digest.charts.weeks else ()
    return template("page.html.j2").render(
        digest=digest,
        words=words,
        groups=groups,
        figures=figures,
        most=MOST_LINES,
        **style(),
    )


def style() -> dict[str, object]:
    """What a page's template needs to be styled: the style, and its hash for the page's own policy."""
    from markupsafe import Markup  # noqa: PLC0415  # only pages need it

    text = files("reports.render").joinpath("templates", "page.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return {"style": Markup(text), "style_hash": f"sha256-{digest}"}  # noqa: S704  # our own file


def template(name: str) -> Template:
    """A template of ours: whatever it is given comes out as text."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # only pages and mails need it

    environment = Environment(
        loader=PackageLoader("reports.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_url"] = safe_url
    return environment


def _harmless(value: object) -> object:
    """What a page shows moves, hides and reorders nothing; what is markup already is ours."""
    return safe_text(value) if type(value) is str else value
