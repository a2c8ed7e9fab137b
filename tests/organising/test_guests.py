"""Search, filters and paging of the list, at the price of a constant number of statements."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event as sqlalchemy_event

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.organising import guests
from eventnet.organising.applying import take_over
from eventnet.organising.importing import Listed, Reading
from tests.cast import NOW, Cast, make_person

PAGE = "/e/career-day/people"


@pytest.fixture
def crowd(cast: Cast) -> Cast:
    listed = [
        Listed(n, None, f"Zoë Łuk{n:02}", f"zoe{n}@example.org" if n % 2 else None, "Straßenbau") for n in range(60)
    ]
    take_over(cast.event, Reading(listed, [], [], "plain"))
    add_attendee(cast.elsewhere, make_person("Zoe Elsewhere"))
    db.session.commit()
    return cast


def names(page: str) -> list[str]:
    return re.findall(r'row-title">([^<]+)<', page)


def test_pages_follow_each_other_and_name_everybody_once(crowd: Cast, browser_of) -> None:
    dora, seen, address = browser_of(crowd.dora), [], f"{PAGE}?q=luk strassenbau"
    for _page in range(4):
        page = dora.get(address).get_data(as_text=True)
        seen += names(page)
        following = re.search(r'href="([^"]*after=[^"]*)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert address == ""
    assert seen == [f"Zoë Łuk{n:02}" for n in range(60)]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"state": "joined"}, 3),
        ({"state": "not-joined"}, 60),
        ({"state": "to-invite"}, 30),
        ({"state": "arrived"}, 1),
        ({"state": "missing"}, 62),
        ({"role": "exhibitor"}, 1),
        ({"role": "exhibitor", "state": "arrived"}, 0),
        ({"state": "joined", "query": "okafor"}, 1),
        ({"query": "elsewhere"}, 0),
    ],
)
def test_filters_narrow_the_list(crowd: Cast, asked: dict[str, str], number: int) -> None:
    crowd.at(crowd.ada).arrived_at = NOW
    db.session.flush()
    assert len(db.session.scalars(guests.Guests(crowd.event, **asked).ids).all()) == number


def test_a_filter_that_is_none_filters_nothing(crowd: Cast, browser_of) -> None:
    page = browser_of(crowd.dora).get(f"{PAGE}?state=x&role=owner&after=zzz").get_data(as_text=True)
    assert len(names(page)) == guests.PAGE


def test_the_page_takes_as_many_statements_for_one_as_for_many(crowd: Cast, browser_of) -> None:
    dora, counted = browser_of(crowd.dora), []

    def count(*_args: object) -> None:
        counted[-1] += 1

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", count)
    try:
        for address in (f"{PAGE}?q=okafor", f"{PAGE}?q=luk"):
            counted.append(0)
            dora.get(address)
    finally:
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", count)
    assert counted[0] == counted[1]


def test_it_says_who_has_arrived_and_when(crowd: Cast, browser_of) -> None:
    crowd.at(crowd.ada).arrived_at = NOW - timedelta(minutes=18)
    page = browser_of(crowd.dora).get(f"{PAGE}?q=lindqvist").get_data(as_text=True)
    assert "Arrived 10:12" in page
