"""Organisers write the questions of an event; what that means for answers is said before it happens."""

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.models import Answer, Membership, Question
from eventnet.events.questions import answers_of, set_answers
from eventnet.organising.asking import changing
from eventnet.organising.audit.models import AuditAct
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.events.test_questions import ask, said
from tests.exchange.test_statements import counted

PAGE = "/e/career-day/questions"
TRACK = {
    "label_en": "Track",
    "label_de": "Themenstrang",
    "kind": "one",
    "choices-0-key": "",
    "choices-0-en": "Rail",
    "choices-0-de": "Bahn",
    "choices-1-key": "",
    "choices-1-en": "Wind",
    "choices-1-de": "Windkraft",
    "in_export": "y",
}


def asked(cast: Cast) -> list[Question]:
    db.session.expire_all()
    return Question.of(cast.event).all()


def kept(question: Question, **changes: str) -> dict[str, str]:
    """The form as it is stored, with changes."""
    data = {f"label_{code}": words for code, words in question.label.items()} | {"kind": question.kind}
    for number, choice in enumerate(question.choices):
        data |= {f"choices-{number}-{name}": words for name, words in choice.items()}
    ticks = ("is_required", "on_badge", "in_directory", "in_export")
    return data | {name: "y" for name in ticks if getattr(question, name)} | changes


def many_answer(cast: Cast, question: Question, number: int, value: str | list[str] = "c1") -> None:
    for each in range(number):
        set_answers(joining.join(cast.event, make_person(f"P{question.id}-{number}-{each} Q")), {question: value})
    db.session.commit()


def test_a_question_is_written_in_each_language(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    assert dora.post(f"{PAGE}/new", data=TRACK | {"on_badge": "y", "is_required": "y"}).location == PAGE
    [question] = asked(cast)
    assert question.label == {"en": "Track", "de": "Themenstrang"}
    assert question.choices == [
        {"key": "c1", "en": "Rail", "de": "Bahn"},
        {"key": "c2", "en": "Wind", "de": "Windkraft"},
    ]
    assert (question.is_required, question.on_badge, question.in_directory, question.in_export) == (1, 1, 0, 1)
    page = dora.get(PAGE).get_data(as_text=True)
    assert "Track" in page
    assert "Nobody has answered yet." in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label_de": " "}, "Please write the question in each language of the event."),
        ({"label_en": "x" * 81}, "longer than 80"),
        ({"choices-1-de": ""}, "Please write each choice in each language of the event."),
        ({"choices-1-en": "", "choices-1-de": ""}, "Please write at least two choices."),
        ({"choices-1-en": "rail"}, "Two choices are the same."),
        ({"kind": "essay"}, "Not a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_and_stays_typed(cast: Cast, browser_of, changes, words: str):
    response = browser_of(cast.dora).post(f"{PAGE}/new", data=TRACK | changes)
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)
    assert 'value="Bahn"' in response.get_data(as_text=True)
    assert asked(cast) == []


def test_a_few_words_need_no_choices(cast: Cast, browser_of):
    data = {"label_en": "Diet", "label_de": "Kost", "kind": "text"}
    assert browser_of(cast.dora).post(f"{PAGE}/new", data=data).status_code == 303
    [question] = asked(cast)
    assert (question.kind, question.choices, question.in_export) == ("text", [], False)


def test_an_event_asks_at_most_eight(cast: Cast, browser_of):
    for number in range(8):
        ask(cast.event, f"Q{number}")
    dora = browser_of(cast.dora)
    assert dora.post(f"{PAGE}/new", data=TRACK).status_code == 422
    assert len(asked(cast)) == 8
    assert f"{PAGE}/new" not in dora.get(PAGE).get_data(as_text=True)


def test_words_change_and_answers_stay(cast: Cast, browser_of):
    track = ask(cast.event, "Track", "one")
    set_answers(cast.at(cast.ada), {track: "c1"})
    dora = browser_of(cast.dora)
    page = dora.get(f"{PAGE}/{track.code}").get_data(as_text=True)
    assert "Fewer than five people have answered." in page
    assert 'type="radio"' not in page, "who answered by choosing is not asked to write"
    data = kept(track, **{"choices-0-en": "Railways", "choices-2-key": "", "choices-2-en": "Sun", "choices-2-de": "So"})
    assert dora.post(f"{PAGE}/{track.code}", data=data).status_code == 303
    assert said(cast.at(cast.ada)) == {"Track": "Railways"}
    assert [choice["key"] for choice in asked(cast)[0].choices] == ["c1", "c2", "c3"]
    assert dora.post(f"{PAGE}/{track.code}", data=kept(track, kind="text")).status_code == 422
    assert said(cast.at(cast.ada)) == {"Track": "Railways"}


def test_a_choice_that_people_made_goes_only_when_somebody_is_sure(cast: Cast, browser_of):
    topics = ask(cast.event, "Topics", "many")
    set_answers(cast.at(cast.ada), {topics: ["c1", "c2"]})
    set_answers(cast.at(cast.ben), {topics: ["c2"]})
    dora = browser_of(cast.dora)
    data = kept(topics, **{"choices-1-en": "", "choices-1-de": "", "choices-2-en": "Sun", "choices-2-de": "Sonne"})
    response = dora.post(f"{PAGE}/{topics.code}", data=data)
    assert response.status_code == 422
    assert "Fewer than five people chose them." in response.get_data(as_text=True)
    assert said(cast.at(cast.ada)) == {"Topics": "Rail, Wind"}
    assert dora.post(f"{PAGE}/{topics.code}", data=data | {"sure": "y"}).status_code == 303
    assert (said(cast.at(cast.ada)), said(cast.at(cast.ben))) == ({"Topics": "Rail"}, {})
    assert Rows(Answer).count() == 1
    assert [(act.what, act.number) for act in AuditAct.at(cast.event)] == [("choices_removed", 2)]


def test_removing_says_how_many_answers_go_and_never_a_small_number(cast: Cast, browser_of):
    track = ask(cast.event, "Track", "one")
    dora = browser_of(cast.dora)
    assert "Nothing is lost." in dora.get(f"{PAGE}/{track.code}").get_data(as_text=True)
    many_answer(cast, track, 4)
    page = dora.get(f"{PAGE}/{track.code}").get_data(as_text=True)
    assert "Fewer than five people have answered. Their answers are deleted with it" in page
    many_answer(cast, track, 2)
    for path in (PAGE, f"{PAGE}/{track.code}"):
        assert "6 people have answered." in dora.get(path).get_data(as_text=True)
    assert dora.post(f"{PAGE}/{track.code}/removal").location == PAGE
    assert (asked(cast), Rows(Answer).count()) == ([], 0)
    assert [(act.what, act.number) for act in AuditAct.at(cast.event)] == [("question_removed", 6)]


def test_their_order_is_the_organisers(cast: Cast, browser_of):
    one, two, three = (ask(cast.event, words) for words in ("One", "Two", "Three"))
    dora = browser_of(cast.dora)
    dora.post(f"{PAGE}/{three.code}/place", data={"to": "up"})
    dora.post(f"{PAGE}/{one.code}/place", data={"to": "down"})
    dora.post(f"{PAGE}/{three.code}/place", data={"to": "up"})
    assert [question.words for question in asked(cast)] == ["Three", "One", "Two"]
    dora.post(f"{PAGE}/{two.code}/place", data={"to": "down"})
    assert [question.position for question in asked(cast)] == [1, 2, 3]


def test_an_answer_is_seen_where_its_person_was_told(cast: Cast, browser_of):
    diet = ask(cast.event, "Diet", in_export=True)
    ada = cast.at(cast.ada)
    set_answers(ada, {diet: "Vegan"})
    browser_of(cast.dora).post(f"{PAGE}/{diet.code}", data=kept(diet, on_badge="y", in_directory="y"))
    assert answers_of([ada.id], "in_export")
    assert answers_of([ada.id], "on_badge") == answers_of([ada.id], "in_directory") == {}
    set_answers(ada, {diet: "Vegan"})
    assert answers_of([ada.id], "on_badge"), "saved again, beside the new words"
    data = kept(diet)
    del data["in_export"]
    browser_of(cast.dora).post(f"{PAGE}/{diet.code}", data=data)
    assert answers_of([ada.id], "in_export") == {}


def test_questions_are_written_by_owner_and_staff(cast: Cast, browser_of, client: FlaskClient):
    track = ask(cast.event, "Track", "one")
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.ben.id, role="staff"))
    db.session.commit()
    paths = (PAGE, f"{PAGE}/new", f"{PAGE}/{track.code}")
    for path in paths:
        assert client.get(path).location == "/sign-in"
        assert browser_of(cast.ben).get(path).status_code == 200
        for person in (cast.ada, cast.eve, cast.otto):
            assert browser_of(person).get(path).status_code == 404
    for person in (cast.ada, cast.eve, cast.otto):
        browser = browser_of(person)
        assert browser.post(f"{PAGE}/new", data=TRACK).status_code == 404
        assert browser.post(f"{PAGE}/{track.code}", data=kept(track)).status_code == 404
        assert browser.post(f"{PAGE}/{track.code}/place", data={"to": "up"}).status_code == 404
        assert browser.post(f"{PAGE}/{track.code}/removal").status_code == 404
    assert len(asked(cast)) == 1


