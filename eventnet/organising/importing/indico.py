"""Registrations as Indico exports them (registration/util.py: generate_spreadsheet_from_registrations).

`ID, Name, <chosen fields by title>…, <chosen of the registration's own>…`; titles may be renamed and may stand twice.
Its CSV takes off leading signs (`+49` is `49`), its XLSX does not.
"""

import re

from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import PLAIN, Meaning
from eventnet.organising.importing.shop import Shop

STATE = ("Registration state", "Registration status", "Registrierungsstatus", "Anmeldestatus", "Status der Anmeldung")
DATE = ("Registration date", "Registrierungsdatum", "Anmeldedatum", "Datum der Anmeldung")
OTHERS = ("Modification date", "Check-in date", "Payment date", "Checked in", "Änderungsdatum", "Created by")

_DIGITS = re.compile(r"\d+")


def _external_id(entry: Entry) -> str | None:
    """Registrations are counted from 1 in each event, so the minute of the registration belongs to the id."""
    number, date = entry.cell(Meaning.POSITION), "".join(_DIGITS.findall(entry.cell(Meaning.ORDER)))
    return f"indico:{number}:{date[:12]:0<12}"[:200] if number and len(date) >= 8 else None


INDICO = Shop(
    "indico",
    {
        **{meaning: PLAIN[meaning] for meaning in (Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY, Meaning.EMAIL)},
        Meaning.ORGANISATION: PLAIN[Meaning.ORGANISATION],
        Meaning.POSITION: ("ID",),
        Meaning.ORDER: DATE,
        Meaning.STATUS: STATE,
    },
    (("ID",), ("Name",), (*STATE, *DATE, *OTHERS)),
    _external_id,
)
