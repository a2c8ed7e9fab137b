"""Introductions as other pages look at them; the number of queries is the same for one and for many."""

from sqlalchemy.orm import joinedload, selectinload

from eventnet.clock import now
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.people.models import Person


def open_for(person: Person) -> list[Side]:
    """What asks for this person's answer."""
    introduction = joinedload(Side.introduction)
    return (
        Side.open_for(person)
        .options(
            introduction.joinedload(Introduction.introducer).lazyload(Person.links),
            introduction.selectinload(Introduction.sides).joinedload(Side.person).lazyload(Person.links),
        )
        .all()
    )


def open_by(person: Person) -> list[Introduction]:
    """This person's own that may still come about."""
    found = Introduction.by(person).where(Introduction.closed_at.is_(None), Introduction.expires_at > now())
    sides = selectinload(Introduction.sides).joinedload(Side.person)
    return found.options(sides.lazyload(Person.links), joinedload(Introduction.introducer).lazyload(Person.links)).all()


def introducer_of(one: Person, other: Person) -> str:
    """The name of who brought the two together, if somebody did."""
    found = Introduction.of_pair(one, other).where(Introduction.came_about_at.is_not(None)).first()
    return found.introducer.name if found else ""
