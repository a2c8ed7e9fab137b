"""A letter says exactly what was meant, whatever people call themselves."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from eventnet.mail import building
from eventnet.mail.building import Unsendable, clean, message_of, wire_address
from eventnet.mail.models import Letter

SENDER = "eventnet@events.example.org"
HEADERS = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language"]
HEADERS += ["Content-Type", "MIME-Version"]
HOSTILE = st.sampled_from(
    [
        "=?utf-8?q?x=0ABcc:eve@example.org?=",
        "=?utf-8?b?DQpCY2M6IGV2ZUBleGFtcGxlLm9yZw==?=",
        "==?utf-8?q?=0D=0A?=",
        "Ada\r\nBcc: eve@example.org",
        "Ada\nContent-Type: text/html\n\n<h1>",
        "Ada\u2028Bcc: eve@example.org",
        "Ada\x0bBcc: eve@example.org",
        "Ada\x85Bcc: eve@example.org",
        '"Ada" <eve@example.org>, Ben',
        "eve@example.org",
        "\u202eadA",
        "Ada <",
        "a;b,c:d(e)[f]\\g",
        "Ada\x00Lindqvist",
        "李小龍" * 40,
        "نور الهدى",
        "👩🏽\u200d🔬",
        "x" * 5000,
        "ü" * 5000,
        "",
        " ",
    ]
)
TEXT = st.one_of(HOSTILE, st.text(max_size=300), st.builds("{}{}{}".format, st.text(max_size=20), HOSTILE, st.text()))
anything = examples(max_examples=300)


def letter_with(**more: object) -> Letter:
    values: dict[str, object] = {
        "code": "0123456789ABCDEF",
        "key": "k",
        "kind": "card_given",
        "language": "en",
        "message_id": "<0123456789abcdef@events.example.org>",
        "to_name": "Ada Lindqvist",
        "to_address": "ada@example.org",
        "reply_name": "Ben Okafor",
        "reply_address": "ben@example.org",
        "subject": "Ben has your card",
        "text": "Hello",
        "html": "<p>Hello</p>",
        "calendar": None,
        "calendar_method": None,
        "written_at": datetime(2026, 11, 26, 9, 30, tzinfo=UTC),
    }
    return Letter(**(values | more))


@anything
@given(name=TEXT, subject=TEXT, other=TEXT)
def test_no_name_or_subject_adds_a_header_or_a_recipient(app: Flask, name: str, subject: str, other: str) -> None:
    raw = message_of(letter_with(to_name=name, subject=subject, reply_name=other), SENDER)
    read = message_from_bytes(raw, policy=policy.default)
    assert sorted(read.keys()) == sorted(HEADERS)
    for header, address in {"From": SENDER, "To": "ada@example.org", "Reply-To": "ben@example.org"}.items():
        assert [one.addr_spec for one in read[header].addresses] == [address]
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


@anything
@given(name=TEXT, subject=TEXT)
def test_lines_are_short_ascii_and_end_as_the_protocol_wants(app: Flask, name: str, subject: str) -> None:
    raw = message_of(letter_with(to_name=name, subject=subject, text=subject, html=name), SENDER)
    assert raw.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


@anything
@given(text=TEXT)
def test_clean_words_are_one_visible_line_without_encoded_words(text: str) -> None:
    line = clean(text, 80)
    assert len(line) <= 120
    assert "=?" not in line
    assert line.splitlines() in ([], [line])
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize(
    "name",
    ["Ada Lindqvist", "Jörg Müller", "李小龍", "نور الهدى", "D'Arcy O'Neill", "Dr. Ada Lindqvist, MdB", "👩🏽\u200d🔬"],
)
def test_names_arrive_as_they_are_written(app: Flask, name: str) -> None:
    read = message_from_bytes(message_of(letter_with(to_name=name, subject=name), SENDER), policy=policy.default)
    assert read["To"].addresses[0].display_name == name
    assert read["Subject"] == name


def test_a_header_that_reads_back_differently_is_never_sent(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking the cleaning out must not be enough to get a foreign header through."""
    monkeypatch.setattr(building, "clean", lambda text, _longest: text)
    monkeypatch.setattr(building, "_phrase", lambda text, quoted: text)
    for name in ["Ada\r\nBcc: eve@example.org\r\nX: y", "Ada <eve@example.org>, Ben", "=?utf-8?q?x=0ABcc:eve@x.org?="]:
        with pytest.raises(Unsendable):
            message_of(letter_with(to_name=name), SENDER)
    with pytest.raises(Unsendable):
        message_of(letter_with(subject="Hello\r\nBcc: eve@example.org"), SENDER)


@pytest.mark.parametrize(
    "more", [b"Bcc: eve@example.org\r\n", b"To: eve@example.org\r\n", b"Content-Type: text/html\r\n"]
)
def test_a_header_that_nobody_meant_is_never_sent(app: Flask, more: bytes) -> None:
    headers = building._headers(letter_with(), SENDER)
    message = message_of(letter_with(), SENDER)
    building._compare(message, headers)
    with pytest.raises(Unsendable):
        building._compare(message.replace(b"MIME-Version", more + b"MIME-Version", 1), headers)


@pytest.mark.parametrize(
    "address",
    ["", "ada", "@example.org", "ada@", "a@b@c", "ada@example.org, eve@example.org", "<ada@example.org>", "a da@x.org",
     "ada@example.org\r\nDATA", "ada@exa\u202emple.org", '"a b"@example.org'],
)  # fmt: skip
def test_an_address_with_two_readings_is_never_used(address: str) -> None:
    with pytest.raises(Unsendable):
        wire_address(address)


def test_an_international_domain_goes_out_in_ascii() -> None:
    assert wire_address("ada@bücher.example") == "ada@xn--bcher-kva.example"


def test_a_letter_on_nobodys_behalf_comes_from_eventnet(app: Flask) -> None:
    read = message_from_bytes(message_of(letter_with(reply_name=None), SENDER), policy=policy.default)
    assert read["From"].addresses[0].display_name == "eventnet"


def test_the_sender_is_named_in_the_readers_language(app: Flask) -> None:
    read = message_from_bytes(message_of(letter_with(language="de"), SENDER), policy=policy.default)
    assert read["From"].addresses[0].display_name == "Ben Okafor über eventnet"
    assert read["Content-Language"] == "de"


def test_long_names_are_cut(app: Flask) -> None:
    read = message_from_bytes(message_of(letter_with(to_name="x" * 5000), SENDER), policy=policy.default)
    assert len(read["To"].addresses[0].display_name.replace(" ", "")) == building.LONGEST_NAME
