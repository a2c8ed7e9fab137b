"""Pages of the API of pretix, mangled: they are no answer, or every position in them is told of once."""

import json
from typing import Any

from hypothesis import strategies as st

from eventnet.organising.pulling.orders import read_orders, read_page
from eventnet.organising.pulling.troubles import Trouble
from tests.organising.mangling import CELLS, LUMPS, PLACES
from tests.organising.pretix_server import order, position

ORDERS = [
    order("ABC12", position(1, "Ada Lovelace", attendee_email="ada@example.org"), position(2, "Ada", addon_to=23001)),
    order("DEF34", position(1, "李小龍", canceled=True), position(2, None, attendee_name_parts={"given_name": "Jü"})),
    order("GHI56", position(1, "Ben", company="GmbH"), status="n", valid_if_pending=True),
]
THINGS = (
    CELLS | st.none() | st.booleans() | st.integers() | st.floats() | st.builds(dict) | st.lists(st.none(), max_size=1)
)


@st.composite
def mangled_page(draw: st.DrawFn) -> bytes:
    page: dict[str, Any] = json.loads(json.dumps({"count": 3, "next": None, "previous": None, "results": ORDERS}))
    for _ in range(draw(st.integers(0, 4))):
        _mangle(draw, page)
    data = json.dumps(page).encode()
    if draw(st.integers(0, 3)):
        return data
    place = draw(PLACES) * 7919 % (len(data) + 1)
    return data[:place] + draw(LUMPS | st.binary(max_size=4)) + data[place + draw(st.integers(0, 40)) :]


def _mangle(draw: st.DrawFn, page: dict[str, Any]) -> None:
    """Something in it, however deep, is gone, another thing, or there twice."""
    here: Any = page
    while here:
        key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else list(range(len(here)))))
        inside = here[key]
        if not (isinstance(inside, dict | list) and inside and draw(st.integers(0, 5))):
            break
        here = inside
    else:
        return
    match draw(st.integers(0, 3)):
        case 0:
            del here[key]
        case 1 if isinstance(here, list):
            here.append(json.loads(json.dumps(here[key])))
        case _:
            here[key] = draw(THINGS)


def trouble_or_whole(body: bytes) -> bool:
    """True when it was read."""
    try:
        page = read_page(body, "")
    except Trouble:
        return False
    reading = read_orders(page.results, "fair").reading
    told_of = len(reading.people) + len(reading.left_out)
    assert told_of == sum(len(each.positions) for each in page.results)
    for person in reading.people:
        assert 0 < len(person.name) <= 120
        assert not any(character in person.name for character in "\n\r\t\0\u202e\u200b")
        assert person.email is None or "@" in person.email
    return True
