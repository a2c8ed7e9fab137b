"""Giving a card, taking it back, and wanting nothing more to do with somebody."""

from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.orm import lazyload

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.events.models import Event
from eventnet.exchange import consent
from eventnet.exchange.models import Block, CardRequest, Contact
from eventnet.exchange.turns import take_turns
from eventnet.people.models import Person, shared_fields
from eventnet.refusals import Refused
from eventnet.rows import Rows


def give(giver: Person, receiver: Person, event: Event, how: str) -> Contact:
    """Receiver holds giver's card, with what giver shares now and until giver says; a request for it is answered.

    Doing so again changes nothing, unless the card had ended, or more or less is given, or it is another event.
    """
    fields = shared_fields(giver.shared)
    terms = {
        "event_id": event.id,
        "how": how,
        "fields": fields,
        "consent_text": consent.CURRENT,
        "given_at": now(),
        "until": giver.keeps_until(now()),
    }
    is_new = insert_once(Contact, owner_id=receiver.id, subject_id=giver.id, **terms)
    contact = _held(receiver, giver)
    is_same = contact.is_alive and contact.event_id == event.id and contact.fields == fields
    if not is_new and not is_same:
        _renew(contact, terms)
    _close_request(receiver, giver, given_back=True)
    return contact


def withdraw(contact: Contact) -> None:
    """The giver takes a card back: it is gone from the other side at once, and nothing is asked in return any more."""
    take_turns(contact.subject, contact.owner)
    contact.withdrawn_at = contact.withdrawn_at or now()
    _close_request(contact.subject, contact.owner, given_back=False)


def block(blocker: Person, blocked: Person) -> None:
    """Both cards go, what was asked is closed, codes of one are unknown to the other. Nobody tells the blocked one."""
    if blocker.id == blocked.id:
        raise Refused("oneself", _("You cannot block yourself."))
    take_turns(blocker, blocked)
    insert_once(Block, blocker_id=blocker.id, blocked_id=blocked.id)
    part(blocker, blocked)


def unblock(block: Block) -> None:
    """Codes work again; cards must be given anew."""
    db.session.delete(block)


def part(one: Person, other: Person) -> None:
    """Neither holds the other's card."""
    for giver, receiver in ((one, other), (other, one)):
        contact = Contact.given_by(giver).where(Contact.owner_id == receiver.id).first()
        if contact:
            contact.withdrawn_at = now()
        _close_request(giver, receiver, given_back=False)


def _held(owner: Person, subject: Person) -> Contact:
    """Alive or ended, nobody else's until the commit; without all that hangs on it."""
    rows = Rows(Contact).where(Contact.owner_id == owner.id, Contact.subject_id == subject.id)
    contact = rows.options(lazyload(Contact.subject), lazyload(Contact.event)).locked().first()
    assert contact is not None
    return contact


def _renew(contact: Contact, terms: dict[str, object]) -> None:
    contact.withdrawn_at = None
    for name, value in terms.items():
        setattr(contact, name, value)


def _close_request(asker: Person, asked: Person, given_back: bool) -> None:
    is_open = (
        CardRequest.asker_id == asker.id,
        CardRequest.asked_id == asked.id,
        CardRequest.answered_at.is_(None),
    )
    db.session.execute(update(CardRequest).where(*is_open).values(answered_at=now(), given_back=given_back))
