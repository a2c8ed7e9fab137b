"""The four places of the bar: each page is at home in one of them, whichever room draws it."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from eventnet.people.models import Person
from tests.cast import Cast
from tests.objects import furnish

HOMES = {
    "/code": "/code",
    "/scan": "/code",
    "/people": "/people",
    "/contacts": "/contacts",
    "/contacts/{contact}": "/contacts",
    "/contacts/{contact}/favours": "/contacts",
    "/contacts/{contact}/history": "/contacts",
    "/contacts/{contact}/letter": "/contacts",
    "/follow-up": "/follow-up",
    "/follow-up/in-touch": "/follow-up",
    "/follow-up/pace": "/follow-up",
    "/meetings/{meeting}": "/follow-up",
    "/profile": None,
}


@pytest.mark.parametrize("path", HOMES)
def test_the_bar_says_where_a_page_is_at_home(
    cast: Cast, browser_of: Callable[[Person], FlaskClient], path: str
) -> None:
    codes = furnish(cast).codes
    page = browser_of(cast.ada).get(path.format_map(codes)).text
    bar = page.split('<nav class="bar"')[1].split("</nav>")[0]
    marked = re.findall(r'<a href="([^"]+)" aria-current="page"', bar)
    assert marked == [HOMES[path]] * (HOMES[path] is not None)
