"""Ways out: where people are, each with a first line, and noted as a contact when used."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from eventnet.db import db
from eventnet.exchange.models import Contact, Note
from eventnet.exchange.touching import Touch
from eventnet.people import profile
from tests.browsing import Live, Open
from tests.care.acquainted import know
from tests.cast import Cast
from tests.waiting import until

NETWORKS = {"whatsapp": "+49 151 12345678", "linkedin": "ben-okafor", "github": "ben"}
FIRST = "Hello Ben Okafor, we met at "


def reachable(cast: Cast) -> Contact:
    cast.ben.phone, cast.ben.birthday = "+4915112345678", "01-10"
    for network, handle in NETWORKS.items():
        profile.set_link(cast.ben, network, handle)
    db.session.add(Note(owner_id=cast.ada.id, subject_id=cast.ben.id, text="Talks too much."))
    return know(cast, cast.ben, "", ("email", "phone", "links", "birthday"))


def urls(page: str) -> list[str]:
    return [part.split('"')[0].replace("&amp;", "&") for part in page.split('data-url="')[1:]]


def test_the_first_line_is_there_where_the_target_takes_one_and_tells_nothing_of_my_note(cast: Cast, browser_of):
    contact = reachable(cast)
    page = browser_of(cast.ada).get(f"/contacts/{contact.code}").get_data(as_text=True)
    line = FIRST + cast.event.name + "."
    assert line in page
    assert urls(page) == [
        f"mailto:ben@example.org?subject={quote('From ' + cast.event.name)}&body={quote(line)}",
        "tel:+4915112345678",
        "https://www.linkedin.com/in/ben-okafor",
        f"https://wa.me/4915112345678?text={quote(line)}",
    ]
    assert not any("much" in url for url in urls(page))


def test_after_a_while_and_on_a_birthday_it_says_so(cast: Cast, browser_of, travel):
    contact, ada = reachable(cast), browser_of(cast.ada)
    travel.shift(timedelta(days=45))
    assert "Happy birthday, Ben Okafor!" in ada.get(f"/contacts/{contact.code}").get_data(as_text=True)
    travel.shift(timedelta(days=30))
    assert "it has been a while" in ada.get(f"/contacts/{contact.code}").get_data(as_text=True)


def test_using_one_is_noted_and_a_page_leads_on(cast: Cast, browser_of):
    contact, ada = reachable(cast), browser_of(cast.ada)
    answer = ada.post(f"/contacts/{contact.code}/ways", data={"way": "whatsapp"})
    assert [row.how for row in Touch.of(cast.ada)] == ["link"]
    page = ada.get(answer.location).get_data(as_text=True)
    assert 'href="https://wa.me/4915112345678?text=' in page
    assert "It is noted" in page


@pytest.mark.parametrize(
    ("way", "handle", "leads_to"),
    [
        ("whatsapp", "+49 151 12345678", "https://wa.me/4915112345678"),
        ("linkedin", "ben-okafor", "https://www.linkedin.com/in/ben-okafor"),
        ("xing", "Ben_Okafor", "https://www.xing.com/profile/Ben_Okafor"),
        ("facebook", "ben.okafor", "https://www.facebook.com/ben.okafor"),
        ("x", "benokafor", "https://x.com/benokafor"),
        ("mail", "", "mailto:ben@example.org"),
        ("phone", "", "tel:+4915112345678"),
    ],
)
def test_each_way_leads_where_they_are_and_its_use_is_a_contact(
    cast: Cast, browser_of, way: str, handle: str, leads_to: str
):
    cast.ben.phone = "+4915112345678"
    if handle:
        profile.set_link(cast.ben, way, handle)
    contact, ada = know(cast, cast.ben, "", ("email", "phone", "links")), browser_of(cast.ada)
    page = ada.get(f"/contacts/{contact.code}").text
    assert any(url.startswith(leads_to) for url in urls(page))
    ada.post(f"/contacts/{contact.code}/ways", data={"way": way})
    assert [touch.how for touch in Touch.of(cast.ada)] == ["link"]


@pytest.mark.parametrize("way", ["github", "xing", "https://evil.example", ""])
def test_only_a_way_of_their_card_is_noted(cast: Cast, browser_of, way: str):
    contact, ada = reachable(cast), browser_of(cast.ada)
    assert ada.post(f"/contacts/{contact.code}/ways", data={"way": way}).status_code == 400
    assert ada.get(f"/contacts/{contact.code}/ways", query_string={"way": way}).status_code == 200
    assert Touch.of(cast.ada).count() == 0


def test_looking_changes_nothing(cast: Cast, browser_of):
    contact = reachable(cast)
    page = browser_of(cast.ada).get(f"/contacts/{contact.code}/ways?way=whatsapp").get_data(as_text=True)
    assert "It is noted" not in page
    assert Touch.of(cast.ada).count() == 0


def test_what_is_not_given_is_no_way(cast: Cast, browser_of):
    reachable(cast)
    contact = know(cast, cast.ben, "", ())
    ada = browser_of(cast.ada)
    assert urls(ada.get(f"/contacts/{contact.code}").get_data(as_text=True)) == []
    assert "No way on this card" in ada.get(f"/contacts/{contact.code}/ways").get_data(as_text=True)


@pytest.mark.browser
def test_one_tap_opens_it_and_is_noted(live: Live, phone: Open):
    contact = reachable(live.cast)
    page = phone(live.cast.ada)
    page.context.route("https://www.linkedin.com/**", lambda route: route.fulfill(body="<title>There</title>"))
    page.goto(f"/contacts/{contact.code}")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="LinkedIn").click()
    expect(opened.value).to_have_title("There")

    def is_noted() -> bool:
        db.session.rollback()
        return Touch.of(live.cast.ada).where(Touch.how == "link").any()

    until(is_noted)
    assert page.url.endswith(contact.code)
