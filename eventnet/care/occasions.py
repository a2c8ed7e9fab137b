"""Birthdays and new jobs of people whose card the owner holds, if they put them there."""

from datetime import date, timedelta

from msgspec import Struct
from sqlalchemy import exists, or_
from sqlalchemy.orm import lazyload

from eventnet.care.rhythm.due import wants_peace
from eventnet.care.rhythm.last import last_contacts
from eventnet.care.rhythm.models import Rhythm
from eventnet.clock import now
from eventnet.exchange.models import Contact
from eventnet.exchange.touching import WAYS
from eventnet.people.models import Person
from eventnet.people.occasions import days_around

BACK, AHEAD = 3, 6  # days around a birthday on which it is thought of
NEWS_DAYS = 20  # so long a new job is worth a line
MOST = 20  # to look at; three are shown


class Occasion(Struct, frozen=True):
    contact: Contact
    kind: str  # birthday or job
    on: date


def occasions(owner: Person, today: date) -> list[Occasion]:
    """The next first. Who has written or called around that day has done it."""
    found = [each for contact in _candidates(owner, today) for each in _of(contact, today)]
    last = last_contacts(owner, {each.contact.subject_id for each in found}) if found else {}
    done = {key for key, each in last.items() if each.how in WAYS and each.at.date() >= today - timedelta(days=AHEAD)}
    return sorted((each for each in found if each.contact.subject_id not in done), key=lambda each: each.on)


def occasion_of(contact: Contact, today: date) -> Occasion | None:
    return next(iter(_of(contact, today)), None)


def _of(contact: Contact, today: date) -> list[Occasion]:
    subject = contact.subject
    given = set(contact.fields) & set(subject.shared)
    found = []
    birthday = days_around(today, BACK, AHEAD).get(subject.birthday or "")
    if birthday and "birthday" in given:
        found.append(Occasion(contact, "birthday", birthday))
    if subject.job_since and subject.job_told_at and "job" in given:
        known_on = max(subject.job_since, subject.job_told_at.date())
        if today - timedelta(days=NEWS_DAYS) <= known_on <= today:
            found.append(Occasion(contact, "job", known_on))
    return found


def _candidates(owner: Person, today: date) -> list[Contact]:
    """Those whom one never wants to be reminded of are left out."""
    since = now() - timedelta(days=NEWS_DAYS + 1)
    is_near = Person.birthday.in_(list(days_around(today, BACK, AHEAD)))
    has_news = or_(Person.job_told_at > since, Person.job_since > since.date())
    never = exists().where(
        Rhythm.owner_id == owner.id, Rhythm.subject_id == Contact.subject_id, Rhythm.every == "never"
    )
    held = Contact.held_by(owner).join(Person, Person.id == Contact.subject_id).where(~never, ~wants_peace(owner))
    held = held.where(or_(is_near, has_news))
    return held.options(lazyload(Contact.subject, Person.links)).limit(MOST).all()
