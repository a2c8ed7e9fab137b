"""What a phone keeps of the person whose it is, to show their code and to believe other people's cards offline."""

from base64 import urlsafe_b64encode
from functools import cached_property

import msgspec
from msgspec import Struct

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.events import signing
from eventnet.events.models import Attendee, Event
from eventnet.events.questions import with_what_lacks
from eventnet.events.signing import Signer
from eventnet.exchange import consent, livecode, signedcard
from eventnet.exchange.addressbook import own_vcard
from eventnet.exchange.here import attendances
from eventnet.exchange.schemas import Attendance, AttendedEvent, CardLine, EventKey, Me
from eventnet.exchange.shortening import Fields
from eventnet.people.models import FormerCode, Person


class Kept(Struct, frozen=True, dict=True):
    """All about one person but the signatures: they differ each time, and are made only for a phone that asks anew."""

    person: Person
    attendees: list[Attendee]
    signers: dict[int, Signer]

    @classmethod
    def of(cls, person: Person) -> "Kept":
        mine = attendances(person, with_what_lacks())
        return cls(person, mine, signing.signers([attendee.event for attendee in mine]))

    @property
    def lacks_keys(self) -> bool:
        return any(attendee.event_id not in self.signers for attendee in self.attendees)

    @cached_property
    def unsigned(self) -> Me:
        """A card stands in it as what is to be signed."""
        person = self.person
        return Me(
            person=person.code,
            formerly=sorted(former.code for former in FormerCode.of(person)),
            name=person.name,
            language=person.language,
            card=CardLine(person.name, person.headline, person.organisation),
            vcard=own_vcard(person),
            consent=consent.words(),
            attendances=[_attendance(attendee, self._body(attendee).hex()) for attendee in self.attendees],
            keys=_public_keys([attendee.event for attendee in self.attendees]),
        )

    def signed(self) -> Me:
        signed = [
            msgspec.structs.replace(shown, signed_card=self._signed(attendee))
            for attendee, shown in zip(self.attendees, self.unsigned.attendances, strict=True)
        ]
        return msgspec.structs.replace(self.unsigned, attendances=signed)

    def _signed(self, attendee: Attendee) -> str:
        body = self._body(attendee)
        return signedcard.signed(body, attendee.badge, self.signers[attendee.event_id]) if body else ""

    def _body(self, attendee: Attendee) -> bytes:
        signer = self.signers.get(attendee.event_id)
        if signer is None or attendee.badge_revoked_at:
            return b""
        expires_at = signing.card_expires_at(attendee.event, now())
        fields = Fields(self.person.name, self.person.headline, self.person.organisation)
        return signedcard.unsigned(signer.number, expires_at, fields, _address(attendee)) or b""


def _attendance(attendee: Attendee, card: str) -> Attendance:
    """A badge that was revoked takes the key along, so that the phone shows nothing any more."""
    event = attendee.event
    where = AttendedEvent(event.slug, event.name, event.starts_at, event.ends_at)
    if attendee.badge_revoked_at:
        is_paused = attendee.paused_at is not None
        return Attendance(where, badge="", handle="", live_key="", signed_card="", revoked=True, paused=is_paused)
    key = base64url(attendee.live_key)
    return Attendance(
        where,
        attendee.badge,
        attendee.handle,
        live_key=key,
        signed_card=card,
        revoked=False,
        asks=attendee.lacks_answers,
    )


def _public_keys(events: list[Event]) -> list[EventKey]:
    by_id = {event.id: event for event in events}
    found = []
    for key in signing.published(events):
        event, (x, y) = by_id[key.event_id], signing.coordinates(key)
        found.append(EventKey(event.slug, event.name, key.number, base64url(x), base64url(y)))
    return found


def base64url(data: bytes) -> str:
    """RFC 7515, 2: no padding."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def _address(attendee: Attendee) -> str:
    """As long as the address of a live code."""
    proof = "0" * livecode.PROOF_LENGTH
    return address_of("exchange.live_page", code=f"{attendee.badge}.{proof}").upper()
