"""What the mail room's tests share: a letter to Ada on behalf of Ben."""

import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from eventnet.db import db
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words, post
from tests.cast import Cast

WORDS = Words(subject="Ben has your card", paragraphs=["You met at Career Day Leipzig."])


@pytest.fixture
def write_to_ada(cast: Cast) -> Callable[..., Letter]:
    def write(key: str = "card 1", kind: str = "card_given", words: Words = WORDS, **more: object) -> Letter:
        letter = post(kind, cast.ada, key, words, by=cast.ben, **more)  # type: ignore[arg-type]
        assert letter is not None
        db.session.commit()
        return letter

    return write


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-made certificate for 127.0.0.1, and its key in the same file."""
    directory = tmp_path_factory.mktemp("tls")
    key, certificate = directory / "key.pem", directory / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1"
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(
        [*command.split(), "-addext", "subjectAltName=IP:127.0.0.1", *files], check=True, capture_output=True
    )
    with certificate.open("a") as file:
        file.write(key.read_text())
    return certificate


@pytest.fixture
def context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
