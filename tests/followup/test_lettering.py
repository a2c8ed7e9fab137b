"""Short letters: what may go, when it arrives, and how its reader gets rid of them."""

from datetime import datetime, timedelta

import pytest

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import promising, sharing
from eventnet.exchange.models import Contact
from eventnet.exchange.touching import Touch
from eventnet.followup import lettering, requests
from eventnet.followup.lettering import Draft, PersonalLetter
from eventnet.followup.lettering.leaving import token_for, way_out
from eventnet.followup.models import QuietTime, Rest
from eventnet.mail import attachments
from eventnet.mail.attachments import Attachment
from eventnet.mail.outbox import Stranger
from eventnet.people.merging import absorb
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.followup.conftest import draft, kinds, letters, make_contact
from tests.followup.papers import pdf
from tests.smtp_server import SmtpServer, deliver

LINES = ["How you showed me the rig", "I see my thesis with other eyes", ""]


def write(cast: Cast, opener: str = "thanks", **more) -> PersonalLetter:
    letter = lettering.send(cast.ada, cast.ben, opener, LINES, **more)
    db.session.commit()
    return letter


def refusal(cast: Cast, opener: str = "thanks") -> str:
    with pytest.raises(Refused) as no:
        write(cast, opener)
    db.session.rollback()
    return no.value.code


def held(cast: Cast) -> Contact:
    found = Contact.held_by(cast.ada).where(Contact.subject_id == cast.ben.id).first()
    assert found is not None
    return found


def keep(cast: Cast, promise) -> PersonalLetter:
    letter = lettering.send_drafted(held(cast), cast.ada, Draft("promise", LINES, promise=promise))
    db.session.commit()
    return letter


@pytest.mark.parametrize("opener", [one.key for one in lettering.ALL])
def test_each_letter_reaches_its_reader_with_the_writer_s_address_for_the_answer(story: Cast, opener: str):
    write(story, opener)
    (posted,) = letters("letter", story.ben)
    assert posted.reply_address == "ada@example.org"
    assert "Ada Lindqvist" in posted.subject
    assert all(line in posted.text for line in LINES)
    assert "/l/" in posted.text


def test_a_letter_is_a_contact_in_the_writer_s_memory_alone(story: Cast):
    write(story)
    assert [touch.how for touch in Touch.of(story.ada)] == ["thanks"]
    assert not Touch.of(story.ben).any()


def test_only_who_holds_the_card_may_write(story: Cast):
    make_contact(story.eve, story.cleo, story)
    with pytest.raises(Refused, match="no-contact"):
        lettering.send(story.eve, story.ben, "thanks", LINES)


def test_nobody_writes_before_their_address_is_known_to_be_theirs(story: Cast):
    story.ada.email_confirmed_at = None
    assert refusal(story) == "unconfirmed"


def test_whoever_has_left_no_address_gets_no_letter(story: Cast):
    story.ben.email = story.ben.email_confirmed_at = None
    assert refusal(story) == "no-address"


@pytest.mark.parametrize("opener", ["thanks", "advice"])
def test_nothing_goes_to_somebody_who_said_never(story: Cast, opener: str):
    db.session.add(Rest(asker_id=story.ada.id, person_id=story.ben.id, until=None))
    assert refusal(story, opener) == "never"


def test_nothing_goes_through_a_block_and_it_looks_the_same(story: Cast):
    card = held(story)
    sharing.block(story.ben, story.ada)
    card.withdrawn_at = None
    db.session.commit()
    assert refusal(story) == "never"


def test_after_a_no_questions_rest_and_thanks_may_go(story: Cast):
    db.session.add(Rest(asker_id=story.ada.id, person_id=story.ben.id, until=now() + timedelta(days=90)))
    db.session.commit()
    assert refusal(story, "advice") == "resting"
    assert write(story).delivered_at


def test_an_empty_letter_is_none(story: Cast):
    with pytest.raises(Refused, match="empty"):
        lettering.send(story.ada, story.ben, "thanks", ["", "  ", ""])


def test_one_letter_a_day_unless_the_other_answers(story: Cast, travel):
    write(story)
    assert refusal(story, "how_did_it_go") == "today"
    travel.shift(timedelta(minutes=5))
    lettering.send(story.ben, story.ada, "thanks", LINES)
    db.session.commit()
    assert write(story, "how_did_it_go").delivered_at


def test_a_day_later_the_next_one_may_go(story: Cast, travel):
    write(story)
    travel.shift(timedelta(hours=24, seconds=1))
    assert write(story).delivered_at


def test_a_letter_to_one_holds_up_none_to_another(story: Cast):
    write(story)
    assert lettering.send(story.ada, story.cleo, "thanks", LINES).delivered_at


