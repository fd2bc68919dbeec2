"""Which reports are read, and which need not be read again."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.rules import ReadingRules
from tests.unit.reports.samples import WHOLE
from tracker.app.answer import Silent
from tracker.app.context import Context
from tracker.app.loading import Choice, choose, load, read_chosen, reading_rules
from tracker.app.remembering import StoreMemory, way_of_reading
from tracker.errors import UsageError
from tracker.model import ParsedReport, Priority, Status
from tracker.store import Store

LONG_AGO = time.time() - 1000


@pytest.fixture
def context(tmp_path: Path) -> Context:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "pirtrack.toml").write_text("")
    return Context.open(tmp_path / "pirtrack.toml", {}, tmp_path, dt.date(2026, 3, 10))


@pytest.fixture
def store(context: Context) -> Iterator[Store]:
    with context.store(create=True) as store:
        yield store


@pytest.fixture
def path(context: Context) -> Path:
    return write(context.config.base / "incidents" / "one.md", WHOLE)


def write(path: Path, text: str, *, at: float = LONG_AGO) -> Path:
    path.write_text(text)
    os.utime(path, (at, at))
    return path


def sync_reads(context: Context, store: Store, rules: ReadingRules | None = None) -> list[str | None]:
    """The titles, as a sync reads and remembers them."""
    memory = StoreMemory(store, rules or reading_rules(context))
    chosen = choose(context, Choice())
    found = titles(read_chosen(chosen, rules or reading_rules(context), memory, Silent())[0])
    memory.keep({file.shown for file in chosen.files})
    return found


def titles(reports: tuple[ParsedReport, ...]) -> list[str | None]:
    return [r.title.value if r.title else None for r in reports]


OTHER = WHOLE.replace("Search was down", "Search was slow")


def test_a_file_of_the_same_size_and_time_is_not_read_again(context: Context, store: Store, path: Path) -> None:
    assert sync_reads(context, store) == ["Search was down"]
    write(path, OTHER)
    assert sync_reads(context, store) == ["Search was down"]
    write(path, OTHER, at=LONG_AGO + 5)
    assert sync_reads(context, store) == ["Search was slow"]


def test_a_file_that_was_changed_just_before_it_was_read_is_looked_at_once_more(
    context: Context, store: Store, path: Path
) -> None:
    now = time.time()
    write(path, WHOLE, at=now)
    assert sync_reads(context, store) == ["Search was down"]
    write(path, OTHER, at=now)
    assert sync_reads(context, store) == ["Search was slow"]


def test_what_is_remembered_is_what_was_read(context: Context, store: Store, path: Path) -> None:
    rules, chosen = reading_rules(context), choose(context, Choice())
    memory = StoreMemory(store, rules)
    first = read_chosen(chosen, rules, memory, Silent())
    memory.keep()
    write(path, OTHER)
    assert read_chosen(chosen, rules, StoreMemory(store, rules), Silent()) == first


def test_other_rules_read_anew(context: Context, store: Store, path: Path) -> None:
    sync_reads(context, store)
    write(path, OTHER)
    assert sync_reads(context, store, ReadingRules(finished=("DONE",))) == ["Search was slow"]
    assert len({way_of_reading(ReadingRules()), way_of_reading(ReadingRules(review_after=dt.timedelta(1)))}) == 2


@pytest.mark.parametrize("damage", ["", "x", "{way}\n{{}}", '{way}\n{{"report": 1}}', "{way}\n\x00", "{way}"])
def test_a_damaged_memory_is_none(context: Context, store: Store, path: Path, damage: str) -> None:
    sync_reads(context, store)
    write(path, OTHER)
    store.cache("report:incidents/one.md", damage.format(way=way_of_reading(reading_rules(context))))
    assert sync_reads(context, store) == ["Search was slow"]


def test_files_that_are_gone_are_forgotten(context: Context, store: Store, path: Path) -> None:
    sync_reads(context, store)
    path.unlink()
    sync_reads(context, store)
    assert store.cached_under("report:") == {}


def test_a_command_that_keeps_nothing_uses_what_a_sync_remembered(context: Context, store: Store, path: Path) -> None:
    many = [write(path.with_name(f"{n}.md"), WHOLE.replace("-007", f"-{n}")) for n in range(100)]
    sync_reads(context, store)
    for file in many:
        write(file, OTHER.replace("-007", f"-{file.stem}"))
    assert set(titles(load(context, Choice())[0])) == {"Search was down"}
    assert titles(load(context, Choice(("incidents/7.md",)))[0]) == ["Search was slow"]


def test_a_store_that_can_not_be_opened_is_no_reason_not_to_read(context: Context, path: Path) -> None:
    for n in range(100):
        write(path.with_name(f"{n}.md"), WHOLE)
    (context.config.base / "pirtrack.db").write_bytes(b"no database" * 100)
    assert len(load(context, Choice())[0]) == 101


class Counting:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def step(self, what: str, done: int, total: int) -> None:
        assert what == "reading reports"
        self.steps.append((done, total))


def test_reading_tells_how_far_it_has_come(context: Context, path: Path) -> None:
    write(path.with_name("two.md"), WHOLE)
    counting = Counting()
    load(context, Choice(), progress=counting)
    assert counting.steps == [(1, 2), (2, 2)]


# Git ---------------------------------------------------------------------------------------------


def test_the_words_of_the_configuration_are_read_as_what_they_mean(context: Context, path: Path) -> None:
    (context.config.base / "pirtrack.toml").write_text(CONFIGURED)
    write(path, IN_OTHER_WORDS)
    configured = Context.open(context.config.base / "pirtrack.toml", {}, context.cwd, context.as_of)
    ((report,), _) = load(configured, Choice(()))

    (item,) = report.items
    assert (item.title, item.owner, item.status, item.priority) == ("Cap it", "@a", Status.DONE, Priority.P0)
    assert item.due == dt.date(2026, 4, 3)


CONFIGURED = """
[reports]
dates = "dmy"
[reports.headers]
title = ["Homework"]
owner = ["Captain"]
[reports.sections]
actions = ["Homework for us"]
other = ["Action items of the vendor"]
[reports.statuses]
done = ["in prod"]
[reports.priorities]
P0 = ["now"]
"""
IN_OTHER_WORDS = """\
# Incident: search was down

