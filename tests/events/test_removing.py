"""Who is taken off an event is nowhere any more, keeps what is theirs, and comes back as they were."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventnet.db import db
from eventnet.directory import listing
from eventnet.directory.models import Entry, Stem
from eventnet.events import joining, keeping, removing
from eventnet.events.finding import matching
from eventnet.events.joining import add_attendee
from eventnet.events.models import Answer, Attendee, Event, Question, Removal, Ticket
from eventnet.exchange import sharing, tickets
from eventnet.exchange.models import Contact, Scan
from eventnet.exchange.recognising import recognise
from eventnet.organising import desk, guests
from eventnet.organising.applying import take_over
from eventnet.organising.badges.choosing import Choice
from eventnet.organising.badges.models import BadgePrint
from eventnet.organising.exporting import as_csv
from eventnet.organising.guests import Guests
from eventnet.organising.importing import Listed, Reading
from eventnet.people import merging
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person
from tests.exchange.scans import badge, live, scan, spoken

TICKET = "8kqx3mzvyyurdnkf5v6a9cdhwpe2s74g"


def remove(cast: Cast, person: Person) -> Removal:
    assert removing.remove(cast.event, [cast.at(person).id], cast.dora) == [person.id]
    [removal] = Removal.at(cast.event).where(Removal.person_id == person.id)
    return removal


def listed(
    cast: Cast, name: str = "Fay Young", email: str | None = "fay@example.org", id_: str | None = None
) -> Person:
    take_over(cast.event, Reading([Listed(2, id_, name, email, "Railworks")], [], [], "plain"))
    return Rows(Person).where(Person.name == name).all()[0]


ELSEWHERE: dict[str, Callable[[Cast], bool]] = {
    "the list": lambda cast: bool(Guests(cast.event, "okafor").rows),
    "its filters": lambda cast: bool(db.session.scalars(Guests(cast.event, "okafor", state="arrived").ids).all()),
    "a search": lambda cast: bool(db.session.scalars(select(Attendee.id).where(matching("okafor"))).all()),
    "the figures": lambda cast: guests.counts(cast.event).everybody == 3 or guests.counts(cast.event).arrived == 1,
    "the desk": lambda cast: bool(desk.found(cast.event, "okafor")),
    "who came last": lambda cast: bool(desk.last_arrived(cast.event)),
    "the figures of the desk": lambda cast: desk.numbers(cast.event).everybody == 3,
    "the file": lambda cast: b"Okafor" in as_csv(Guests(cast.event)),
    "the badges": lambda cast: len(Choice(cast.event).rows) == 3,
    "their own events": lambda cast: bool(Attendee.of(cast.ben).all()),
    "their code": lambda cast: joining.current_attendance(cast.ben) is not None,
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_the_removed_are_nowhere(cast: Cast, where: str) -> None:
    """Each place finds Ben before, so that it would find him if it forgot."""
    cast.at(cast.ben).arrived_at = NOW
    db.session.flush()
    assert ELSEWHERE[where](cast)
    remove(cast, cast.ben)
    assert not ELSEWHERE[where](cast)


@pytest.mark.parametrize("code", [live, badge, spoken])
def test_codes_of_the_removed_are_codes_of_nobody(cast: Cast, code: Callable[[Attendee], str]) -> None:
    text = code(cast.at(cast.ben))
    remove(cast, cast.ben)
    assert scan(cast.ada, text).outcome == "unknown"
    assert recognise(cast.ada, text, NOW).attendee is None
    with pytest.raises(Refused):
        desk.recognise(cast.event, text)


def test_what_people_gave_each_other_stays(cast: Cast, browser_of) -> None:
    sharing.give(cast.ben, cast.ada, cast.event, "live")
    sharing.give(cast.ada, cast.ben, cast.event, "live")
    remove(cast, cast.ben)
    db.session.commit()
    for one in (cast.ada, cast.ben):
        assert Contact.held_by(one).count() == 1
        assert browser_of(one).get("/contacts").status_code == 200


def test_they_do_not_come_in_again_by_themselves(cast: Cast, browser_of) -> None:
    remove(cast, cast.ben)
    cast.ben.language = "en"
    db.session.commit()
    ben = browser_of(cast.ben)
    assert "have taken you off the list" in ben.get("/e/career-day").get_data(as_text=True)
    assert ben.post("/e/career-day/participation").status_code == 409
    assert scan(cast.ben, badge(cast.at(cast.ada))).outcome == "refused"
    assert joining.attendance(cast.event, cast.ben) is None
    assert joining.join(cast.event, cast.eve).is_claimed, "everybody else does"


def test_who_was_paused_is_not_free_again_when_nothing_is_kept(cast: Cast, travel) -> None:
    cast.at(cast.ben).paused_at = NOW
    db.session.flush()
    remove(cast, cast.ben)
    db.session.commit()
    cast.event.starts_at += timedelta(days=9)
    cast.event.ends_at += timedelta(days=9)
    travel.shift(timedelta(days=8))
    removing.forget_removed()
    assert not Rows(Removal).any()
    with pytest.raises(Refused):
        joining.join(cast.event, cast.ben)


def test_an_entry_that_was_nobodys_shuts_nobody_out(cast: Cast) -> None:
    fay = listed(cast)
    remove(cast, fay)
    fay.email_confirmed_at = NOW
    assert joining.join(cast.event, fay).is_claimed


def test_all_that_hung_on_a_place_comes_back_with_it(cast: Cast) -> None:
    """Whichever room's tables refer to attendees: they are asked for by what they refer to."""
    ben = cast.at(cast.ben)
    scan(cast.ada, badge(ben))
    ben.arrived_at, ben.arrived_by_id, ben.needs = NOW, cast.dora.id, ["A mentor"]
    tickets.store(cast.event.id, {ben.id: tickets.fingerprints(cast.event.id, [TICKET])})
    BadgePrint.note({ben.id: ben.badge})
    question = Question(event_id=cast.event.id, position=1, kind="text", label={"en": "Track"})
    db.session.add(question)
    db.session.flush()
    db.session.add(Answer(attendee_id=ben.id, question_id=question.id, value="Rails"))
    db.session.flush()
    cast.event.directory = True
    cast.ben.offers = ["Praktikum am Prüfstand"]
    listing.let_find(ben)
    db.session.flush()
    stems = set(db.session.scalars(select(Stem.stem)))
    before, hanging = everything(ben.id), (Ticket, BadgePrint, Answer, Entry, Stem)
    assert all(Rows(model).any() for model in hanging)
    removal = remove(cast, cast.ben)
    assert not any(Rows(model).any() for model in hanging)
    assert removing.bring_back(cast.event, [removal.id]) == [cast.ben.id]
    assert everything(cast.at(cast.ben).id) == before
    assert set(db.session.scalars(select(Stem.stem))) == stems
    assert Rows(Scan).all()[0].attendee_id == cast.at(cast.ben).id
    assert scan(cast.eve, live(cast.at(cast.ben))).outcome == "given"
    assert not Removal.at(cast.event).any()


