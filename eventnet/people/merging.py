"""Two rows turn out to be one person: every room moves what it holds, then the second row goes."""

from collections.abc import Callable

from eventnet.clock import now
from eventnet.db import db
from eventnet.people.models import Device, FormerCode, Person
from eventnet.rows import Rows

Absorber = Callable[[Person, Person], None]
_absorbers: list[Absorber] = []
_doubters: list[Absorber] = []
FILLABLE = (
    "pronouns",
    "headline",
    "organisation",
    "about",
    "phone",
    "languages",
    "offers",
    "needs",
    "zone",
    "birthday",
    "job_since",
)


def absorber(move: Absorber) -> Absorber:
    """Register a room's `move(keeper, other)`: hand over other's rows, never delete a person."""
    _absorbers.append(move)
    return move


def doubter(limit: Absorber) -> Absorber:
    """Register what a room keeps back of somebody who only typed the address, before they are absorbed."""
    _doubters.append(limit)
    return limit


@absorber
def move_devices(keeper: Person, other: Person) -> None:
    """Only a record of where somebody was signed in: no browser becomes the keeper's by this."""
    for device in Rows(Device).where(Device.person_id == other.id):
        device.ended_at = device.ended_at or now()
        device.person = keeper


@absorber
def keep_codes(keeper: Person, other: Person) -> None:
    """A phone that kept scans under a code of theirs learns whose it is now, also after several times."""
    for former in FormerCode.of(other):
        former.person_id = keeper.id
    db.session.add(FormerCode(code=other.code, person_id=keeper.id))


def absorb_unproven(keeper: Person, other: Person) -> None:
    """Perhaps a stranger who typed keeper's address: they give nothing of keeper's away."""
    for limit in _doubters:
        limit(keeper, other)
        db.session.flush()
    absorb(keeper, other)


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
