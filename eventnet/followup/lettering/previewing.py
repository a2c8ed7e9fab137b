"""The letter as its reader will see it, and when: before it is sent."""

from datetime import datetime

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.exchange.models import Contact, Promise
from eventnet.followup import pacing
from eventnet.followup.lettering import mail, writing
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.lettering.openers import Opener
from eventnet.mail.outbox import Words
from eventnet.people.models import Person
from eventnet.web.languages import speaking


def words_of(letter: PersonalLetter) -> Words:
    """In the reader's language; the way out leads nowhere yet."""
    with speaking(letter.recipient.language):
        return mail.letter_words(letter, address_of("followup.index"))


def turn(contact: Contact, sender: Person, opener: Opener, promise: Promise | None) -> datetime:
    """When it would arrive; refuses where nothing could be sent."""
    writing.check(contact, sender, opener.key, promise)
    return pacing.turn_of(contact.subject, contact.event.tz) if opener.asks else now()