def test_a_question_of_another_event_is_not_there(cast: Cast, browser_of):
    foreign = ask(cast.elsewhere, "Track", "one")
    dora = browser_of(cast.dora)
    assert dora.get(f"{PAGE}/{foreign.code}").status_code == 404
    assert dora.post(f"{PAGE}/{foreign.code}/removal").status_code == 404
    assert Question.of(cast.elsewhere).count() == 1


def test_the_page_of_eight_takes_as_few_statements_as_of_one(cast: Cast, browser_of):
    dora, taken = browser_of(cast.dora), []
    for number in (1, 7):
        for each in range(number):
            many_answer(cast, ask(cast.event, f"Q{number}{each}"), 1, "x")
        with counted() as statements:
            assert dora.get(PAGE).status_code == 200
        taken.append(len(statements))
    assert taken[0] == taken[1]


def test_the_longest_questions_stay_small_pages(cast: Cast, browser_of):
    choices = [{"key": f"c{n}", "en": f"{n} " + "x" * 57, "de": f"{n} " + "y" * 57} for n in range(1, 13)]
    for number in range(8):
        question = ask(cast.event, f"{number} " + "Q" * 70, "one")
        question.choices = choices
    db.session.commit()
    one = browser_of(cast.dora).get(f"{PAGE}/{asked(cast)[0].code}").data
    assert max(len(one), len(browser_of(cast.dora).get(PAGE).data)) < 20 * 1024


def test_choices_typed_by_nobody_are_not_counted(cast: Cast):
    assert changing.people(0) == "Nobody has answered yet."
    assert changing.people(4) == "Fewer than five people have answered."
    assert changing.chose(5) == "5 people chose them."
