"""What the phone of an attendee shows: the live code as a picture, the spoken code, the badge code as a fallback."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.events.models import Attendee
from eventnet.exchange import livecode
from eventnet.exchange.here import attendances
from eventnet.people.models import Person
from eventnet.qr import qr_svg


@dataclass(frozen=True)
class Shown:
    """One attendee's codes at one moment. Addresses in upper case make a smaller picture."""

    attendee: Attendee
    at: datetime

    @property
    def live_address(self) -> str:
        badge = self.attendee.badge
        proof = livecode.proof(self.attendee.live_key, badge, self.at)
        return address_of("exchange.live_page", code=f"{badge}.{proof}").upper()

    @property
    def live_svg(self) -> Markup:
        return _picture(self.live_address)

    @property
    def badge_svg(self) -> Markup:
        return _picture(address_of("exchange.badge_page", code=self.attendee.badge).upper())

    @property
    def spoken(self) -> str:
        """Handle and proof, four and four."""
        proof = livecode.spoken_proof(self.attendee.live_key, self.attendee.badge, self.at)
        return f"{self.attendee.handle} {proof}"

    @property
    def spoken_words(self) -> str:
        return _("Spoken code: %(code)s", code=" ".join(self.spoken.replace(" ", "")))

    @property
    def seconds(self) -> int:
        """Until the next live code; whoever reads this one then still has a minute."""
        return livecode.LIVE_SECONDS - int(self.at.timestamp()) % livecode.LIVE_SECONDS


def shown_code(person: Person, slug: str | None = None) -> Shown | None:
    """For the event that was chosen, else for the one that is nearest in time; None where nothing is to be shown."""
    mine = attendances(person)
    chosen = [attendee for attendee in mine if slug is None or attendee.event.slug == slug]
    return Shown(chosen[0], now()) if chosen and chosen[0].badge_revoked_at is None else None


def _picture(address: str) -> Markup:
    """The white panel around it is the quiet zone."""
    return Markup(qr_svg(address, quiet_zone=0))  # noqa: S704 - our own drawing of our own address
