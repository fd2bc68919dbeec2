from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.listeners import Listener, Mailbox, listening, mailing


@pytest.fixture
def hook() -> Iterator[Listener]:
    with listening() as made:
        yield made


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailing() as made:
        yield made


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def certified(authority: trustme.CA) -> ssl.SSLContext:
    """What a server of that authority shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def authority_file(authority: trustme.CA, tmp_path: Path) -> Path:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    return file


@pytest.fixture
def trusting(authority_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process believes that authority, as OpenSSL is told by its own variable."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority_file))
