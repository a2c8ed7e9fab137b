"""Messages to many: who gets which letter, once each, at the pace set, and nothing of anybody else."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.events import joining
from eventnet.events.claiming import invited
from eventnet.exchange import sharing
from eventnet.mail.models import Letter
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.messages import placeholders, progress, reaching, sending
from eventnet.organising.messages.models import Message, Recipient, Unsubscription
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.organising.post import crowd, listed, released, written
from tests.smtp_server import SmtpServer, deliver

BrowserOf = Callable[[Person], FlaskClient]
AllOut = Callable[[], None]


@pytest.fixture
def all_out(app: Flask, travel: time_machine.Traveller) -> Callable[[], None]:
    """The worker runs until whatever is due within some seconds is out."""

    def run() -> None:
        for _again in range(2):
            deliver(app)
            travel.shift(timedelta(seconds=5))
        deliver(app)

    return run


def test_everybody_gets_one_letter_in_their_language(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    released(cast)
    all_out()
    assert Counter(one.recipients[0] for one in smtp.received) == {
        "ada@example.org": 1, "ben@example.org": 1, "cleo@example.org": 1
    }  # fmt: skip
    [to_ada], [to_ben] = smtp.to("ada@example.org"), smtp.to("ben@example.org")
    assert to_ada["Subject"] == "News of Career Day Leipzig"
    assert to_ben["Subject"] == "Neues von Career Day Leipzig"
    text = to_ben.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Guten Tag Ben Okafor, es beginnt" in text


def test_a_filter_of_the_list_chooses_who_gets_it(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    listed(cast, "Finn Weber")
    released(cast, role="exhibitor")
    released(cast, state="not-joined")
    all_out()
    assert sorted(one.recipients[0] for one in smtp.received) == ["cleo@example.org", "finn@example.org"]


def test_whoever_comes_onto_the_list_after_it_began_does_not_get_it(
    all_out: AllOut, cast: Cast, smtp: SmtpServer
) -> None:
    message = released(cast)
    all_out()
    listed(cast, "Finn Weber")
    all_out()
    assert message.finished_at
    assert not smtp.to("finn@example.org")


def test_an_empty_language_uses_the_other_one(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    message = written(cast)
    message.words = {"en": message.words["en"]}
    assert reaching.reach(message).instead(message) == {"de": 1}
    sending.release(message, cast.dora, 600)
    all_out()
    [to_ben] = smtp.to("ben@example.org")
    assert (to_ben["Subject"], to_ben["Content-Language"]) == ("News of Career Day Leipzig", "en")


def test_who_would_not_get_it_is_counted_before(cast: Cast) -> None:
    listed(cast, "Hanno Ohne", email=None)
    Unsubscription.note(cast.event.organiser, "ada@example.org")
    found = reaching.reach(written(cast))
    assert (found.number, found.without_address, found.unsubscribed) == (2, 1, 1)
    assert found.by_language == {"de": 1, "en": 1}


def test_one_mailbox_gets_a_message_once_however_many_typed_its_address(
    all_out: AllOut, cast: Cast, smtp: SmtpServer
) -> None:
    for name in ("Eve A.", "Eve B."):
        joining.join_as_new(cast.event, name, "ada@example.org", "en")
    for name in ("Gil A.", "Gil B."):
        joining.join_as_new(cast.event, name, "gil@example.org", "en")
    released(cast)
    all_out()
    assert len(smtp.to("ada@example.org")) == len(smtp.to("gil@example.org")) == 1


def test_headers_let_a_mail_program_end_it_in_one_tap(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    released(cast)
    all_out()
    [letter] = smtp.to("ada@example.org")
    organiser = cast.event.organiser
    address = re.fullmatch(r"<(http://localhost/u/[\w-]+)>", letter["List-Unsubscribe"])
    assert address
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == f"<{organiser.code.lower()}.messages.localhost>"
    assert (letter["Precedence"], letter["Auto-Submitted"]) == ("bulk", "auto-generated")
    assert (letter["Reply-To"], letter["From"]) == (
        "Career Day Leipzig office <dora@example.org>",
        "Career Day Leipzig office via eventnet <eventnet@localhost>",
    )
    for face in letter.iter_parts():
        assert address[1] in face.get_content()  # type: ignore[attr-defined]


def test_a_time_on_the_clock_of_the_place(
    app: Flask, cast: Cast, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    message = released(cast, wall=datetime(2026, 11, 26, 18, 0))  # noqa: DTZ001 - wall time
    deliver(app)
    assert (message.state, len(smtp.received)) == ("scheduled", 0)
    travel.move_to(datetime(2026, 11, 26, 17, 0, 0, tzinfo=now().tzinfo))
    deliver(app)
    travel.shift(timedelta(seconds=1))
    deliver(app)
    assert (message.state, len(smtp.received)) == ("done", 3)


@pytest.mark.parametrize(("wall", "code"), [((2027, 3, 28, 2, 30), "skipped-hour"), ((2026, 11, 26, 8, 0), "past")])
def test_a_time_that_does_not_come_is_refused(cast: Cast, wall: tuple[int, ...], code: str) -> None:
    with pytest.raises(Refused) as no:
        sending.release(written(cast), cast.dora, 60, datetime(*wall))  # type: ignore[arg-type]  # noqa: DTZ001
    assert no.value.code == code


def test_letters_go_at_the_pace_set_and_a_pause_is_not_made_up_for(
    app: Flask, cast: Cast, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    crowd(cast, 60)
    message = released(cast, pace=10)
    deliver(app)
    assert len(smtp.received) == 1
    for _part in range(6):
        travel.shift(timedelta(seconds=10))
        deliver(app)
    assert len(smtp.received) == 11
    travel.shift(timedelta(hours=2))
    deliver(app)
    assert len(smtp.received) <= 22
    assert progress.progress(message).waiting == 63 - len(smtp.received)


def test_called_off_while_it_goes_nobody_else_gets_it(
    app: Flask, cast: Cast, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    crowd(cast, 30)
    message = released(cast, pace=10)
    deliver(app)
    sending.call_off(message, cast.dora)
    travel.shift(timedelta(hours=1))
    deliver(app)
    assert len(smtp.received) == 1
    found = progress.progress(message)
    assert (found.sent, found.waiting, found.failed, found.called_off) == (1, 0, 0, 32)


def test_called_off_before_it_begins_it_is_a_draft_again(cast: Cast) -> None:
    message = released(cast, wall=datetime(2026, 11, 27, 9, 0))  # noqa: DTZ001 - wall time
    sending.call_off(message, cast.dora)
    assert message.state == "draft"
    with pytest.raises(Refused):
        sending.call_off(message, cast.dora)


def test_a_letter_to_nobody_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="nobody"):
        sending.release(written(cast, role="mentor"), cast.dora, 60)


def test_a_personal_link_opens_the_place_and_the_others_come_to_their_code(
    all_out: AllOut, cast: Cast, smtp: SmtpServer
) -> None:
    place = listed(cast, "Finn Weber")
    released(cast, text="In you come:\n\n{link}")
    all_out()
    link = re.search(r"http://localhost/i/(\S+)", smtp.to("finn@example.org")[0].as_string())
    assert link
    assert invited(link[1]) == place
    assert place.invited_at
    assert "http://localhost/code?event=3Dcareer-day" in smtp.to("ada@example.org")[0].as_string()


def test_each_reads_the_names_of_their_own_people_only(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    gus = make_person("Gus Weber")
    joining.join(cast.event, gus)
    sharing.give(cast.ben, cast.ada, cast.event, "live")
    sharing.give(gus, cast.ada, cast.elsewhere, "live")
    sharing.give(gus, cast.cleo, cast.event, "live")
    sharing.withdraw(sharing.give(cast.cleo, cast.ada, cast.event, "live"))
    released(cast, text="{people}")
    all_out()

    def said(address: str) -> str:
        return str(smtp.to(address)[0].get_body(("plain",)).get_content())  # type: ignore[union-attr]

    assert "· Ben Okafor" in said("ada@example.org").splitlines()
    assert not re.search("Gus|Cleo", said("ada@example.org"))
    assert "· Gus Weber" in said("cleo@example.org").splitlines()
    assert "Ben" not in said("cleo@example.org")
    assert "No cards from this event this time." in said("gus@example.org")


def test_what_stands_in_a_name_is_not_looked_at_again(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    cast.ada.name = "{people} {{ 7*7 }} <b>"
    released(cast, text="{name}")
    all_out()
    said = smtp.to("ada@example.org")[0]
    assert "{people} {{ 7*7 }} <b>" in said.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "&lt;b&gt;" in said.get_body(("html",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["{nmae}", "{ name }", "{name.__class__}", "{}", "a {link} {code}"])
def test_unknown_placeholders_are_refused_in_words(text: str, app: Flask) -> None:
    with pytest.raises(Refused, match="unknown-placeholder") as no:
        placeholders.check(text)
    assert "{people}" in no.value.words


def test_whoever_unsubscribes_or_leaves_meanwhile_is_left_out(
    app: Flask, cast: Cast, smtp: SmtpServer, travel: time_machine.Traveller
) -> None:
    message = released(cast, pace=1)
    deliver(app)
    Unsubscription.note(cast.event.organiser, "ben@example.org")
    joining.leave(cast.at(cast.cleo))
    db.session.commit()
    for _minute in range(5):
        travel.shift(timedelta(minutes=1))
        deliver(app)
    assert [one.recipients for one in smtp.received] == [["ada@example.org"]]
    assert progress.progress(message).left_out == 2
    assert message.finished_at


def test_a_refused_address_is_named_with_the_reason(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    listed(cast, "Finn Weber")
    smtp.answer_to["RCPT"] = "550 5.1.1 unknown"
    message = released(cast)
    all_out()
    found = {each.name: each for each in progress.failures(message)}
    assert found["Finn Weber"].listed_email == "finn@example.org"
    assert found["Ada Lindqvist"].listed_email is None
    assert found["Finn Weber"].words == "There is no mailbox with this address."
    assert progress.progress(message).failed == 4
    assert not Letter.failed_for(cast.dora).any()


def test_two_rows_of_one_person_get_one_letter(all_out: AllOut, cast: Cast, smtp: SmtpServer) -> None:
    place = listed(cast, "Ada L.", email="ada.l@example.org")
    message = released(cast, pace=1)
    all_out()
    assert Rows(Recipient).where(Recipient.message_id == message.id).count() == 4
    absorb(cast.ada, place.person)
    assert Rows(Recipient).where(Recipient.message_id == message.id).count() == 3
    assert Rows(Recipient).where(Recipient.person_id == cast.ada.id, Recipient.written_at.is_not(None)).any()


def test_what_was_done_stands_in_the_audit_list_of_each(all_out: AllOut, cast: Cast) -> None:
    released(cast)
    all_out()
    assert [act.what for act in AuditAct.about(cast.ada)] == ["messaged"]
    assert [act.what for act in AuditAct.at(cast.event)] == ["messaged", "message_released"]
    assert AuditAct.about(cast.ada).first().by_id == cast.dora.id  # type: ignore[union-attr]


def test_a_batch_costs_the_same_statements_for_any_number(app: Flask, cast: Cast) -> None:
    from sqlalchemy import event

    from eventnet.db import reading
    from eventnet.organising.messages import writing

    def statements(number: int) -> int:
        seen: list[str] = []
        message = db.session.get_one(Message, message_id)
        listen = lambda _c, _cursor, statement, *_more: seen.append(statement)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        writing.AT_ONCE, before = number, writing.AT_ONCE
        batch = writing.next_batch(message)
        assert batch
        writing.queue(batch)
        writing.AT_ONCE = before
        event.remove(db.engine, "before_cursor_execute", listen)
        assert len(batch.letters) == number
        db.session.commit()
        return len(seen)

    crowd(cast, 60)
    message_id = released(cast, text="{people} {link}").id
    with reading(False):
        message = db.session.get_one(Message, message_id)
        sending.start(message)
        while reaching.gather(message):
            pass
        db.session.commit()
    statements(1)
    assert statements(3) == statements(40)
