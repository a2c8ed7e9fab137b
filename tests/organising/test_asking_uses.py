"""Where answers go: on the badge, into the organisers' export; each only if its question and its person say so."""

import csv
import io

from eventnet.db import db
from eventnet.events import joining, questions
from eventnet.events.questions import set_answers
from eventnet.organising.badges import render
from eventnet.organising.badges.choosing import Choice
from eventnet.organising.exporting import as_csv
from eventnet.organising.guests import Guests
from eventnet.web.languages import speaking
from tests.cast import Cast, make_person
from tests.events.test_questions import ask
from tests.exchange.test_statements import counted


def exported(cast: Cast) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(Guests(cast.event)).decode("utf-8-sig"))))


def lines(cast: Cast) -> dict[str, str]:
    return {each["name"]: each["line"] for each in render.badges_of(cast.event, Choice(cast.event).rows)}


def test_a_badge_has_one_line_of_answers_in_the_event_s_first_language(cast: Cast):
    track = ask(cast.event, "Track", "many", on_badge=True)
    year = ask(cast.event, "Year", on_badge=True)
    diet = ask(cast.event, "Diet")
    set_answers(cast.at(cast.ada), {track: ["c1", "c2"], year: "2027", diet: "Vegan"})
    cast.event.languages = ["de", "en"]
    db.session.commit()
    assert lines(cast) == {"Ada Lindqvist": "Bahn, Wind · 2027", "Ben Okafor": "", "Cleo Brandt": ""}


def test_a_badge_line_costs_one_statement_however_many_are_printed(cast: Cast):
    year = ask(cast.event, "Year", on_badge=True)
    for number in range(20):
        set_answers(joining.join(cast.event, make_person(f"P{number} Q")), {year: "2027"})
    rows = Choice(cast.event).rows
    with counted() as statements:
        assert len(render.badges_of(cast.event, rows)) == 23
    assert len([each for each in statements if "question_answer" in each]) == 1


def test_the_export_has_a_column_for_each_question_that_says_so(cast: Cast):
    track, diet = ask(cast.event, "Track", "many"), ask(cast.event, "=Diet")
    hidden = ask(cast.event, "Secret wish", in_export=False)
    set_answers(cast.at(cast.ada), {track: ["c2", "c1"], diet: "@vegan", hidden: "A job"})
    head, *rows = exported(cast)
    assert head[-2:] == ["Track", "'=Diet"]
    told = {row[0]: row[6:] for row in rows}
    assert told == {"Ada Lindqvist": ["Rail; Wind", "'@vegan"], "Ben Okafor": ["", ""], "Cleo Brandt": ["", ""]}
    assert "A job" not in str(rows)


def test_an_export_without_questions_is_as_it_was(cast: Cast):
    assert {len(row) for row in exported(cast)} == {6}


def test_a_column_of_an_export_is_read_as_what_it_was(cast: Cast):
    track, diet = ask(cast.event, "Track", "many"), ask(cast.event, "Diet")
    ada = cast.at(cast.ada)
    set_answers(ada, {track: ["c2", "c1"], diet: "Vegan; no nuts"})
    with speaking("de"):
        head, *rows = exported(cast)
    [row] = [row for row in rows if row[0] == "Ada Lindqvist"]
    columns = questions.columns_of(cast.event, head)
    assert list(columns.values()) == [track, diet]
    read = {question.id: questions.read(question, row[place]) for place, question in columns.items()}
    assert read == questions.said_by(ada)
