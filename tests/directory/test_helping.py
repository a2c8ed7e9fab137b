"""Who could help whom: the order, the reasons, who is left out, and that nobody is everybody's suggestion."""

from collections import Counter

import pytest
from sqlalchemy import insert

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db
from eventnet.directory import helping, listing
from eventnet.directory.helping import SHARE, Suggestion, suggestions
from eventnet.directory.indexing import index
from eventnet.directory.meaning import in_common
from eventnet.directory.models import Entry, NoThanks
from eventnet.events import questions
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee, Question
from eventnet.exchange import sharing
from eventnet.people import merging
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_event, make_person
from tests.directory.test_meaning import ACROSS, ENGLISH, FEHLGRIFFE, GERMAN, MISSES
from tests.exchange.test_statements import counted


def here(cast: Cast, name: str, offers: str = "", needs: str = "") -> Attendee:
    """Somebody who lets others find them."""
    person = make_person(name, offers=[offers] if offers else [], needs=[needs] if needs else [])
    place = add_attendee(cast.event, person)
    place.claimed_at = NOW
    listing.let_find(place)
    return place


def me(cast: Cast, offers: str = "", needs: str = "") -> Attendee:
    cast.ada.offers, cast.ada.needs = [offers] if offers else [], [needs] if needs else []
    db.session.flush()
    return cast.at(cast.ada)


def names(found: list[Suggestion]) -> list[str]:
    return [one.shown.card.name for one in found]


def test_both_directions_come_first_then_where_i_can_give_then_where_i_could_ask(cast: Cast) -> None:
    here(cast, "Asked", offers="Test rigs from inside")
    here(cast, "Given", needs="Help with Python and Python tests")
    here(cast, "Mutual", offers="A tour of our test rigs", needs="Python")
    here(cast, "Neither", offers="Cake", needs="A flat")
    found = suggestions(me(cast, offers="Python mentoring", needs="An internship with test rigs"))
    assert names(found) == ["Mutual", "Given", "Asked"]
    assert [one.is_mutual for one in found] == [True, False, False]


def test_the_reason_quotes_a_line_of_each(cast: Cast) -> None:
    here(cast, "Mutual", offers="A tour of our test rigs", needs="Help with Python")
    (found,) = suggestions(me(cast, offers="Python mentoring", needs="An internship with test rigs"))
    assert [(one.direction, one.mine, one.theirs) for one in found.reasons] == [
        ("give", "Python mentoring", "Help with Python"),
        ("ask", "An internship with test rigs", "A tour of our test rigs"),
    ]
    assert helping.reasons_with(cast.at(cast.ada), found.entry.attendee) == found.reasons


def test_the_pages_say_it_in_words(cast: Cast, browser_of) -> None:
    place = here(cast, "Mutual", offers="A tour of our test rigs", needs="Help with Python")
    me(cast, offers="Python mentoring", needs="An internship with test rigs")
    db.session.commit()
    entry = Entry.of(place).first()
    assert entry
    ada = browser_of(cast.ada)
    for path in ("/people", "/people/suggestions", f"/people/{entry.code}"):
        seen = ada.get(path).get_data(as_text=True)
        assert "You offer “Python mentoring”, Mutual is looking for “Help with Python”." in seen
        assert "Mutual offers “A tour of our test rigs”, you are looking for “An internship with test rigs”." in seen


def test_who_meets_more_words_comes_sooner(cast: Cast) -> None:
    here(cast, "One word", offers="Internships in banking")
    here(cast, "Three words", offers="Internship at our test rigs")
    assert names(suggestions(me(cast, needs="An internship with test rigs"))) == ["Three words", "One word"]


def test_at_most_ten_are_suggested(cast: Cast) -> None:
    for number in range(15):
        here(cast, f"Guest{number:02}", offers="Python")
    assert len(suggestions(me(cast, needs="Python"))) == 10


