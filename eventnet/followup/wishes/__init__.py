"""What a person wants to be written to, and the way out that each such letter carries (RFC 8058).

The address of the way out names person and letters, sealed, and needs no row: it works as long as the letter lies in a
mailbox, also after two profiles have become one.
"""

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.addresses import address_of, settings
from eventnet.db import db, insert_once
from eventnet.followup.wishes import merging  # noqa: F401 - it registers what is handed over
from eventnet.followup.wishes.models import AT_FIRST, Wishes
from eventnet.mail.outbox import Bulk
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.sealing import token_of, words_of

PURPOSE = "letters off"
SWITCHES = {"evening": ("evening",), "weekly": ("weekly",), "reminders": ("day_before", "two_hours")}
BACK_ON = {"evening": "evening", "weekly": "weekly", "reminders": "day_before"}


class WayOut(Struct, frozen=True):
    """One person and one kind of letters: evening, weekly or reminders."""

    person: Person
    what: str

    @property
    def name(self) -> str:
        """The same in each letter of this kind to this person."""
        return f"{PURPOSE}|{self.person.code}|{self.what}"

    @property
    def has_left(self) -> bool:
        found = of(self.person)
        return not any(getattr(found, name) for name in SWITCHES[self.what])

    def is_of(self, person: Person) -> bool:
        return person.id == self.person.id

    def leave(self) -> list[str] | None:
        """The switches that were on."""
        found = of(self.person)
        on = [name for name in SWITCHES[self.what] if getattr(found, name)]
        change(self.person, **dict.fromkeys(SWITCHES[self.what], False))
        return on or None

    def take_back(self, on: list[str]) -> None:
        """These switches as they were."""
        change(self.person, **dict.fromkeys(on, True))

    def come_back(self) -> None:
        self.take_back([BACK_ON[self.what]])


def of(person: Person) -> Wishes:
    """To read. Who has changed nothing has no row: what is set on this one then is not kept, see `change`."""
    return db.session.get(Wishes, person.id) or Wishes(person_id=person.id, **AT_FIRST)


def refuse_unwanted(recipient: Person) -> None:
    """For short letters, whoever writes them: some want none."""
    if not of(recipient).letters:
        raise Refused("no-letters", _("%(name)s takes no letters from here.", name=recipient.name))


def change(person: Person, **switches: bool | int) -> None:
    insert_once(Wishes, person_id=person.id, **AT_FIRST)
    found = db.session.get(Wishes, person.id, populate_existing=True)
    assert found is not None
    for name, value in switches.items():
        setattr(found, name, value)
    db.session.flush()


def off_address(person: Person, what: str) -> str:
    """Where one tap without an account ends evening, weekly or reminders: GET asks, POST does it."""
    assert what in SWITCHES, what
    return address_of("followup.letters_off", token=token_of(f"{person.code}|{what}", PURPOSE))


def way_out(token: str) -> WayOut | None:
    """None: changed, of another purpose, or the person is no more."""
    code, _mark, what = (words_of(token, PURPOSE) or "").partition("|")
    person = Person.once_called(code)
    return WayOut(person, what) if person and what in SWITCHES else None


def bulk(person: Person, what: str) -> Bulk:
    """For `post(..., bulk=...)`: the headers by which a mail program offers the way out."""
    host = settings().host.partition(":")[0]
    return Bulk(f"{what}.followup.{host}", off_address(person, what))


def leave_words(bulk: Bulk) -> tuple[str, str]:
    """For `Words(leave=...)`: the same way out at the end of the letter."""
    return _("No more letters of this kind"), bulk.unsubscribe
