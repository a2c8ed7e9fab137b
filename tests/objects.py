"""One of everything, and whose it is: what the authorisation matrix and the page walk knock at."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from werkzeug.routing import Rule

from eventnet.care.favours import noting
from eventnet.care.favours.models import Favour
from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.directory import listing
from eventnet.directory.models import Entry
from eventnet.events.joining import add_attendee
from eventnet.events.models import Membership, Question
from eventnet.exchange import asking, sharing
from eventnet.exchange.models import Block, CardRequest, Contact, Encounter, Note, Promise
from eventnet.exchange.scanning import record_scan
from eventnet.exchange.touching import Touch, touch
from eventnet.followup import answers, lettering, requests, wishes
from eventnet.followup.afterwards.models import Again
from eventnet.followup.evening.models import Choice, Evening
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.followup.lettering import PersonalLetter
from eventnet.followup.lettering.leaving import token_for as no_more_letters
from eventnet.followup.models import LIFE, Guest, Meeting, MeetingRequest, QuietTime
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words, post
from eventnet.organising.badges import runs
from eventnet.organising.badges.files import BadgeFile
from eventnet.organising.jobs import start
from eventnet.organising.messages import sending
from eventnet.organising.messages.leaving import token_for
from eventnet.organising.messages.models import Message
from eventnet.organising.models import ImportDraft
from eventnet.organising.moderation import reporting
from eventnet.organising.records.models import ImportRecord
from eventnet.organising.team.models import TeamInvitation
from eventnet.people.models import Person, Photo
from eventnet.people.signin import start_device
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person

INVITATION = "invitation-" + "x" * 32
TEAM_SECRET = "team-" + "x" * 38


@dataclass
class World:
    """Ada has met everybody: Ben and she are contacts, Cleo's request waits for her, Gus is blocked by her."""

    cast: Cast
    codes: dict[str, str] = field(default_factory=dict)

    def path(self, rule: Rule) -> str:
        """The rule with Ada's objects and Dora's event in it."""
        values = {"slug": self.cast.event.slug, "build": "x", "opener": "promise", "name": "css/eventnet.css"}
        kind = OBJECTS.get(rule.endpoint)
        own = (
            {name: self.codes[kind] for name in rule.arguments - {"slug", "opener"}}
            if kind and kind in self.codes
            else {}
        )
        built = rule.build(values | own, append_unknown=False)
        assert built is not None, f"{rule.rule} needs an object"
        return built[1]


