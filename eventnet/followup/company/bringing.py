"""Asking somebody to come along: the other one hears of it first, and may say "rather not" before anybody is asked."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Block, Contact
from eventnet.followup import pacing
from eventnet.followup.company import MOST_GUESTS, has_left, mail
from eventnet.followup.holding import hold
from eventnet.followup.models import Guest, Meeting, Rest
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web.filters import when

A_DAY = timedelta(days=1)  # for the other one, to say so
AHEAD = timedelta(hours=12)  # for the guest, to answer


def bring(meeting: Meeting, host: Person, contact: Contact, words: str) -> Guest:
    """Silence of the other one is a yes after a day; their word comes sooner."""
    hold_meeting(meeting)
    due_at = check(meeting, host, contact)
    guest = Guest(person=contact.subject, brought_by=host, words=words)
    is_welcome = not is_apart(meeting, contact.subject)
    guest.due_at = due_at if is_welcome else None
    meeting.guests.append(guest)
    db.session.flush()
    if is_welcome:
        mail.suggested(guest, meeting.request.other(host))
    return guest


def check(meeting: Meeting, host: Person, contact: Contact) -> datetime:
    """When they would be asked; refuses in words, on the page and at the verb."""
    person = contact.subject
    if not is_ahead(meeting) or host not in meeting.people or has_left(meeting, host):
        raise Refused("begun", _("This can be changed until the meeting begins."))
    check_room(meeting)
    if any(each.id == person.id for each in meeting.people) or _was_asked(meeting, person):
        raise Refused("known", _("%(name)s has been thought of already.", name=person.name))
    pacing.refuse_never(host, person)
    pacing.refuse_resting(host, person)
    due_at = max(now() + A_DAY, pacing.turn_of(person, meeting.tz))
    if due_at > meeting.starts_at - AHEAD:
        raise Refused(
            "too-late",
            _(
                "%(name)s could be asked on %(when)s at the earliest. That is too near to the meeting.",
                name=person.name,
                when=when(due_at, meeting.tz),
            ),
        )
    return due_at


def check_room(meeting: Meeting) -> None:
    if sum(guest.takes_place for guest in meeting.guests) >= MOST_GUESTS:
        raise Refused("five", _("Five people are a good round; more do not talk to each other."))


def _was_asked(meeting: Meeting, person: Person) -> bool:
    return any(guest.person_id == person.id for guest in meeting.guests)


def say_gladly(guest: Guest, by: Person) -> None:
    """The other one says so, and the guest is asked as soon as their own pace allows."""
    _check_open(guest, by)
    if guest.due_at and guest.person.requests_a_week:
        guest.due_at = min(guest.due_at, pacing.turn_again(guest.person, guest.meeting.tz))
    guest.agreed_at = now()


def say_rather_not(guest: Guest, by: Person) -> None:
    """Nobody is asked; the host is told, the guest never hears of it."""
    _check_open(guest, by)
    guest.refused_at, guest.due_at = now(), None
    mail.rather_not(guest, by)


def take_back(guest: Guest, by: Person) -> None:
    """As long as nobody was asked."""
    hold_meeting(guest.meeting)
    if guest.brought_by_id != by.id or guest.asked_at:
        raise Refused("asked", _("%(name)s has been asked already.", name=guest.person.name))
    guest.meeting.guests.remove(guest)


def hold_meeting(meeting: Meeting) -> None:
    hold(meeting.request)
    db.session.refresh(meeting)


def _check_open(guest: Guest, by: Person) -> None:
    hold_meeting(guest.meeting)
    is_the_other = by in guest.meeting.people and guest.brought_by_id != by.id
    if not is_the_other or guest.asked_at or guest.refused_at or not is_ahead(guest.meeting):
        raise Refused("answered", _("This has been settled meanwhile. Nothing was changed."))


def is_ahead(meeting: Meeting) -> bool:
    return meeting.is_on and not meeting.has_begun


def is_apart(meeting: Meeting, person: Person) -> bool:
    """Somebody of the meeting and the guest do not want each other; nobody is told which."""
    return any(
        Block.stands_between(each, person)
        or Rest.between(each, person).where(Rest.until.is_(None)).any()
        or Rest.between(person, each).where(Rest.until.is_(None)).any()
        for each in meeting.coming
    )
