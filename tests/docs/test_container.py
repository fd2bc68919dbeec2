"""The Dockerfile, as far as it can be tried without a Docker: what it copies, who it runs as, what it asks."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.docs.reference import DOCS
from tests.unit.app.place import Place
from tests.unit.watch.asking import watched

ROOT = DOCS.parent


def instructions() -> list[tuple[str, str]]:
    """Each with its words, in order."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines)
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


def said(name: str) -> list[str]:
    return [words for instruction, words in instructions() if instruction == name]


def health_check() -> list[str]:
    command: list[str] = json.loads(said("HEALTHCHECK")[0].partition("CMD ")[2])
    return command


def is_sent(path: Path) -> bool:
    """Whether .dockerignore lets it into the build; the last line that fits counts."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!")
        if pattern and not pattern.startswith("#") and any(fnmatch(str(p), pattern) for p in (path, *path.parents)):
            sent = line.startswith("!")
    return sent


def test_what_it_copies_is_there_and_is_sent() -> None:
    copied = [Path(word) for words in said("COPY") if "--from" not in words for word in shlex.split(words)[:-1]]

    assert len(copied) > 5
    assert [str(p) for p in copied if not ((ROOT / p).exists() and is_sent(p))] == []


@pytest.mark.parametrize("path", ["pirtrack.toml", "pirtrack.db", ".git", ".venv", "incidents/one.md", "tests"])
def test_what_is_not_copied_is_not_even_sent(path: str) -> None:
    assert not is_sent(Path(path))


def test_every_package_of_ours_is_in_it() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]

    assert set(wheel["packages"]) <= {shlex.split(words)[0] for words in said("COPY")}


def test_it_is_built_from_names_alone_and_with_extras_that_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = re.findall(r'"/src\[(.*?)\]"', said("RUN")[0])[0].split(",")
    pins = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")

    assert set(extras) <= set(project["optional-dependencies"])
    assert "[" not in pins  # pip takes no extras in a file of constraints
    assert all(re.fullmatch(r"python:3\.\d+-slim( AS build)?", words) for words in said("FROM"))


def test_it_runs_as_nobody_in_particular() -> None:
    names = [name for name, _ in instructions()]

    assert said("USER") == ["10001:10001"]
    assert names.index("USER") < names.index("CMD")


def test_its_health_check_asks_where_it_listens() -> None:
    port = json.loads(said("CMD")[0])[-1]

    assert f"127.0.0.1:{port}/healthz" in health_check()[-1]


def test_its_health_check_tells_well_from_unwell(place: Place) -> None:
    with watched(place) as running:
        code = health_check()[-1].replace("8765", str(running.at.port))
        before = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
        running.tick()
        after = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)

    assert (before.returncode, after.returncode) == (1, 0)
