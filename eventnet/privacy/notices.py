"""The letter before an event closes: to its office, and to everybody who has a place."""

import logging
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct, field
from sqlalchemy import ColumnElement, String, cast, exists, select

from eventnet.addresses import address_of, settings
from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee, Membership
from eventnet.faults import each_alone, type_and_place
from eventnet.mail.addressees import Stranger
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words, drafted, post, post_all
from eventnet.people.models import Person
from eventnet.privacy.calendar import closes_at
from eventnet.privacy.models import Closing
from eventnet.rows import Rows
from eventnet.web.filters import day
from eventnet.web.languages import speaking

AT_ONCE = 100
AHEAD = timedelta(minutes=1)

log = logging.getLogger("eventnet.privacy")


class Batch(Struct):
    """Drafted while nobody waits for the database."""

    event_id: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    last: int = 0
    is_last: bool = False


def tell_office(closing: Closing) -> None:
    event = closing.event
    members = Rows(Person).join(Membership, Membership.person_id == Person.id)
    members = members.where(Membership.organiser_id == event.organiser_id, Membership.role.in_(("owner", "staff")))

    def tell(member: Person) -> None:
        with speaking(member.language):
            post("closing_office", member, _key(closing, "office", member.id), _office_words(closing))

    each_alone(members.where(_untold(closing, "office")), tell)


def tell_the_rest(closing: Closing) -> None:
    """Those whose letter could not be written when it was their turn, and who came in since."""
    tell_office(closing)
    people = Rows(Person).join(Attendee, Attendee.person_id == Person.id)
    people = people.where(Attendee.event_id == closing.event_id, *_is_told(), _untold(closing, "attendee"))

    def tell(person: Person) -> None:
        post_all([_drafted(closing, person, now())])

    each_alone(people, tell)


def next_batch(closing: Closing) -> Batch:
    """The next ones with a place, at the pace of the house."""
    gap, event = timedelta(minutes=1) / settings().pace, closing.event
    due = (closing.noticing_at or now()) + gap * closing.noticed_number
    batch = Batch(event.id)
    if due > now() + AHEAD:
        return batch
    found = _with_a_place(closing)
    for attendee_id, person in found:
        batch.last = attendee_id
        try:
            batch.rows.append(_drafted(closing, person, max(due, now())))
            due += gap
        except Exception as error:  # whatever is wrong with one letter, the others are written
            log.error("a notice of a closing cannot be written: %s", type_and_place(error))
    batch.is_last = len(found) < AT_ONCE
    return batch


def queue(closing: Closing, batch: Batch) -> None:
    post_all(batch.rows)
    closing.noticed_number += len(batch.rows)
    closing.noticed_to = batch.last or closing.noticed_to
    if batch.is_last:
        closing.noticed_at = now()


def _drafted(closing: Closing, person: Person, due: datetime) -> dict[str, Any]:
    by = Stranger(closing.event.privacy_contact, "", closing.event.organiser.name)
    with speaking(person.language):
        words, key = _words(closing), _key(closing, "attendee", person.id)
        return drafted("closing", person, key, words, by=by, due_at=due)


def _with_a_place(closing: Closing) -> list[Any]:
    places = select(Attendee.id, Person).join(Person, Person.id == Attendee.person_id)
    places = places.where(Attendee.event_id == closing.event_id, Attendee.id > closing.noticed_to)
    return list(db.session.execute(places.where(*_is_told()).order_by(Attendee.id).limit(AT_ONCE)))


def _is_told() -> tuple[ColumnElement[bool], ...]:
    return Attendee.claimed_at.is_not(None), Person.email.is_not(None)


def _untold(closing: Closing, whom: str) -> ColumnElement[bool]:
    key = _key(closing, whom, 0).removesuffix("0") + cast(Person.id, String)
    return ~exists().where(Letter.key == key)


def _words(closing: Closing) -> Words:
    event = closing.event
    return Words(
        subject=_("%(event)s: your entry on the list is deleted on %(day)s", event=event.name, day=_day(closing)),
        paragraphs=[
            _(
                "On %(day)s %(organiser)s deletes the list of %(event)s: what it said about you, your ticket, your "
                "arrival, your answers, and that you could be found by others there.",
                day=_day(closing),
                organiser=event.organiser.name,
                event=event.name,
            ),
            _(
                "What stays is yours: your profile, and the cards that you and others gave each other, each as long "
                "as its giver said. You need to do nothing."
            ),
        ],
        actions=[(_("Open my contacts"), address_of("exchange.contacts"))],
        small=_("Questions about your data: %(contact)s", contact=event.privacy_contact),
    )


def _office_words(closing: Closing) -> Words:
    event = closing.event
    return Words(
        subject=_("%(event)s closes on %(day)s", event=event.name, day=_day(closing)),
        paragraphs=[
            _(
                "On %(day)s the list of %(event)s is deleted for good, with all that was said on it.",
                day=_day(closing),
                event=event.name,
            ),
            _("Export what you are allowed to keep before. The numbers stay, as a report without people."),
        ],
        actions=[(_("What goes, what stays"), address_of("privacy.closing", slug=event.slug))],
    )


def _day(closing: Closing) -> str:
    return day(closes_at(closing, closing.event), closing.event.zone)


def _key(closing: Closing, whom: str, person_id: int) -> str:
    """One letter a person and announced day: called off and asked again is another day, or the same letter."""
    return f"closing {closing.event_id} {closing.noticing_at:%Y-%m-%dT%H:%M} {whom} {person_id}"
