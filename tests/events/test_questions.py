"""What attendees are asked and answer; the answers are theirs."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events import joining, questions
from eventnet.events.claiming import new_invitation
from eventnet.events.models import Answer, Attendee, Event, Question
from eventnet.events.questions import answers_of, set_answers
from eventnet.people import merging
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.web.languages import speaking
from tests.cast import NOW, Cast, make_person
from tests.exchange.test_statements import counted

PAGE = "/e/career-day/me/answers"
SETTINGS = "/e/career-day/me"
OPEN = 'data-asks="/e/slug/me/answers">'
CHOICES = [{"key": "c1", "en": "Rail", "de": "Bahn"}, {"key": "c2", "en": "Wind", "de": "Wind"}]


def ask(event: Event, label: str, kind: str = "text", **more: object) -> Question:
    words = {"en": label, "de": f"{label} auf Deutsch"}
    choices = [] if kind == "text" else CHOICES
    question = Question(
        event_id=event.id, position=len(event.asks) + 1, kind=kind, label=words, choices=choices, **more
    )
    event.asks.append(question)
    db.session.commit()
    return question


def said(attendee: Attendee) -> dict[str, str]:
    return {each.question.label["en"]: each.text for each in answers_of([attendee.id]).get(attendee.id, [])}


def in_form(question: Question) -> str:
    return f"answer-{question.code}"


def test_questions_come_after_joining_and_the_code_is_one_tap_away(cast: Cast, client: FlaskClient):
    programme = ask(cast.event, "Study programme")
    joined = client.post("/e/career-day/participation", data={"name": "Fay Young", "email": "fay@example.org"})
    assert (joined.status_code, joined.location) == (303, PAGE)
    page = client.get(PAGE).get_data(as_text=True)
    assert "Study programme" in page
    assert "/code?event=career-day" in page
    assert client.get("/code?event=career-day").status_code == 200
    answered = client.post(PAGE, data={in_form(programme): " Mechanical   engineering "})
    assert answered.location == "/code?event=career-day"
    fay = Rows(Person).where(Person.name == "Fay Young").first()
    assert fay
    assert said(cast.at(fay)) == {"Study programme": "Mechanical engineering"}


def test_joining_by_tap_or_invitation_asks_too_and_only_what_is_open(cast: Cast, browser_of):
    programme = ask(cast.event, "Study programme")
    eve = browser_of(cast.eve)
    assert eve.post("/e/career-day/participation").location == PAGE
    eve.post(PAGE, data={in_form(programme): "Law"})
    assert eve.post("/e/career-day/participation").location == "/code?event=career-day"
    place = joining.add_attendee(cast.event, make_person("Fay Young"))
    token = new_invitation(place)
    db.session.commit()
    assert browser_of(cast.otto).post(f"/i/{token}").location == PAGE


def test_an_event_that_asks_nothing_leads_straight_to_the_code(cast: Cast, browser_of):
    eve = browser_of(cast.eve)
    assert eve.post("/e/career-day/participation").location == "/code?event=career-day"
    assert eve.get(PAGE).location == "/code?event=career-day"
    assert eve.post(PAGE).location == "/code?event=career-day"


def test_what_must_be_answered_is_asked_again_and_shuts_nobody_out(cast: Cast, browser_of):
    programme, track = ask(cast.event, "Study programme"), ask(cast.event, "Track", "one", is_required=True)
    set_answers(cast.at(cast.ben), {track: "c1"})  # which is nobody else's answer
    ada = browser_of(cast.ada)
    assert ada.post(PAGE, data={in_form(programme): "Law"}).status_code == 422
    assert "Career Day Leipzig still asks you: Track" in ada.get(SETTINGS).get_data(as_text=True)
    code = ada.get("/code?event=career-day")
    assert code.status_code == 200
    assert OPEN in code.get_data(as_text=True)
    assert ada.get("/api/v1/me").json["attendances"][0]["asks"] is True
    assert ada.post(PAGE, data={in_form(track): "c1"}).status_code == 303
    assert "still asks you" not in ada.get(SETTINGS).get_data(as_text=True)
    assert OPEN not in ada.get("/code?event=career-day").get_data(as_text=True)
    assert ada.get("/api/v1/me").json["attendances"][0]["asks"] is False
    assert said(cast.at(cast.ada)) == {"Track": "Rail"}


def test_answers_change_any_time_in_my_settings(cast: Cast, browser_of):
    topics, note = ask(cast.event, "Topics", "many"), ask(cast.event, "Diet")
    ada = browser_of(cast.ada)
    kept = {in_form(topics): ["c2", "c1"], in_form(note): "Vegan", "from_settings": "1"}
    assert ada.post(PAGE, data=kept).location == SETTINGS
    assert said(cast.at(cast.ada)) == {"Topics": "Rail, Wind", "Diet": "Vegan"}
    page = ada.get(SETTINGS).get_data(as_text=True)
    assert 'value="Vegan"' in page
    assert page.count('type="checkbox" value="c') == 2
    ada.post(PAGE, data={in_form(topics): ["c2"], in_form(note): ""})
    assert said(cast.at(cast.ada)) == {"Topics": "Wind"}
    assert Rows(Answer).count() == 1, "nothing said is nothing kept"


def test_the_settings_form_itself_leaves_answers_alone(cast: Cast, browser_of):
    note = ask(cast.event, "Diet")
    set_answers(cast.at(cast.ada), {note: "Vegan"})
    browser_of(cast.ada).post(SETTINGS, data={"sharing": "open", "differs": ""})
    assert said(cast.at(cast.ada)) == {"Diet": "Vegan"}


@pytest.mark.parametrize("typed", ["c9", "Rail", "<script>"])
def test_only_its_own_choices_are_taken(cast: Cast, browser_of, typed: str):
    track = ask(cast.event, "Track", "one")
    assert browser_of(cast.ada).post(PAGE, data={in_form(track): typed}).status_code == 422
    assert said(cast.at(cast.ada)) == {}


def test_a_long_text_is_refused_and_stays_in_the_form(cast: Cast, browser_of):
    note = ask(cast.event, "Diet")
    response = browser_of(cast.ada).post(PAGE, data={in_form(note): "x" * 121})
    assert response.status_code == 422
    assert "x" * 121 in response.get_data(as_text=True)


def test_everybody_is_told_who_sees_an_answer(cast: Cast, browser_of):
    ask(cast.event, "A", on_badge=True, in_directory=True)
    ask(cast.event, "B", in_export=False)
    page = browser_of(cast.ada).get(PAGE).get_data(as_text=True)
    assert "Seen on your badge, for people who may find you, for the organisers." in page
    assert "Seen by you alone." in page


def test_answers_are_for_who_takes_part(cast: Cast, browser_of, client: FlaskClient):
    note = ask(cast.event, "Diet")
    assert client.get(PAGE).location == "/sign-in"
    waiting = make_person("Fay Young")
    joining.add_attendee(cast.event, waiting)
    db.session.commit()
    for person in (cast.eve, cast.otto, cast.dora, waiting):
        browser = browser_of(person)
        assert browser.get(PAGE).status_code == browser.get("/e/unknown/me/answers").status_code == 404
        assert browser.post(PAGE, data={in_form(note): "x"}).status_code == 404
    assert Rows(Answer).count() == 0


def test_answers_of_a_hundred_take_one_statement(cast: Cast):
    note, track = ask(cast.event, "Diet", in_export=False), ask(cast.event, "Track", "one")
    for number in range(30):
        set_answers(joining.join(cast.event, make_person(f"P{number} Q")), {note: "x", track: "c2"})
    ids = [attendee.id for attendee in Attendee.at(cast.event)]
    with counted() as statements:
        found = answers_of(ids)
        assert {each.text for many in found.values() for each in many} == {"x", "Wind"}
    assert len(found) == 30
    assert len(statements) == 1
    exported = answers_of(ids, "in_export")
    assert {each.question.label["en"] for many in exported.values() for each in many} == {"Track"}


def test_choices_are_taken_by_key_or_in_words_of_any_language(cast: Cast):
    topics = ask(cast.event, "Topics", "many")
    ada = cast.at(cast.ada)
    set_answers(ada, {topics: ["bahn", "Wind"]})
    assert said(ada) == {"Topics": "Rail, Wind"}
    with speaking("de"):
        assert answers_of([ada.id])[ada.id][0].text == "Bahn, Wind"
    with pytest.raises(Refused):
        set_answers(ada, {topics: ["Coal"]})
    set_answers(ada, {topics: None})
    assert said(ada) == {}


def test_a_question_of_another_event_is_never_answered_here(cast: Cast):
    foreign = ask(cast.elsewhere, "Track", "one")
    with pytest.raises(AssertionError):
        set_answers(cast.at(cast.ada), {foreign: "c1"})


def test_of_two_places_of_one_person_the_kept_one_speaks_first(cast: Cast):
    note, track = ask(cast.event, "Diet"), ask(cast.event, "Track", "one")
    twin = make_person("Twin Ada")
    set_answers(cast.at(cast.ada), {note: "Vegan"})
    set_answers(joining.join(cast.event, twin), {note: "Everything", track: "c1"})
    merging.absorb(cast.ada, twin)
    assert said(cast.at(cast.ada)) == {"Diet": "Vegan", "Track": "Rail"}
    assert Rows(Answer).count() == 2


def test_nobody_answers_for_me_by_typing_my_address(cast: Cast):
    note, track = ask(cast.event, "Diet"), ask(cast.event, "Track", "one")
    stranger, listed = make_person("Somebody Else"), make_person("Listed Ada")
    set_answers(joining.join(cast.event, stranger), {note: "Rats"})
    merging.absorb_unproven(cast.ada, stranger)
    set_answers(joining.add_attendee(cast.event, listed), {track: "c2"})
    merging.absorb_unproven(cast.ada, listed)
    assert said(cast.at(cast.ada)) == {"Track": "Wind"}, "what the organisers' list said stays"


def test_who_leaves_takes_the_answers_along(cast: Cast):
    note = ask(cast.event, "Diet")
    set_answers(cast.at(cast.ada), {note: "Vegan"})
    joining.leave(cast.at(cast.ada))
    db.session.commit()
    assert Rows(Answer).count() == 0


def test_a_place_that_comes_in_by_merging_is_no_more_open_than_either_said(cast: Cast):
    cast.event.badge_default = "open"
    listed, here = make_person("Listed Fay"), make_person("Here Fay")
    joining.add_attendee(cast.event, listed)
    joining.join(cast.event, here).sharing = "closed"
    merging.absorb(listed, here)
    assert cast.at(listed).sharing == "closed"


def test_an_answer_given_again_is_new_only_if_it_differs(cast: Cast, travel):
    note = ask(cast.event, "Diet")
    ada = cast.at(cast.ada)
    set_answers(ada, {note: "Vegan"})
    travel.shift(timedelta(hours=1))
    set_answers(ada, {note: "Vegan"})
    answer = Rows(Answer).first()
    assert answer
    assert answer.said_at == NOW
    set_answers(ada, {note: "All"})
    db.session.refresh(answer)
    assert (answer.value, answer.said_at) == ("All", NOW + timedelta(hours=1))
    assert questions.unanswered(ada) == []
