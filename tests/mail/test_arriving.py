"""Letters that come back: whatever shape the report has, its sender reads why, and nobody writes to nobody again."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from hashlib import sha256
from time import process_time

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

import eventnet.cli
from eventnet.cli import main
from eventnet.config import Misconfigured, Settings
from eventnet.db import db
from eventnet.mail import delivery
from eventnet.mail.arriving import addresses, suppressing
from eventnet.mail.arriving.addresses import CALENDAR, LETTER, check_pattern, find_return, return_address
from eventnet.mail.arriving.bounces import read_bounce
from eventnet.mail.arriving.models import BouncedAddress
from eventnet.mail.arriving.taking import take
from eventnet.mail.models import Letter
from eventnet.people import signin
from eventnet.rows import Rows
from tests.cast import Cast
from tests.mail.arriving import FIXTURES, PATTERN, bounce_of, let_mail_in, shaped
from tests.mail.mangling import mangled
from tests.smtp_server import SmtpServer, deliver

Write = Callable[..., Letter]
NOBODY = "There is no mailbox with this address."
FULL = "The mailbox of the other side is full."
REFUSED = "The mail server of the other side refused the letter."
SHAPES = {  # what is noted, what the sender reads, and whether no more is sent there
    "gmail-no-such-user": ("550 5.1.1", NOBODY, True),
    "postfix-no-such-user": ("550 5.1.1", NOBODY, True),
    "exchange-online-no-such-user": ("550 5.1.10", NOBODY, True),
    "exchange-2003-words": ("550 5.1.1", NOBODY, True),
    "exim-no-such-user": ("550 5.1.1", NOBODY, True),
    "qmail-no-such-user": ("550 5.1.1", NOBODY, True),
    "sendmail-german-domain": ("550 5.1.2", NOBODY, True),
    "exchange-2010-base64-full": ("554 5.2.2", FULL, False),
    "qmail-full": ("450 4.2.2", FULL, False),
    "outlook-blocked": ("550 5.7.1", REFUSED, False),
}
NO_BOUNCES = ["postfix-delayed", "exim-delayed", "away", "read-receipt", "delivered"]


@pytest.fixture
def sent(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> Letter:
    """A letter to Ada on Ben's behalf that the mail server took."""
    let_mail_in(app)
    letter = write_to_ada()
    deliver(app)
    assert letter.sent_at
    return letter


@pytest.fixture
def inbox(app: Flask) -> None:
    let_mail_in(app)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_sender_reads_why_in_every_shape(sent: Letter, cast: Cast, shape: str) -> None:
    assert take(bounce_of(sent, shape))
    error, words, is_over = SHAPES[shape]
    assert Letter.failed_for(cast.ben).all() == [sent]
    assert (sent.last_error, sent.failure_words) == (error, words)
    assert suppressing.is_suppressed("ada@example.org") == is_over


@pytest.mark.parametrize("shape", NO_BOUNCES)
def test_what_is_no_last_word_changes_nothing(sent: Letter, shape: str) -> None:
    assert not take(bounce_of(sent, shape))
    assert sent.failed_at is None
    assert Rows(BouncedAddress).count() == 0


def test_every_shape_is_tried() -> None:
    assert {path.stem for path in FIXTURES.glob("*.eml")} >= {*SHAPES, *NO_BOUNCES}


def test_each_letter_has_a_return_address_of_its_own(sent: Letter, smtp: SmtpServer) -> None:
    sender = smtp.received[0].sender
    assert sender == return_address(LETTER, sent.code)
    assert re.fullmatch(r"bounces\+b[0-9a-z]{32}@events\.example\.org", sender)
    assert smtp.letters[0]["From"].addresses[0].addr_spec == "eventnet@localhost", "people see the usual address"


def test_without_an_inbox_letters_come_from_the_sending_address(
    app: Flask, write_to_ada: Write, smtp: SmtpServer
) -> None:
    write_to_ada()
    deliver(app)
    assert smtp.received[0].sender == "eventnet@localhost"
    assert not take(b"To: bounces+b00000000000000000000000000000000@events.example.org\n\nhello")


def test_nobody_can_make_up_that_a_letter_came_back(sent: Letter) -> None:
    real = bounce_of(sent, "postfix-no-such-user").decode()
    tag = (return_address(LETTER, sent.code) or "").partition("@")[0][-16:]
    other = "0" * 16 if tag != "0" * 16 else "1" * 16
    calendar = return_address(CALENDAR, sent.code) or ""
    for forged in (real.replace(tag, other), real.replace(return_address(LETTER, sent.code) or "", calendar)):
        assert not take(forged.encode())
    assert sent.failed_at is None


