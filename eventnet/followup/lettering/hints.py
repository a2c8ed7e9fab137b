"""The coach beside a short letter: the rules of its occasion, and what only the server remembers."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.exchange.models import Contact
from eventnet.followup.coaching import Hint, hints_on, memory
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.lettering.openers import Opener
from eventnet.followup.lettering.rules import FIELDS, RULES
from eventnet.people.models import Person
from eventnet.web.filters import day

LOOKED_AT = 50


def hints(sender: Person, contact: Contact, opener: Opener, lines: Sequence[str], due_at: datetime) -> list[Hint]:
    typed = dict(zip(FIELDS, lines, strict=True))
    return hints_on(contact.subject.name, typed, RULES[opener.key], FIELDS) + remembered(
        sender, contact, opener, "\n".join(lines), due_at
    )


def remembered(sender: Person, contact: Contact, opener: Opener, text: str, due_at: datetime) -> list[Hint]:
    """Those that are so, and no others: no script can tell."""
    name = contact.subject.name
    found = {
        "owed": opener.asks and memory.owed_words(sender, contact),
        "copied": memory.is_alike(text, _sent_to_others(sender, contact)) and memory.copied_words(name),
        "too-soon": memory.has_just_met(sender, contact) and memory.too_soon_words(),
        "pace": due_at > now()
        and _(
            "%(name)s takes a few questions a week; this one arrives on %(day)s. It is read with more time then.",
            name=name,
            day=day(due_at, contact.event.zone),
        ),
    }
    return [Hint(key, str(words), is_open=True) for key, words in found.items() if words]


def _sent_to_others(sender: Person, contact: Contact) -> list[str]:
    lately = PersonalLetter.written_by(sender).where(
        PersonalLetter.written_at > now() - memory.LATELY, PersonalLetter.recipient_id != contact.subject_id
    )
    return [letter.text for letter in lately.limit(LOOKED_AT)]
