"""What an administrator does to an event on the command line."""

from flask_babel import gettext as _

from eventnet.events import signing
from eventnet.events.models import Event
from eventnet.refusals import Refused
from eventnet.rows import Rows


def rotate_signing_key(slug: str) -> int:
    """The number of the new key."""
    event = Rows(Event).where(Event.slug == slug.lower()).first()
    if event is None:
        raise Refused("unknown-event", _("There is no event with the address %(slug)s.", slug=slug))
    return signing.rotate(event).number
