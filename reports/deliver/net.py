"""Failures of the network in words that hold no address, since an address may be the secret."""

from __future__ import annotations

import socket
import ssl

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0


def in_words(error: OSError) -> str:  # noqa: PLR0911  # one line a kind of failure
    """Why there was no connection, or it ended."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not trusted ({error.verify_message})"
        case ssl.SSLError():
            return "no secure connection could be made"
        case socket.gaierror():
            return "its host is not known"
        case TimeoutError():
            return "it did not answer in time"
        case ConnectionRefusedError():
            return "the connection was refused"
        case ConnectionError():
            return "the connection was lost"
        case _:
            return error.strerror or "the network failed"
