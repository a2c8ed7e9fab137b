"""Asking for a meeting: propose and take back."""

from datetime import datetime

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Contact, Note
from eventnet.followup import due, links, mail, pacing
from eventnet.followup.holding import hold, hold_pair
from eventnet.followup.models import MeetingRequest, Slot
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.walltime import moment_of
from eventnet.web.filters import when

MOST_SLOTS = 3


class Draft(Struct, frozen=True):
    """What the sender typed; `walls` are wall times in the zone of the event where they met."""

    ask: str
    place: str
    walls: tuple[datetime, ...]
    minutes: int = 30
    talked_about: str = ""
    offer: str = ""


def propose(sender: Person, recipient: Person, draft: Draft) -> MeetingRequest:
    """Ask for a meeting. Delivered at once if the recipient's pace allows, else when it is its turn."""
    hold_pair(sender, recipient)
    request = drafted(sender, recipient, draft)
    db.session.add(request)
    db.session.flush()
    if request.due_at <= now():
        due.deliver(request)
    return request


def drafted(sender: Person, recipient: Person, draft: Draft) -> MeetingRequest:
    """The request as it would be sent, checked by every rule; not stored yet."""
    contact = contact_with(sender, recipient)
    outlook = pacing.outlook(sender, recipient, contact.event.tz)
    if not draft.ask.strip():
        raise Refused("no-ask", _("Say what you would like to ask."))
    request = MeetingRequest(
        event_id=contact.event_id,
        event=contact.event,
        sender_id=sender.id,
        sender=sender,
        recipient_id=recipient.id,
        recipient=recipient,
        talked_about=draft.talked_about,
        ask=draft.ask,
        offer=draft.offer,
        place=draft.place,
        minutes=draft.minutes,
        zone=contact.event.zone,
        sent_at=now(),
        due_at=outlook.due_at,
        expires_at=outlook.expires_at,
    )
    request.slots = slots_at(request, sender, draft.walls, earliest=outlook.due_at)
    return request


def outlook(sender: Person, contact: Contact) -> pacing.Outlook:
    """What stands at the side of the form; refuses where nothing could be sent."""
    _check_confirmed(sender)
    return pacing.outlook(sender, contact.subject, contact.event.tz)


def note_on(contact: Contact) -> str:
    """The owner's own note, as a start."""
    note = Rows(Note).where(Note.owner_id == contact.owner_id, Note.subject_id == contact.subject_id).first()
    return note.text if note else ""


def start_of(contact: Contact) -> dict[str, str | int]:
    """What a form begins with: the words that were put off to a later day, or the own note."""
    put_off = MeetingRequest.between(contact.owner, contact.subject).where(MeetingRequest.answer == "later")
    last = put_off.order_by(MeetingRequest.sent_at.desc()).first()
    if last is None or last.told_to_ask_at is None:
        return {"talked_about": note_on(contact)}
    return {name: getattr(last, name) for name in ("talked_about", "ask", "offer", "place", "minutes")}


def contact_with(sender: Person, recipient: Person) -> Contact:
    """Only who holds a card may ask."""
    contact = Contact.held_by(sender).where(Contact.subject_id == recipient.id).first()
    if contact is None:
        raise Refused("no-contact", _("You can ask people whose card you have."))
    _check_confirmed(sender)
    return contact


def slots_at(
    request: MeetingRequest, by: Person, walls: tuple[datetime, ...], earliest: datetime | None = None
) -> list[Slot]:
    """One to three times, all of them still to come when they are read."""
    moments = {wall: moment_of(wall, request.zone) for wall in walls}
    if not 1 <= len(walls) <= MOST_SLOTS:
        raise Refused("slots", _("Propose one, two or three times."))
    if len(moments) < len(walls):
        raise Refused("same-slot", _("You have named the same time twice."))
    _check_times(request, list(moments.values()), earliest or now())
    return [Slot(proposed_by_id=by.id, starts_wall=wall, starts_at=at) for wall, at in sorted(moments.items())]


def withdraw(request: MeetingRequest) -> None:
    """Take a request back while nothing is agreed; whom it had reached is told once."""
    request = hold(request)
    if not request.is_withdrawable:
        raise Refused("not-open", _("This request is not open any more."))
    request.withdrawn_at = now()
    request.close()
    links.end_all(request)
    if request.delivered_at and not pacing.are_apart(request):
        mail.withdrawn(request)


def _check_confirmed(sender: Person) -> None:
    """A letter in somebody's name goes out only when the address for its answer is known to be theirs."""
    if not sender.is_confirmed:
        raise Refused(
            "unconfirmed", _("Confirm your e-mail address first, so that the answer reaches you and nobody else.")
        )


def _check_times(request: MeetingRequest, moments: list[datetime], earliest: datetime) -> None:
    if min(moments) <= now():
        raise Refused("past-slot", _("A time that has passed cannot be proposed."))
    if min(moments) <= earliest:
        raise Refused(
            "early-slot",
            _(
                "Your request reaches %(name)s on %(when)s. Propose times after that.",
                name=request.recipient.name,
                when=when(earliest, request.tz),
            ),
        )
