"""The server reads, for this machine, in a bounded number of threads, and ends with its scheduler."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from tests.unit.app.place import Place
from tests.unit.watch.asking import Watched, watched
from tracker.errors import UsageError
from tracker.watch.address import Address
from tracker.watch.server import MOST_AT_ONCE


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_everything_is_only_to_be_read(running: Watched, method: str) -> None:
    heard = running.ask("/", method)

    assert (heard.status, heard.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "host", ["evil.example.com", "127.0.0.1.evil.example.com:80", "localhost.evil.example", "[::2]"]
)
def test_a_name_that_a_stranger_leads_here_is_not_answered(running: Watched, host: str) -> None:
    running.tick()

    heard = running.ask("/", host=host)

    assert heard.status == 421
    assert "Alert on lag" not in heard.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765"])
def test_this_machine_is_answered_by_each_of_its_names(running: Watched, host: str) -> None:
    running.tick()

    assert running.ask("/healthz", host=host).status == 200


def test_whoever_listens_to_others_is_asked_by_any_name(place: Place) -> None:
    with watched(place, Address("0.0.0.0", 0)) as running:  # noqa: S104  # what a container does
        assert not running.at.is_loopback
        running.tick()
        assert running.ask("/healthz", host="pirtrack.example.com").status == 200


def test_the_page_is_there_with_what_is_overdue(running: Watched) -> None:
    running.tick()

    page = running.ask("/")

    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Alert on lag" in page.text
    assert running.place.server.token not in page.text


def test_what_was_told_is_not_remembered(running: Watched) -> None:
    running.tick()

    running.ask("/")

    assert running.watch.store.digests.last() is None


@pytest.mark.parametrize("path", ["/", "/healthz", "/metrics", "/nothing"])
def test_a_browser_is_told_to_be_careful(running: Watched, path: str) -> None:
    headers = running.ask(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"].strip() == "pirtrack"
    assert headers["Access-Control-Allow-Origin"] is None


def test_head_is_the_same_without_a_body(running: Watched) -> None:
    running.tick()

    whole, head = running.ask("/healthz"), running.ask("/healthz", "HEAD")

    assert (head.status, head.text) == (200, "")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_what_is_not_there_is_said(running: Watched) -> None:
    heard = running.ask("/../../etc/passwd")

    assert (heard.status, heard.text) == (404, "There is /healthz, /metrics, /, and nothing else.\n")


@pytest.mark.parametrize(
    "line", [b"GET / HTTP/9.9\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"GET " + b"/x" * 40_000 + b"\r\n\r\n"]
)
def test_noise_is_answered_without_repeating_it(running: Watched, line: bytes) -> None:
    with closing(socket.create_connection((running.at.host, running.at.port), timeout=20)) as noise:
        noise.sendall(line)
        told = noise.recv(65536)

    assert b"That is no request that is answered here." in told
    assert line[:8] not in told


def test_more_at_once_than_there_is_room_for_are_turned_away(running: Watched) -> None:
    place = (running.at.host, running.at.port)
    silent = [socket.create_connection(place, timeout=20) for _ in range(MOST_AT_ONCE)]
    try:
        for line in silent:  # each has its thread once a byte of it was read, or sooner
            line.sendall(b"G")
        with closing(socket.create_connection(place, timeout=20)) as late:
            assert late.recv(1) == b""
    finally:
        for line in silent:
            line.close()
    while True:  # the room is had again as soon as those before are gone
        try:
            assert running.ask("/nothing").status == 404
        except OSError:
            continue
        break


def test_a_place_that_is_taken_is_named(running: Watched, place: Place) -> None:
    with (
        pytest.raises(UsageError, match=rf"{running.at} can't be listened on: Address already in use") as caught,
        watched(place, running.at),
    ):
        pass
    assert caught.value.exit_code == 2
    assert caught.value.hint


def test_it_ends_with_the_block(place: Place) -> None:
    with watched(place) as running:
        running.ask("/nothing")

    with pytest.raises(ConnectionRefusedError):
        running.ask("/nothing")


def test_an_address_is_of_this_machine_unless_another_is_named() -> None:
    written = ("8765", ":8765", "localhost:80", "[::1]:80", "0.0.0.0:80", "192.0.2.1:80", "[::]:80")
    read = [Address.written(text) for text in written]

    assert [str(a) for a in read] == [
        "127.0.0.1:8765",
        "127.0.0.1:8765",
        "127.0.0.1:80",
        "[::1]:80",
        "0.0.0.0:80",
        "192.0.2.1:80",
        "[::]:80",
    ]
    assert [a.is_loopback for a in read if a] == [True, True, True, True, False, False, False]


@pytest.mark.parametrize(
    "text", ["", "x", "70000", "1.2.3:80", "example.com:80", "127.0.0.1", "::1:80", "[1.2]:80", "-1"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    assert Address.written(text) is None
