"""The first line of a message, prepared: where the two know each other from, and nothing of what the owner noted."""

from datetime import timedelta

from flask_babel import gettext as _

from eventnet.care.occasions import Occasion
from eventnet.care.rhythm.last import Last
from eventnet.clock import now
from eventnet.exchange.models import Contact

A_WHILE = timedelta(days=60)


def first_line(contact: Contact, occasion: Occasion | None, last: Last | None) -> str:
    name, event = contact.subject.name, contact.event.name
    if occasion and occasion.kind == "birthday":
        return _("Happy birthday, %(name)s!", name=name)
    if occasion:
        return _("%(name)s, congratulations on the new job!", name=name)
    if contact.how == "introduced":
        return _("Hello %(name)s, we were introduced to each other.", name=name)
    if now() - (last.at if last else contact.given_at) > A_WHILE:
        return _("Hello %(name)s, it has been a while since we met at %(event)s. How are you?", name=name, event=event)
    return _("Hello %(name)s, we met at %(event)s.", name=name, event=event)
