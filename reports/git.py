"""The room that asks git which files changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker.errors import UsageError

# Nothing that a repository configures is run, nothing waits for a terminal.
_GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


def changed_since(revision: str, folders: Iterable[Path]) -> frozenset[str]:
    """The real paths of files in the repositories of these folders that are not as they were at the revision.

    Counted from where the branch left it: committed, changed in the work tree, or not yet known to git.

    Raises: UsageError when git is not there, the folders are in no repository, or it knows no such revision.
    """
    found: set[str] = set()
    for root in dict.fromkeys(_root(folder) for folder in folders):
        commit = _commit(root, revision)
        names = _asked(
            root, ("diff", "--no-ext-diff", "--name-only", "-z", "--diff-filter=d", f"{commit}...HEAD", "--")
        )
        names += _asked(root, ("diff", "--no-ext-diff", "--name-only", "-z", "--diff-filter=d", "HEAD", "--"))
        names += _asked(root, ("ls-files", "--others", "--exclude-standard", "-z"))
        found |= {os.path.realpath(os.path.join(root, os.fsdecode(name))) for name in names.split(b"\0") if name}  # noqa: PTH118  # bytes of any encoding
    return frozenset(found)


def _root(folder: Path) -> str:
    there = next(f for f in (folder, *folder.parents) if f.is_dir())
    try:
        return os.fsdecode(_asked(there, ("rev-parse", "--show-toplevel"))).rstrip("\n")
    except UsageError as why:
        raise UsageError(f"git can't tell what changed in {there}: {why.message}") from None


def _commit(root: str, revision: str) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return os.fsdecode(_asked(root, asked)).strip()
    except UsageError:
        hint = "fetch it first: a shallow clone knows only its newest commit"
        raise UsageError(f"git knows no revision {revision!r} in {root}", hint=hint) from None


def _asked(folder: str | Path, words: Sequence[str]) -> bytes:
    try:
        done = subprocess.run([*_GIT, "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603  # no shell
    except FileNotFoundError:
        raise UsageError("git is not installed, or not in PATH") from None
    except OSError as error:
        raise UsageError(f"git can't be run: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(said[-1].removeprefix("fatal: ") if said else f"git ended with {done.returncode}")
    return done.stdout
