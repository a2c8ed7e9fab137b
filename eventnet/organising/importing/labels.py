"""Which column means what: known labels by meaning, of all versions and in all languages that we have seen."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import product

from eventnet.organising.importing import tongues


class Meaning(StrEnum):
    EVENT = "event"
    ORDER = "order"
    POSITION = "position"
    STATUS = "status"
    NAME = "name"
    GIVEN = "given name"
    FAMILY = "family name"
    EMAIL = "email"
    ORGANISATION = "organisation"
    ADDON_TO = "addon to"
    PRODUCT = "product"
    PHONE = "phone"
    ROLE = "role"
    # Known in order to be left alone: the buyer's address is not the attendee's.
    BUYER_EMAIL = "buyer email"
    # Who holds one of these could pass for the ticket: only fingerprints of them are kept.
    PSEUDONYM = "pseudonym"
    SECRET = "secret"  # noqa: S105 - the name of a column


Table = Mapping[Meaning, Sequence[str]]
Columns = Mapping[Meaning, int]

GIVEN_NAMES = ("Given name", "Vorname", "First name", "Given names", "Forename", "Vornamen", "Rufname")
FAMILY_NAMES = (
    "Family name", "Nachname", "Last name", "Surname", "Familienname", "Zuname", "Lastname", "Nachnamen",
)  # fmt: skip
ATTENDEE_NAMES = (
    "Attendee name", "Name Teilnehmer*in", "Teilnehmer*innenname", "Name Teilnehmer", "Teilnehmername",
    "Name des Teilnehmers", "Name der Teilnehmer*in", "Participant name", "Name Teilnehmende",
)  # fmt: skip
ATTENDEE_EMAILS = (
    "Attendee email", "E-Mail Teilnehmer*in", "Attendee email address", "Teilnehmer*innen-E-Mail",
    "E-Mail-Adresse Teilnehmer*in", "E-Mail Teilnehmer", "Teilnehmer-E-Mail", "E-Mail des Teilnehmers",
    "E-Mail-Adresse des Teilnehmers", "E-Mail-Adresse Teilnehmer", "Participant email",
)  # fmt: skip
ATTENDEE_COMPANIES = (
    "Attendee company", "Teilnehmer*innen-Firma", "Teilnehmer-Firma", "Firma Teilnehmer*in",
    "Firma des Teilnehmers",
)  # fmt: skip


def _parts(wholes: Iterable[str], parts: Iterable[str]) -> tuple[str, ...]:
    """pretix writes the parts of a name as `Attendee name: Given name`."""
    return tuple(f"{whole}: {part}" for whole, part in product(wholes, parts))


# Where a meaning has several columns, the label that stands further left here wins.
# The first two of each are today's English and German, shown when a column is missing.
PRETIX: Table = {
    Meaning.EVENT: ("Event slug", "Kurzname der Veranstaltung", "Veranstaltungs-Kurzname"),
    Meaning.ORDER: ("Order code", "Bestellnummer", "Bestellcode"),
    Meaning.POSITION: ("Position ID", "Position", "Positions-ID", "Positionsnummer", "Bestellposition"),
    Meaning.STATUS: ("Status", "Status", "Order status", "Bestellstatus"),
    Meaning.NAME: ATTENDEE_NAMES,
    Meaning.GIVEN: _parts(ATTENDEE_NAMES, GIVEN_NAMES),
    Meaning.FAMILY: _parts(ATTENDEE_NAMES, FAMILY_NAMES),
    Meaning.EMAIL: ATTENDEE_EMAILS,
    Meaning.ORGANISATION: (*ATTENDEE_COMPANIES, "Company", "Firma", "Company name", "Unternehmen"),
    Meaning.ADDON_TO: ("Add-on to position ID", "Zusatzprodukt zu Position", "Add-on to position"),
    Meaning.PRODUCT: ("Product", "Produkt"),
    Meaning.BUYER_EMAIL: ("Email", "E-Mail", "E-Mail-Adresse", "Email address"),
    Meaning.PSEUDONYM: ("Pseudonymization ID", "Pseudonyme ID", "Pseudonymisierungs-ID"),
    Meaning.SECRET: ("Ticket secret", "Ticket-Code", "Secret", "Ticket-Secret", "Geheimnis"),
}

PLAIN: Table = {
    Meaning.STATUS: ("Status", "Registration state", "Registrierungsstatus", "Anmeldestatus", "State"),
    Meaning.NAME: (
        *ATTENDEE_NAMES, "Full name", "Vollständiger Name", "Vor- und Nachname", "Vorname und Nachname",
        "Vorname Nachname", "First and last name", "Display name", "Anzeigename", "Name", "Participant",
        "Attendee", "Teilnehmer*in", "Teilnehmer", "Person", "Contact name", "Ansprechpartner*in",
        "Ansprechpartner", "Ansprechperson", *tongues.NAMES, *tongues.BARE_NAMES,
    ),
    Meaning.GIVEN: (*_parts(ATTENDEE_NAMES, GIVEN_NAMES), *GIVEN_NAMES, *tongues.GIVEN),
    Meaning.FAMILY: (*_parts(ATTENDEE_NAMES, FAMILY_NAMES), *FAMILY_NAMES, *tongues.FAMILY),
    Meaning.EMAIL: (
        *ATTENDEE_EMAILS, "E-Mail", "E-Mail-Adresse", "Email address", "Mail", "Mailadresse", "Mail address",
        "Primary email", "Contact email", "Kontakt-E-Mail", "E-mail 1 - Value", "Work email",
        "E-Mail dienstlich", "Elektronische Adresse", *tongues.EMAILS,
    ),
    Meaning.ORGANISATION: (
        *ATTENDEE_COMPANIES, "Organisation", "Organization", "Organisation name", "Company", "Company name",
        "Firma", "Firmenname", "Unternehmen", "Institution", "Affiliation", "Zugehörigkeit", "Hochschule",
        "Universität", "University", "Einrichtung", "Arbeitgeber", "Employer", "Verein",
        *tongues.ORGANISATIONS,
    ),
    Meaning.PHONE: tongues.PHONES,
    Meaning.ROLE: (
        "Role", "Rolle", "Attendee role", "Participant role", "Participant type", "Attendee type", "Teilnahmeart",
        "Funktion", "Attending as", "Teilnahme als",
    ),
    Meaning.BUYER_EMAIL: (
        "Buyer email", "E-Mail Käufer*in", "E-Mail Besteller*in", "Order email", "Rechnungs-E-Mail",
        "Invoice email", "Billing email",
    ),
    Meaning.SECRET: (
        *PRETIX[Meaning.SECRET], "Ticket UUID", "Registration UUID", "UUID", "Checkin secret", "Public ID",
    ),
    Meaning.PSEUDONYM: PRETIX[Meaning.PSEUDONYM],
}  # fmt: skip


def find(labels: Sequence[str], table: Table) -> dict[Meaning, int]:
    """The column of each meaning; of two columns with one label the first."""
    columns = _first_columns(labels)
    return {
        meaning: next(columns[key] for key in map(fold, names) if key in columns)
        for meaning, names in table.items()
        if not columns.keys().isdisjoint(map(fold, names))
    }


def known(labels: Iterable[str]) -> int:
    """How many of these are labels that we know, in any format."""
    return sum(fold(label) in _KNOWN for label in labels)


def fold(label: str) -> str:
    """What two writers of one label agree on: letters and digits, ä as ae, no case, no accents."""
    text = unicodedata.normalize("NFKC", label).casefold().translate(_UMLAUTS)
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if letter.isalnum())


def _first_columns(labels: Sequence[str]) -> dict[str, int]:
    return {fold(label): column for column, label in reversed(list(enumerate(labels)))}


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_KNOWN = frozenset(fold(name) for table in (PRETIX, PLAIN) for names in table.values() for name in names)
