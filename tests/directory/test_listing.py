"""Who is in the list of people: who ticked the box, at that event, for who is there too, and nobody else."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.directory import consent, listing
from eventnet.directory.models import Entry, Stem
from eventnet.events import joining
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee
from eventnet.exchange import sharing
from eventnet.exchange.models import Block
from eventnet.organising.moderation.models import Report
from eventnet.people import merging
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_event, make_person

TICK = "/e/career-day/me/listing"


def let_find(*places: Attendee) -> None:
    for place in places:
        listing.let_find(place)
    db.session.commit()


def code_of(place: Attendee) -> str:
    entry = Entry.of(place).first()
    assert entry is not None
    return entry.code


def page(client: FlaskClient, path: str = "/people") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_nobody_is_found_without_a_tick(cast: Cast, browser_of) -> None:
    assert "Ben Okafor" not in page(browser_of(cast.ada))
    assert "Nobody else yet" in page(browser_of(cast.ada))


def test_a_tick_lets_others_find_me_and_taking_it_away_ends_that_at_once(cast: Cast, browser_of) -> None:
    ada, ben = browser_of(cast.ada), browser_of(cast.ben)
    assert ben.post(TICK, data={"listed": "yes", "page": "people"}).location == "/people?event=career-day"
    assert "Ben Okafor" in page(ada)
    code = code_of(cast.at(cast.ben))
    assert ada.get(f"/people/{code}").status_code == 200
    assert ben.post(TICK, data={"page": "settings"}).location == "/e/career-day/me#listing"
    assert "Ben Okafor" not in page(ada)
    assert ada.get(f"/people/{code}").status_code == 404
    assert Rows(Stem).count() == 0


def test_the_box_is_empty_and_its_words_are_kept_by_version(cast: Cast, browser_of) -> None:
    ada = browser_of(cast.ada)
    for path in ("/people", "/e/career-day/me"):
        before = page(ada, path)
        assert 'name="listed" value="yes"' in before
        assert 'name="listed" value="yes" checked' not in before
        assert consent.words() in before
    ada.post(TICK, data={"listed": "yes"})
    entry = Entry.of(cast.at(cast.ada)).first()
    assert entry is not None
    assert (entry.consent_text, entry.listed_at) == (consent.CURRENT, NOW)
    assert 'name="listed" value="yes" checked' in page(ada, "/e/career-day/me")


def test_the_page_of_people_asks_once_and_shows_what_they_will_see(cast: Cast, browser_of) -> None:
    cast.ada.offers = ["Python for beginners"]
    ada = browser_of(cast.ada)
    asked = page(ada)
    assert "Let others here find you" in asked
    assert "Mechanical engineering, 5th term" in asked
    assert "Python for beginners" in asked
    ada.post(TICK, data={"listed": "yes", "not_now": "yes", "page": "people"})
    assert "Let others here find you" not in page(ada)
    assert not Entry.of(cast.at(cast.ada)).where(Entry.listed_at.is_not(None)).any()
    assert "Let others here find you" in page(ada, "/e/career-day/me")


def test_strangers_organisers_and_who_is_only_on_a_list_get_the_404_of_unknown_codes(cast: Cast, browser_of) -> None:
    let_find(cast.at(cast.ben))
    add_attendee(cast.event, cast.otto)  # imported: a place on a list is not being there
    code = code_of(cast.at(cast.ben))
    for person in (cast.eve, cast.otto, cast.dora):
        stranger = browser_of(person)
        hidden, unknown = stranger.get(f"/people/{code}"), stranger.get("/people/0000000000000000")
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.data.replace(code.encode(), b"0" * 16) == unknown.data
        assert stranger.post(f"/people/{code}/no-thanks").status_code == 404
        assert "Ben Okafor" not in stranger.get("/people").get_data(as_text=True)
    assert browser_of(cast.eve).get("/people?event=career-day").status_code == 404
    assert browser_of(cast.eve).post(TICK, data={"listed": "yes"}).status_code == 404


def test_nobody_s_visit_is_sent_to_sign_in(cast: Cast, client: FlaskClient) -> None:
    assert client.get("/people").location == "/sign-in"


def test_who_is_on_the_list_of_one_event_is_on_no_other(cast: Cast, browser_of) -> None:
    second = make_event(cast.otto, "second", "Second Day")
    for person in (cast.ada, cast.ben):
        add_attendee(second, person).claimed_at = NOW
    let_find(cast.at(cast.ben, second))
    ada = browser_of(cast.ada)
    assert "Ben Okafor" in page(ada, "/people?event=second")
    assert "Ben Okafor" not in page(ada, "/people?event=career-day")


@pytest.mark.parametrize("blocker", ["ada", "ben"])
def test_a_block_hides_both_from_each_other(cast: Cast, browser_of, blocker: str) -> None:
    let_find(cast.at(cast.ada), cast.at(cast.ben))
    two = [cast.ada, cast.ben] if blocker == "ada" else [cast.ben, cast.ada]
    sharing.block(*two)
    db.session.commit()
    for viewer, other in (two, two[::-1]):
        client = browser_of(viewer)
        assert other.name not in page(client)
        assert client.get(f"/people/{code_of(cast.at(other))}").status_code == 404
    assert cast.ada.name in page(browser_of(cast.cleo))
    db.session.delete(Rows(Block).all()[0])
    db.session.commit()
    assert cast.ben.name in page(browser_of(cast.ada))


def test_who_is_revoked_left_or_never_came_is_not_shown(cast: Cast, browser_of) -> None:
    let_find(cast.at(cast.ben), cast.at(cast.cleo))
    cast.at(cast.ben).badge_revoked_at = NOW
    db.session.commit()
    ada = browser_of(cast.ada)
    assert "Ben Okafor" not in page(ada)
    assert "Cleo Brandt" in page(ada)
    joining.leave(cast.at(cast.cleo))
    db.session.commit()
    assert "Cleo Brandt" not in page(ada)
    fay = add_attendee(cast.event, make_person("Fay Young"))
    let_find(fay)
    assert "Fay Young" not in page(ada)
    fay.claimed_at = NOW
    db.session.commit()
    assert "Fay Young" in page(ada)


def test_who_is_paused_is_not_shown_and_sees_nobody_until_it_ends(cast: Cast, browser_of) -> None:
    let_find(cast.at(cast.ada), cast.at(cast.ben))
    cast.at(cast.ada).pause()
    db.session.commit()
    assert "Ada Lindqvist" not in page(browser_of(cast.ben))
    paused = page(browser_of(cast.ada))
    assert "The organisers have paused you" in paused
    assert "Ben Okafor" not in paused
    cast.at(cast.ada).unpause()
    db.session.commit()
    assert "Ada Lindqvist" in page(browser_of(cast.ben))
    assert "Ben Okafor" in page(browser_of(cast.ada))


def test_somebody_in_the_list_is_reported_and_blocked_by_those_who_see_them_alone(cast: Cast, browser_of) -> None:
    let_find(cast.at(cast.ben))
    path = f"/people/{code_of(cast.at(cast.ben))}"
    ada, said = browser_of(cast.ada), {"words": "Rude words in his offers", "block": "y"}
    assert f"{path}/report" in page(ada, path)
    assert browser_of(cast.eve).post(f"{path}/report", data=said).status_code == 404
    assert ada.post(f"{path}/report", data=said).status_code == 303
    assert Rows(Report).where(Report.subject_id == cast.ben.id, Report.event_id == cast.event.id).count() == 1
    assert ada.get(path).status_code == ada.post(f"{path}/report", data=said).status_code == 404


def test_who_is_revoked_looks_at_nobody(cast: Cast, browser_of) -> None:
    let_find(cast.at(cast.ben))
    cast.at(cast.ada).badge_revoked_at = NOW
    db.session.commit()
    ada = browser_of(cast.ada)
    assert "Ben Okafor" not in page(ada)
    assert ada.get(f"/people/{code_of(cast.at(cast.ben))}").status_code == 404


def test_an_event_without_a_list_asks_nobody_and_shows_nobody(cast: Cast, browser_of) -> None:
    let_find(cast.at(cast.ben))
    cast.event.directory = False
    db.session.commit()
    ada = browser_of(cast.ada)
    assert "No list of people here" in page(ada)
    assert ada.get(f"/people/{code_of(cast.at(cast.ben))}").status_code == 404
    assert ada.post(TICK, data={"listed": "yes"}).status_code == 404
    assert "Let others here find you" not in page(ada, "/e/career-day/me")


def test_the_list_ends_a_day_after_the_event(cast: Cast, browser_of, travel) -> None:
    let_find(cast.at(cast.ben))
    code = code_of(cast.at(cast.ben))
    travel.move_to(cast.event.ends_at + timedelta(hours=23))
    assert "Ben Okafor" in page(browser_of(cast.ada))
    travel.move_to(cast.event.ends_at + timedelta(hours=25))
    ada = browser_of(cast.ada)
    assert "Who was there is not shown any more" in page(ada)
    assert ada.get(f"/people/{code}").status_code == 404


def test_a_stranger_who_typed_an_address_lets_nobody_find_its_owner(cast: Cast, browser_of) -> None:
    fake = joining.join_as_new(cast.event, "Otto the Great", "otto@example.org", "en")
    let_find(cast.at(fake))
    merging.absorb_unproven(cast.otto, fake)
    db.session.commit()
    assert "Otto" not in page(browser_of(cast.ada))


def test_two_rows_of_one_person_stay_findable_under_the_name_that_stays(cast: Cast, browser_of) -> None:
    other = Person(name="O. Kern", email="kern@example.org", offers=["Welding"])
    db.session.add(other)
    db.session.flush()
    joining.join(cast.event, other)
    let_find(cast.at(other))
    cast.otto.offers = ["Brewing"]
    merging.absorb(cast.otto, other)
    db.session.commit()
    found = page(browser_of(cast.ada), "/people?offers=brewing")
    assert "Otto Kern" in found
    assert "O. Kern" not in found


def test_the_page_of_somebody_says_what_the_words_beside_the_box_say_and_no_more(cast: Cast, browser_of) -> None:
    ben = cast.ben
    ben.offers, ben.needs, ben.about, ben.phone = ["Test rigs"], ["Students"], "secret gardens", "+491511234567"
    let_find(cast.at(ben))
    seen = page(browser_of(cast.ada), f"/people/{code_of(cast.at(ben))}")
    for words in ("Ben Okafor", "Head of test rigs", "Railworks", "Test rigs", "Students", "Show my code"):
        assert words in seen
    for words in ("ben@example.org", "secret gardens", "1511234567", "mailto:"):
        assert words not in seen


def test_what_is_kept_off_the_card_is_not_in_the_list_either(cast: Cast, browser_of) -> None:
    cast.ben.offers, cast.ben.shared = ["Test rigs for bogies"], ["needs"]
    let_find(cast.at(cast.ben))
    ada = browser_of(cast.ada)
    assert "bogies" not in page(ada)
    assert "bogies" not in page(ada, f"/people/{code_of(cast.at(cast.ben))}")
    assert "Nobody found" in page(ada, "/people?q=bogies")
    assert "Nobody found" in page(ada, "/people?offers=bogies")


def test_whoever_has_the_card_is_led_to_it(cast: Cast, browser_of) -> None:
    let_find(cast.at(cast.ben))
    contact = sharing.give(cast.ben, cast.ada, cast.event, "live")
    db.session.commit()
    assert f"/contacts/{contact.code}" in page(browser_of(cast.ada), f"/people/{code_of(cast.at(cast.ben))}")


def test_the_bar_has_four_places_and_the_profile_is_above(cast: Cast, browser_of) -> None:
    seen = page(browser_of(cast.ada))
    bar = seen.split('<nav class="bar"')[1].split("</nav>")[0]
    assert [bar.index(word) for word in ("/code", "/people", "/contacts", "/follow-up")] == sorted(
        bar.index(word) for word in ("/code", "/people", "/contacts", "/follow-up")
    )
    assert bar.count("<a ") == 4
    assert 'href="/people" aria-current="page"' in bar
    assert 'href="/profile"' in seen.split("header-tools")[1]


def test_who_is_at_no_event_is_told_what_is_here(cast: Cast, browser_of) -> None:
    assert "You are at no event yet" in page(browser_of(cast.eve))


def test_the_pages_speak_german(cast: Cast, browser_of) -> None:
    cast.ada.offers, cast.ben.needs = ["Python mentoring"], ["Hilfe mit Python"]
    let_find(cast.at(cast.ada))
    ben = browser_of(cast.ben)
    seen = page(ben)
    for words in (
        "Lassen Sie sich hier finden",
        "Sie könnten einander helfen",
        "Wer hier ist",
        "Sie suchen „Hilfe mit",
    ):
        assert words in seen
    assert "So treffen Sie sich" in page(ben, f"/people/{code_of(cast.at(cast.ada))}")
