"""People on a phone: let them find me, look for somebody, see who could help whom, and not want it."""

import pytest
from playwright.sync_api import Page, expect

from eventnet.db import db, reading
from eventnet.directory import listing
from eventnet.events.joining import add_attendee
from tests.browsing import Live, Open
from tests.cast import NOW, make_person

pytestmark = pytest.mark.browser


def hana_is_here(live: Live) -> None:
    with reading(False):
        hana = make_person("Hana Ito", offers=["A look at your thesis"], needs=["Help with Python"])
        place = add_attendee(live.cast.event, hana)
        place.claimed_at = NOW
        listing.let_find(place)
        live.cast.ada.offers, live.cast.ada.needs = ["Python for beginners"], ["A thesis on rails"]
        live.cast.ben.language = "en"
        db.session.commit()


def open_people(page: Page) -> None:
    page.get_by_role("navigation", name="Places").get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()


def test_people_find_each_other_by_a_tick_and_meet_in_person(live: Live, phone: Open) -> None:
    hana_is_here(live)
    ada, ben = phone(live.cast.ada), phone(live.cast.ben)
    ben.goto("/people")
    expect(ben.get_by_role("link", name="Ada Lindqvist")).to_have_count(0)

    ada.goto("/code")
    open_people(ada)
    asked = ada.locator("section", has=ada.get_by_role("heading", name="Let others here find you"))
    expect(asked.get_by_text("A thesis on rails")).to_be_visible()
    box = asked.get_by_role("checkbox", name="Others at Career Day Leipzig may find me")
    expect(box).not_to_be_checked()
    box.check()
    asked.get_by_role("button", name="Save").click()
    expect(ada.get_by_text("Others here find you now.")).to_be_visible()
    expect(asked).to_have_count(0)

    ben.get_by_role("searchbox").fill("LINDQVIST beginners")
    ben.keyboard.press("Enter")
    expect(ben.get_by_role("link", name="Ada Lindqvist")).to_be_visible()
    ben.get_by_text("Filter").click()
    ben.get_by_label("Is looking for").fill("Masterarbeit")
    ben.get_by_role("button", name="Show").click()
    ben.get_by_role("link", name="Ada Lindqvist").click()
    ben.get_by_role("link", name="Show my code").click()
    expect(ben.get_by_role("heading", name="My code")).to_be_attached()

    words = "You offer “Python for beginners”, Hana Ito is looking for “Help with Python”."
    expect(ada.get_by_text(words)).to_be_visible()
    expect(ada.get_by_text("Hana Ito offers “A look at your thesis”")).to_be_visible()
    ada.get_by_role("button", name="No thanks").click()
    expect(ada.get_by_text("Hana Ito is not suggested to you again")).to_be_visible()
    expect(ada.get_by_text(words)).to_have_count(0)
    open_people(ada)
    expect(ada.get_by_text(words)).to_have_count(0)
    expect(ada.get_by_role("link", name="Hana Ito")).to_be_visible()

    ada.get_by_role("link", name="My settings here").click()
    ada.get_by_role("checkbox", name="Others at Career Day Leipzig may find me").uncheck()
    ada.locator("#listing").get_by_role("button", name="Save").click()
    expect(ada.get_by_text("Nobody finds you here.")).to_be_visible()
    ben.goto("/people?q=lindqvist")
    expect(ben.get_by_role("heading", name="Nobody found")).to_be_visible()
