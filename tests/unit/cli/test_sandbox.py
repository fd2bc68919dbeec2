from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from tracker.cli.root import root

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("flavour", "number"), [("cloud", signal.SIGTERM), ("dc", signal.SIGINT)])
def test_the_sandbox_answers_until_it_is_stopped(flavour: str, number: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tracker.cli", "sandbox", "--flavour", flavour]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Popen(command, stdout=PIPE, stderr=PIPE, text=True, cwd=tmp_path, env=environ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        url = child.stdout.readline().split()[-1]
        assert child.stdout.readline().startswith("token: ")
        with urlopen(f"{url}/rest/api/2/serverInfo", timeout=10) as answer:  # noqa: S310  # a URL of loopback
            assert answer.status == 200
        child.send_signal(number)
        assert child.wait(20) == 0  # that is how it is meant to end
        assert "Traceback" not in child.stderr.read()
        assert ("--email" in child.stdout.read()) == (flavour == "cloud")


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(root, ["sandbox", "--port", str(port)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"error: 127.0.0.1:{port} can't be listened on" in result.stderr
