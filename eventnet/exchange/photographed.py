"""The code on a photo, read on the server, for phones that cannot do it themselves."""

from collections.abc import Iterable

from flask_babel import gettext as _

from eventnet.addresses import settings
from eventnet.exchange.livecode import reads_as
from eventnet.exchange.tickets import readings
from eventnet.refusals import Refused

TRIES_AN_HOUR = 60
FORMATS = "QRCode|DataMatrix|Aztec"  # as on the phone
SIDE = 2000  # pixels: the code of a badge held at arm's length is still sharp
SHOWN = 120


def code_on(photo: bytes) -> str:
    """Ours if there is one, else a ticket of another shop; never anything that is only an address. Raises Refused."""
    found = texts_on(photo)
    if not found:
        raise Refused(
            "no-code", _("There is no code in this photo that can be read. Hold the phone closer, in good light.")
        )
    return _ours(found) or _ticket(found) or _refused(found[0])


def texts_on(photo: bytes) -> list[str]:
    import zxingcpp  # with Pillow, for this page alone

    from eventnet.people.photos import to_grey

    pixels = to_grey(photo, SIDE)
    formats = zxingcpp.barcode_formats_from_str(FORMATS)
    read = zxingcpp.read_barcodes(pixels, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return [barcode.text for barcode in read if barcode.text.strip()]


def _ours(texts: Iterable[str]) -> str | None:
    return next((text for text in texts if reads_as(text, settings().host)), None)


def _ticket(texts: Iterable[str]) -> str | None:
    return next((text for text in texts if readings(text)), None)


def _refused(text: str) -> str:
    """A foreign code is shown and never opened."""
    said = " ".join(text.split())
    short = said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
    raise Refused("foreign-code", _("This is not a code of a card here. It says: %(text)s", text=short))