# The object of each rule with a code in it; what is public is here too, so that nothing is forgotten.
OBJECTS = {
    "web.asset": "asset",
    "people.end_device": "device",
    "people.sign_in_by_link": "secret",
    "people.use_link": "secret",
    "events.claim": "invitation",
    "events.take_place": "invitation",
    "exchange.asker": "card_request",
    "exchange.give_back": "card_request",
    "exchange.leave_request": "card_request",
    "exchange.badge_page": "badge",
    "exchange.live_page": "badge",
    "exchange.block": "contact",
    "exchange.contact": "contact",
    "exchange.contact_photo": "contact",
    "exchange.contact_vcard": "contact",
    "exchange.give_mine": "contact",
    "exchange.make_promise": "contact",
    "exchange.keep_promise": "promise",
    "exchange.reopen_promise": "promise",
    "exchange.remove_promise": "promise",
    "exchange.write_note": "contact",
    "care.favours": "contact",
    "care.note_favour": "contact",
    "care.thank_favour": "favour",
    "care.unthank_favour": "favour",
    "care.remove_favour": "favour",
    "care.history": "contact",
    "exchange.withdraw": "given",
    "exchange.unblock": "block",
    "exchange.scan": "scan",
    "exchange.shell": "shell",
    "exchange.note_scan": "scan",
    "directory.person": "entry",
    "directory.no_thanks": "entry",
    "organising.report_entry": "entry",
    "followup.new_request": "contact",
    "followup.request": "request",
    "followup.create_withdrawal": "request",
    "followup.answer": "request",
    "followup.create_acceptance": "request",
    "followup.create_call": "request",
    "followup.create_later": "request",
    "followup.create_never": "request",
    "followup.create_other_times": "request",
    "followup.create_refusal": "request",
    "followup.feed_file": "secret",
    "followup.open_answer": "secret",
    "followup.meeting": "meeting",
    "followup.follow_hint": "meeting",
    "followup.settle_hint": "meeting",
    "followup.calendar_file": "meeting",
    "followup.new_guest": "meeting",
    "followup.leave_meeting": "meeting",
    "followup.say_to_guest": "suggested_guest",
    "followup.withdraw_guest": "suggested_guest",
    "followup.open_guest": "secret",
    "followup.guest": "guest",
    "followup.guest_calendar": "guest",
    "followup.answer_as_guest": "guest",
    "followup.leave_as_guest": "guest",
    "followup.say_as_guest": "guest",
    "followup.thank_as_guest": "guest",
    "followup.new_introduction": "contact",
    "followup.introduction": "introduction",
    "followup.withdraw_introduction": "introduction",
    "followup.open_introduction": "secret",
    "followup.introduced": "side",
    "followup.answer_introduction": "side",
    "followup.create_cancellation": "meeting",
    "followup.create_change": "meeting",
    "followup.create_way": "meeting",
    "followup.create_outcome": "meeting",
    "followup.create_thanks": "meeting",
    "followup.create_meeting_promise": "meeting",
    "followup.create_again": "meeting",
    "followup.put_off_again": "again",
    "followup.remove_again": "again",
    "followup.create_dismissal": "letter",
    "followup.remove_quiet_time": "quiet_time",
    "followup.occasions": "contact",
    "followup.new_letter": "contact",
    "followup.letter": "personal_letter",
    "followup.take_back_letter": "personal_letter",
    "followup.no_more_letters": "no_more_letters",
    "followup.end_writing": "no_more_letters",
    "followup.allow_writing": "no_more_letters",
    "followup.letters_off": "letters_off",
    "followup.open_evening": "secret",
    "followup.evening": "evening",
    "followup.create_choice": "evening",
    "followup.create_step": "contact",
    "followup.step": "step",
    "followup.move_step": "step",
    "followup.finish_step": "step",
    "followup.rest_step": "step",
    "followup.end_letters": "letters_off",
    "followup.come_back_to_letters": "letters_off",
    "care.ways": "contact",
    "care.use_way": "contact",
    "care.set_rhythm": "contact",
    "care.put_off": "contact",
    "care.note_talk": "contact",
    "care.remove_touch": "touch",
    "organising.job": "job",
    "organising.job_state": "job",
    "organising.preview": "import",
    "organising.choose_columns": "import",
    "organising.read_import": "import",
    "organising.import_report": "import_record",
    "organising.export_import_report": "import_record",
    "organising.undo_import": "import_record",
    "organising.confirm_import": "import",
    "organising.drop_import": "import",
    "organising.invite": "attendee",
    "organising.double": "attendee",
    "organising.merge": "attendee",
    "organising.pretix_calls": "secret",
    "organising.print_badge": "attendee",
    "organising.badge_files": "badge_job",
    "organising.badge_file": "badge_job",
    "organising.message": "message",
    "organising.edit_message": "message",
    "organising.message_letter": "message",
    "organising.try_message": "message",
    "organising.release_message": "message",
    "organising.call_off_message": "message",
    "organising.remove_message": "message",
    "organising.leave_messages": "way_out",
    "organising.leave_by_post": "way_out",
    "organising.come_back_to_messages": "way_out",
    "organising.arrive": "attendee",
    "organising.question": "question",
    "organising.move_question": "question",
    "organising.remove_question": "question",
    "organising.take_back_arrival": "attendee",
    "organising.team_invitation": "team_secret",
    "organising.pause": "attendee",
    "organising.unpause": "attendee",
    "organising.dismiss_report": "report",
    "organising.report_contact": "contact",
    "organising.report_holder": "given",
    "organising.accept_team_invitation": "team_secret",
    "organising.send_team_invitation": "team_invitation",
    "organising.withdraw_team_invitation": "team_invitation",
    "organising.change_role": "member",
    "organising.remove_member": "member",
}


def furnish(cast: Cast) -> World:
    ada, ben, cleo = cast.ada, cast.ben, cast.cleo
    gus = make_person("Gus Weber", headline="Sales", organisation="Elsewhere Ltd")
    add_attendee(cast.event, gus).claimed_at = NOW
    _exchange(cast)
    asking.ask_back(cleo, ada, cast.event)
    sharing.give(cleo, ada, cast.event, "badge")
    sharing.block(ada, gus)
    scan_id = str(uuid.uuid4())
    record_scan(ada, scan_id, cast.at(ben).badge, now())
    request = _meeting(ada, ben)
    world = World(cast, _codes(cast, gus) | {"scan": scan_id, "request": request.code})
    assert request.meeting is not None
    world.codes["meeting"] = request.meeting.code
    world.codes |= _introductions(cast, gus) | _company(cast, gus, request.meeting)
    db.session.commit()
    return world


