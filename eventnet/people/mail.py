"""Letters of the people room, as a menu."""

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.addresses import address_of
from eventnet.codes import fingerprint
from eventnet.mail.outbox import Stranger, Words, post
from eventnet.people.models import Person
from eventnet.web.languages import speaking


class Typed(Struct, frozen=True):
    """Somebody who typed this address and has not shown that it is theirs: no words of theirs go there."""

    id: int
    email: str | None
    language: str
    name: str = ""


def digits(person: Person, code: str, link: str) -> None:
    """Six digits that sign in a browser and confirm the address."""
    to = person if person.is_confirmed else Typed(person.id, person.email, person.language)
    with speaking(person.language):
        words = Words(
            subject=_("%(code)s is your eventnet code", code=code),
            paragraphs=[_("Type these six digits where you asked for them. They are good for ten minutes.")],
            code=code,
            actions=[(_("Or sign in with this link"), address_of("people.sign_in_by_link", secret=link))],
            small=_("You did not ask for this? Then ignore this mail. Nobody gets in without the digits."),
        )
        post("digits", to, f"digits {fingerprint(link, 'email link')}", words)


def no_profile(email: str, language: str, key: str) -> None:
    """The same answer for unknown addresses: a mail, but one that opens nothing."""
    with speaking(language):
        words = Words(
            subject=_("No eventnet profile with this address"),
            paragraphs=[
                _("Somebody, probably you, wanted to sign in with this address. There is no profile for it yet."),
                _("You start one by joining an event: open its page or scan its poster, then type your name."),
            ],
            small=_("You did not ask for this? Then ignore this mail. Nothing was stored about you."),
        )
        post("no_profile", Stranger(email, language), f"no-profile {key}", words)
