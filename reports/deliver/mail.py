"""The room that hands mail to a server: one transaction, encrypted unless the server is this machine."""

from __future__ import annotations

import datetime as dt
import smtplib
import socket
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Literal, TypeAlias

from reports.deliver.net import ANSWER_SECONDS, FINAL_SECONDS, in_words, trusting
from reports.deliver.outcome import HELD_UP, Failed, InTime, Outcome, Sent, Unclear
from reports.escaping import header_text
from reports.render.mail import Mail
from tracker.safe import safe_text

Security: TypeAlias = Literal["none", "starttls", "tls"]
TAKEN = 250
RECIPIENT_TAKEN = frozenset((250, 251))
FOR_GOOD = 500
MOST_WORDS = 200
# Not every server takes eight bits, and none has to.
PLAIN = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over; without a `user` nobody is asked who we are. `environ` may name authorities to trust."""

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whose mail it is, to whom it goes, and by which lasting name servers know it."""

    sender: str
    to: tuple[str, ...]
    message_id: str
    at: dt.datetime


def letter(mail: Mail, envelope: Envelope) -> EmailMessage:
    """The whole of it: headers that hold one line each, a text part, an HTML part."""
    message = EmailMessage(policy=PLAIN)
    message["From"] = envelope.sender
    message["To"] = ", ".join(envelope.to)
    message["Subject"] = header_text(mail.subject)
    message["Date"] = format_datetime(envelope.at.astimezone(dt.UTC))
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"  # Source: RFC 3834: no holiday's answer comes back
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def send_mail(mail: Mail, envelope: Envelope, server: Server, *, in_time: InTime) -> Outcome:
    """Hands it over once. A recipient who is refused for now keeps it from all, so that all get it later."""
    content = bytes(letter(mail, envelope))
    try:
        smtp = _opened(server)
    except OSError as error:
        return Failed(_why(error))
    with closing(smtp):
        try:
            refused = _addressed(smtp, envelope)
        except OSError as error:
            return Failed(_why(error))
        if len(refused) == len(envelope.to) or any(code < FOR_GOOD for code in refused.values()):
            return Failed(f"the server does not take it for {_listed(refused)}")
        if not in_time():
            return HELD_UP
        outcome = _handed_over(smtp, content, tuple(refused))
        with suppress(OSError):  # what was taken stays taken, however the conversation ends
            smtp.quit()
    return outcome


def reach(server: Server) -> str | None:
    """Greets the server and goes again, without a mail; why that could not be done, None when it could."""
    try:
        with closing(_opened(server)) as smtp:
            smtp.quit()
    except OSError as error:
        return _why(error)
    return None


def _opened(server: Server) -> smtplib.SMTP:
    """A conversation with the server, secured and past the login. Raises: OSError."""
    name, context = socket.gethostname(), trusting(server.environ)
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=ANSWER_SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=ANSWER_SECONDS)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
        if server.user is not None:
            smtp.login(server.user, server.password or "")
    except BaseException:
        smtp.close()
        raise
    return smtp


def _addressed(smtp: smtplib.SMTP, envelope: Envelope) -> dict[str, int]:
    """Says who writes to whom; the recipients that the server refuses, with its code. Raises: OSError."""
    code, said = smtp.mail(envelope.sender)
    if code != TAKEN:
        raise smtplib.SMTPSenderRefused(code, said, envelope.sender)
    answers = {address: smtp.rcpt(address)[0] for address in envelope.to}
    return {address: code for address, code in answers.items() if code not in RECIPIENT_TAKEN}


def _handed_over(smtp: smtplib.SMTP, content: bytes, missed: tuple[str, ...]) -> Outcome:
    if smtp.sock is not None:
        smtp.sock.settimeout(FINAL_SECONDS)
    try:
        code, said = smtp.data(content)
    except smtplib.SMTPDataError as error:  # the server did not want to hear it: nothing of it left
        return Failed(_why(error))
    except OSError as error:
        return Unclear(f"it was handed to the server, and then {_why(error)}")
    if code != TAKEN:
        return Failed(_answered(code, said))
    return Sent(missed)


def _listed(refused: dict[str, int]) -> str:
    return ", ".join(f"{address} ({code})" for address, code in refused.items())


def _why(error: OSError) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():  # its words may repeat what was sent
            return f"the server does not take user and password ({error.smtp_code})"
        case smtplib.SMTPSenderRefused():
            return f"the server takes no mail from {error.sender} ({error.smtp_code})"
        case smtplib.SMTPResponseException():
            return _answered(error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError():
            return "the server does not offer what it is asked for: a secure connection, or a login"
        case smtplib.SMTPServerDisconnected():
            return "the server hung up"
        case _:
            return in_words(error)


def _answered(code: int, said: bytes | str | Sequence[object]) -> str:
    words = said.decode("utf-8", errors="replace") if isinstance(said, bytes) else str(said)
    return f"the server refused it ({code} {safe_text(words)[:MOST_WORDS].strip()})"
