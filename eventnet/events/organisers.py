"""How an organiser begins: a name, and the address of its first owner."""

from eventnet.db import db
from eventnet.events.models import Membership, Organiser
from eventnet.people.emails import clean_email
from eventnet.people.models import Person


def found_organiser(email: str, name: str) -> Organiser:
    """The owner need not have a profile yet: it is theirs once they sign in with that address."""
    address = clean_email(email)
    owner = Person.confirmed(address).first() or Person(email=address, name=address.split("@")[0])
    organiser = Organiser(name=name.strip())
    db.session.add_all([owner, organiser])
    db.session.flush()
    db.session.add(Membership(organiser_id=organiser.id, person_id=owner.id, role="owner"))
    return organiser
