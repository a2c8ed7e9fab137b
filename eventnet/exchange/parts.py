"""Parts of a contact's page that higher rooms add: `@on_contact_page("care/rhythm.html")` above what makes them.

A part is a template that is included in the page's main column or beside it. It knows `contact`, `card`, and `part`,
which is what was made; None leaves it out.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from eventnet.exchange.models import Contact
from eventnet.people.models import Person

Maker = Callable[[Person, Contact], Any]
_makers: list[tuple[str, str, int, Maker]] = []


class Part(Struct, frozen=True):
    template: str
    values: Any


def on_contact_page(template: str, place: str = "main", order: int = 50) -> Callable[[Maker], Maker]:
    """`place`: main or aside; a lower `order` stands higher."""

    def register(make: Maker) -> Maker:
        _makers.append((template, place, order, make))
        return make

    return register


def parts_of(owner: Person, contact: Contact, place: str) -> list[Part]:
    wanted = sorted((maker for maker in _makers if maker[1] == place), key=lambda maker: maker[2])
    made = [Part(template, make(owner, contact)) for template, _place, _order, make in wanted]
    return [part for part in made if part.values is not None]
