"""One reading of the addresses of mail servers, whatever they are for."""

import pytest

from eventnet.config import Misconfigured
from eventnet.mail import server
from eventnet.mail.arriving import imap
from eventnet.mail.serverurl import ServerUrl, read

PORTS = {"plain": 25, "safe": 465}


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("plain://mail.example.org", ServerUrl("plain", "mail.example.org", 25, "", "")),
        ("SAFE://Mail.Example.org/", ServerUrl("safe", "mail.example.org", 465, "", "")),
        ("safe://a%40b:p%2Fw%3A%C3%A4@host:1", ServerUrl("safe", "host", 1, "a@b", "p/w:ä")),
        ("safe://a:b@[::1]:2525/Ein%2FFach/", ServerUrl("safe", "::1", 2525, "a", "b", "Ein%2FFach")),
    ],
)
def test_user_and_password_are_decoded_and_the_port_is_the_scheme_s(url: str, found: ServerUrl) -> None:
    assert read(url, PORTS) == found


@pytest.mark.parametrize(
    "url",
    ["", "mail.example.org", "other://host", "plain://", "plain://:25", "plain://host:0", "plain://host:65536",
     "plain://host:x", "plain://host?x=1", "plain://host#x", "plain://[::1", "plain//host"],
)  # fmt: skip
def test_what_is_no_address_is_none(url: str) -> None:
    assert read(url, PORTS) is None


@pytest.mark.parametrize("url", ["smtp://[::1", "smtp://host:x"])
def test_each_setting_refuses_in_its_own_words(url: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_SMTP_URL"):
        server.parse(url)
    with pytest.raises(Misconfigured, match="EVENTNET_IMAP_URL"):
        imap.parse(url.replace("smtp", "imaps"))


def test_a_password_is_not_shown() -> None:
    assert "geheim" not in repr(read("plain://user:geheim@host", PORTS))
