"""An organiser creates an event on the web and changes it later."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events.founding import new_slug, slug_of
from eventnet.events.models import Event, Membership, Organiser
from eventnet.rows import Rows
from tests.cast import Cast

FILLED = {
    "kind": "job_fair",
    "name": "Jobmesse Köln 2027",
    "place": "Halle 5, Köln",
    "about": "Forty companies.",
    "starts_on": "2027-03-27",
    "starts_time": "10:00",
    "ends_on": "2027-03-27",
    "ends_time": "16:00",
    "zone": "Europe/Berlin",
    "languages": ["de", "en"],
    "join_policy": "invited",
    "controller": "IHK Köln, Unter Sachsenhausen 10-26",
    "privacy_contact": "Datenschutz@Example.org",
    "privacy_url": "example.org/privacy",
}


def office_of(cast: Cast) -> str:
    return cast.event.organiser.code


def create(client: FlaskClient, cast: Cast, **changes: object):
    return client.post("/events/new", data=FILLED | {"organiser": office_of(cast)} | changes)


def stored(slug: str) -> Event | None:
    return Rows(Event).where(Event.slug == slug).first()


def test_the_form_makes_an_event(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    assert dora.get("/events/new?kind=job_fair").status_code == 200
    response = create(dora, cast)
    assert (response.status_code, response.location) == (303, "/e/jobmesse-koeln-2027/settings")
    event = stored("jobmesse-koeln-2027")
    assert event
    assert event.organiser_id == cast.event.organiser_id
    assert (event.starts_wall, event.zone) == (datetime(2027, 3, 27, 10), "Europe/Berlin")  # noqa: DTZ001 - wall time
    assert (event.starts_at, event.ends_at.hour) == (datetime(2027, 3, 27, 9, tzinfo=UTC), 15)
    assert (event.languages, event.join_policy) == (["de", "en"], "invited")
    assert event.privacy_contact == "datenschutz@example.org"
    assert event.privacy_url == "https://example.org/privacy"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "Please give the event a name."),
        ({"controller": ""}, "Please name who answers for the data"),
        ({"privacy_contact": ""}, "Please give an address for questions about privacy."),
        ({"privacy_contact": "nobody"}, "does not look like an e-mail address"),
        ({"privacy_url": "javascript:alert(1)"}, "not an address that everybody can open"),
        ({"zone": "Mars/Base"}, "not a time zone we know"),
        ({"languages": []}, "Please tick at least one language."),
        ({"languages": ["fr"]}, "not a valid choice"),
        ({"kind": "party"}, "Not a valid choice"),
        ({"starts_on": "soon"}, "Not a valid date"),
        ({"ends_time": "10:00"}, "The end must be after the start."),
        ({"starts_on": "2027-03-28", "starts_time": "02:30", "ends_on": "2027-03-28"}, "02:30 does not exist"),
        ({"ends_on": "2027-03-28", "ends_time": "02:15"}, "02:15 does not exist"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(cast: Cast, browser_of, changes, words):
    response = create(browser_of(cast.dora), cast, **changes)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert words in page
    assert 'value="Halle 5, Köln"' in page
    assert Rows(Event).count() == 2


def test_settings_change_the_event_but_not_its_address(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    page = dora.get("/e/career-day/settings").get_data(as_text=True)
    assert 'value="Career Day Leipzig"' in page
    assert 'value="09:30"' in page
    response = dora.post("/e/career-day/settings", data=FILLED)
    assert (response.status_code, response.location) == (303, "/e/career-day/settings")
    event = stored("career-day")
    assert event
    assert event.name == "Jobmesse Köln 2027"
    assert event.starts_at == datetime(2027, 3, 27, 9, tzinfo=UTC)


def test_only_who_runs_events_can_create_one(cast: Cast, browser_of, client: FlaskClient):
    assert client.get("/events/new").status_code == 303
    for person in (cast.ada, cast.eve):
        assert browser_of(person).get("/events/new").status_code == 404
        assert create(browser_of(person), cast).status_code == 404
    assert create(browser_of(cast.otto), cast).status_code == 422
    assert Rows(Event).count() == 2


def test_helpers_cannot_create_or_change(cast: Cast, browser_of):
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.commit()
    eve = browser_of(cast.eve)
    assert eve.get("/events/new").status_code == 404
    assert eve.get("/e/career-day/settings").status_code == 404
    assert eve.post("/e/career-day/settings", data=FILLED).status_code == 404


def test_settings_are_nothing_for_strangers(cast: Cast, browser_of):
    unknown = browser_of(cast.otto).get("/e/unknown/settings")
    foreign = browser_of(cast.otto).get("/e/career-day/settings")
    assert unknown.status_code == foreign.status_code == 404
    assert browser_of(cast.otto).post("/e/career-day/settings", data=FILLED).status_code == 404
    assert stored("career-day").name == "Career Day Leipzig"


def test_who_works_for_several_organisers_chooses(cast: Cast, browser_of):
    chamber = Organiser(name="Chamber")
    db.session.add(chamber)
    db.session.flush()
    db.session.add(Membership(organiser_id=chamber.id, person_id=cast.dora.id, role="staff"))
    db.session.commit()
    dora = browser_of(cast.dora)
    assert "Chamber" in dora.get("/events/new?kind=job_fair").get_data(as_text=True)
    assert create(dora, cast, organiser=chamber.code).status_code == 303
    event = stored("jobmesse-koeln-2027")
    assert event
    assert event.organiser_id == chamber.id


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Career Day Leipzig", "career-day-leipzig"),
        ("Größe & Übermut: Öffnung", "groesse-uebermut-oeffnung"),
        ("Łódź  —  Café", "lodz-cafe"),
        ("東京", "event"),
        ("Internationale Fachtagung für angewandte Polymerchemie und Werkstoffe", "internationale-fachtagung-fuer"),
        ("x" * 90, "x" * 40),
    ],
)
def test_an_address_is_made_of_plain_letters(name: str, slug: str):
    assert slug_of(name) == slug


def test_the_same_name_gets_a_number(cast: Cast):
    assert new_slug("Career Day") == "career-day-2"
    cast.elsewhere.slug = "career-day-2"
    db.session.flush()
    assert new_slug("Career Day") == "career-day-3"
