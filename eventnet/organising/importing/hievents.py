"""Attendees as Hi.Events exports them (backend/app/Exports/AttendeesExport.php), and as Attendize does.

Hi.Events: `ID, First Name, Last Name, Email, Status, [check-ins], Product ID, Product Name, Event ID, Public ID, …`;
its QR code holds the public id. Attendize (app/Exports/AttendeesExport.php): eight or nine columns without a status,
since only valid tickets are exported. Both translate their labels.
"""

from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import FAMILY_NAMES, GIVEN_NAMES, PLAIN, Meaning, Table
from eventnet.organising.importing.shop import Shop, of_order

PUBLIC_ID = ("Public ID", "Öffentliche ID", "ID público", "ID public", "ID pubblico", "Openbaar ID")
SHORT_ID = ("Short ID", "Kurz-ID", "Kurze ID", "ID corto", "ID court", "ID breve", "Korte ID")
ORDER = (
    "Order Reference", "Order Ref", "Order ref.", "Bestellreferenz", "Bestellnummer", "Auftragsreferenz",
    "Référence de commande", "Referencia de pedido", "Riferimento ordine",
)  # fmt: skip
TICKET = ("Ticket Reference", "Ticket Ref", "Ticket ID", "Ticketreferenz", "Ticket-Referenz", "Ticketnummer")
ARRIVED = (
    "Has Arrived", "Arrived", "Arrival Time", "Angekommen", "Ist angekommen", "Ankunftszeit", "Est arrivé",
    "Heure d'arrivée", "Ha llegado", "Hora de llegada",
)  # fmt: skip

_NAMES: Table = {meaning: PLAIN[meaning] for meaning in (Meaning.EMAIL, Meaning.STATUS, Meaning.ORGANISATION)} | {
    Meaning.GIVEN: GIVEN_NAMES,
    Meaning.FAMILY: FAMILY_NAMES,
}


def _id_of_hievents(entry: Entry) -> str | None:
    """The number of the attendee; one installation counts all its events."""
    number = entry.cell(Meaning.POSITION)
    return f"hievents:{entry.cell(Meaning.EVENT)}:{number}"[:200] if number else None


def _id_of_attendize(entry: Entry) -> str | None:
    ticket = entry.cell(Meaning.POSITION)
    return f"attendize:{ticket}"[:200] if ticket else of_order("attendize", entry)


HIEVENTS = Shop(
    "hievents",
    {
        **_NAMES,
        Meaning.POSITION: ("ID",),
        Meaning.EVENT: ("Event ID", "Veranstaltungs-ID", "Ereignis-ID"),
        Meaning.SECRET: PUBLIC_ID,
    },
    (GIVEN_NAMES, PUBLIC_ID, SHORT_ID),
    _id_of_hievents,
    frozenset({"active", "aktiv"}),
)
ATTENDIZE = Shop(
    "attendize",
    {**_NAMES, Meaning.ORDER: ORDER, Meaning.POSITION: TICKET},
    ((*GIVEN_NAMES, *FAMILY_NAMES), ORDER, ARRIVED),
    _id_of_attendize,
)