def test_contacts_blocked_people_and_who_is_not_listed_are_left_out(cast: Cast) -> None:
    known, blocked, blocker, hidden, seen = (
        here(cast, name, offers="Python") for name in ("Known", "Blocked", "Blocker", "Hidden", "Seen")
    )
    mine = me(cast, needs="Python")
    sharing.give(known.person, cast.ada, cast.event, "live")
    sharing.block(cast.ada, blocked.person)
    sharing.block(blocker.person, cast.ada)
    listing.hide(hidden)
    assert names(suggestions(mine)) == ["Seen"]
    seen.badge_revoked_at = NOW
    db.session.flush()
    assert suggestions(mine) == []


def test_no_thanks_is_for_good_and_for_both(cast: Cast, browser_of) -> None:
    place = here(cast, "Hana Ito", offers="Python", needs="Welding")
    mine = me(cast, offers="Welding", needs="Python")
    listing.let_find(mine)
    db.session.commit()
    entry = Entry.of(place).first()
    assert entry
    assert names(suggestions(place)) == ["Ada Lindqvist"]
    ada = browser_of(cast.ada)
    assert ada.post(f"/people/{entry.code}/no-thanks").location == "/people/suggestions?event=career-day"
    assert ada.post(f"/people/{entry.code}/no-thanks").status_code == 303
    assert suggestions(mine) == suggestions(place) == []
    assert "Hana Ito" in ada.get("/people").get_data(as_text=True)
    assert "Hana Ito" not in ada.get("/people/suggestions").get_data(as_text=True)
    second = make_event(cast.otto, "second", "Second Day")
    for person in (cast.ada, place.person):
        there = add_attendee(second, person)
        there.claimed_at = NOW
        listing.let_find(there)
    assert suggestions(cast.at(cast.ada, second)) == []


def test_no_thanks_stays_when_two_rows_become_one_person(cast: Cast) -> None:
    place = here(cast, "Hana Ito", offers="Python")
    other = Person(name="A. L.")
    db.session.add(other)
    db.session.flush()
    helping.no_thanks(other, place.person)
    helping.no_thanks(cast.ada, other)
    merging.absorb(cast.ada, other)
    assert suggestions(me(cast, needs="Python")) == []
    assert [(row.person_id, row.other_id) for row in Rows(NoThanks)] == [(cast.ada.id, place.person_id)]


def test_what_is_said_anew_counts_at_once(cast: Cast) -> None:
    place = here(cast, "Hana Ito", offers="Cake")
    mine = me(cast, needs="Python")
    assert suggestions(mine) == []
    place.person.offers = ["Python"]
    db.session.flush()
    assert names(suggestions(mine)) == ["Hana Ito"]
    place.offers = ["Tea, at this event"]
    db.session.flush()
    assert suggestions(mine) == []


def test_what_both_chose_is_said_and_decides_between_equals(cast: Cast) -> None:
    track = Question(
        event_id=cast.event.id, position=1, kind="one", label={"en": "Track"}, in_directory=True,
        choices=[{"key": "c1", "en": "Rails"}, {"key": "c2", "en": "Roads"}],
    )  # fmt: skip
    db.session.add(track)
    db.session.flush()
    places = [here(cast, f"Guest{number}", offers="Python") for number in range(6)]
    mine = me(cast, needs="Python")
    for place, key in [*((place, "c2") for place in places[:5]), (places[5], "c1"), (mine, "c1")]:
        questions.set_answers(place, {track: key})
    first, *rest = suggestions(mine)
    assert first.shown.card.name == "Guest5"
    assert [said.text for said in first.alike] == ["Rails"]
    assert all(one.alike == [] for one in rest)


def test_equal_answers_alone_suggest_nobody(cast: Cast) -> None:
    track = Question(
        event_id=cast.event.id, position=1, kind="one", label={"en": "Track"}, in_directory=True,
        choices=[{"key": "c1", "en": "Rails"}],
    )  # fmt: skip
    db.session.add(track)
    db.session.flush()
    for place in (here(cast, "Guest"), me(cast)):
        questions.set_answers(place, {track: "c1"})
    assert suggestions(cast.at(cast.ada)) == []