def _exchange(cast: Cast) -> None:
    ada, ben = cast.ada, cast.ben
    for person in (ada, ben):
        person.photo = Photo(webp=b"webp", jpeg=b"jpeg")
    sharing.give(ada, ben, cast.event, "live")
    sharing.give(ben, ada, cast.event, "live")
    first, second = sorted((ada.id, ben.id))
    db.session.add(Encounter(event_id=cast.event.id, first_id=first, second_id=second, how="live"))
    db.session.add(Note(owner_id=ada.id, subject_id=ben.id, text="Test rigs for wheel bearings", tags=["rail"]))
    db.session.add(Promise(owner_id=ada.id, subject_id=ben.id, direction="mine", text="Send my thesis on bearings"))
    noting.note(ada, ben, "received", "Read my thesis on bearings", date(2026, 11, 20))
    db.session.flush()


def _meeting(ada: Person, ben: Person) -> MeetingRequest:
    walls = tuple(datetime(2026, 12, day, 10, 30) for day in (2, 3, 4))  # noqa: DTZ001 - wall times
    draft = requests.Draft(
        ask="May I see your test rigs?", offer="A fresh look", place="Railworks, gate 2", walls=walls
    )
    request = requests.propose(ada, ben, draft)
    answers.accept(request.slots[0], ben)
    db.session.flush()
    return request


def _introductions(cast: Cast, gus: Person) -> dict[str, str]:
    """Ada has introduced Ben and Cleo; Gus thinks that she should meet a friend of his."""
    guest, ends = make_person("Ida Blum"), now() + LIFE
    mine = [Side(person=each, due_at=now(), asked_at=now()) for each in (cast.ben, cast.cleo)]
    theirs = [Side(person=each, due_at=now(), asked_at=now()) for each in (cast.ada, guest)]
    made = Introduction(
        introducer=cast.ada, first_id=cast.ben.id, second_id=cast.cleo.id, event=cast.event, words="Rails!", sides=mine
    )
    got = Introduction(
        introducer=gus,
        first_id=cast.ada.id,
        second_id=guest.id,
        event=cast.event,
        words="Both of you sail.",
        sides=theirs,
    )
    made.expires_at = got.expires_at = ends
    db.session.add_all([made, got])
    db.session.flush()
    return {"introduction": made.code, "side": theirs[0].code}


def _company(cast: Cast, gus: Person, meeting: Meeting) -> dict[str, str]:
    """Ben would like to bring somebody along to Ada's meeting; Gus and a friend have asked Ada along to theirs."""
    jon, kim = make_person("Jon Falk"), make_person("Kim Roth")
    sharing.give(kim, gus, cast.event, "live")
    walls = (datetime(2026, 12, 8, 10, 30),)  # noqa: DTZ001 - wall time
    theirs = requests.propose(gus, kim, requests.Draft(ask="Lunch?", place="Mensa", walls=walls))
    answers.accept(theirs.slots[0], kim)
    db.session.flush()
    assert theirs.meeting is not None
    suggested = Guest(person=jon, brought_by=cast.ben, words="Jon builds sensors.", due_at=now() + LIFE)
    coming = Guest(person=cast.ada, brought_by=gus, words="Join us.", asked_at=now(), answer="yes", answered_at=now())
    meeting.guests.append(suggested)
    theirs.meeting.guests.append(coming)
    db.session.flush()
    return {"suggested_guest": suggested.code, "guest": coming.code}


