"""Which reader fits a list. To read another format, write a `Shop` or a module like `plain` and name it here."""

from collections.abc import Sequence
from typing import Protocol

from flask_babel import gettext as _

from eventnet.organising.importing import checkins, eventyay, guessing, plain, pretix
from eventnet.organising.importing.alfio import ALFIO
from eventnet.organising.importing.hievents import ATTENDIZE, HIEVENTS
from eventnet.organising.importing.indico import INDICO
from eventnet.organising.importing.listed import Reading
from eventnet.organising.importing.openevent import OPEN_EVENT
from eventnet.organising.importing.sheet import Sheet
from eventnet.refusals import Refused

SHOWN = 12


class Reader(Protocol):
    """What a module that reads one format offers."""

    def claims(self, labels: Sequence[str], /) -> bool:
        """Whether a list with these labels is of this format."""

    def read(self, sheet: Sheet, /) -> Reading:
        """All of it; raises Refused when a column is missing that the format cannot do without."""


READERS: tuple[Reader, ...] = (checkins, eventyay, ATTENDIZE, pretix, ALFIO, HIEVENTS, OPEN_EVENT, INDICO, plain)


def recognise(sheet: Sheet) -> Reader:
    """The first reader that claims the list, the pickiest first."""
    for reader in READERS:
        if reader.claims(sheet.labels):
            return reader
    if guessing.columns(sheet).has_names:
        return plain
    raise Refused(
        "no-name-column",
        _(
            "No column with names was found. Please label it Name, or use two columns, First name and "
            "Last name. The file has: %(labels)s.",
            labels=_shown(sheet.labels),
        ),
    )


def _shown(labels: Sequence[str]) -> str:
    names = [label[:40] for label in labels if label]
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