def test_the_key_of_another_server_opens_nothing(app: Flask, sent: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    bounce = bounce_of(sent, "postfix-no-such-user")
    monkeypatch.setattr(addresses, "PURPOSE", "another")
    assert not take(bounce)


def test_the_case_of_an_address_does_not_count(inbox: None) -> None:
    address = return_address(LETTER, "0123456789ABCDEF") or ""
    for written in (address, address.upper(), f"<{address}>", f"rfc822; {address}"):
        found = find_return(written)
        assert found
        assert found.is_for()
        assert found.code == "0123456789ABCDEF"
    for written in (f"x{address}", f"{address}.example.com", address.replace("@", "@x.")):
        assert find_return(written) is None


def test_a_report_that_comes_twice_is_one(sent: Letter, cast: Cast) -> None:
    for _once in range(2):
        assert take(bounce_of(sent, "qmail-full"))
    assert Rows(BouncedAddress).first().soft == 1  # type: ignore[union-attr]


def test_a_letter_may_come_back_faster_than_it_is_noted_as_sent(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, cast: Cast
) -> None:
    let_mail_in(app)
    letter = write_to_ada()
    claimed = delivery.claim()
    assert claimed
    take(bounce_of(letter, "postfix-no-such-user"))
    delivery.settle(claimed, delivery.Outcome(sent=True))
    db.session.commit()
    assert [failed.failure_words for failed in Letter.failed_for(cast.ben)] == [NOBODY]


def test_no_more_letters_go_where_there_is_nobody_but_digits_do(
    sent: Letter, app: Flask, cast: Cast, write_to_ada: Write, smtp: SmtpServer
) -> None:
    take(bounce_of(sent, "gmail-no-such-user"))
    second, digits = write_to_ada("card 2"), write_to_ada("digits 1", "digits")
    deliver(app)
    assert len(smtp.received) == 2
    assert digits.sent_at
    assert second.failed_at
    assert second.failure_words.startswith("Letters to this address came back")


def test_who_reads_a_mail_there_again_gets_letters_again(
    sent: Letter, app: Flask, cast: Cast, write_to_ada: Write, smtp: SmtpServer
) -> None:
    take(bounce_of(sent, "gmail-no-such-user"))
    proof = signin.ask("ada@example.org", "browser", "en")
    signin.take_in(proof, "Test browser")
    assert not suppressing.is_suppressed("ada@example.org")
    second = write_to_ada("card 2")
    deliver(app)
    assert second.sent_at


@pytest.mark.parametrize("page", ["/profile", "/follow-up"])
def test_whose_letters_come_back_reads_so_and_confirms_with_digits(
    sent: Letter, cast: Cast, browser_of: Callable[..., FlaskClient], page: str
) -> None:
    ada, words = browser_of(cast.ada), "Letters to ada@example.org came back"
    assert words not in ada.get(page).text
    take(bounce_of(sent, "gmail-no-such-user"))
    db.session.commit()
    assert words in ada.get(page).text
    assert words not in browser_of(cast.ben).get(page).text
    assert ada.post("/sign-in/code/again").location == "/sign-in/code"
    digits = Rows(Letter).where(Letter.kind == "digits").order_by(Letter.id.desc()).first()
    assert digits
    ada.post("/sign-in/code", data={"digits": digits.subject[:6]})
    assert words not in ada.get(page).text


def test_a_server_that_knows_no_such_mailbox_at_once_counts_as_well(
    app: Flask, write_to_ada: Write, smtp: SmtpServer
) -> None:
    smtp.answer_to["RCPT"] = "550 5.1.1 unknown"
    write_to_ada()
    deliver(app)
    assert suppressing.is_suppressed("Ada@Example.org"), "as people write it"


def test_five_times_full_in_a_month_is_over(app: Flask, cast: Cast, travel) -> None:  # type: ignore[no-untyped-def]
    for _week in range(4):
        suppressing.judge("ada@example.org", "552 5.2.2")
        travel.shift(timedelta(days=7))
    assert not suppressing.is_suppressed("ada@example.org")
    suppressing.judge("ada@example.org", "552 5.2.2")
    assert suppressing.is_suppressed("ada@example.org")


def test_what_is_about_our_words_is_not_held_against_an_address(app: Flask, cast: Cast) -> None:
    for error in ("550 5.7.1", "554 5.6.0", "552 5.3.4", "cancelled", "timeout", "550 5.1.8"):
        suppressing.judge("ada@example.org", error)
    assert Rows(BouncedAddress).count() == 0


def test_what_is_old_is_forgotten(app: Flask, cast: Cast, travel) -> None:  # type: ignore[no-untyped-def]
    suppressing.judge("ada@example.org", "552 5.2.2")
    suppressing.judge("ben@example.org", "550 5.1.1")
    travel.shift(timedelta(days=31))
    suppressing.forget_old()
    assert suppressing.is_suppressed("ben@example.org")
    assert Rows(BouncedAddress).count() == 1
    travel.shift(timedelta(days=335))
    suppressing.forget_old()
    assert Rows(BouncedAddress).count() == 0


def test_a_stolen_database_does_not_name_the_address(app: Flask, cast: Cast) -> None:
    suppressing.judge("ada@example.org", "550 5.1.1")
    kept = Rows(BouncedAddress).first()
    assert kept
    assert "ada" not in kept.fingerprint
    assert kept.fingerprint != sha256(b"ada@example.org").hexdigest()


def test_the_pipe_takes_one_message(sent: Letter, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eventnet.cli, "create_app", lambda: app)
    bounce = bounce_of(sent, "qmail-no-such-user")
    db.session.commit()
    answer = CliRunner().invoke(main, ["mail-in"], input=bounce)
    assert (answer.exit_code, answer.output) == (0, "Understood.\n")
    db.session.expire_all()
    assert sent.failed_at
    assert CliRunner().invoke(main, ["mail-in"], input=b"\xff\x00 hello").exit_code == 0


@pytest.mark.parametrize(
    "pattern",
    ["bounces@example.org", "{code}@{code}.org", "b@{code}.org", "a b{code}@example.org", "x" * 32 + "{code}@e.org",
     "bounces+{code}@exämple.org", "bounces+{code}"],
)  # fmt: skip
def test_an_address_that_would_not_come_back_is_refused(pattern: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_BOUNCE_ADDRESS"):
        check_pattern(Settings(bounce_address=pattern))


def test_good_patterns_are_taken() -> None:
    for pattern in ("", PATTERN, "{code}@bounces.example.org", "x" * 31 + "{code}@e.org"):
        check_pattern(Settings(bounce_address=pattern))


def test_a_line_of_nothing_but_dashes_keeps_nobody_waiting() -> None:
    """Whoever has had a letter may write to its return address, and the worker reads it between other letters."""
    begun = process_time()
    read_bounce(message_from_bytes(b"From: MAILER-DAEMON@mx.example.net\n\n" + b"-" * 40_000))
    assert process_time() - begun < 2


@pytest.mark.parametrize("kind", ["text/plain", "message/delivery-status", "text/calendar; method=REPLY"])
def test_a_character_set_that_nobody_can_know_is_left_unread(inbox: None, kind: str) -> None:
    head = b"From: MAILER-DAEMON@mx.example.net\nTo: ada@example.org\n"
    part = b'\n--x\nContent-Type: %s; charset="U\x00TF-8"\n\nStatus: 5.1.1\n--x--\n' % kind.encode()
    assert not take(head + b"Content-Type: multipart/report; boundary=x\n" + part)


def test_a_message_in_a_thousand_parts_is_not_even_taken_apart(inbox: None) -> None:
    nested = b""
    for number in range(500):
        nested += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (number, number)
    assert not take(b"To: ada@example.org\n" + nested)


@examples(max_examples=150)
@given(data=mangled([*SHAPES, *NO_BOUNCES]))
def test_whatever_arrives_is_read_or_left(app: Flask, data: bytes) -> None:
    let_mail_in(app)
    with db.session.begin_nested():
        take(data)


@examples(max_examples=100)
@given(words=st.text(max_size=400), sender=st.sampled_from(["MAILER-DAEMON@example.org", "postmaster@example.org"]))
def test_what_is_noted_of_a_bounce_is_two_numbers(words: str, sender: str) -> None:
    """So that no words of strangers get into logs and pages."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "failure notice"
    message.set_content(words)
    bounce = read_bounce(message_from_bytes(message.as_bytes()))
    assert bounce is None or re.fullmatch(r"[45]\d\d( [45]\.\d{1,3}\.\d{1,3})?", bounce.error)


def test_shapes_are_filled_in_completely() -> None:
    for path in FIXTURES.glob("*.eml"):
        names = set(re.findall(r"\{([a-z]+)\}", path.read_text())) | {"uid", "address", "sequence"}
        filled = shaped(path.stem, dict.fromkeys(names, "x"))
        assert b"{" not in filled
