"""Taking one's data along: noted, and not without end on one day."""

from datetime import timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.db import db
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.privacy.takeout.models import Takeout
from eventnet.refusals import Refused

A_DAY, MOST = timedelta(days=1), 10


def take(person: Person, device: str) -> Takeout:
    """Whoever keeps asking reads everything each time."""
    if Takeout.of(person).where(Takeout.taken_at > now() - A_DAY).count() >= MOST:
        raise Refused("too-often", _("You have taken your data along often today. Tomorrow it works again."))
    takeout = Takeout(person_id=person.id, device=device)
    db.session.add(takeout)
    return takeout


@absorber
def move_takeouts(keeper: Person, other: Person) -> None:
    for takeout in Takeout.of(other).all():
        takeout.person_id = keeper.id
    db.session.flush()
