"""Inviting the people on a list: one letter each, another one only by hand."""

import re
from datetime import timedelta

import pytest

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.claiming import invited
from eventnet.events.models import Attendee, Membership
from eventnet.mail.models import Letter
from eventnet.organising import inviting
from eventnet.organising.applying import take_over
from eventnet.organising.importing import Listed, Reading
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast

PEOPLE = [
    Listed(2, None, "Finn Weber", "finn@example.org", "Uni"),
    Listed(3, None, "Gesa Holm", "gesa@example.org", None),
    Listed(4, None, "Hanno Ohne", None, "Club"),
]


@pytest.fixture
def finn(cast: Cast) -> Attendee:
    take_over(cast.event, Reading(PEOPLE, [], [], "plain"))
    db.session.commit()
    found = Attendee.at(cast.event).where(Attendee.listed_name == "Finn Weber").first()
    assert found
    return found


def letters() -> list[Letter]:
    return Rows(Letter).order_by(Letter.id).all()


def invite_url(attendee: Attendee) -> str:
    return f"/e/career-day/people/{attendee.code}/invitation"


def test_everybody_with_an_address_gets_one_letter(cast: Cast, browser_of, finn: Attendee):
    dora = browser_of(cast.dora)
    for _again in range(2):
        assert dora.post("/e/career-day/people/invitations").status_code == 303
    assert [letter.to_address for letter in letters()] == ["finn@example.org", "gesa@example.org"]


def test_the_letter_names_person_and_event_and_brings_a_link_that_works(cast: Cast, finn: Attendee):
    inviting.invite(finn, cast.dora)
    [letter] = letters()
    assert letter.subject == "Finn Weber, your place at Career Day Leipzig"
    assert letter.reply_address == cast.dora.email
    link = re.search(r"http://localhost/i/(\S+)", letter.text)
    assert link
    assert link[1] in letter.html
    found = invited(link[1])
    assert found
    assert found.id == finn.id


def test_the_letter_speaks_the_first_language_of_the_event(cast: Cast, finn: Attendee):
    cast.event.languages = ["de", "en"]
    take_over(cast.event, Reading([Listed(2, None, "Ida", "ida@example.org", None)], [], [], "plain"))
    ida = Attendee.at(cast.event).where(Attendee.listed_name == "Ida").first()
    assert ida
    inviting.invite(ida, cast.dora)
    assert letters()[0].language == "de"


def test_people_who_joined_are_not_written_to(cast: Cast, finn: Attendee):
    finn.claimed_at = finn.created_at
    with pytest.raises(Refused) as no:
        inviting.invite(finn, cast.dora)
    assert no.value.code == "joined-already"
    assert inviting.invite_all(cast.event, cast.dora) == 1


def test_nobody_gets_two_letters_within_a_day(cast: Cast, browser_of, finn: Attendee, travel):
    dora = browser_of(cast.dora)
    dora.post(invite_url(finn))
    dora.post(invite_url(finn))
    assert len(letters()) == 1
    assert "less than a day ago" in dora.get("/e/career-day/people").get_data(as_text=True)
    travel.shift(timedelta(days=1, seconds=1))
    first = finn.invitation
    dora.post(invite_url(finn))
    assert len(letters()) == 2
    assert finn.invitation != first


def test_without_an_address_there_is_no_letter(cast: Cast, finn: Attendee):
    hanno = Attendee.at(cast.event).where(Attendee.listed_name == "Hanno Ohne").first()
    assert hanno
    with pytest.raises(Refused) as no:
        inviting.invite(hanno, cast.dora)
    assert no.value.code == "no-address"


def test_a_thousand_at_once(cast: Cast, finn: Attendee, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inviting, "AT_ONCE", 1)
    assert [inviting.invite_all(cast.event, cast.dora) for _press in range(3)] == [1, 1, 0]


