"""Two entries of one person become one, and nothing that is printed, scanned or said is lost."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event as sqlalchemy_event

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Answer, Attendee, Event, FormerEntry, Question
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact, Scan
from eventnet.organising import desk
from eventnet.organising.applying import take_over
from eventnet.organising.badges.models import BadgePrint
from eventnet.organising.doubles.finding import Doubles
from eventnet.organising.doubles.merging import Twins, merge, twins
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.planning import plan
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person
from tests.exchange.scans import badge, live, scan

PEOPLE = "/e/career-day/people"
TICKETS = ("8kqx3mzvyyurdnkf5v6a9cdhwpe2s74g", "zzqx3mzvyyurdnkf5v6a9cdhwpe2s74g")
FAY = [
    Listed(2, "t-1", "Fay Young", "fay@example.org", "Railworks", TICKETS[:1]),
    Listed(3, "t-2", "Fay  Youñg", "f.young@example.org", "railworks", TICKETS[1:]),
]


def reading(*listed: Listed) -> Reading:
    return Reading(list(listed), [], [], "plain")


@pytest.fixture
def fays(cast: Cast) -> tuple[Attendee, Attendee]:
    take_over(cast.event, reading(*FAY))
    cast.dora.language = "en"
    db.session.commit()
    one, other = Attendee.at(cast.event).where(Attendee.listed_name.is_not(None))
    return one, other


def pair(cast: Cast, one: Attendee, other: Attendee) -> Twins:
    found = twins(cast.event, one.code, other.code)
    assert found
    return found


def made_one(cast: Cast, one: Attendee, other: Attendee, **chosen: str) -> Attendee:
    kept = merge(cast.event, pair(cast, one, other), chosen, cast.dora)
    db.session.commit()
    return kept


def test_the_same_name_or_address_is_a_possible_double(cast: Cast, fays) -> None:
    shared = [Listed(5, "b-1", "Gus", "office@example.org", None), Listed(6, "b-2", "Ida", "office@example.org", None)]
    elsewhere = [Listed(7, "c-1", "Kim", None, "Railworks"), Listed(8, "c-2", "Kim", None, "Stadtwerke")]
    take_over(cast.event, reading(*FAY, *shared, *elsewhere))
    add_attendee(cast.event, make_person("Fay Young"))
    take_over(cast.elsewhere, reading(FAY[0]))
    found = [(each.one.person.name, each.other.person.name, each.has_same) for each in Doubles(cast.event).rows]
    assert found[2:] == [("Gus", "Ida", {"email"})], "who is alike in the name stands first"
    assert {each[:2] for each in found[:2]} == {("Fay Young", "Fay  Youñg"), ("Fay Young", "Fay Young")}


def test_looking_for_doubles_is_one_statement(cast: Cast, fays) -> None:
    counted = []
    sqlalchemy_event.listen(db.engine, "before_cursor_execute", lambda *said: counted.append(said[2]))
    doubles, slug = Doubles(cast.event), cast.event.slug
    counted.clear()
    assert (doubles.number, slug) == (1, "career-day")
    assert len(counted) == 1


def test_both_badges_say_who_this_is(cast: Cast, fays) -> None:
    one, other = fays
    BadgePrint.note({one.id: one.badge, other.id: other.badge})
    texts = [badge(one), badge(other), one.handle, other.handle, *TICKETS]
    kept = made_one(cast, one, other)
    assert [desk.recognise(cast.event, text).id for text in texts] == [kept.id] * 6
    for text in (texts[0], texts[1]):
        assert scan(cast.ada, text).outcome == "requested"
    assert {contact.owner for contact in Rows(Contact)} == {kept.person}
    assert scan(cast.eve, badge(cast.at(cast.ben))).outcome == "requested"


def test_the_page_of_the_other_badge_is_theirs(cast: Cast, fays, browser_of) -> None:
    one, other = fays
    path = f"/B/{other.badge}"
    made_one(cast, one, other)
    cast.ada.language = "en"
    db.session.commit()
    assert "Fay Young" in browser_of(cast.ada).get(path).get_data(as_text=True)


def test_a_revoked_badge_stays_revoked(cast: Cast, fays) -> None:
    one, other = fays
    other.badge_revoked_at = NOW
    text = badge(other)
    made_one(cast, one, other)
    assert scan(cast.ada, text).outcome == "unknown"


def test_who_is_paused_stays_so(cast: Cast, fays) -> None:
    one, other = fays
    other.pause()
    assert made_one(cast, one, other).paused_at == NOW


def test_the_office_says_which_value_stays(cast: Cast, fays) -> None:
    one, other = fays
    other.role = "speaker"
    kept = made_one(cast, one, other, email=other.code, role=other.code, name=one.code)
    assert (kept.listed_name, kept.listed_email, kept.role) == ("Fay Young", "f.young@example.org", "speaker")
    assert (kept.person.name, kept.person.email) == ("Fay Young", "f.young@example.org")
    assert Rows(Person).where(Person.name == "Fay  Youñg").count() == 0
    assert desk.found(cast.event, "f young example") == [kept]


def test_a_link_to_the_other_mailbox_opens_nothing(cast: Cast, fays) -> None:
    one, other = fays
    one.invitation, one.invited_at, other.invitation, other.invited_at = "one", NOW, "other", NOW
    kept = made_one(cast, one, other, email=other.code)
    assert kept.invitation == "other"


def test_who_has_joined_stays_and_says_who_they_are(cast: Cast, fays) -> None:
    one, _other = fays
    ben = cast.at(cast.ben)
    sharing.give(cast.ada, one.person, cast.event, "badge")
    scan(cast.cleo, badge(one))
    one.arrived_at = NOW
    db.session.commit()
    text = live(ben)
    kept = made_one(cast, one, ben, name=one.code)
    assert (kept.id, kept.person, kept.listed_name) == (ben.id, cast.ben, "Fay Young")
    assert cast.ben.name == "Ben Okafor"
    assert (kept.arrived_at, kept.external_id) == (NOW, "t-1")
    assert Contact.held_by(cast.ben).where(Contact.subject_id == cast.ada.id).any()
    assert Rows(Scan).where(Scan.attendee_id == ben.id).any()
    assert scan(cast.ada, text).outcome == "given"


def test_answers_of_both_are_kept_and_the_first_of_two_stands(cast: Cast, fays) -> None:
    one, other = fays
    questions = [Question(event_id=cast.event.id, position=n, kind="text", label={"en": "Q"}) for n in (1, 2)]
    db.session.add_all(questions)
    db.session.flush()
    for place, question, value in ((one, 0, "mine"), (other, 0, "lost"), (other, 1, "kept")):
        db.session.add(Answer(attendee_id=place.id, question_id=questions[question].id, value=value))
    db.session.flush()
    kept = made_one(cast, one, other)
    assert sorted(answer.value for answer in Rows(Answer).where(Answer.attendee_id == kept.id)) == ["kept", "mine"]


def test_a_list_that_names_both_again_changes_nothing(cast: Cast, fays) -> None:
    made_one(cast, *fays)
    again = plan(cast.event, reading(*FAY))
    assert again.changes_nothing
    assert again.unchanged == FAY


@pytest.mark.parametrize("way", ["both joined", "both confirmed"])
def test_two_people_stay_two(cast: Cast, fays, browser_of, way: str) -> None:
    one, other = cast.at(cast.ada), cast.at(cast.ben)
    if way == "both confirmed":
        one.claimed_at = other.claimed_at = None
    db.session.commit()
    with pytest.raises(Refused):
        merge(cast.event, pair(cast, one, other), {}, cast.dora)
    page = browser_of(cast.dora).post(f"{PEOPLE}/{one.code}/double", data={"with": other.code})
    assert page.status_code == 409
    assert "Make them one" not in page.get_data(as_text=True)
    assert Attendee.at(cast.event).count() == 5


@pytest.fixture
def dora(cast: Cast, fays, browser_of) -> FlaskClient:
    return browser_of(cast.dora)


def test_it_is_done_on_one_page(cast: Cast, fays, dora: FlaskClient) -> None:
    one, other = fays
    assert f"{one.code}/double?with={other.code}" in dora.get(f"{PEOPLE}?state=doubles").get_data(as_text=True)
    page = dora.get(f"{PEOPLE}/{one.code}/double?with={other.code}").get_data(as_text=True)
    assert "f.young@example.org" in page
    assert "This cannot be undone" in page
    said = {"with": other.code, "name": one.code, "email": other.code}
    answer = dora.post(f"{PEOPLE}/{one.code}/double", data=said, follow_redirects=True).get_data(as_text=True)
    assert "Fay Young is on the list once now." in answer
    assert "Nobody is there twice" in answer
    assert Rows(FormerEntry).count() == 1


def test_another_spelling_is_searched_for(cast: Cast, fays, dora: FlaskClient) -> None:
    one, _other = fays
    page = dora.get(f"{PEOPLE}/{one.code}/double?q=okafor").get_data(as_text=True)
    assert f"with={cast.at(cast.ben).code}" in page


def test_an_entry_of_another_event_is_not_there(cast: Cast, fays, dora: FlaskClient, browser_of) -> None:
    one, other = fays
    foreign = add_attendee(cast.elsewhere, cast.eve)
    db.session.commit()
    for code, with_ in ((one.code, foreign.code), (foreign.code, one.code), (one.code, one.code), (one.code, "")):
        assert dora.post(f"{PEOPLE}/{code}/double", data={"with": with_}).status_code == 404
    assert dora.get(f"{PEOPLE}/{one.code}/double?with={foreign.code}").status_code == 404
    for person in (cast.otto, cast.ada):
        answer = browser_of(person).post(f"{PEOPLE}/{one.code}/double", data={"with": other.code})
        assert answer.status_code == 404
    assert Rows(Event).count() == 2
    assert Attendee.at(cast.event).count() == 5