def test_a_promise_is_kept_also_on_a_day_with_another_letter_but_once(story: Cast):
    write(story)
    promise = promising.make(story.ada, story.ben, "mine", "My thesis")
    db.session.flush()
    assert keep(story, promise).delivered_at
    assert promise.kept_at
    with pytest.raises(Refused, match="kept"):
        keep(story, promise)


def test_three_letters_to_one_in_a_day_are_enough_whatever_they_keep(story: Cast):
    promises = [promising.make(story.ada, story.ben, "mine", f"Page {number}") for number in range(4)]
    db.session.flush()
    for promise in promises[:3]:
        keep(story, promise)
    with pytest.raises(Refused, match="talk"):
        keep(story, promises[3])


def test_thirty_letters_in_a_day_are_enough(story: Cast):
    for number in range(30):
        person = make_person(f"Guest{number} Adams")
        letter = PersonalLetter(sender_id=story.ada.id, recipient_id=person.id, opener="thanks", lines=LINES)
        letter.met_at, letter.how, letter.zone = "", "live", "UTC"
        db.session.add(letter)
    assert refusal(story) == "enough"


def test_the_same_page_sent_twice_is_one_letter(story: Cast):
    typed = Draft("thanks", LINES, once="0123456789ABCDEF")
    first = lettering.send_drafted(held(story), story.ada, typed)
    assert lettering.send_drafted(held(story), story.ada, typed).id == first.id
    assert len(letters("letter")) == 1


# What asks


def test_a_question_over_the_reader_s_pace_waits_and_arrives_at_its_turn(story: Cast, wait):
    story.ben.requests_a_week = 1
    make_contact(story.cleo, story.ben, story)
    requests.propose(story.cleo, story.ben, draft())
    letter = write(story, "advice")
    assert not letter.delivered_at
    assert letter.due_at == now() + timedelta(days=7)
    wait(days=6, hours=23)
    assert kinds(story.ben) == ["request", "request_reminder"]
    wait(hours=1, minutes=1)
    wait(minutes=1)
    assert kinds(story.ben).count("letter") == 1
    assert letter.delivered_at


def test_a_question_fills_the_week_for_requests_too(story: Cast):
    story.ben.requests_a_week = 1
    write(story, "advice")
    make_contact(story.cleo, story.ben, story)
    assert not requests.propose(story.cleo, story.ben, draft(datetime(2026, 12, 8, 10))).delivered_at  # noqa: DTZ001


def test_thanks_fill_nobody_s_week_and_wait_for_nothing(story: Cast):
    story.ben.requests_a_week = 1
    today = now().date()
    db.session.add(QuietTime(person_id=story.ben.id, from_on=today, until_on=today))
    make_contact(story.cleo, story.ben, story)
    assert write(story).delivered_at
    assert requests.propose(story.cleo, story.ben, draft()).due_at < now() + timedelta(days=1)


def test_quiet_days_hold_a_question(story: Cast):
    today = now().date()
    db.session.add(QuietTime(person_id=story.ben.id, from_on=today, until_on=today))
    assert write(story, "advice").due_at.astimezone(story.event.tz).strftime("%a %H:%M") == "Fri 08:00"


def test_one_question_at_a_time_and_two_weeks_for_the_answer(story: Cast, travel):
    write(story, "advice")
    travel.shift(timedelta(days=13))
    assert refusal(story, "advice") == "asked"
    travel.shift(timedelta(days=2))
    assert write(story, "advice").delivered_at


@pytest.mark.parametrize("change", ["never", "blocked", "none", "no", "taken back"])
def test_a_question_that_may_not_go_any_more_closes_and_its_writer_is_told_the_same(story: Cast, wait, change: str):
    today = now().date()
    db.session.add(QuietTime(person_id=story.ben.id, from_on=today, until_on=today))
    letter = write(story, "advice")
    if change == "blocked":
        sharing.block(story.ben, story.ada)
    elif change == "none":
        story.ben.requests_a_week = 0
    elif change == "taken back":
        sharing.withdraw(held(story))
    else:
        until = None if change == "never" else now() + timedelta(days=90)
        db.session.add(Rest(asker_id=story.ada.id, person_id=story.ben.id, until=until))
    wait(days=2)
    wait(minutes=1)
    assert letter.closed_at
    assert kinds(story.ben) == []
    (told,) = letters("letter_not_sent", story.ada)
    assert "takes no questions at the moment" in " ".join(told.text.split())