def _codes(cast: Cast, gus: Person) -> dict[str, str]:
    ada, attendee = cast.ada, cast.at(cast.ben)
    attendee.invitation = fingerprint(INVITATION, "invitation")
    db.session.add(Again(owner_id=ada.id, subject_id=cast.ben.id, due_on=NOW.date()))
    db.session.add(QuietTime(person_id=ada.id, from_on=date(2026, 12, 20), until_on=date(2027, 1, 3)))
    db.session.add(
        TeamInvitation(
            organiser_id=cast.event.organiser_id, event=cast.event, email="ida@example.org", role="staff",
            language="en", fingerprint=fingerprint(TEAM_SECRET, "team invitation"),
        )
    )  # fmt: skip
    letter = post("request", cast.ben, "a letter that failed", Words("Hello", ["Hello"]), by=ada)
    assert letter is not None
    letter.failed_at = NOW
    db.session.flush()
    return {
        "question": _question(cast).code,
        "device": start_device(ada, "Ada's phone").device.code,
        "secret": new_secret(),
        "invitation": INVITATION,
        "badge": attendee.badge,
        "shell": "kept",
        "contact": _only(Contact.held_by(ada).where(Contact.subject_id == cast.ben.id)),
        "given": _only(Contact.given_by(ada).where(Contact.owner_id == cast.ben.id)),
        "promise": _only(Promise.of(ada)),
        "favour": _only(Favour.of(ada)),
        "card_request": _only(CardRequest.waiting_for(ada)),
        "block": _only(Block.by(ada).where(Block.blocked_id == gus.id)),
        "quiet_time": _only(QuietTime.of(ada)),
        "personal_letter": _question_that_waits(cast).code,
        "no_more_letters": no_more_letters(cast.cleo, ada),
        "again": _only(Again.of(ada)),
        "import": _draft(cast).code,
        "import_record": _record(cast),
        "job": start(cast.event, cast.dora, "nothing to do", {}).code,
        "badge_job": _badge_job(cast),
        "attendee": attendee.code,
        "letter": _only(Letter.failed_for(ada)),
        "member": member(cast, "helper").code,
        "team_secret": TEAM_SECRET,
        "report": reporting.report(cast.event, cast.cleo, gus, "He shouts at people.").code,
        "team_invitation": _only(TeamInvitation.of(cast.event.organiser)),
        "message": _message(cast).code,
        **_evening(cast),
        "letters_off": wishes.off_address(ada, "evening").rpartition("/")[2],
        "way_out": token_for(cast.event.organiser.code, "ada@example.org"),
        "entry": _listed(cast),
        "touch": _touch(cast),
    }


def _question_that_waits(cast: Cast) -> PersonalLetter:
    letter = lettering.send(cast.ada, cast.ben, "advice", ["Bearings", "Which rig shakes hardest?", "I tried two."])
    letter.delivered_at, letter.due_at = None, NOW + timedelta(days=3)
    db.session.flush()
    return letter


def _evening(cast: Cast) -> dict[str, str]:
    """Ada has met Ben, and wants to meet him again."""
    evening = Evening(person_id=cast.ada.id, event_id=cast.event.id, on=cast.event.starts_wall.date())
    choice = Choice(owner_id=cast.ada.id, subject_id=cast.ben.id, on=date(2026, 11, 27))
    db.session.add_all([evening, choice])
    db.session.flush()
    return {"evening": evening.code, "step": choice.code}


def _touch(cast: Cast) -> str:
    touch(cast.ada.id, cast.ben.id, "talked")
    db.session.flush()
    return _only(Touch.of(cast.ada))


def _listed(cast: Cast) -> str:
    """Somebody whom Ada has not met lets others find her, and each could help the other."""
    hana = make_person("Hana Ito", headline="Signals", organisation="Railworks", offers=["A look at your thesis"])
    hana.needs, cast.ada.offers, cast.ada.needs = ["Help with Python"], ["Python for beginners"], ["A thesis on rails"]
    place = add_attendee(cast.event, hana, role="exhibitor")
    place.claimed_at = NOW
    listing.let_find(place)
    db.session.flush()
    return _only(Entry.of(place))


def member(cast: Cast, role: str) -> Person:
    """Somebody else in Dora's team."""
    person = make_person(f"{role}{Rows(Membership).count()} Vogt")
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=person.id, role=role))
    db.session.flush()
    return person


def _record(cast: Cast) -> str:
    record = ImportRecord.keep(cast.event, cast.dora, "list.csv", [])
    record.begun_at = NOW
    db.session.flush()
    return record.code


def _draft(cast: Cast) -> ImportDraft:
    draft = ImportDraft.keep(cast.event, cast.dora, "list.csv", "Name,E-mail\nFay Young,fay@example.org\n")
    db.session.flush()
    return draft


def _message(cast: Cast) -> Message:
    message = sending.begin(cast.event, cast.dora, 120)
    message.words = {"en": {"subject": "{event} starts tomorrow", "text": "It begins {starts}.\n\n{link}"}}
    db.session.add(message)
    db.session.flush()
    return message


def _question(cast: Cast) -> Question:
    choices = [{"key": "c1", "en": "Rail", "de": "Bahn"}, {"key": "c2", "en": "Wind", "de": "Windkraft"}]
    words = {"en": "Track", "de": "Themenstrang"}
    question = Question(position=1, kind="one", label=words, choices=choices, on_badge=True, in_directory=True)
    cast.event.asks.append(question)
    db.session.flush()
    return question


def _badge_job(cast: Cast) -> str:
    job = start(cast.event, cast.dora, runs.KIND, {})
    job.finished_at = now()
    BadgeFile.keep(job.id, 1, 1, 1, b"%PDF-1.7")
    db.session.flush()
    return job.code


def _only(rows: Rows[Any]) -> str:
    row = rows.first()
    assert row is not None
    return str(row.code)
