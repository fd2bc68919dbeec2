"""Mail through a real server: one transaction, and what is said of it."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading

import pytest

from reports.deliver.mail import Envelope, Server, letter, reach, send_mail
from reports.deliver.outcome import HELD_UP, Failed, Outcome, Sent, Unclear
from reports.render.mail import Mail, render_mail
from tests.listeners import Mailbox, mailing
from tests.unit.digest.test_hostile import MALICE, made

NINE = dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC)
ENVELOPE = Envelope("pirtrack@example.com", ("lea@example.com", "bo@example.com"), "<1@example.com>", NINE)
MAIL = Mail("Two are overdue", "Zwei sind überfällig.\n.\nEnde\n", "<p>Zwei sind überfällig.</p>")


def send(box: Mailbox, mail: Mail = MAIL, *, in_time: bool = True) -> Outcome:
    return send_mail(mail, ENVELOPE, Server("127.0.0.1", box.port, "none"), in_time=lambda: in_time)


def test_what_arrives_is_one_mail_with_a_text_part_of_its_own(box: Mailbox) -> None:
    assert send(box) == Sent()

    ((sender, to, raw),) = box.envelopes
    (mail,) = box.mails
    assert (sender, to) == ("pirtrack@example.com", ["lea@example.com", "bo@example.com"])
    assert mail["To"] == "lea@example.com, bo@example.com"
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == ("<1@example.com>", "auto-generated")
    text, html = mail.iter_parts()
    assert (text.get_content_type(), text.get_content()) == ("text/plain", MAIL.text.replace("\n", "\r\n"))
    assert (html.get_content_type(), html.get_content().strip()) == ("text/html", MAIL.html)
    assert raw.isascii()


def test_no_header_is_a_report_s_and_no_line_ends_the_mail_early(box: Mailbox) -> None:
    assert send(box, render_mail(made(MALICE))) == Sent()

    (mail,) = box.mails
    ours = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}
    assert set(mail.keys()) == ours
    assert mail["Bcc"] is None
    assert box.envelopes[0][1] == ["lea@example.com", "bo@example.com"]
    assert mail.defects == []


def test_a_subject_of_several_lines_is_one(box: Mailbox) -> None:
    send(box, Mail("one\r\nBcc: everybody@example.com\n\ntwo", "text", "<p>html</p>"))

    assert box.mails[0]["Subject"] == "one Bcc: everybody@example.com two"
    assert box.mails[0]["Bcc"] is None


def test_who_was_held_up_sends_nothing(box: Mailbox) -> None:
    assert send(box, in_time=False) == HELD_UP
    assert box.envelopes == []


def test_a_refused_connection_surely_carried_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])

    found = send_mail(MAIL, ENVELOPE, Server("127.0.0.1", port, "none"), in_time=lambda: True)

    assert found == Failed("the connection was refused")


def test_what_the_server_refuses_surely_did_not_arrive(box: Mailbox) -> None:
    box.answer_data = ["554 no \x1b[31mspam\x1b[0m here", "451 try later"]
    first, second = send(box), send(box)
    box.answer_mail = "550 not from you"
    third = send(box)

    assert first == Failed("the server refused it (554 no \ufffd[31mspam\ufffd[0m here)")
    assert second == Failed("the server refused it (451 try later)")
    assert third == Failed("the server takes no mail from pirtrack@example.com (550)")
    assert box.envelopes == []


def test_a_recipient_who_is_unknown_keeps_it_from_nobody_else(box: Mailbox) -> None:
    box.answer_rcpt = {"bo@example.com": "550 no such user"}

    assert send(box) == Sent(("bo@example.com",))
    assert box.envelopes[0][1] == ["lea@example.com"]


@pytest.mark.parametrize(
    "refusals",
    [{"bo@example.com": "451 later"}, {"bo@example.com": "550 no", "lea@example.com": "550 no"}],
    ids=["one for now", "all for good"],
)
def test_where_some_may_get_it_later_or_nobody_gets_it_none_does_now(refusals: dict[str, str], box: Mailbox) -> None:
    box.answer_rcpt = refusals

    found = send(box)

    assert isinstance(found, Failed)
    assert "bo@example.com" in found.reason
    assert box.envelopes == []


def test_a_server_that_hangs_up_with_the_mail_leaves_it_unclear() -> None:
    lines = {b"EHLO": b"250 hi\r\n", b"MAIL": b"250 ok\r\n", b"RCPT": b"250 ok\r\n", b"DATA": b"354 go\r\n"}
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take_and_hang_up() -> None:
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as said:
                connection.sendall(b"220 here\r\n")
                for line in said:
                    if line == b".\r\n":
                        return
                    connection.sendall(lines.get(line[:4].upper(), b""))

        thread = threading.Thread(target=take_and_hang_up)
        thread.start()
        port = int(server.getsockname()[1])
        found = send_mail(MAIL, ENVELOPE, Server("127.0.0.1", port, "none"), in_time=lambda: True)
        thread.join()

    assert found == Unclear("it was handed to the server, and then the server hung up")


@pytest.mark.usefixtures("trusting")
def test_over_starttls_with_user_and_password(certified: ssl.SSLContext) -> None:
    with mailing(tls=certified, login=("me", "s3cr3t pass")) as box:
        good = Server("localhost", box.port, "starttls", "me", "s3cr3t pass")
        wrong = Server("localhost", box.port, "starttls", "me", "wr0ng")

        assert reach(good) is None
        assert send_mail(MAIL, ENVELOPE, good, in_time=lambda: True) == Sent()
        found = send_mail(MAIL, ENVELOPE, wrong, in_time=lambda: True)

        assert found == Failed("the server does not take user and password (535)")
        assert len(box.envelopes) == 1
        assert "s3cr3t" not in repr(good)


def test_a_certificate_that_nobody_vouches_for_gets_no_password(certified: ssl.SSLContext) -> None:
    with mailing(tls=certified, login=("me", "s3cr3t")) as box:
        found = send_mail(
            MAIL, ENVELOPE, Server("localhost", box.port, "starttls", "me", "s3cr3t"), in_time=lambda: True
        )

        assert isinstance(found, Failed)
        assert "certificate is not trusted" in found.reason
        assert box.logins == []


def test_a_server_that_offers_no_encryption_gets_nothing(box: Mailbox) -> None:
    server = Server("127.0.0.1", box.port, "starttls", "me", "s3cr3t")

    assert isinstance(send_mail(MAIL, ENVELOPE, server, in_time=lambda: True), Failed)
    assert box.logins == []
    assert box.envelopes == []


def test_a_letter_is_the_same_whenever_it_is_written() -> None:
    assert letter(MAIL, ENVELOPE)["Date"] == "Mon, 09 Mar 2026 09:00:00 +0000"
