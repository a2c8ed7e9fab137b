"""What goes over the wire of /api/v1: these structures check what comes in, write what goes out and make the document.

A field that is left out where it has nothing to say is `UNSET`. Times are RFC 3339 with their offset. What comes in
forbids unknown keys; what goes out may grow new ones, which a phone of an older day passes over.
"""

from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

MOST_SCANS = 200
LONGEST_CODE = 2000
LONGEST_NOTE = 2000
LONGEST_PROMISE = 300
CONTACTS_A_PAGE = 200

UUID = r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
CODE = r"^[0-9A-HJKMNP-TV-Z]{16}$"

Item = TypeVar("Item")
Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339 with its offset.", examples=["2026-11-26T09:30:00Z"])]
Id = Annotated[str, Meta(pattern=UUID, description="A UUID in lower case, made by the phone.")]
Code = Annotated[str, Meta(pattern=CODE, description="16 characters of Crockford's base32.")]
Coordinate = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}$", description="32 bytes, base64url (RFC 7518, 6.2.1).")]
PromiseText = Annotated[str, Meta(max_length=LONGEST_PROMISE)]
Outcome = Literal["given", "requested", "refused", "unknown", "self", "retry", "invalid"]


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """What was noted with a scan. Notes of one scan merge field by field; an empty field erases nothing."""

    written_at: Moment
    text: Annotated[str, Meta(max_length=LONGEST_NOTE)] = ""
    mine: Annotated[PromiseText, Meta(description="What I promised.")] = ""
    theirs: Annotated[PromiseText, Meta(description="What they promised.")] = ""


class Reported(Struct, frozen=True, forbid_unknown_fields=True):
    """One scan of a phone; its time is only a claim. The same id again is the same answer."""

    id: Id
    code: Annotated[str, Meta(max_length=LONGEST_CODE, description="The text that was read, as it was.")]
    scanned_at: Moment
    note: Note | UnsetType = UNSET


class Batch(Struct, Generic[Item], frozen=True, forbid_unknown_fields=True):
    """Decoded with `msgspec.Raw` items, each then checked alone, so that a bad one blocks no other."""

    scans: Annotated[list[Item], Meta(max_length=MOST_SCANS)]
    person: Annotated[str, Meta(max_length=64, description="Whose scans these are: my code.")] | UnsetType = UNSET


class CardLine(Struct, frozen=True):
    """The part of a card that everybody who scans it sees."""

    name: str
    headline: str
    organisation: str


class Result(Struct, frozen=True):
    """What came of one scan. `retry` alone is no last word: keep the scan, and send it again after that time."""

    id: Annotated[str | None, Meta(description="As it was sent; null when it was no text.")]
    outcome: Outcome
    words: Annotated[str, Meta(description="For the person, in their language.")]
    contact: Code | UnsetType = UNSET
    card: CardLine | UnsetType = UNSET
    retry_after: Annotated[int, Meta(ge=0, description="Seconds.")] | UnsetType = UNSET
    error: Annotated[str, Meta(description="What is wrong with an invalid one.")] | UnsetType = UNSET


class Results(Struct, frozen=True):
    """One result a scan, in the order given; all of them are stored."""

    results: list[Result]


class NewsItem(Struct, frozen=True):
    """Something that happened with one other person. Addresses are there where there is something to do."""

    id: str
    name: str
    words: str
    url: Annotated[str, Meta(description="Their card, which I hold.")] | UnsetType = UNSET
    withdraw: Annotated[str, Meta(description="POST takes my card back.")] | UnsetType = UNSET
    give: Annotated[str, Meta(description="POST gives my card, which they asked for.")] | UnsetType = UNSET


class Inbox(Struct, frozen=True):
    """`cursor` is what to ask with next time."""

    cursor: Annotated[str, Meta(pattern=r"^[0-9]{1,16}$")]
    items: list[NewsItem]


class Problem(Struct, frozen=True):
    """Why not: `error` for programs, `message` for people."""

    error: Annotated[str, Meta(examples=["another-person"])]
    message: str


class AttendedEvent(Struct, frozen=True):
    """Where and when a code is shown."""

    slug: str
    name: str
    starts_at: Moment
    ends_at: Moment


class Attendance(Struct, frozen=True):
    """What the phone needs to show a code there without a network; all empty when the badge was revoked."""

    event: AttendedEvent
    badge: str
    handle: Annotated[str, Meta(description="The fixed half of the spoken code.")]
    live_key: Annotated[str, Meta(pattern=r"^(?:[A-Za-z0-9_-]{43})?$", description="32 bytes, base64url. Secret.")]
    signed_card: Annotated[str, Meta(description="Base32; what stands after # in the live code.")]
    revoked: bool
    paused: Annotated[bool, Meta(description="Revoked for now, by the organisers.")] = False
    asks: Annotated[bool, Meta(description="The event waits for an answer to a question that it asks everybody.")] = (
        False
    )


class EventKey(Struct, frozen=True):
    """A public key (ES256) that an event signs cards with."""

    event: Annotated[str, Meta(description="The event's short name in addresses.")]
    name: Annotated[str, Meta(description="The event's name for people.")]
    kid: Annotated[int, Meta(ge=1, le=65535)]
    x: Coordinate
    y: Coordinate


class Me(Struct, frozen=True):
    """All that a phone keeps of the person whose it is."""

    person: Code
    formerly: Annotated[list[Code], Meta(description="Codes of profiles that became part of this one.")]
    name: str
    language: str
    card: CardLine
    vcard: Annotated[str, Meta(description="vCard 3.0 of what I share, for phones that know nothing of this.")]
    consent: Annotated[str, Meta(description="What stands beside my code.")]
    attendances: Annotated[list[Attendance], Meta(description="The nearest in time first.")]
    keys: Annotated[list[EventKey], Meta(description="Of all my events.")]


class PromiseLine(Struct, frozen=True):
    direction: Literal["mine", "theirs"]
    text: str


class ContactLine(Struct, frozen=True):
    """Of a card that I hold, what a phone keeps."""

    code: Code
    name: str
    headline: str
    organisation: str
    note: str
    promises: list[PromiseLine]
    event: Annotated[str, Meta(description="The event's name.")]
    met_at: Moment


class Contacts(Struct, frozen=True):
    """The newest first, at most 200 a page."""

    contacts: list[ContactLine]
    next: Annotated[str | None, Meta(description="Ask on with ?after=; null on the last page.")]


class PublicKey(Struct, frozen=True):
    """A key of a JWK set (RFC 7517, 4; RFC 7518, 6.2)."""

    kid: str
    x: Coordinate
    y: Coordinate
    kty: Literal["EC"] = "EC"
    crv: Literal["P-256"] = "P-256"
    alg: Literal["ES256"] = "ES256"
    use: Literal["sig"] = "sig"


class Keys(Struct, frozen=True):
    """A JWK set (RFC 7517, 5)."""

    keys: list[PublicKey]
