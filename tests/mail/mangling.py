"""Messages of every shape, cut, doubled, garbled and nested, as a hostile or broken server may send them."""

import random

from hypothesis import strategies as st

from eventnet.mail.arriving.addresses import LETTER
from tests.mail.arriving import shaped

FILLING = {
    "return": f"bounces+{LETTER}{'0' * 32}@events.example.org",
    "uid": "0123456789abcdef@localhost",
    "address": "ben@example.org",
    "sequence": "0",
}
BITS = [b"\r\n\r\n", b"\n--", b"\x00", b"\xff\xfe", b"Content-Transfer-Encoding: base64\n", b"boundary=", b";" * 90]
BITS += [
    b"=?utf-8?q?=0A?=",
    b"Content-Type: message/delivery-status\n\n",
    b"BEGIN:VEVENT\n",
    b"\xe2\x80\xa8",
    b"charset=x\n",
]
BITS += [
    b"DTSTART;TZID=/../:99999999T999999\n",
    b"Status: 5.1.1\n",
    b"(" * 200,
    b"RRULE:FREQ=SECONDLY;COUNT=99999999\n",
]


@st.composite
def mangled(draw: st.DrawFn, shapes: list[str]) -> bytes:
    data = bytearray(shaped(draw(st.sampled_from(sorted(shapes))), FILLING))
    rng = random.Random(draw(st.integers(0, 2**32)))
    for _each in range(draw(st.integers(1, 8))):
        place = rng.randrange(len(data) + 1)
        act = rng.randrange(5)
        if act == 0:
            data[place:place] = rng.choice(BITS)
        elif act == 1:
            del data[place : place + rng.randrange(200)]
        elif act == 2:
            data[place:place] = data[place : place + rng.randrange(1000)]
        elif act == 3 and place < len(data):
            data[place] = rng.randrange(256)
        elif act == 4:
            del data[max(place, 40) :]
    return bytes(data)
