from __future__ import annotations

import re
import socket

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.docs.reference import DOCS

REQUIREMENTS = DOCS.parent / "requirements"
PIN = re.compile(r"[a-z0-9.-]+==[\w.]+( ; [^/@]+)?")


@pytest.mark.filterwarnings("ignore:A test tried to use:UserWarning")  # said once more beside the refusal
def test_a_test_reaches_this_machine_only() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))  # Source: RFC 5737, an address for documentation


def test_a_test_reaches_loopback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_the_pins_hold_names_and_versions_and_nothing_else(name: str) -> None:
    lines = (REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()

    assert lines
    assert [line for line in lines if not PIN.fullmatch(line)] == []


def test_what_runs_is_what_is_tested() -> None:
    base, dev = (
        set((REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()) for name in ("base.txt", "dev.txt")
    )

    assert base <= dev
