from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reports.saving import replace_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "one.md"
    file.write_bytes(b"old")
    return file


def test_a_file_is_replaced_whole_and_keeps_its_permissions(path: Path) -> None:
    path.chmod(0o604)
    assert replace_file(path, b"old", b"new") is None
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert [p.name for p in path.parent.iterdir()] == ["one.md"]


def test_a_link_stays_one(path: Path) -> None:
    link = path.with_name("link.md")
    link.symlink_to("one.md")
    assert replace_file(link, b"old", b"new") is None
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (lambda p: p.write_bytes(b"mine"), "changed since it was read"),
        (lambda p: p.chmod(0o444), "read-only"),
        (lambda p: os.link(p, p.with_name("other.md")), "several names"),
        (lambda p: p.unlink(), "can't be written"),
    ],
)
def test_what_is_not_as_it_was_is_left_as_it_is(path: Path, prepare: object, why: str) -> None:
    prepare(path)  # type: ignore[operator]  # one of the lambdas above
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    assert why in (replace_file(path, b"old", b"new") or "")
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before
