"""Two rows turn out to be one person: every room moves what it holds, then the second row goes."""

from collections.abc import Callable

from eventnet.db import db
from eventnet.people.models import Device, Person
from eventnet.rows import Rows

Absorber = Callable[[Person, Person], None]
_absorbers: list[Absorber] = []
FILLABLE = ("pronouns", "headline", "organisation", "about", "phone", "languages", "offers", "needs")


def absorber(move: Absorber) -> Absorber:
    """Register a room's `move(keeper, other)`: hand over other's rows, never delete a person."""
    _absorbers.append(move)
    return move


@absorber
def move_devices(keeper: Person, other: Person) -> None:
    """Ended already: they are only a record of where somebody was signed in."""
    for device in Rows(Device).where(Device.person_id == other.id):
        device.person = keeper


def absorb(keeper: Person, other: Person) -> None:
    """Make `other` part of `keeper` with nothing lost; keeper's own words win."""
    for move in _absorbers:
        move(keeper, other)
        db.session.flush()
    db.session.expire(other)
    db.session.delete(other)
    db.session.flush()


def fill_blanks(keeper: Person, other: Person) -> None:
    for name in FILLABLE:
        if not getattr(keeper, name):
            setattr(keeper, name, getattr(other, name))