def everything(attendee_id: int) -> list[object]:
    """The place and what belongs to it, as it stands in the database; numbers that only count rows left out."""
    rows = list(db.session.execute(keeping.place.select().where(keeping.place.c.id == attendee_id)).all())
    for column in keeping.belonging():
        table = column.table
        values = [each for each in table.c if each.name != "id"]
        rows += db.session.execute(select(*values).where(column == attendee_id)).all()
    return rows


def test_nothing_hangs_deeper_than_what_is_kept() -> None:
    """Whoever adds a table to what belongs to what belongs to a place meets this first."""
    kept = {column.table for column in keeping.under()} - {keeping.place}
    keys = [key for table in db.metadata.sorted_tables for key in table.foreign_keys]
    assert not [key.parent for key in keys if key.column.table in kept]


def test_a_question_that_is_gone_meanwhile_stops_nobody(cast: Cast) -> None:
    question = Question(event_id=cast.event.id, position=1, kind="text", label={"en": "Track"})
    db.session.add(question)
    db.session.flush()
    db.session.add(Answer(attendee_id=cast.at(cast.ben).id, question_id=question.id, value="Rails"))
    db.session.flush()
    removal = remove(cast, cast.ben)
    db.session.delete(question)
    db.session.flush()
    removing.bring_back(cast.event, [removal.id])
    assert cast.at(cast.ben).is_claimed


