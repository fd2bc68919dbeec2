from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from tracker.errors import LockHeld, StoreError
from tracker.store.lock import writer_lock

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import sys
from tracker.store.lock import writer_lock
with writer_lock(sys.argv[1], wait=0):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(url: str) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_one_writes_and_the_other_is_told_who(url: str) -> None:
    holder = hold(url)
    began = time.monotonic()
    with (
        pytest.raises(LockHeld, match=rf"process {holder.pid} on \S+ since 2\d{{3}}-") as caught,
        writer_lock(url, wait=0.3),
    ):
        pass
    assert 0.3 <= time.monotonic() - began < 5
    assert (caught.value.exit_code, bool(caught.value.hint)) == (4, True)
    holder.communicate("done\n")
    with writer_lock(url, wait=0):
        pass


def test_a_killed_holder_frees_the_lock(url: str) -> None:
    holder = hold(url)
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    with writer_lock(url, wait=5):
        pass


def test_the_lock_is_had_as_soon_as_it_is_free(url: str) -> None:
    holder = hold(url)
    assert holder.stdin is not None
    holder.stdin.write("done\n")
    holder.stdin.flush()
    with writer_lock(url, wait=10):
        pass
    holder.communicate()


def test_a_lock_is_let_go_when_the_work_fails(url: str) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(url, wait=0):
        raise ZeroDivisionError
    with writer_lock(url, wait=0):
        pass


def test_a_missing_folder_has_no_place_for_a_lock(tmp_path: Path) -> None:
    missing = f"sqlite:///{tmp_path / 'no' / 'pirtrack.db'}"
    with pytest.raises(StoreError, match="is missing"), writer_lock(missing, wait=0):
        pass
    assert not (tmp_path / "no").exists()


def test_where_no_lock_can_be_made_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "pirtrack.db.lock").mkdir()
    with (
        pytest.raises(StoreError, match=r"pirtrack.db.lock cannot be made") as caught,
        writer_lock(f"sqlite:///{tmp_path / 'pirtrack.db'}", wait=0),
    ):
        pass
    assert caught.value.hint


def test_a_holder_that_cannot_be_read_is_another_process(tmp_path: Path) -> None:
    path = tmp_path / "pirtrack.db.lock"
    with (
        FileLock(path),
        pytest.raises(LockHeld, match="by another process"),
        writer_lock(f"sqlite:///{tmp_path / 'pirtrack.db'}", wait=0),
    ):
        pass
