"""Order positions as eventyay exports them (app/eventyay/base/exporters/orderlist.py): pretix of an earlier day.

`Job Title` stands after the company, there is no ticket secret, and name, address and company of an attendee who has
none are the buyer's.
"""

from collections.abc import Sequence
from itertools import pairwise

from eventnet.organising.importing import pretix
from eventnet.organising.importing.buyers import Buyers
from eventnet.organising.importing.labels import PRETIX, Meaning, find, fold
from eventnet.organising.importing.listed import Reading
from eventnet.organising.importing.sheet import Sheet

COMPANIES = frozenset(map(fold, PRETIX[Meaning.ORGANISATION]))
JOB_TITLES = frozenset(map(fold, ("Job Title", "Berufsbezeichnung", "Jobtitel", "Stellenbezeichnung")))


def claims(labels: Sequence[str]) -> bool:
    columns = find(labels, PRETIX)
    return (
        pretix.claims(labels)
        and Meaning.POSITION in columns
        and Meaning.SECRET not in columns
        and _follows_company(labels)
    )


def _follows_company(labels: Sequence[str]) -> bool:
    """A question of that name stands further right, in pretix as well."""
    folded = list(map(fold, labels))
    return any(one in COMPANIES and other in JOB_TITLES for one, other in pairwise(folded))


def read(sheet: Sheet) -> Reading:
    return pretix.positions(sheet, "eventyay", Buyers)