def test_nobody_is_everybody_s_suggestion(cast: Cast) -> None:
    """Of 120 who look for what three offer, about forty are shown each of the three, and always the same forty."""
    crowd(cast, 120, needs=["Python"])
    famous = [here(cast, name, offers="Python") for name in ("One", "Two", "Three")]
    seekers = [place for place in Attendee.at(cast.event) if place.person.needs == ["Python"]]
    shown = Counter(name for place in seekers for name in names(suggestions(place)))
    assert set(shown) == {"One", "Two", "Three"}
    assert all(SHARE / 2 < number < SHARE * 2 for number in shown.values()), shown
    assert names(suggestions(seekers[0])) == names(suggestions(seekers[0]))
    assert len(suggestions(famous[0])) == 10


def test_ten_of_many_are_not_the_same_ten_for_everybody(cast: Cast) -> None:
    crowd(cast, 60, offers=["Python"])
    seekers = [here(cast, f"Seeker{number}", needs="Python") for number in range(20)]
    shown = Counter(one.entry.id for place in seekers for one in suggestions(place))
    assert sum(shown.values()) == 200
    assert len(shown) > 45
    assert max(shown.values()) < 20  # on a list of the same ten, each would stand twenty times


def test_as_many_statements_for_two_as_for_sixty(cast: Cast) -> None:
    mine = me(cast, offers="Python", needs="Welding")
    here(cast, "Guest", offers="Welding", needs="Python")
    found = []
    for _round in range(2):
        db.session.commit()
        place = Attendee.at(cast.event).where(Attendee.id == mine.id).first()
        assert place
        with counted() as statements:
            suggestions(place)
        found.append(len(statements))
        crowd(cast, 60, offers=["Welding"], needs=["Python"])
    assert found[0] == found[1] <= 8


@pytest.mark.parametrize("direction", ["ask", "give"])
def test_the_index_finds_what_the_words_say(cast: Cast, direction: str) -> None:
    """The stored stems lead to those, and to those alone, whose lines meet mine."""
    pairs = [*ENGLISH, *GERMAN, *ACROSS, *MISSES, *FEHLGRIFFE]
    mine = [wish if direction == "ask" else offer for offer, wish in pairs]
    theirs = [offer if direction == "ask" else wish for offer, wish in pairs]
    side = "offers" if direction == "ask" else "needs"
    crowd(cast, len(pairs), **{side: None})
    entries = Rows(Entry).order_by(Entry.id).all()
    for entry, line in zip(entries, theirs, strict=True):
        setattr(entry.attendee.person, side, [line])
    db.session.flush()
    for line in mine[::12]:
        place = me(cast, **{"needs" if direction == "ask" else "offers": line})
        found = helping._meetings(place)
        meant = {
            entry.id
            for entry, other in zip(entries, theirs, strict=True)
            if (in_common(other, line) if direction == "ask" else in_common(line, other))
        }
        assert set(found) == meant, line


def crowd(cast: Cast, number: int, offers: list[str] | None = None, needs: list[str] | None = None) -> None:
    """Many who let others find them, written at once."""
    said = {"offers": offers or [], "needs": needs or []}
    people = [{"code": new_code(), "name": f"Crowd No. {n}"} | said for n in range(number)]
    ids = db.session.scalars(insert(Person).returning(Person.id), people).all()
    places = [{"event_id": cast.event.id, "person_id": id_, "handle": f"c{id_}", "claimed_at": now()} for id_ in ids]
    there = db.session.scalars(insert(Attendee).returning(Attendee.id), places).all()
    entries = [{"attendee_id": id_, "event_id": cast.event.id, "listed_at": now()} for id_ in there]
    db.session.execute(insert(Entry), entries)
    index(Rows(Entry).where(Entry.attendee_id.in_(there)))
    db.session.flush()
