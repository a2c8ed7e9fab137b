"""Attendees as open-event-server exports them (app/api/helpers/csv_jobs_util.py: export_attendees_csv).

`Ticket ID` is the id of the order, so several attendees may share it. `Company` is the order's.
"""

from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import PLAIN, Meaning, fold
from eventnet.organising.importing.shop import Shop, of_order


def _external_id(entry: Entry) -> str | None:
    return of_order("open-event", entry)


OPEN_EVENT = Shop(
    "open-event",
    {
        **{meaning: PLAIN[meaning] for meaning in (Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY, Meaning.EMAIL)},
        Meaning.ORGANISATION: ("Organisation", "Organization", "Affiliation", "Company"),
        Meaning.ORDER: ("Ticket ID", "Order#"),
        Meaning.STATUS: ("Status",),
    },
    (("Order#",), ("Payment Mode", "Payment Type"), ("Ticket Name", "Ticket ID", "Ticket Type")),
    _external_id,
    frozenset(map(fold, ("completed", "placed", "-"))),
)
