"""Asking a server: bounded in time, size and tries, and never one inside somebody's network."""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from eventnet.organising.pulling import client as clients
from eventnet.organising.pulling.addresses import is_public, read_server
from eventnet.organising.pulling.client import Client, first_query, next_query
from eventnet.organising.pulling.troubles import Trouble
from eventnet.refusals import Refused
from tests.organising.pretix_server import JSON, TOKEN, Pretix, order, position, serving

Asking = Callable[..., Client]


@pytest.fixture
def pretix() -> Iterator[Pretix]:
    with serving(Pretix([order("A", position(1, "Ada"))])) as server:
        yield server


@pytest.fixture
def asking(app: Flask, pretix: Pretix) -> Asking:
    """A client of the server on this machine, which the settings allow."""
    app.extensions["eventnet"] = replace(app.extensions["eventnet"], pretix_inside=pretix.address)

    def make(**more: Any) -> Client:
        values = {"organiser": "acme", "event": "fair", "token": TOKEN, "patience": 5.0} | more
        return Client(read_server(pretix.address), **values)

    return make


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "PAUSE", 0.001)


def trouble(asking: Client, query: str = "page=1") -> Trouble:
    with pytest.raises(Trouble) as caught:
        asking.page(query)
    return caught.value


def test_a_page_is_asked_for_with_the_token_and_read(asking: Asking, pretix: Pretix) -> None:
    page = asking().page(first_query("2026-11-01T00:00:00+00:00"))
    assert [each.code for each in page.results] == ["A"]
    assert page.generated == "2026-11-26T09:00:00.123456Z"
    assert pretix.asked == [
        {"ordering": "datetime", "include_canceled_positions": "true", "page_size": "50",
         "modified_since": "2026-11-01T00:00:00+00:00"}
    ]  # fmt: skip
    assert pretix.headers[0]["Host"] == pretix.address.removeprefix("http://")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((401, JSON, b"{}"), "token-refused"),
        ((403, JSON, b"{}"), "token-refused"),
        ((404, JSON, b"{}"), "not-found"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "redirected"),
        ((418, JSON, b"{}"), "junk"),
        ((200, {"Content-Type": "text/html"}, b"<h1>Welcome</h1>"), "junk"),
        ((200, JSON, b'{"results": "none"}'), "junk"),
    ],
)
def test_what_a_second_try_does_not_mend_is_asked_once(
    asking: Asking, pretix: Pretix, answer: tuple[int, dict[str, str], bytes], code: str
) -> None:
    pretix.first = [answer]
    assert trouble(asking()).code == code
    assert len(pretix.asked) == 1


def test_a_failing_server_is_asked_once_more(asking: Asking, pretix: Pretix) -> None:
    pretix.first = [(500, {}, b"")]
    assert asking().page("page=1").count == 1
    pretix.first = [(502, {}, b"")] * 9
    assert trouble(asking()).code == "down"
    assert len(pretix.asked) == 4


def test_a_server_that_asks_us_to_wait_is_not_asked_before(asking: Asking, pretix: Pretix) -> None:
    pretix.first = [(429, {"Retry-After": "300"}, b"")]
    busy = trouble(asking())
    assert (busy.code, busy.again_in) == ("busy", 300)
    assert len(pretix.asked) == 1


