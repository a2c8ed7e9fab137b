"""What ways of meeting and fields of a card are called; wrap in str() where a plain word is needed."""

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventnet.people.models import CARD_FIELDS

WAY_WORDS = {
    "live": _l("Code on the phone"),
    "badge": _l("Printed badge"),
    "spoken": _l("Spoken code"),
    "link": _l("Link"),
    "desk": _l("At the desk"),
    "introduced": _l("Introduced by somebody you both know"),
}
FIELD_WORDS = {
    "pronouns": _l("pronouns"),
    "photo": _l("photo"),
    "about": _l("about"),
    "email": _l("e-mail"),
    "phone": _l("phone"),
    "links": _l("links"),
    "languages": _l("languages"),
    "offers": _l("offers"),
    "needs": _l("what is looked for"),
    "birthday": _l("birthday"),
    "job": _l("new job"),
}


def fields_in_words(fields: Collection[str]) -> str:
    named = [str(FIELD_WORDS[field]) for field in CARD_FIELDS if field in fields]
    return ", ".join([_("name, headline, organisation"), *named])