def test_people_of_another_event_cannot_be_invited_through_mine(cast: Cast, browser_of, finn: Attendee):
    otto = browser_of(cast.otto)
    assert otto.post(invite_url(finn)).status_code == 404
    assert otto.post(invite_url(finn).replace("career-day", "elsewhere")).status_code == 404
    assert letters() == []


def test_the_page_says_how_far_everybody_has_come(cast: Cast, browser_of, finn: Attendee):
    dora = browser_of(cast.dora)
    page = dora.get("/e/career-day/people").get_data(as_text=True)
    assert page.count("On the list</span>") == 3
    assert page.count("Joined</span>") == 3
    assert "Invite 2 people" in page
    dora.post("/e/career-day/people/invitations")
    letters()[0].failed_at = finn.created_at
    db.session.commit()
    page = dora.get("/e/career-day/people").get_data(as_text=True)
    assert page.count("Invited</span>") == 1
    assert page.count("Mail came back</span>") == 1
    assert page.count("Invite again") == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [("weber", ["Finn Weber"]), ("GESA@", ["Gesa Holm"]), ("club", ["Hanno Ohne"]), ("%", []), ("nobody", [])],
)
def test_the_list_can_be_searched(cast: Cast, browser_of, finn: Attendee, query: str, found: list[str]):
    page = browser_of(cast.dora).get("/e/career-day/people", query_string={"q": query}).get_data(as_text=True)
    assert re.findall(r'row-title">([^<]+)<', page) == found


def test_the_list_is_by_name_and_every_name_is_on_one_page(cast: Cast, browser_of, finn: Attendee):
    crowd = [Listed(n, None, f"Person {n:03}", f"p{n}@example.org", None) for n in range(60)]
    take_over(cast.event, Reading(crowd, [], [], "plain"))
    db.session.commit()
    dora, names, address = browser_of(cast.dora), [], "/e/career-day/people"
    while address:
        page = dora.get(address).get_data(as_text=True)
        names += re.findall(r'row-title">([^<]+)<', page)
        following = re.search(r'href="(/e/career-day/people\?after=\w+)"', page)
        address = following[1] if following else ""
    assert len(names) == 66
    assert names == sorted(names)


def test_a_key_of_another_event_tells_nothing(cast: Cast, browser_of, finn: Attendee):
    joining.join_as_new(cast.elsewhere, "Aaron First", "aaron@example.org", "en")
    db.session.commit()
    page = browser_of(cast.otto).get(f"/e/elsewhere/people?after={finn.code}").get_data(as_text=True)
    assert "Finn" not in page
    assert "Aaron First" in page


def test_helpers_see_no_list_and_write_to_nobody(cast: Cast, browser_of, finn: Attendee):
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.commit()
    eve = browser_of(cast.eve)
    assert eve.get("/e/career-day/people").status_code == 404
    assert eve.get("/e/career-day/people/import").status_code == 404
    assert eve.post("/e/career-day/people/invitations").status_code == 404
    assert eve.post(invite_url(finn)).status_code == 404
    assert letters() == []


def test_organisers_see_no_address_that_is_not_on_their_list(cast: Cast, browser_of, finn: Attendee):
    page = browser_of(cast.dora).get("/e/career-day/people").get_data(as_text=True)
    assert "finn@example.org" in page
    assert str(cast.ada.email) not in page


def test_names_are_never_markup(cast: Cast, browser_of, finn: Attendee):
    finn.person.name = finn.listed_name = "<b>Finn</b>{{ 7 * 7 }}"
    inviting.invite(finn, cast.dora)
    db.session.commit()
    page = browser_of(cast.dora).get("/e/career-day/people").get_data(as_text=True)
    assert "&lt;b&gt;Finn&lt;/b&gt;{{ 7 * 7 }}" in page
    assert "<b>Finn" not in letters()[0].html


def test_an_invited_person_counts_as_unconfirmed_until_the_link_is_used(cast: Cast, finn: Attendee):
    inviting.invite(finn, cast.dora)
    assert Person.confirmed("finn@example.org").first() is None
