"""Failures of the network in words that hold no address, since an address may be the secret."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from pathlib import Path

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
# A mail server looks through what it was given before it says that it has it.
# Source: RFC 5321, 4.5.3.2.6 (ten minutes, which is longer than a claim lasts)
FINAL_SECONDS = 180.0


def trusting(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Every certificate is looked at; `REQUESTS_CA_BUNDLE` names whom to trust, as it does for Jira. Raises: OSError."""
    bundle = environ.get("REQUESTS_CA_BUNDLE", "").strip()
    if not bundle:
        return ssl.create_default_context()
    is_folder = Path(bundle).is_dir()
    return ssl.create_default_context(cafile=None if is_folder else bundle, capath=bundle if is_folder else None)


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
            return error.strerror or "the proxy does not let it through"
