"""Writing a few lines to somebody: checked by every rule, sent at once or when it is their turn."""

from collections.abc import Sequence

from flask_babel import gettext as _
from msgspec import Struct, field

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db
from eventnet.exchange import promising
from eventnet.exchange.models import Contact, Promise
from eventnet.exchange.touching import touch
from eventnet.followup import pacing, wishes
from eventnet.followup.holding import hold_pair
from eventnet.followup.lettering import mail, restraint
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.lettering.openers import OPENERS
from eventnet.mail import attachments
from eventnet.mail.attachments import Attachment
from eventnet.people.models import Person
from eventnet.refusals import Refused

TOUCHES = {"thanks": "thanks", "promise": "promise", "introduction": "introduced"}  # any other one: letter


class Draft(Struct, frozen=True):
    """What was typed. `once` names the page that it was typed on, `promise` is the one that it keeps."""

    opener: str
    lines: Sequence[str]
    link: str = ""
    attachment: Attachment | None = None
    promise: Promise | None = None
    once: str = field(default_factory=new_code)


def send(
    sender: Person,
    recipient: Person,
    opener: str,
    lines: Sequence[str],
    attachment: Attachment | None = None,
    contact: Contact | None = None,
) -> PersonalLetter:
    held = contact or Contact.held_by(sender).where(Contact.subject_id == recipient.id).first()
    if held is None:
        raise Refused("no-contact", _("You can write to people whose card you have."))
    return send_drafted(held, sender, Draft(opener, lines, attachment=attachment))


def send_drafted(contact: Contact, sender: Person, draft: Draft) -> PersonalLetter:
    """Once, however often the button was pressed."""
    hold_pair(sender, contact.subject)
    sent = PersonalLetter.written_by(sender).where(PersonalLetter.once == draft.once).first()
    if sent:
        return sent
    letter = drafted(contact, sender, draft)
    db.session.add(letter)
    db.session.flush()
    if draft.promise:
        promising.keep(draft.promise)
    if letter.due_at <= now():
        deliver(letter, draft.attachment)
    return letter


def drafted(contact: Contact, sender: Person, draft: Draft) -> PersonalLetter:
    """The letter as it would be sent, checked by every rule; not stored yet."""
    opener, recipient = OPENERS[draft.opener], contact.subject
    lines = [line.strip() for line in draft.lines]
    check(contact, sender, draft.opener, draft.promise)
    if not any(lines):
        raise Refused("empty", _("Write a line or two."))
    return PersonalLetter(
        sender_id=sender.id,
        sender=sender,
        recipient_id=recipient.id,
        recipient=recipient,
        promise_id=draft.promise.id if draft.promise else None,
        opener=draft.opener,
        once=draft.once,
        lines=lines,
        link=draft.link,
        file_name=draft.attachment.name if draft.attachment else "",
        met_at=contact.event.name,
        how=contact.how,
        zone=contact.event.zone,
        written_at=now(),
        due_at=pacing.turn_of(recipient, contact.event.tz) if opener.asks else now(),
    )


def check(contact: Contact, sender: Person, opener: str, promise: Promise | None = None) -> None:
    """Refuses in words where no letter can go; the same words on the page and at the verb."""
    recipient, asks = contact.subject, OPENERS[opener].asks
    if not sender.is_confirmed:
        raise Refused(
            "unconfirmed", _("Confirm your e-mail address first, so that the answer reaches you and nobody else.")
        )
    if not recipient.email:
        raise Refused("no-address", _("%(name)s has left no e-mail address here.", name=recipient.name))
    pacing.refuse_never(sender, recipient)
    wishes.refuse_unwanted(recipient)
    if asks:
        pacing.refuse_resting(sender, recipient)
    restraint.refuse_too_much(sender, recipient, promise, asks, contact.event.tz)


def deliver(letter: PersonalLetter, attachment: Attachment | None = None) -> None:
    letter.delivered_at = now()
    posted = mail.letter(letter)
    if posted and attachment:
        attachments.attach(attachment, posted)
    touch(letter.sender_id, letter.recipient_id, TOUCHES.get(letter.opener, "letter"))


def take_back(letter: PersonalLetter) -> None:
    """While it waits, and nobody learns of it."""
    hold_pair(letter.sender, letter.recipient)
    db.session.refresh(letter)
    if not letter.waits:
        raise Refused("gone", _("This letter does not wait any more."))
    letter.closed_at = now()