def test_a_letter_that_waits_can_be_taken_back_and_one_that_is_out_cannot(story: Cast, wait):
    today = now().date()
    db.session.add(QuietTime(person_id=story.ben.id, from_on=today, until_on=today))
    letter = write(story, "advice")
    lettering.take_back(letter)
    wait(days=2)
    assert kinds() == []
    sent = write(story)
    with pytest.raises(Refused, match="gone"):
        lettering.take_back(sent)


# The way out


def test_the_way_out_ends_letters_and_requests_of_this_one_writer(story: Cast):
    way = way_out(token_for(story.ada, story.ben))
    assert way
    way.leave()
    db.session.commit()
    assert refusal(story) == "never"
    with pytest.raises(Refused, match="never"):
        requests.propose(story.ada, story.ben, draft())
    make_contact(story.cleo, story.ben, story)
    assert lettering.send(story.cleo, story.ben, "thanks", LINES).delivered_at
    way.come_back()
    assert write(story).delivered_at


def test_the_way_out_makes_a_rest_one_for_good(story: Cast):
    db.session.add(Rest(asker_id=story.ada.id, person_id=story.ben.id, until=now()))
    way = way_out(token_for(story.ada, story.ben))
    assert way
    way.leave()
    assert way.has_left


def test_a_way_out_cannot_be_made_up(story: Cast):
    token = token_for(story.ada, story.ben)
    assert way_out(token[:-4] + "AAAA") is None
    assert way_out("x") is None


# Files


def test_the_file_goes_along_and_is_wiped_when_the_letter_is_out(story: Cast, app, smtp: SmtpServer):
    file = attachments.keep(story.ada, "Räder.pdf", "application/pdf", pdf())
    write(story, "promise", attachment=file)
    deliver(app)
    (part,) = [part for part in smtp.last().walk() if part.get_content_type() == "application/pdf"]
    assert part.get_filename() == "Räder.pdf"
    assert part.get_content() == pdf()
    assert not Rows(Attachment).any()
    assert Rows(PersonalLetter).first().file_name == "Räder.pdf"


def test_the_file_of_a_letter_that_never_arrives_is_wiped(story: Cast, app, smtp: SmtpServer):
    file = attachments.keep(story.ada, "a.pdf", "application/pdf", pdf())
    write(story, "promise", attachment=file)
    story.ben.email = None
    letters("letter")[0].to_address = "nobody at all"
    db.session.commit()
    deliver(app)
    assert letters("letter")[0].failed_at
    assert not Rows(Attachment).any()


def test_what_nobody_sent_is_wiped_after_two_days_and_what_still_waits_is_not(story: Cast, wait):
    attachments.keep(story.ada, "left.pdf", "application/pdf", b"%PDF")
    sent = attachments.keep(story.ada, "sent.pdf", "application/pdf", pdf())
    wait(days=1, hours=12)
    write(story, "promise", attachment=sent)
    wait(hours=13)
    assert [one.name for one in Rows(Attachment)] == ["sent.pdf"]


def test_of_many_uploads_the_latest_three_stay(story: Cast):
    for number in range(5):
        attachments.keep(story.ada, f"{number}.pdf", "application/pdf", b"%PDF")
    attachments.keep(story.ben, "ben.pdf", "application/pdf", b"%PDF")
    assert [one.name for one in Attachment.drafts_of(story.ada)] == ["4.pdf", "3.pdf", "2.pdf"]
    assert not Attachment.drafts_of(Stranger("x@example.org", "en")).any()


def test_two_rows_that_become_one_person_keep_their_letters(story: Cast):
    twin = make_person("Ada2 Lindqvist")
    for other in (story.ben, story.ada):
        make_contact(twin, other, story)
    kept = lettering.send(twin, story.ben, "thanks", LINES)
    lettering.send(twin, story.ada, "thanks", LINES)
    db.session.commit()
    absorb(story.ada, twin)
    db.session.commit()
    assert [letter.id for letter in PersonalLetter.written_by(story.ada)] == [kept.id]


def test_a_letter_goes_with_either_of_the_two(story: Cast):
    write(story)
    db.session.delete(story.ben)
    db.session.commit()
    assert not Rows(PersonalLetter).any()


# What others promised


@pytest.mark.parametrize(
    ("due_in", "days", "is_there"), [(3, 2, False), (3, 3, True), (None, 13, False), (None, 14, True)]
)
def test_what_they_promised_is_reminded_when_its_day_has_come(story: Cast, travel, due_in, days, is_there):
    due_on = now().date() + timedelta(days=due_in) if due_in else None
    promising.make(story.ada, story.ben, "theirs", "His data", due_on)
    db.session.commit()
    travel.shift(timedelta(days=days, minutes=1))
    assert bool(promising.awaited(story.ada)) is is_there
    assert promising.awaited(story.ben) == []
    assert kinds(story.ben) == []