**Date**: 2026-03-02

## Homework for us

| Homework | Captain | Due | Priority | Status |
|---|---|---|---|---|
| Cap it | @a | 03/04/2026 | now | In prod, since Monday |

## Action items of the vendor

- Look at it
"""


def git(folder: Path, *words: str) -> None:
    name = ("-c", "user.name=ana", "-c", "user.email=ana@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, "-C", str(folder), *words], check=True, capture_output=True)  # noqa: S607  # wherever this machine has it


@pytest.fixture
def repository(context: Context) -> Path:
    """Old on main; on a branch one report changed, one renamed, one staged, one new, one gone; main went on too."""
    base = context.config.base
    incidents = base / "incidents"
    for name in ("old", "changed", "before", "staged", "gone", "mains"):
        write(incidents / f"{name}.md", WHOLE.replace("007", name))
    git(base, "init", "-q", "-b", "main")
    git(base, "add", "-A")
    git(base, "commit", "-qm", "one")
    git(base, "checkout", "-qb", "branch")
    write(incidents / "changed.md", OTHER)
    (incidents / "before.md").rename(incidents / "naïve name.md")
    (incidents / "gone.md").unlink()
    git(base, "add", "-A")
    git(base, "commit", "-qm", "two")
    git(base, "checkout", "-q", "main")
    write(incidents / "mains.md", OTHER)
    git(base, "commit", "-qam", "three")
    git(base, "checkout", "-q", "branch")
    write(incidents / "staged.md", OTHER)
    git(base, "add", "-A")
    write(incidents / "new.md", OTHER)
    return base


def test_changed_since_a_revision_are_those_of_the_branch_and_of_the_work_tree(
    context: Context, repository: Path
) -> None:
    assert repository.is_dir()
    chosen = choose(context, Choice(changed_since="main"))
    assert [f.shown.removeprefix("incidents/") for f in chosen.files] == [
        "changed.md",
        "naïve name.md",
        "new.md",
        "staged.md",
    ]
    assert [f.shown for f in choose(context, Choice(("incidents/new.md",), "main")).files] == ["incidents/new.md"]
    assert len(choose(context, Choice(changed_since="HEAD")).files) == 2


@pytest.mark.parametrize("revision", ["nowhere", "--upload-pack=x", "", "main:incidents"])
def test_a_revision_that_git_does_not_know(context: Context, repository: Path, revision: str) -> None:
    assert repository.is_dir()
    with pytest.raises(UsageError, match="git knows no revision"):
        choose(context, Choice(changed_since=revision))


def test_where_there_is_no_repository(context: Context, path: Path) -> None:
    assert path.exists()
    with pytest.raises(UsageError, match="not a git repository"):
        choose(context, Choice(changed_since="main"))


def test_where_there_is_no_git(context: Context, repository: Path, tmp_path: Path) -> None:
    assert repository.is_dir()
    done = subprocess.run(
        [Path(sys.executable).with_name("pirtrack"), "check", "--changed-since", "main"],
        cwd=context.config.base, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip  # set by hand, as a table
    assert (done.returncode, done.stdout) == (2, "")
    assert "git is not installed" in done.stderr
