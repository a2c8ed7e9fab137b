"""What the code page shows before the phone makes its own codes, and without scripts: badge, live code, spoken code."""

from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup
from msgspec import Struct

from eventnet.addresses import address_of
from eventnet.events.models import Attendee
from eventnet.exchange import livecode
from eventnet.qr import qr_svg


class Shown(Struct, frozen=True):
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


def _picture(address: str) -> Markup:
    """The white panel around it is the quiet zone. One mask for all: to try each would double the page."""
    return Markup(qr_svg(address, quiet_zone=0, mask=2))  # noqa: S704 - our own drawing of our own address
