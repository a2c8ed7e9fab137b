"""The letter before an event closes: to its office, and to everybody who has a place."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from eventnet.addresses import address_of, settings
from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee, Membership
from eventnet.mail.addressees import Stranger
from eventnet.mail.outbox import Words, drafted, post, post_all
from eventnet.people.models import Person
from eventnet.privacy.calendar import closes_at
from eventnet.privacy.models import Closing
from eventnet.rows import Rows
from eventnet.web.filters import day
from eventnet.web.languages import speaking

AT_ONCE = 100
AHEAD = timedelta(minutes=1)


@dataclass
class Batch:
    """Drafted while nobody waits for the database."""

    event_id: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    last: int = 0
    is_last: bool = False


def tell_office(closing: Closing) -> None:
    event = closing.event
    members = Rows(Person).join(Membership, Membership.person_id == Person.id)
    for member in members.where(Membership.organiser_id == event.organiser_id, Membership.role.in_(("owner", "staff"))):
        with speaking(member.language):
            post("closing_office", member, _key(closing, "office", member.id), _office_words(closing))


def next_batch(closing: Closing) -> Batch:
    """The next ones with a place, at the pace of the house."""
    gap, event = timedelta(minutes=1) / settings().pace, closing.event
    due = (closing.noticing_at or now()) + gap * closing.noticed_number
    batch = Batch(event.id)
    if due > now() + AHEAD:
        return batch
    found = _with_a_place(closing)
    by = Stranger(event.privacy_contact, "", event.organiser.name)
    for attendee_id, person in found:
        with speaking(person.language):
            words, key = _words(closing), _key(closing, "attendee", person.id)
            batch.rows.append(drafted("closing", person, key, words, by=by, due_at=max(due, now())))
        batch.last, due = attendee_id, due + gap
    batch.is_last = len(found) < AT_ONCE
    return batch


def queue(closing: Closing, batch: Batch) -> None:
    post_all(batch.rows)
    closing.noticed_number += len(batch.rows)
    closing.noticed_to = batch.last or closing.noticed_to
    if batch.is_last:
        closing.noticed_at = now()


def _with_a_place(closing: Closing) -> list[Any]:
    places = select(Attendee.id, Person).join(Person, Person.id == Attendee.person_id)
    places = places.where(Attendee.event_id == closing.event_id, Attendee.id > closing.noticed_to)
    places = places.where(Attendee.claimed_at.is_not(None), Person.email.is_not(None))
    return list(db.session.execute(places.order_by(Attendee.id).limit(AT_ONCE)))


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
