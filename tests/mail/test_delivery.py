"""Delivery against a real mail server: once each, again after a soft no, never after a hard one."""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event

from eventnet.clock import now
from eventnet.db import db
from eventnet.mail import delivery, worker
from eventnet.mail.delivery import Outcome
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words
from eventnet.rows import Rows
from tests.cast import Cast
from tests.smtp_server import SmtpServer, deliver, free_port, send_to

Write = Callable[..., Letter]


def test_a_letter_arrives_at_its_one_recipient(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    letter = write_to_ada()
    deliver(app)
    received = smtp.received[0]
    assert received.recipients == ["ada@example.org"]
    assert received.sender == "eventnet@localhost"
    assert received.message["To"] == "Ada Lindqvist <ada@example.org>"
    assert received.message["From"] == "Ben Okafor via eventnet <eventnet@localhost>"
    assert received.message["Reply-To"] == "Ben Okafor <ben@example.org>"
    assert received.message["Message-ID"] == letter.message_id
    assert received.message["Auto-Submitted"] == "auto-generated"
    assert letter.sent_at == now()


def test_a_letter_is_sent_once(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    write_to_ada()
    deliver(app)
    deliver(app)
    assert len(smtp.received) == 1


def test_of_a_letter_that_went_out_no_words_stay(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    """They hold digits and links that are kept as fingerprints everywhere else."""
    letter = write_to_ada(words=Words("123456 is your code", ["/r/secret"]), calendar="secret", method="REQUEST")
    deliver(app)
    assert "secret" in smtp.received[0].raw.decode()
    assert (letter.subject, letter.text, letter.html, letter.calendar) == ("", "", "", None)


def test_of_a_letter_that_failed_only_its_subject_stays(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    letter = write_to_ada(words=Words("Would you meet me?", ["/r/secret"]))
    smtp.answer_to["RCPT"] = "550 5.1.1 unknown"
    deliver(app)
    assert letter.failed_at
    assert (letter.subject, letter.text, letter.html) == ("Would you meet me?", "", "")


def test_a_letter_waits_until_it_is_due(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    write_to_ada(due_at=now() + timedelta(days=3))
    deliver(app)
    assert not smtp.received
    travel.shift(timedelta(days=3))
    deliver(app)
    assert len(smtp.received) == 1


def test_digits_overtake_everything_else(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    write_to_ada("invitation 1", words=Words("Join us", ["Come"]))
    write_to_ada("digits 1", kind="digits", words=Words("123456 is your eventnet code", ["Type"]))
    deliver(app)
    assert [letter["Subject"] for letter in smtp.letters] == ["123456 is your eventnet code", "Join us"]


def test_a_temporary_refusal_is_tried_again_after_half_a_minute(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    letter = write_to_ada()
    smtp.answer_to["RCPT"] = "451 4.3.0 <ada@example.org> greylisted"
    deliver(app)
    assert letter.last_error == "451 4.3.0"
    smtp.answer_to.clear()
    travel.shift(timedelta(seconds=20))
    deliver(app)
    assert letter.sent_at is None
    travel.shift(timedelta(seconds=20))
    deliver(app)
    assert letter.sent_at == now()
    assert letter.tries == 2


@pytest.mark.parametrize("stage", ["MAIL", "DATA"])
def test_a_temporary_refusal_at_any_stage_is_for_later(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, stage: str
) -> None:
    letter = write_to_ada()
    smtp.answer_to[stage] = "452 4.3.1 disk full"
    deliver(app)
    assert (letter.failed_at, letter.last_error) == (None, "452 4.3.1")


def test_waiting_doubles_from_half_a_minute_to_two_hours(travel: time_machine.Traveller) -> None:
    waits = [(delivery.next_try_at(tries) - now()).total_seconds() for tries in range(1, 40)]
    wanted = [min(30 * 2**step, 7200) for step in range(39)]
    assert all(0.8 * right <= wait <= 1.2 * right for wait, right in zip(waits, wanted, strict=True))
    assert len({delivery.next_try_at(3) for _ in range(20)}) > 1


def test_a_letter_that_does_not_get_out_for_a_day_fails(
    app: Flask, write_to_ada: Write, cast: Cast, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    letter = write_to_ada()
    smtp.answer_to["RCPT"] = "451 4.3.0 later"
    for _hour in range(30):
        deliver(app)
        travel.shift(timedelta(hours=1))
    assert letter.failed_at is not None
    assert timedelta(days=1) < letter.failed_at - letter.written_at < timedelta(hours=28)
    assert letter.failure_words == "The letter could not be delivered within a day."


def test_old_news_is_not_sent(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    letter = write_to_ada()
    travel.shift(timedelta(days=1, minutes=1))
    deliver(app)
    assert not smtp.received
    assert letter.last_error == "too late"


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ("550 5.1.1 <ada@example.org> unknown", "550 5.1.1", "There is no mailbox with this address."),
        ("550 no such user ada@example.org", "550", "There is no mailbox with this address."),
        ("552 5.2.2 full", "552 5.2.2", "The mailbox of the other side is full."),
        ("554 5.7.1 go away", "554 5.7.1", "The mail server of the other side refused the letter."),
    ],
)
def test_a_refusal_for_good_fails_at_once_and_its_sender_reads_why(
    app: Flask, write_to_ada: Write, cast: Cast, smtp: SmtpServer, answer: str, error: str, words: str
) -> None:
    letter = write_to_ada()
    smtp.answer_to["RCPT"] = answer
    deliver(app)
    assert letter.last_error == error
    assert Letter.failed_for(cast.ben).all() == [letter]
    assert letter.failure_words == words


def test_a_refusal_of_the_content_fails_at_once(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    letter = write_to_ada()
    smtp.answer_to["DATA"] = "554 5.6.0 spam"
    deliver(app)
    assert letter.failed_at == now()


def test_only_the_sender_reads_of_a_failure_until_it_is_dismissed(
    app: Flask, write_to_ada: Write, cast: Cast, smtp: SmtpServer
) -> None:
    letter = write_to_ada()
    smtp.answer_to["RCPT"] = "550 5.1.1 unknown"
    deliver(app)
    assert not Letter.failed_for(cast.ada).any()
    letter.dismiss()
    assert not Letter.failed_for(cast.ben).any()


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("MAIL", "550 5.7.1 sender rejected"),
        ("RCPT", "530 5.7.0 authentication required"),
        ("RCPT", "554 5.7.1 <ada@example.org>: Relay access denied"),
    ],
)
def test_a_refusal_of_ourselves_is_not_the_recipients_fault(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, stage: str, answer: str
) -> None:
    letter = write_to_ada()
    smtp.answer_to[stage] = answer
    deliver(app)
    assert letter.failed_at is None
    assert letter.lease_until is not None
    assert letter.lease_until > now()


def test_a_server_that_is_away_is_tried_again(app: Flask, write_to_ada: Write) -> None:
    letter = write_to_ada()
    send_to(app, f"smtp://127.0.0.1:{free_port()}")
    deliver(app)
    assert (letter.failed_at, letter.last_error) == (None, "connection")


def test_a_server_that_hangs_after_the_letter_is_given_up(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    letter = write_to_ada()
    smtp.after_data = "hang"
    app.extensions["mail"].timeout = 0.3
    deliver(app)
    assert (letter.sent_at, letter.failed_at) == (None, None)
    assert letter.last_error in {"timeout", "connection"}


def test_a_connection_lost_after_the_letter_repeats_it_under_the_same_name(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    write_to_ada()
    smtp.after_data = "drop"
    deliver(app)
    smtp.after_data = ""
    travel.shift(timedelta(minutes=1))
    deliver(app)
    first, second = smtp.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_worker_killed_between_taken_and_sent_repeats_the_letter_under_the_same_name(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    letter = write_to_ada()
    commits: list[object] = []

    def die_at_the_second(session: object) -> None:
        commits.append(session)
        if len(commits) == 2:
            raise KeyboardInterrupt

    event.listen(db.session, "before_commit", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        worker.deliver_one(app)
    event.remove(db.session, "before_commit", die_at_the_second)
    worker.hang_up(app, is_over=True)
    assert len(smtp.received) == 1
    db.session.rollback()
    assert letter.sent_at is None
    travel.shift(delivery.LEASE)
    deliver(app)
    first, second = smtp.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert letter.sent_at == now()


def test_a_claimed_letter_is_nobody_elses_until_its_lease_ends(
    app: Flask, write_to_ada: Write, travel: time_machine.Traveller
) -> None:
    write_to_ada()
    assert delivery.claim() is not None
    assert delivery.claim() is None
    travel.shift(delivery.LEASE)
    assert delivery.claim() is not None


def test_a_worker_that_comes_back_late_does_not_undo_the_next_ones_work(
    app: Flask, write_to_ada: Write, travel: time_machine.Traveller
) -> None:
    letter = write_to_ada()
    late = delivery.claim()
    travel.shift(delivery.LEASE)
    assert delivery.claim() is not None
    assert late is not None
    delivery.settle(late, Outcome(failed=True, error="550 5.1.1"))
    assert Rows(Letter).get(letter.code).failed_at is None  # type: ignore[union-attr]
    delivery.settle(late, Outcome(sent=True))
    db.session.commit()
    assert Rows(Letter).get(letter.code).sent_at == now()  # type: ignore[union-attr]


def test_two_workers_never_send_one_letter_twice(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    codes = {write_to_ada(f"card {number}").message_id for number in range(20)}
    db.session.commit()
    start = Barrier(2)

    def work() -> None:
        start.wait()
        worker.deliver_due(app, Event())

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    worker.hang_up(app, is_over=True)
    assert sorted(letter["Message-ID"] for letter in smtp.letters) == sorted(codes)


def test_no_transaction_is_open_while_the_server_thinks(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    write_to_ada()
    letter = delivery.claim()
    db.session.commit()
    assert letter is not None
    assert delivery.send(letter, app.extensions["mail"]).sent
    assert not db.session().in_transaction()
    worker.hang_up(app, is_over=True)


def test_one_odd_letter_does_not_stop_the_others(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    odd, good = write_to_ada("card 1"), write_to_ada("card 2")
    odd.to_address = "ada@example.org>\r\nRCPT TO:<eve@example.org"
    deliver(app)
    assert odd.failed_at is not None
    assert good.sent_at is not None
    assert [received.recipients for received in smtp.received] == [["ada@example.org"]]


def test_the_log_knows_numbers_only(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    letter = write_to_ada()
    smtp.answer_to["RCPT"] = "550 5.1.1 <ada@example.org> unknown"
    deliver(app)
    assert f"letter {letter.id} failed, try 1: 550 5.1.1" in caplog.messages
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("eventnet")]
    assert "ada" not in " ".join(ours).lower()


def test_a_letter_with_a_calendar_file_arrives_as_mail_programs_want_it(
    app: Flask, write_to_ada: Write, smtp: SmtpServer
) -> None:
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Ada und Jörg\r\nEND:VCALENDAR\r\n"
    write_to_ada(calendar=calendar, method="REQUEST")
    deliver(app)
    message = smtp.last()
    alternative, attachment = message.iter_parts()
    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in alternative.iter_parts()] == [  # type: ignore[attr-defined]
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    invitation = list(alternative.iter_parts())[2]  # type: ignore[attr-defined]
    assert invitation.get_param("method") == "REQUEST"
    assert invitation.get_payload(decode=True).decode() == calendar
    assert attachment.get_filename() == "invite.ics"
    assert attachment.get_payload(decode=True).decode() == calendar  # type: ignore[union-attr]