def test_what_somebody_else_has_meanwhile_stays_theirs(cast: Cast) -> None:
    fay = listed(cast, id_="t-1")
    place = cast.at(fay)
    handle, id_ = place.handle, place.id
    removal = remove(cast, fay)
    other = add_attendee(cast.event, cast.eve)
    other.handle, other.external_id = handle, "t-1"
    db.session.flush()
    removing.bring_back(cast.event, [removal.id])
    assert (cast.at(cast.eve).handle, cast.at(cast.eve).external_id) == (handle, "t-1")
    assert cast.at(fay).handle != handle
    assert other.id != id_ or cast.at(fay).id != id_


def test_who_turned_out_to_be_somebody_else_meanwhile_comes_back_as_them(cast: Cast) -> None:
    fay = listed(cast, "Eve A.", "eve@example.org")
    removal = remove(cast, fay)
    merging.absorb(cast.eve, fay)
    removing.bring_back(cast.event, [removal.id])
    assert cast.at(cast.eve).listed_email == "eve@example.org"
    gus = listed(cast, "Ada L.", "al@example.org")
    removal, before = remove(cast, gus), cast.at(cast.ada).badge
    merging.absorb(cast.ada, gus)
    removing.bring_back(cast.event, [removal.id])
    assert (cast.at(cast.ada).badge, cast.at(cast.ada).listed_name) == (before, "Ada L.")


def test_after_a_week_nothing_is_kept(cast: Cast, travel) -> None:
    fay, gus = listed(cast), listed(cast, "Gus Weber", "gus@example.org")
    sharing.give(cast.ada, gus, cast.event, "badge")
    for each in (fay, gus, cast.ben):
        remove(cast, each)
    db.session.commit()
    travel.shift(timedelta(days=6, hours=23))
    removing.forget_removed()
    assert Rows(Removal).count() == 3
    travel.shift(timedelta(hours=1, minutes=1))
    assert not Removal.at(cast.event).any()
    assert removing.bring_back(cast.event, db.session.scalars(select(Removal.id)).all()) == []
    removing.forget_removed()
    assert not Rows(Removal).any()
    left = set(db.session.scalars(select(Person.name)))
    assert "Fay Young" not in left
    assert {"Gus Weber", "Ben Okafor"} <= left, "a card hangs on the one, the other has confirmed"


def test_people_of_another_event_are_not_removed_here(cast: Cast) -> None:
    place = add_attendee(cast.elsewhere, cast.eve)
    assert removing.remove(cast.event, [place.id], cast.dora) == []
    removing.remove(cast.elsewhere, [place.id], cast.otto)
    [removal] = Removal.at(cast.elsewhere)
    assert removing.bring_back(cast.event, [removal.id]) == []
    assert Rows(Event).count() == 2


def test_a_list_does_not_bring_back_whom_the_office_removed(cast: Cast) -> None:
    people = [
        Listed(2, "t-1", "Fay Young", "fay@example.org", "Railworks"),
        Listed(3, None, "Gus Weber", "gus@example.org", None),
        Listed(4, None, "Ida", None, "Railworks"),
        Listed(5, "t-2", "Fay Young", "fay@example.org", "Railworks"),
    ]
    take_over(cast.event, Reading(people[:3], [], [], "plain"))
    waiting = select(Attendee.id).where(Attendee.listed_name.is_not(None))
    removing.remove(cast.event, db.session.scalars(waiting).all(), cast.dora)
    plan, _done = take_over(cast.event, Reading(people, [], [], "plain"))
    assert plan.removed == people[:3]
    assert plan.new == people[3:], "another ticket is another place"
    removing.bring_back(cast.event, db.session.scalars(select(Removal.id)).all())
    again, _done = take_over(cast.event, Reading(people, [], [], "plain"))
    assert again.changes_nothing


def test_the_preview_says_who_was_removed_here(cast: Cast, browser_of) -> None:
    remove(cast, listed(cast))
    cast.dora.language = "en"
    db.session.commit()
    file = (io.BytesIO(b"Name,E-mail\nFay Young,fay@example.org\n"), "list.csv")
    dora = browser_of(cast.dora)
    page = dora.post("/e/career-day/people/import", data={"file": file}, follow_redirects=True).get_data(as_text=True)
    assert "1 person of this list was removed here" in page
    assert "state=removed" in page


def test_a_place_is_kept_sealed(cast: Cast) -> None:
    removal = remove(cast, listed(cast))
    assert b"fay" not in removal.kept
    assert make_person("Zoe Sealed")
