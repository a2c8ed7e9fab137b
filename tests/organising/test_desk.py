"""The desk: whoever is recognised has arrived, once, at their own event; helpers get here and no further."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee, Membership
from eventnet.exchange import livecode, tickets
from eventnet.organising import desk
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.browsing import Live, Open
from tests.cast import NOW, Cast, make_person

PAGE = "/e/career-day/desk"
TICKET = "8kqx3mzvyyurdnkf5v6a9cdhwpe2s74g"


@pytest.fixture
def hella(cast: Cast) -> Person:
    helper = make_person("Hella Fink")
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=helper.id, role="helper"))
    tickets.store(cast.event.id, {cast.at(cast.ada).id: tickets.fingerprints(cast.event.id, [TICKET])})
    db.session.commit()
    return helper


@pytest.fixture
def helper(browser_of, hella: Person) -> FlaskClient:
    return browser_of(hella)


def scan(client: FlaskClient, code: str) -> str:
    return client.post(f"{PAGE}/scan", data={"code": code}, follow_redirects=True).get_data(as_text=True)


def codes_of(attendee: Attendee) -> list[str]:
    live = f"HTTP://LOCALHOST/P/{attendee.badge}.{livecode.proof(attendee.live_key, attendee.badge, NOW)}"
    spoken = attendee.handle + livecode.spoken_proof(attendee.live_key, attendee.badge, NOW)
    return [
        f"HTTP://LOCALHOST/B/{attendee.badge}",
        attendee.badge,
        live,
        live + "#CARD",
        attendee.handle.lower(),
        spoken,
        f"{spoken[:4]}-{spoken[4:]}",
    ]


@pytest.mark.parametrize("which", range(7))
def test_every_code_of_ours_says_who_arrives(cast: Cast, helper: FlaskClient, hella: Person, which: int) -> None:
    page = scan(helper, codes_of(cast.at(cast.ada))[which])
    assert "Arrived at 10:30" in page
    assert re.search(r'desk-name">Ada Lindqvist<', page)
    ada = cast.at(cast.ada)
    assert (ada.arrived_at, ada.arrived_by_id) == (NOW, hella.id)


@pytest.mark.parametrize("form", ["{}", '{{"ticket": "{}"}}'])
def test_the_ticket_of_another_shop_does_so_too(cast: Cast, helper: FlaskClient, form: str) -> None:
    assert "Arrived at 10:30" in scan(helper, form.format(TICKET))


def test_what_belongs_to_nobody_here_is_one_answer(cast: Cast, helper: FlaskClient) -> None:
    """Unknown, of another event, revoked, of another host, a wrong proof: nothing tells them apart."""
    ada, elsewhere = cast.at(cast.ada), add_attendee(cast.elsewhere, cast.eve)
    tickets.store(cast.elsewhere.id, {elsewhere.id: tickets.fingerprints(cast.elsewhere.id, [TICKET[::-1]])})
    ada.badge_revoked_at = NOW
    db.session.commit()
    wrong = [
        *codes_of(ada),
        *codes_of(elsewhere),
        TICKET,
        TICKET[::-1],
        "0" * 16,
        "x",
        "HTTP://ELSEWHERE/B/" + "0" * 16,
    ]
    wrong += [cast.at(cast.ben).handle + "0000", f"HTTP://ELSEWHERE/B/{cast.at(cast.ben).badge}"]
    csrf = re.compile(r'name="csrf_token" value="[^"]+"')
    assert len({csrf.sub("", scan(helper, code)) for code in wrong}) == 1
    assert Rows(Attendee).where(Attendee.arrived_at.is_not(None)).count() == 0


def test_the_first_time_stands(cast: Cast, helper: FlaskClient, browser_of, hella: Person, travel) -> None:
    scan(helper, cast.at(cast.ada).badge)
    travel.shift(timedelta(minutes=42))
    page = scan(browser_of(cast.dora), cast.at(cast.ada).badge)
    assert "Already arrived at 10:30" in page
    assert cast.at(cast.ada).arrived_by_id == hella.id


def test_an_arrival_is_taken_back_and_said_again(cast: Cast, helper: FlaskClient) -> None:
    ada = f"{PAGE}/{cast.at(cast.ada).code}/arrival"
    helper.post(ada)
    back = helper.post(f"{ada}/withdrawal", follow_redirects=True).get_data(as_text=True)
    assert "Not here after all" in back
    assert cast.at(cast.ada).arrived_at is None
    assert "Arrived at" in helper.post(ada, follow_redirects=True).get_data(as_text=True)


def test_a_name_is_looked_for_without_scripts(cast: Cast, helper: FlaskClient) -> None:
    page = helper.get(f"{PAGE}?q=okaf").get_data(as_text=True)
    assert re.findall(r'row-title">([^<]+)<', page) == ["Ben Okafor"]
    assert "ben@example.org" not in page


def test_people_of_another_event_do_not_arrive_here(cast: Cast, helper: FlaskClient) -> None:
    eve = add_attendee(cast.elsewhere, cast.eve)
    db.session.commit()
    assert helper.post(f"{PAGE}/{eve.code}/arrival").status_code == 404
    assert helper.post(f"{PAGE}/{eve.code}/arrival/withdrawal").status_code == 404
    assert "Eve" not in helper.get(f"{PAGE}?shown={eve.code}&q=eve").get_data(as_text=True)


def test_a_helper_gets_to_the_desk_alone(cast: Cast, helper: FlaskClient) -> None:
    assert helper.get(PAGE).status_code == 200
    assert "/e/career-day/people" not in helper.get(PAGE).get_data(as_text=True)
    for path in ("people", "people/import", "settings"):
        assert helper.get(f"/e/career-day/{path}").status_code == 404
    assert helper.get("/e/elsewhere/desk").status_code == 404


def test_somebody_on_no_list_is_here_in_one_form(cast: Cast, helper: FlaskClient) -> None:
    said = {"name": " Jörg  Müller ", "organisation": "Railways", "email": "Joerg@Example.org", "role": "speaker"}
    page = helper.post(f"{PAGE}/new", data=said, follow_redirects=True).get_data(as_text=True)
    assert "Arrived at 10:30" in page
    [jorg] = desk.found(cast.event, "mueller")
    assert (jorg.listed_name, jorg.listed_email, jorg.role) == ("Jörg Müller", "joerg@example.org", "speaker")
    assert not jorg.is_claimed
    assert not jorg.person.is_confirmed


def test_only_a_name_is_needed(cast: Cast, helper: FlaskClient) -> None:
    assert helper.post(f"{PAGE}/new", data={"name": "Ida", "role": "attendee"}).status_code == 303
    assert helper.post(f"{PAGE}/new", data={"name": " ", "role": "attendee"}).status_code == 422
    assert helper.post(f"{PAGE}/new", data={"name": "Ida", "role": "owner"}).status_code == 422
    assert "value=&#34;Ida" not in helper.get(f"{PAGE}/new?name=Ida").get_data(as_text=True)


def test_an_address_stands_on_the_list_once(cast: Cast) -> None:
    desk.add(cast.event, cast.dora, "Ida", "ida@example.org", "", "attendee")
    with pytest.raises(Refused) as no:
        desk.add(cast.event, cast.dora, "Ida Again", "ida@example.org", "", "attendee")
    assert no.value.code == "listed"
    assert desk.add(cast.elsewhere, cast.otto, "Ida", "ida@example.org", "", "attendee")
    assert desk.add(cast.event, cast.dora, "Nobody", "", "", "attendee")
    assert desk.add(cast.event, cast.dora, "Nobody else", "", "", "attendee")


def test_the_address_of_a_person_here_tells_nothing(cast: Cast) -> None:
    assert desk.add(cast.event, cast.dora, "Not Ada", str(cast.ada.email), "", "attendee").person_id != cast.ada.id


@pytest.mark.browser
def test_one_person_after_the_other_without_leaving_the_page(live: Live, phone: Open) -> None:
    page = phone(live.cast.dora)
    page.goto(PAGE)
    page.get_by_role("searchbox").press_sequentially("OKÁF")
    page.locator("[data-desk-part=found]").get_by_role("button", name="Arrived Ben Okafor").click()
    expect(page.locator(".desk-name")).to_have_text("Ben Okafor")
    expect(page.get_by_text("1 of 3 are here.")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.get_by_label("Or type a code").fill(live.cast.at(live.cast.ada).handle)
    page.get_by_label("Or type a code").press("Enter")
    expect(page.locator(".desk-name")).to_have_text("Ada Lindqvist")
    page.locator("[data-desk-part=result]").get_by_role("button", name="Undo").click()
    expect(page.locator(".desk-said")).to_have_text("Not here after all")
    page.get_by_label("Or type a code").fill("QQQQ")
    page.get_by_label("Or type a code").press("Enter")
    expect(page.locator(".desk-name")).to_have_text("Not found")
    assert page.url.endswith("/desk")
    page.context.set_offline(True)
    page.get_by_label("Or type a code").fill("QQQQ")
    page.get_by_label("Or type a code").press("Enter")
    expect(page.get_by_text("Nothing was noted")).to_be_visible()
