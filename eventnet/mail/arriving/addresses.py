"""Addresses that only one letter, or one reader of an invitation, knows: whoever writes there has had it in hand.

    bounces+b<letter's code><tag>@events.example.org        the envelope's sender of one letter (VERP)
    bounces+c<meeting's code><tag>@events.example.org       the organiser in one reader's calendar

Code and tag have 16 characters of Crockford base32; the tag is HMAC-SHA256 under the secret key, so no address can be
made up. Servers change the case on the way: none of it counts.
"""

import hmac
import re
from typing import NamedTuple

from eventnet import sealing
from eventnet.addresses import settings
from eventnet.codes import base32_encode, clean_code
from eventnet.config import Misconfigured, Settings
from eventnet.mail.server import is_plain_address

LETTER, CALENDAR = "b", "c"
PLACE = "{code}"
LENGTH, TAG_BYTES = 16, 10
LONGEST_LOCAL_PART = 64  # RFC 5321, 4.5.3.1.1
PURPOSE = "return address"


class Return(NamedTuple):
    """What an address says; whether it says so rightly, `is_for` tells."""

    kind: str
    code: str
    tag: str

    def is_for(self, whose: str = "") -> bool:
        return hmac.compare_digest(self.tag, _tag(self.kind, self.code, whose))


def return_address(kind: str, code: str, whose: str = "") -> str | None:
    """Where answers to this one come back to; None where nobody reads them."""
    if not settings().bounce_address:
        return None
    return settings().bounce_address.replace(PLACE, f"{kind}{code}{_tag(kind, code, whose)}".lower())


def find_return(text: str) -> Return | None:
    """The first address of ours in headers."""
    pattern = settings().bounce_address
    if not pattern:
        return None
    before, after = (re.escape(part) for part in pattern.split(PLACE))
    found = re.search(rf"(?<![a-z0-9]){before}([bc])([0-9a-z]{{32}}){after}(?![a-z0-9.-])", text, re.IGNORECASE)
    if found is None:
        return None
    both = clean_code(found[2])
    return Return(found[1].lower(), both[:LENGTH], both[LENGTH:])


def check_pattern(settings: Settings) -> None:
    """Once {code} stands in it, it is one plain address that no server has to cut."""
    pattern = settings.bounce_address
    filled = pattern.replace(PLACE, "b" + "0" * 2 * LENGTH)
    is_one = pattern.count(PLACE) == 1 and PLACE in pattern.partition("@")[0]
    is_good = is_one and is_plain_address(filled) and filled.isascii()
    if pattern and not (is_good and len(filled.partition("@")[0]) <= LONGEST_LOCAL_PART):
        raise Misconfigured(
            "EVENTNET_BOUNCE_ADDRESS must be like bounces+{code}@events.example.org, with {code} once before the @ "
            "and at most 31 other characters there."
        )


def _tag(kind: str, code: str, whose: str) -> str:
    return base32_encode(sealing.keyed(f"{kind}|{code}|{whose}", PURPOSE)[:TAG_BYTES])
