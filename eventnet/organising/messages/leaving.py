"""The way out of an organiser's messages: one tap, without an account, and the same tap back.

The link names organiser and address, sealed, and needs no row: it works as long as the letter lies in a mailbox, also
when the list that the address came from is long gone.
"""

from msgspec import Struct

from eventnet.addresses import address_of, settings
from eventnet.events.models import Organiser
from eventnet.mail.outbox import Bulk
from eventnet.organising.messages.models import Unsubscription
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.sealing import token_of, words_of

PURPOSE = "unsubscribe"


class WayOut(Struct, frozen=True):
    organiser: Organiser
    address: str

    @property
    def name(self) -> str:
        """The same in each message of this organiser to this address."""
        return f"{PURPOSE}|{self.organiser.code}|{self.address}"

    @property
    def has_left(self) -> bool:
        return Unsubscription.of(self.organiser, self.address).any()

    def is_of(self, person: Person) -> bool:
        return person.is_confirmed and person.email == self.address

    def leave(self) -> bool | None:
        return Unsubscription.note(self.organiser, self.address) or None

    def take_back(self, _left: bool) -> None:
        self.come_back()

    def come_back(self) -> None:
        Unsubscription.undo(self.organiser, self.address)


def token_for(organiser_code: str, address: str) -> str:
    return token_of(f"{organiser_code}|{address}", PURPOSE)


def way_out(token: str) -> WayOut | None:
    """None: changed, of another purpose, or sealed under a key that is no more."""
    code, _mark, address = (words_of(token, PURPOSE) or "").partition("|")
    organiser = Rows(Organiser).get(code)
    return WayOut(organiser, address) if organiser else None


def bulk(organiser: Organiser, address: str) -> Bulk:
    """What the headers of one letter say."""
    host = settings().host.partition(":")[0]
    token = token_for(organiser.code, address)
    list_id = f"{organiser.code.lower()}.messages.{host}"
    return Bulk(list_id, address_of("organising.leave_messages", token=token))
