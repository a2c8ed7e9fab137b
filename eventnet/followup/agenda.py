"""What is mine to do, in order. Few queries, however much there is."""

from datetime import timedelta

from msgspec import Struct
from msgspec.structs import astuple
from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased, contains_eager, joinedload, lazyload

from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.exchange.models import Block, Contact
from eventnet.exchange.promising import Owed, awaited, owed
from eventnet.followup.afterwards import Due, due
from eventnet.followup.company import asking as company
from eventnet.followup.evening import choosing
from eventnet.followup.evening.choosing import Step
from eventnet.followup.evening.models import Evening
from eventnet.followup.hinting import Hint, hints_of
from eventnet.followup.introducing import reading as introductions
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.models import Guest, Meeting, MeetingRequest, Rest
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.rows import Rows

LOOKING_BACK = timedelta(days=30)
SUGGESTIONS = 5


class Agenda(Struct, frozen=True):
    promised: list[Owed]
    to_answer: list[MeetingRequest]
    to_meet: list[Side]
    to_come: list[Guest]
    to_choose: list[MeetingRequest]
    hints: list[Hint]
    to_say: list[Meeting]
    to_thank: list[Meeting]
    failed: list[Letter]
    evenings: list[Evening]
    steps: list[Step]
    again: list[Due]
    to_ask_again: list[Contact]
    to_ask: list[Contact]
    awaited: list[Owed]
    letters: list[PersonalLetter]
    waiting: list[MeetingRequest]
    introductions: list[Introduction]
    coming: list[Meeting]

    @property
    def is_empty(self) -> bool:
        return not any(astuple(self))


def agenda(person: Person) -> Agenda:
    requests, meetings = _open_requests(person), _meetings(person)
    over = [meeting for meeting in meetings if meeting.is_over]
    mine = [request for request in requests if request.sender_id == person.id]
    theirs = [request for request in requests if request.sender_id != person.id]
    return Agenda(
        promised=owed(person),
        to_answer=[request for request in theirs if request.answer is None or request.countered_at],
        to_meet=introductions.open_for(person),
        to_come=company.open_for(person),
        to_choose=[request for request in mine if request.answer and not request.countered_at],
        hints=hints_of(meetings, person),
        to_say=[meeting for meeting in over if not meeting.said_by(person)],
        to_thank=[meeting for meeting in over if meeting.said_by(person) and meeting.may_be_thanked_by(person)],
        failed=Letter.failed_for(person).all(),
        evenings=choosing.open_evenings(person),
        steps=choosing.steps(person),
        again=due(person),
        to_ask_again=_people(person).where(_came_back(person)).all(),
        to_ask=_people(person).where(~_between(person), ~choosing.decided()).limit(SUGGESTIONS).all(),
        awaited=awaited(person),
        letters=_waiting_letters(person),
        waiting=[request for request in mine if request.answer is None or request.countered_at]
        + [request for request in theirs if request.answer and not request.countered_at],
        introductions=introductions.open_by(person),
        coming=[meeting for meeting in meetings if not meeting.is_over],
    )


def _open_requests(person: Person) -> list[MeetingRequest]:
    unanswered = or_(MeetingRequest.answer.is_(None), MeetingRequest.answer == "other_times")
    found = MeetingRequest.seen_by(person).where(MeetingRequest.closed_at.is_(None), unanswered)
    return found.options(
        joinedload(MeetingRequest.sender).lazyload(Person.links),
        joinedload(MeetingRequest.recipient).lazyload(Person.links),
    ).all()


def _meetings(person: Person) -> list[Meeting]:
    """Those to come, and those that are over and not yet forgotten."""
    found = Meeting.of(person).where(Meeting.cancelled_at.is_(None), Meeting.starts_at > now() - LOOKING_BACK)
    request = contains_eager(Meeting.request)
    return found.options(
        request.lazyload(MeetingRequest.slots),
        request.joinedload(MeetingRequest.sender).lazyload(Person.links),
        request.joinedload(MeetingRequest.recipient).lazyload(Person.links),
        joinedload(Meeting.outcomes),
        joinedload(Meeting.thanks),
    ).all()


def _waiting_letters(person: Person) -> list[PersonalLetter]:
    found = PersonalLetter.waiting().where(PersonalLetter.sender_id == person.id)
    return found.options(
        lazyload(PersonalLetter.sender), joinedload(PersonalLetter.recipient).lazyload(Person.links)
    ).all()


def _people(person: Person) -> Rows[Contact]:
    """Of events that have begun, the newest first, unless one of the two wants to be left in peace."""
    found = Contact.held_by(person).join(Event, Event.id == Contact.event_id).where(Event.starts_at <= now())
    return found.where(~_resting(person), ~_blocked(person)).options(lazyload(Contact.subject, Person.links))


def _between(person: Person) -> ColumnElement[bool]:
    asked = and_(MeetingRequest.sender_id == person.id, MeetingRequest.recipient_id == Contact.subject_id)
    was_asked = and_(
        MeetingRequest.sender_id == Contact.subject_id,
        MeetingRequest.recipient_id == person.id,
        MeetingRequest.delivered_at.is_not(None),
    )
    return exists().where(or_(asked, was_asked))


def _came_back(person: Person) -> ColumnElement[bool]:
    """The day that they named has come, not long ago, and nothing was asked since."""
    newer = aliased(MeetingRequest)
    again = exists().where(
        newer.sender_id == person.id,
        newer.recipient_id == Contact.subject_id,
        newer.sent_at > MeetingRequest.sent_at,
    )
    return exists().where(
        MeetingRequest.sender_id == person.id,
        MeetingRequest.recipient_id == Contact.subject_id,
        MeetingRequest.told_to_ask_at > now() - LOOKING_BACK,
        ~again,
    )


def _resting(person: Person) -> ColumnElement[bool]:
    return exists().where(
        Rest.asker_id == person.id,
        Rest.person_id == Contact.subject_id,
        or_(Rest.until.is_(None), Rest.until > now()),
    )


def _blocked(person: Person) -> ColumnElement[bool]:
    return exists().where(
        or_(
            and_(Block.blocker_id == person.id, Block.blocked_id == Contact.subject_id),
            and_(Block.blocker_id == Contact.subject_id, Block.blocked_id == person.id),
        )
    )
