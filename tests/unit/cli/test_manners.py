"""Signals, progress and streams."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from subprocess import PIPE, Popen, run

import pytest

from tracker.cli.face import Face
from tracker.cli.progress import Bars, shown_progress
from tracker.cli.stopping import SAME, stopping

ROOT = Path(__file__).resolve().parents[3]
LISTING = [sys.executable, "-m", "tracker.cli", "status", "--format", "json"]


def steps(progress: Bars) -> None:
    for done in range(1, 4):
        progress.step("reading", done, 3)
    progress.step("looking", 5, 0)


def test_off_a_terminal_progress_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(Face()) as progress:
        steps(progress)
    assert capsys.readouterr() == ("", "")


def test_with_v_each_stage_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(Face(verbosity=1)) as progress:
        steps(progress)
    assert capsys.readouterr() == ("", "reading: 3 of 3\nlooking: 5\n")


def on_a_terminal(code: str, **environ: str) -> str:
    """What a Python program writes to a terminal of its own, its stdout going nowhere."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with Popen(
        [sys.executable, "-c", code], stdout=theirs, stderr=theirs, cwd=ROOT, env={**os.environ, **environ}
    ) as child:
        os.close(theirs)
        seen = b""
        try:
            while chunk := os.read(ours, 4096):
                seen += chunk
        except OSError:  # how Linux says that the other side is closed
            pass
        finally:
            os.close(ours)
        assert child.wait(10) == 0
    return seen.decode()


BAR = """
from tracker.cli.face import Face
from tracker.cli.progress import shown_progress
with shown_progress(Face(verbosity={verbosity})) as progress:
    for done in (1, 2): progress.step("reading", done, 2)
    progress.step("looking", 1, 0)
"""


def test_on_a_terminal_there_is_a_bar() -> None:
    seen = on_a_terminal(BAR.format(verbosity=0))
    assert "reading" in seen
    assert "100%" in seen
    assert "looking" in seen


def test_quiet_has_no_bar() -> None:
    assert on_a_terminal(BAR.format(verbosity=-1)) == ""


COLORS = """
import sys
from tracker.cli.face import Face
print(Face().colors(sys.stdout), Face(color="always").colors(sys.stdout), Face(color="never").colors(sys.stdout))
"""


@pytest.mark.parametrize(
    ("environ", "auto"),
    [
        ({"NO_COLOR": "", "TERM": "xterm"}, "True"),
        ({"NO_COLOR": "1", "TERM": "xterm"}, "False"),
        ({"NO_COLOR": "", "TERM": "dumb"}, "False"),
    ],
)
def test_color_on_a_terminal_unless_somebody_minds(environ: dict[str, str], auto: str) -> None:
    assert on_a_terminal(COLORS, **environ).split() == [auto, "True", "False"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_and_the_second_stops(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(number)
    with stopping(Face()) as stop:
        assert not stop()
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)  # as some supervisors do, to the process and then to its group
        assert stop()
        time.sleep(SAME)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    assert signal.getsignal(number) is before
    assert "once more stops at once" in capsys.readouterr().err


def test_a_reader_who_goes_away_is_no_fault(installation: Path) -> None:
    with Popen(
        [*LISTING, "--config", str(installation / "pirtrack.toml")], stdout=PIPE, stderr=PIPE, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        child.stdout.close()
        assert child.wait(20) == 0
        assert child.stderr is not None
        assert b"Broken" not in child.stderr.read()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told(installation: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(
            [*LISTING, "--config", str(installation / "pirtrack.toml")], stdout=full, stderr=PIPE, cwd=ROOT, check=False
        )
    assert done.returncode == 4
    assert b"error: the answer could not be written: No space left on device" in done.stderr


def test_a_locale_without_the_letters_shows_their_numbers(installation: Path) -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "iso8859-5", "PYTHONUTF8": "0"}
    command = [*LISTING[:-2], "--config", str(installation / "pirtrack.toml")]
    done = run(command, capture_output=True, cwd=ROOT, env=environ, check=False)
    assert done.returncode == 0
    assert b"\\xb7 Jira last read" in done.stdout
