from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.config import Config, PersonByEmail, load_config
from tracker.config.stub import starter_config
from tracker.model import Priority

SITE = "https://example.atlassian.net"
HOSTILE = [
    '@a"b',
    "@a\n[jira]\nurl = 'https://evil'",
    "@a\\",
    "@a\x00\x7f\x85\u2028",
    "'''",
    '"""',
    "# x",
    "@é 😀",
    "\ud800",
]


def loaded(text: str) -> Config:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "pirtrack.toml"
        file.write_text(text, encoding="utf-8")
        return load_config(file, {}, Path(folder))


def with_owners_filled_in(text: str) -> str:
    before, head, after = text.partition("[owners]\n")
    return before + head + "\n".join(line.removeprefix("# ") for line in after.split("\n"))


def test_what_was_asked_arrives() -> None:
    text = starter_config(
        url=SITE,
        project="ENG",
        email="bot@example.com",
        paths=["incidents/", "/srv/a b"],
        owners=["@sre", "@devops", "@sre"],
        priorities=[Priority.P1, Priority.P0],
        since=dt.date(2024, 1, 31),
    )
    config = loaded(text)
    jira = config.need_jira()

    assert (jira.url, jira.project, jira.email) == (SITE, "ENG", "bot@example.com")
    assert config.reports.paths == (config.base / "incidents", Path("/srv/a b"))
    assert config.reports.since == dt.date(2024, 1, 31)
    assert config.owners == {}
    assert text.index('P0 = "Highest"') < text.index('P1 = "High"')
    assert "P2" not in text
    assert list(loaded(with_owners_filled_in(text)).owners) == ["@devops", "@sre"]


def test_without_a_jira_it_loads_and_knows_none() -> None:
    config = loaded(starter_config(url=None, project=None))

    assert config.jira is None
    assert config.reports.since is None


@pytest.mark.parametrize("handle", HOSTILE)
def test_a_hostile_handle_stays_in_its_line(handle: str) -> None:
    text = starter_config(url=SITE, project="ENG", owners=[handle])

    assert loaded(text).need_jira().url == SITE
    (owner,) = loaded(with_owners_filled_in(text)).owners.items()
    assert owner == (handle.replace("\ud800", "?"), PersonByEmail("someone@example.com"))


@given(handles=st.sets(st.text(min_size=1).filter(str.strip)))
def test_any_handle_comes_back(handles: set[str]) -> None:
    text = starter_config(url=SITE, project="ENG", owners=handles)

    assert loaded(text).owners == {}
    assert set(loaded(with_owners_filled_in(text)).owners) == handles
