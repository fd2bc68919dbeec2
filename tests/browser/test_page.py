"""The page as a reader meets it: on a desk, on a phone, in the dark, on paper, by ear."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from reports.digest.compose import compose
from reports.render.page import render_page
from reports.render.paper import paper_page
from reports.render.sheet import sheet_paper
from tests.unit.digest.samples import CLEAR, POLICY, digest
from tests.unit.digest.test_hostile import MALICE, made
from tests.unit.review.samples import nothing, sheet
from tests.unit.review.test_sheet import hostile

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
Scheme = Literal["light", "dark"]
PAGES = {
    "monday": lambda: render_page(digest()),
    "by owner": lambda: render_page(digest(), by_owner=True),
    "all clear": lambda: render_page(compose(CLEAR, None, POLICY)),
    "stale": lambda: render_page(compose(replace(CLEAR, last_pull=None), None, POLICY)),
    "hostile": lambda: render_page(made(MALICE)),
    "review": lambda: paper_page(sheet_paper(sheet())),
    "review of nothing": lambda: paper_page(sheet_paper(nothing())),
    "hostile review": lambda: paper_page(sheet_paper(hostile())),
}


class Visit:
    """One page, opened from a file; what it asked for and what it complained about."""

    def __init__(self, browser: Browser, folder: Path, html: str, scheme: Scheme = "light", width: int = 1180) -> None:
        file = folder / "page.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=False)
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())

    def violations(self) -> list[str]:
        """What axe finds; it is run by the browser itself, past the page's own policy."""
        self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1180, 390])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, name: str, width: int, scheme: Scheme) -> None:
    visit = Visit(browser, tmp_path, PAGES[name](), scheme, width)

    assert visit.violations() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_runs_nothing_and_fits_a_phone(browser: Browser, tmp_path: Path, name: str) -> None:
    visit = Visit(browser, tmp_path, PAGES[name](), width=360)

    assert [url for url in visit.requests if not url.startswith(("file:", "data:"))] == []
    assert visit.complaints == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visit.page.evaluate("document.scripts.length") == 0


def test_the_style_is_let_in_by_the_page_s_own_policy(browser: Browser, tmp_path: Path) -> None:
    light = Visit(browser, tmp_path, PAGES["monday"]())
    dark = Visit(browser, tmp_path, PAGES["monday"](), "dark")

    grounds = [v.page.evaluate("getComputedStyle(document.body).backgroundColor") for v in (light, dark)]
    assert grounds == ["rgb(255, 255, 255)", "rgb(21, 24, 27)"]


def test_what_somebody_smuggled_in_stays_out(browser: Browser, tmp_path: Path) -> None:
    """Were our escaping to fail, the page's own policy would still let no script run and no picture be fetched."""
    html = PAGES["monday"]().replace(
        "</main>", "<script>document.title='won'</script><img src='http://127.0.0.1:9/x'></main>"
    )

    visit = Visit(browser, tmp_path, html)

    assert visit.page.title() == "Action items, 2026-03-09"
    assert len(visit.complaints) == 2
    assert all("Content Security Policy" in said for said in visit.complaints)


def test_a_screen_reader_hears_every_table_and_chart(browser: Browser, tmp_path: Path) -> None:
    page = Visit(browser, tmp_path, PAGES["monday"]()).page

    late = page.get_by_role("table", name="Overdue P0 (2)")
    assert [h.inner_text() for h in late.get_by_role("columnheader").all()] == [
        "Priority",
        "Issue",
        "Due",
        "What",
        "Who",
    ]
    assert late.get_by_role("row").count() == 3
    assert page.get_by_role("img").count() == 4
    assert "27 of 57 items done on time" in (page.get_by_role("img").nth(2).get_attribute("aria-label") or "")
    page.get_by_text("Done on time in numbers").click()
    numbers = page.locator("details[open]").get_by_role("row").all_inner_texts()
    assert [" ".join(row.split()) for row in numbers[:2]] == ["month done on time share", "2025-10 6 3 50 %"]


def test_it_prints_on_a_few_sheets(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, PAGES["monday"]())

    sheets = visit.page.pdf(format="A4").count(b"/Type /Page\n") or visit.page.pdf(format="A4").count(b"/Type /Page")

    assert 2 <= sheets <= 8