def test_a_short_wait_is_waited(asking: Asking, pretix: Pretix, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(clients.time, "sleep", waited.append)
    pretix.first = [(429, {"Retry-After": "2"}, b"")]
    assert asking().page("page=1").count == 1
    assert waited == [2]


def test_a_wait_without_end_is_an_hour(asking: Asking, pretix: Pretix) -> None:
    pretix.first = [(429, {"Retry-After": "999999"}, b"")]
    assert trouble(asking()).again_in == 3600
    pretix.first = [(429, {"Retry-After": "Fri, 31 Dec 2027 23:59:59 GMT"}, b"")] * 2
    assert trouble(asking()).again_in is None


def test_a_server_that_hangs_is_left(asking: Asking, pretix: Pretix) -> None:
    pretix.hangs = threading.Event()
    begun = time.monotonic()
    assert trouble(asking(patience=0.2)).code == "down"
    assert time.monotonic() - begun < 10


def test_a_server_that_drips_is_left(app: Flask) -> None:
    """It sends a little now and then, which no timeout of a socket notices."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_drip, args=(listening, stop), daemon=True).start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app.extensions["eventnet"] = replace(app.extensions["eventnet"], pretix_inside=address)
        begun = time.monotonic()
        dripping = Client(read_server(address), "acme", "fair", TOKEN, 0.4)
        assert trouble(dripping).code == "down"
        assert time.monotonic() - begun < 10
        stop.set()


def _drip(listening: socket.socket, stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            taken, _address = listening.accept()
            with taken:
                taken.recv(4096)
                taken.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while not stop.wait(0.05):
                    taken.sendall(b"x")
    except OSError:
        return


def test_nobody_there_is_said(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    app.extensions["eventnet"] = replace(app.extensions["eventnet"], pretix_inside=address)
    assert trouble(Client(read_server(address), "acme", "fair", TOKEN, 1)).code == "down"


def test_an_answer_without_end_is_not_read(asking: Asking, pretix: Pretix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "MOST_BYTES", 1000)
    pretix.orders = [order(f"A{number}", position(1, "Ada")) for number in range(50)]
    assert trouble(asking()).code == "too-large"


def test_the_next_page_is_never_at_another_host() -> None:
    assert next_query("https://169.254.169.254/latest/meta-data/?page=2") == "page=2"
    assert next_query(None) is next_query("https://pretix.eu/") is None


def test_a_name_with_a_slash_leads_nowhere_else(asking: Asking, pretix: Pretix) -> None:
    assert trouble(asking(event="fair/../../other")).code == "not-found"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("pretix.eu", "https://pretix.eu"),
        (" https://PRETIX.eu/acme/fair/ ", "https://pretix.eu"),
        ("https://tickets.example.org:8443", "https://tickets.example.org:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://93.184.216.34", "https://93.184.216.34"),
    ],
)
def test_an_address_is_read_as_people_paste_it(app: Flask, typed: str, read: str) -> None:
    assert str(read_server(typed)) == read


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("http://pretix.eu", "not-https"),
        ("ftp://pretix.eu", "no-address"),
        ("https://", "no-address"),
        ("https://user:password@pretix.eu", "no-address"),
        ("https://pretix.eu:99999", "no-address"),
        ("https://pre tix.eu", "no-address"),
        ("https://127.0.0.1", "forbidden-address"),
        ("https://10.0.0.8", "forbidden-address"),
        ("https://169.254.169.254", "forbidden-address"),
        ("https://[::1]", "forbidden-address"),
        ("https://[::ffff:10.0.0.1]", "forbidden-address"),
    ],
)
def test_an_address_that_is_none_or_inside_is_refused(app: Flask, typed: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_server(typed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",  # noqa: S104
     "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1",
     "fe80::1%eth0"],
)  # fmt: skip
def test_no_address_inside_is_public(address: str) -> None:
    assert not is_public(address)
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_a_name_that_leads_inside_is_not_followed(app: Flask, pretix: Pretix) -> None:
    """`localhost` is a name like any other that somebody's DNS may point at this machine."""
    port = pretix.address.rpartition(":")[2]
    server = read_server(f"https://localhost:{port}")
    with pytest.raises(Trouble) as caught:
        server.addresses()
    assert caught.value.code == "forbidden-address"
    assert trouble(Client(server, "acme", "fair", TOKEN, 1)).code == "forbidden-address"
    assert pretix.asked == []


def test_a_server_without_a_valid_certificate_never_sees_the_token(app: Flask, tmp_path: Path) -> None:
    with secure(tmp_path, Pretix()) as pretix:
        app.extensions["eventnet"] = replace(app.extensions["eventnet"], pretix_inside=pretix.address)
        assert trouble(Client(read_server(pretix.address), "acme", "fair", TOKEN, 2)).code == "certificate"
        assert pretix.asked == []


def test_a_certificate_is_held_against_the_name(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed by somebody whom this machine trusts, once for this server and once for another."""
    with secure(tmp_path, Pretix([order("A", position(1, "Ada"))])) as pretix:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        by_name = pretix.address.replace("127.0.0.1", "localhost")
        app.extensions["eventnet"] = replace(app.extensions["eventnet"], pretix_inside=f"{by_name} {pretix.address}")
        assert Client(read_server(by_name), "acme", "fair", TOKEN, 2).page("page=1").count == 1
        assert trouble(Client(read_server(pretix.address), "acme", "fair", TOKEN, 2)).code == "certificate"


def secure(directory: Path, pretix: Pretix) -> AbstractContextManager[Pretix]:
    """https for `localhost`, with a certificate of its own making."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    at = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(at - timedelta(days=2)).not_valid_after(at + timedelta(days=2))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=True)
    signed = made.sign(key, hashes.SHA256())
    text = serialization.Encoding.PEM
    secret = key.private_bytes(text, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (directory / "certificate.pem").write_bytes(signed.public_bytes(text))
    (directory / "key.pem").write_bytes(secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "certificate.pem", directory / "key.pem")
    return serving(pretix, context)


def test_every_private_network_of_the_registry_is_inside() -> None:
    for network in ("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"):
        assert not is_public(str(ipaddress.ip_network(network)[5]))
