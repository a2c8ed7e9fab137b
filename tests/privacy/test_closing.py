"""Closing an event: told in time, once, whole; what belongs to people stays with them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.events import removing
from eventnet.events.models import Attendee, Event, Membership
from eventnet.exchange.models import Contact, Encounter, Note
from eventnet.mail.models import Letter
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.commands import import_attendees
from eventnet.people.models import Person
from eventnet.privacy import calendar
from eventnet.privacy.fate import GOES
from eventnet.privacy.models import Closing
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.objects import furnish
from tests.organising.post import crowd, listed, released
from tests.privacy.filling import fill, rows_of
from tests.smtp_server import SmtpServer, deliver

BrowserOf = Callable[[Person], FlaskClient]
DAY = timedelta(days=1)


@pytest.fixture
def dora(cast: Cast, browser_of: BrowserOf) -> FlaskClient:
    return browser_of(cast.dora)


@pytest.fixture(autouse=True)
def otto_s_comes_much_later(cast: Cast) -> None:
    cast.elsewhere.ends_at += 1000 * DAY
    db.session.commit()


def go_to(travel: time_machine.Traveller, event: Event, days: float) -> None:
    travel.move_to(event.ends_at + timedelta(days=days))


def run(app: Flask, travel: time_machine.Traveller, times: int = 2) -> None:
    for _again in range(times):
        deliver(app)
        travel.shift(timedelta(minutes=1))


def told(kind: str) -> list[str]:
    return sorted(letter.to_address for letter in Rows(Letter).where(Letter.kind == kind))


def test_nothing_happens_before_its_day(app: Flask, cast: Cast, travel: time_machine.Traveller) -> None:
    listed(cast, "Finn Weber")
    go_to(travel, cast.event, 75.9)
    run(app, travel)
    assert told("closing") == told("closing_office") == []
    go_to(travel, cast.event, 76.1)
    run(app, travel)
    assert told("closing") == ["ada@example.org", "ben@example.org", "cleo@example.org"]
    assert told("closing_office") == ["dora@example.org"]
    go_to(travel, cast.event, 89.9)
    run(app, travel)
    assert not cast.event.purged_at
    assert len(told("closing")) == 3


def test_every_table_of_the_event_is_purged_with_the_clock(
    app: Flask, cast: Cast, travel: time_machine.Traveller
) -> None:
    furnish(cast)
    place = listed(cast, "Finn Weber")
    released(cast, pace=1_000_000)
    run(app, travel)
    fill(cast.event, place, cast.ada)
    before = {name: rows_of(name, cast.event.id) for name in GOES}
    assert all(before.values()), before
    event_id, finn = cast.event.id, place.person_id
    go_to(travel, cast.event, 77)
    run(app, travel)
    go_to(travel, cast.event, 92)
    run(app, travel)
    kept = {name: number for name in GOES if (number := rows_of(name, event_id))}
    assert kept == {"audit_act": 1}
    assert [act.what for act in AuditAct.at(cast.event)] == ["closed"]
    assert db.session.get(Person, finn) is None
    assert not Rows(Letter).where(Letter.kind == "message").any()


def test_what_two_people_gave_each_other_stays(app: Flask, cast: Cast, travel: time_machine.Traveller) -> None:
    furnish(cast)
    before = [Rows(table).count() for table in (Encounter, Contact, Note)]
    _close(app, cast, travel)
    assert [Rows(table).count() for table in (Encounter, Contact, Note)] == before
    assert cast.at(cast.ada).is_claimed


def test_of_those_who_came_in_only_the_list_goes(app: Flask, cast: Cast, travel: time_machine.Traveller) -> None:
    place = cast.at(cast.ada)
    place.external_id, place.listed_name, place.listed_email = "T1", "A. Lindqvist", "a.l@example.org"
    place.listed_organisation, place.arrived_at, place.arrived_by_id = "Uni", now(), cast.dora.id
    db.session.commit()
    _close(app, cast, travel)
    said = (place.external_id, place.listed_name, place.listed_email, place.listed_organisation, place.arrived_at)
    assert said == (None,) * 5
    assert "a.l@" not in place.folded
    assert place.folded.startswith("ada lindqvist")
    assert (cast.ada.name, cast.ada.email) == ("Ada Lindqvist", "ada@example.org")


def test_of_other_events_nothing_goes(app: Flask, cast: Cast, travel: time_machine.Traveller) -> None:
    person = listed(cast, "Finn Weber").person
    elsewhere = Attendee(event_id=cast.elsewhere.id, person_id=person.id, handle="ABCD", listed_name="Finn Weber")
    db.session.add(elsewhere)
    db.session.commit()
    _close(app, cast, travel)
    assert db.session.get(Person, person.id) is not None
    assert db.session.get_one(Attendee, elsewhere.id).listed_name == "Finn Weber"
    assert person.email == "finn@example.org"


def test_whoever_was_taken_off_the_list_is_erased_with_it(
    app: Flask, cast: Cast, travel: time_machine.Traveller
) -> None:
    go_to(travel, cast.event, 77)
    run(app, travel)
    place = listed(cast, "Finn Weber")
    go_to(travel, cast.event, 90)
    finn = place.person_id
    removing.remove(cast.event, [place.id], cast.dora)
    db.session.commit()
    go_to(travel, cast.event, 92)
    run(app, travel)
    assert Closing.of(cast.event).closed_at
    assert db.session.get(Person, finn) is None


def test_the_command_line_brings_nothing_onto_a_deleted_list(
    app: Flask, cast: Cast, travel: time_machine.Traveller, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,E-mail\nLate Comer,late@example.org\n")
    _close(app, cast, travel)
    with pytest.raises(Refused, match="event-closed"):
        import_attendees(cast.event.slug, path)


def test_many_go_in_short_pieces_and_once(app: Flask, cast: Cast, travel: time_machine.Traveller) -> None:
    crowd(cast, 450)
    _close(app, cast, travel)
    closing = Closing.of(cast.event)
    assert (closing.erased, Rows(Person).count()) == (450, 6)
    closed_at = closing.closed_at
    run(app, travel)
    assert Closing.of(cast.event).closed_at == closed_at
    assert AuditAct.at(cast.event).count() == 1


def test_whoever_slept_over_the_day_still_gets_their_notice(
    app: Flask, cast: Cast, travel: time_machine.Traveller
) -> None:
    go_to(travel, cast.event, 500)
    run(app, travel)
    assert len(told("closing")) == 3
    assert not cast.event.purged_at
    travel.shift(13 * DAY)
    run(app, travel)
    assert not cast.event.purged_at
    travel.shift(DAY)
    run(app, travel)
    assert cast.event.purged_at


def test_the_days_are_chosen_before_and_only_shortened_after_it_begins(cast: Cast) -> None:
    cast.event.starts_at, cast.event.ends_at = now() + DAY, now() + 2 * DAY
    closing = Closing.locked(cast.event)
    calendar.keep_for(closing, cast.event, 365, cast.dora)
    cast.event.starts_at = now() - DAY
    calendar.keep_for(closing, cast.event, 60, cast.dora)
    for days, code in ((90, "longer"), (29, "days"), (366, "days")):
        with pytest.raises(Refused, match=code):
            calendar.keep_for(closing, cast.event, days, cast.dora)
    assert calendar.closes_at(closing, cast.event) == cast.event.ends_at + 60 * DAY
    closing.noticing_at = now()
    with pytest.raises(Refused, match="told"):
        calendar.keep_for(closing, cast.event, 40, cast.dora)


def test_closed_sooner_by_typing_its_name_and_a_night_later(
    dora: FlaskClient, app: Flask, cast: Cast, travel: time_machine.Traveller
) -> None:
    assert dora.post("/e/career-day/closing", data={"typed": "Career Day Leipzig"}).status_code == 409
    go_to(travel, cast.event, 1)
    assert dora.post("/e/career-day/closing", data={"typed": "Career Day"}).status_code == 422
    assert dora.post("/e/career-day/closing", data={"typed": "career day  leipzig"}).status_code == 303
    run(app, travel)
    assert len(told("closing")) == 3
    assert not cast.event.purged_at
    travel.shift(DAY)
    run(app, travel)
    assert Closing.of(cast.event).state == "closed"


def test_until_then_it_can_be_called_off(
    dora: FlaskClient, app: Flask, cast: Cast, travel: time_machine.Traveller
) -> None:
    go_to(travel, cast.event, 1)
    dora.post("/e/career-day/closing", data={"typed": "Career Day Leipzig"})
    run(app, travel)
    dora.post("/e/career-day/closing/withdrawal")
    travel.shift(3 * DAY)
    run(app, travel)
    assert not cast.event.purged_at
    go_to(travel, cast.event, 77)
    run(app, travel)
    assert len(told("closing")) == 6
    go_to(travel, cast.event, 92)
    run(app, travel)
    assert dora.post("/e/career-day/closing/withdrawal").status_code == 409


def test_a_closed_event_says_so_and_takes_nothing_more(
    dora: FlaskClient, app: Flask, cast: Cast, travel: time_machine.Traveller, browser_of: BrowserOf
) -> None:
    _close(app, cast, travel)
    page = browser_of(cast.ada).get("/e/career-day").get_data(as_text=True)
    assert "This event is closed." in page
    assert "Open my contacts" in page
    for path in ("people", "desk", "badges", "messages", "settings", "people/import"):
        answer = dora.get(f"/e/career-day/{path}")
        assert (path, answer.status_code) == (path, 409)
        assert "Its list was deleted on" in answer.get_data(as_text=True)
    assert dora.post("/e/career-day/desk/new", data={"name": "Late", "role": "attendee"}).status_code == 409
    assert "The list is deleted for good." in dora.get("/e/career-day/closing").get_data(as_text=True)


def test_the_numbers_stay_as_a_report(
    dora: FlaskClient, app: Flask, cast: Cast, travel: time_machine.Traveller
) -> None:
    assert dora.get("/e/career-day/closing/report.pdf").status_code == 404
    _close(app, cast, travel)
    for language in ("en", "de"):
        answer = dora.get(f"/e/career-day/closing/report.pdf?language={language}")
        assert answer.data.startswith(b"%PDF")
    assert dora.get("/e/career-day/closing/report.pdf?language=fr").status_code == 404


def test_the_page_is_read_by_the_team_and_changed_by_its_owner(cast: Cast, browser_of: BrowserOf) -> None:
    for person, role in ((cast.eve, "staff"), (cast.ben, "helper")):
        db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=person.id, role=role))
    db.session.commit()
    pages = {person.name: browser_of(person).get("/e/career-day/closing").status_code for person in (
        cast.dora, cast.eve, cast.ben, cast.otto, cast.ada)}  # fmt: skip
    assert list(pages.values()) == [200, 200, 404, 404, 404]
    for person in (cast.eve, cast.ben, cast.otto, cast.ada):
        for path in ("", "/days", "/withdrawal"):
            assert browser_of(person).post(f"/e/career-day/closing{path}", data={"days": "30"}).status_code == 404
    assert browser_of(cast.dora).post("/e/career-day/closing/days", data={"days": "30"}).status_code == 303
    assert Closing.of(cast.event).keep_days == 30


def test_the_letter_reads_as_it_should(
    app: Flask, cast: Cast, travel: time_machine.Traveller, smtp: SmtpServer
) -> None:
    go_to(travel, cast.event, 77)
    run(app, travel)
    [letter] = smtp.to("ada@example.org")
    day = (now() + 14 * DAY).astimezone(cast.event.tz)
    assert letter["Subject"] == f"Career Day Leipzig: your entry on the list is deleted on {day.day} {day:%b %Y}" or (
        letter["Subject"].startswith("Career Day Leipzig: your entry on the list is deleted on")
    )
    assert letter["Reply-To"] == "Career Day Leipzig office <privacy@example.org>"
    assert "as long as its giver said" in " ".join(letter.get_body(("plain",)).get_content().split())  # type: ignore[union-attr]


def test_looking_changes_nothing(dora: FlaskClient, cast: Cast) -> None:
    dora.get("/e/career-day/closing")
    assert not Rows(Closing).any()


def _close(app: Flask, cast: Cast, travel: time_machine.Traveller) -> None:
    go_to(travel, cast.event, 77)
    run(app, travel)
    go_to(travel, cast.event, 92)
    run(app, travel)
    assert Closing.of(cast.event).closed_at
