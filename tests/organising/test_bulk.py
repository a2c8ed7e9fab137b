"""Many at once: exactly those who were ticked or match, after a yes to their number, and nobody of another event."""

import html
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee, Membership, Removal
from eventnet.mail.models import Letter
from eventnet.mail.worker import run_once
from eventnet.organising.applying import take_over
from eventnet.organising.badges.models import BadgePrint
from eventnet.organising.bulk import acting
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.jobs import Job
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person

PEOPLE = "/e/career-day/people"
CHOSEN = f"{PEOPLE}/chosen"


@pytest.fixture
def crowd(cast: Cast) -> Cast:
    """Sixty on the list, every other one with an address; Ada, Ben and Cleo have joined."""
    listed = [Listed(n, None, f"Zoë Łuk{n:02}", f"zoe{n}@example.org" if n % 2 else None, "Bahn") for n in range(60)]
    take_over(cast.event, Reading(listed, [], [], "plain"))
    add_attendee(cast.elsewhere, cast.eve)
    cast.dora.language = "en"
    db.session.commit()
    return cast


@pytest.fixture
def dora(crowd: Cast, browser_of) -> FlaskClient:
    return browser_of(crowd.dora)


def codes(*names: str) -> list[str]:
    from eventnet.people.models import Person

    mine = select(Attendee.code).join(Person, Person.id == Attendee.person_id).where(Person.name.in_(names))
    return list(db.session.scalars(mine))


def asked(client: FlaskClient, **said: object) -> tuple[str, dict[str, object]]:
    """The page that asks for a yes, and what its form would send."""
    page = client.post(CHOSEN, data=said).get_data(as_text=True)
    form = page[page.index('name="seen"') - 200 :]
    hidden: dict[str, object] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form):
        hidden.setdefault(name, []).append(html.unescape(value))  # type: ignore[attr-defined]
    hidden.pop("csrf_token", None)
    return page, hidden


def remaining(cast: Cast) -> int:
    return Attendee.at(cast.event).count()


def test_those_who_are_ticked_are_removed_after_a_yes(crowd: Cast, dora: FlaskClient) -> None:
    page, form = asked(dora, do="remove", code=codes("Ben Okafor", "Zoë Łuk01"))
    assert "Remove 2 people?" in page
    assert "1 has joined and loses the place. The contacts" in page
    assert "1 has not joined" in page
    assert remaining(crowd) == 63, "asking changes nothing"
    answer = dora.post(f"{CHOSEN}/removals", data=form, follow_redirects=True).get_data(as_text=True)
    assert "2 people were removed." in answer
    assert remaining(crowd) == 61
    assert set(re.findall(r'row-title">([^<]+)<', answer)) == {"Ben Okafor", "Zoë Łuk01"}


def test_all_that_match_are_meant_by_the_filter_and_done_by_the_worker(crowd: Cast, dora: FlaskClient, app) -> None:
    page, form = asked(dora, do="remove", all="1", q="luk", state="not-joined")
    assert "Remove 60 people?" in page
    assert "and 54 more" in page
    many, acting.AT_ONCE = acting.AT_ONCE, 10
    try:
        answer = dora.post(f"{CHOSEN}/removals", data=form)
    finally:
        acting.AT_ONCE = many
    assert "/jobs/" in answer.location
    late = make_person("Zoe Luk")
    add_attendee(crowd.event, late)
    db.session.commit()
    run_once(app)
    db.session.expire_all()
    assert {each.person.name for each in Attendee.at(crowd.event)} == {
        "Ada Lindqvist", "Ben Okafor", "Cleo Brandt", "Zoe Luk"
    }  # fmt: skip
    assert Removal.at(crowd.event).count() == 60
    assert "60 people were removed." in dora.get(answer.location).get_data(as_text=True)
    assert dora.post(f"{PEOPLE}/removed/returns", data={"all": "1", "q": "luk0"}).location.endswith("state=removed")
    assert remaining(crowd) == 14


def test_what_was_not_on_the_page_is_not_done(crowd: Cast, dora: FlaskClient) -> None:
    """Somebody was imported between the page and the yes."""
    for act, path in (("remove", "removals"), ("invite", "invitations")):
        _page, form = asked(dora, do=act, all="1", q="luk")
        late = Listed(99, None, f"Zoë Łuk late {act}", f"late-{act}@example.org", None)
        take_over(crowd.event, Reading([late], [], [], "plain"))
        db.session.commit()
        before = remaining(crowd)
        answer = dora.post(f"{CHOSEN}/{path}", data=form)
        assert answer.status_code == 409
        assert "The list has changed in the meantime" in answer.get_data(as_text=True)
        assert (remaining(crowd), Rows(Letter).count()) == (before, 0)


def test_people_of_another_event_are_silently_not_there(crowd: Cast, dora: FlaskClient) -> None:
    foreign = codes("Eve Adler")
    assert dora.post(CHOSEN, data={"do": "remove", "code": foreign}).location.endswith("/people")
    page, form = asked(dora, do="remove", code=[*foreign, *codes("Ben Okafor")])
    assert "Remove 1 person?" in page
    assert "Eve" not in page
    dora.post(f"{CHOSEN}/removals", data=form | {"code": [*foreign, *codes("Ben Okafor")]})
    assert Attendee.at(crowd.elsewhere).count() == 1
    assert remaining(crowd) == 62


def test_who_was_invited_is_only_written_to_again_when_somebody_says_so(crowd: Cast, dora: FlaskClient, travel) -> None:
    from datetime import timedelta

    first = codes("Zoë Łuk01", "Zoë Łuk03")
    _page, form = asked(dora, do="invite", code=first)
    dora.post(f"{CHOSEN}/invitations", data=form)
    assert Rows(Letter).count() == 2
    page, form = asked(dora, do="invite", code=[*first, *codes("Zoë Łuk05", "Zoë Łuk00", "Ada Lindqvist")])
    for words in (
        "1 was not invited yet and gets a letter.",
        "2 were invited less than a day ago",
        "1 has joined already.",
        "1 has no address",
    ):
        assert words in page
    assert "Write again" not in page
    dora.post(f"{CHOSEN}/invitations", data=form | {"again": "1"})
    assert Rows(Letter).count() == 3, "nobody gets two letters within a day"
    travel.shift(timedelta(days=2))
    page, form = asked(dora, do="invite", code=first)
    assert "Write again to the 2 who were invited before" in page
    dora.post(f"{CHOSEN}/invitations", data=form)
    assert Rows(Letter).count() == 3
    dora.post(f"{CHOSEN}/invitations", data=form | {"again": "1"})
    assert Rows(Letter).count() == 5


def test_a_long_list_is_invited_by_the_worker_each_one_once(crowd: Cast, dora: FlaskClient, app) -> None:
    many, acting.AT_ONCE = acting.AT_ONCE, 10
    try:
        _page, form = asked(dora, do="invite", all="1")
        answer = dora.post(f"{CHOSEN}/invitations", data=form)
    finally:
        acting.AT_ONCE = many
    assert Rows(Letter).count() == 0
    db.session.rollback()
    run_once(app)
    run_once(app)
    assert Rows(Letter).where(Letter.kind == "invitation").count() == 30
    assert "30 letters are written" in dora.get(answer.location).get_data(as_text=True)


def test_badges_of_those_who_are_chosen_are_printed(crowd: Cast, dora: FlaskClient) -> None:
    page, form = asked(dora, do="print", code=codes("Ben Okafor", "Ada Lindqvist"))
    assert "Print 2 badges?" in page
    answer = dora.post(f"{CHOSEN}/badges", data=form)
    assert answer.mimetype == "application/pdf"
    assert {each.attendee_id for each in Rows(BadgePrint)} == {crowd.at(crowd.ben).id, crowd.at(crowd.ada).id}
    page, form = asked(dora, do="print", code=codes("Ben Okafor"))
    assert "1 badge is printed already." in page
    assert dora.post(f"{CHOSEN}/badges", data=form | {"fresh": "1"}).status_code == 303


def test_a_file_holds_exactly_those_who_are_ticked(crowd: Cast, dora: FlaskClient) -> None:
    ticked = codes("Ben Okafor", "Zoë Łuk01", "Eve Adler")
    data = dora.post(f"{PEOPLE}.csv", data={"code": ticked, "q": "nobody"}).data
    assert data.count(b"\n") == 3
    assert b"Eve" not in data
    assert dora.post(f"{PEOPLE}.csv", data={"code": ticked, "all": "1", "q": "luk"}).data.count(b"\n") == 61


def test_nobody_chosen_is_nobody(crowd: Cast, dora: FlaskClient) -> None:
    for path in ("chosen", "removed/returns"):
        page = dora.post(f"{PEOPLE}/{path}", data={"do": "remove"}, follow_redirects=True).get_data(as_text=True)
        assert "Choose people first." in page
    assert dora.post(f"{CHOSEN}/removals", data={"seen": "x"}).status_code == 303
    assert remaining(crowd) == 63


def test_each_is_in_the_audit_list_of_the_office_and_of_the_person(crowd: Cast, dora: FlaskClient, browser_of) -> None:
    from eventnet.organising.audit.models import AuditAct, AuditLine

    for act, path in (("print", "badges"), ("remove", "removals")):
        _page, form = asked(dora, do=act, code=codes("Ben Okafor"))
        dora.post(f"{CHOSEN}/{path}", data=form)
    dora.post(f"{PEOPLE}/removed/returns", data={"all": "1"})
    mine = select(AuditAct.what).join(AuditLine, AuditLine.act_id == AuditAct.id)
    said = db.session.scalars(mine.where(AuditLine.person_id == crowd.ben.id).order_by(AuditAct.id)).all()
    assert said == ["badge_printed", "removed", "brought_back"]


@pytest.mark.parametrize(
    "path", ["chosen", "chosen/removals", "chosen/invitations", "chosen/badges", "removed/returns"]
)
def test_the_office_alone_does_it(crowd: Cast, browser_of, path: str) -> None:
    hella = make_person("Hella Fink")
    db.session.add(Membership(organiser_id=crowd.event.organiser_id, person_id=hella.id, role="helper"))
    db.session.commit()
    data = {"all": "1", "do": "remove", "code": codes("Ben Okafor")}
    for person in (hella, crowd.otto, crowd.ada, crowd.eve):
        assert browser_of(person).post(f"{PEOPLE}/{path}", data=data).status_code == 404
    assert remaining(crowd) == 63


def test_a_full_page_stays_within_its_twenty_kilobytes(crowd: Cast, dora: FlaskClient) -> None:
    for place in Attendee.at(crowd.event).limit(8):
        place.arrived_at, place.role = NOW, "speaker"
    db.session.commit()
    assert len(dora.get(PEOPLE).data) <= 20 * 1024
    asked_page, form = asked(dora, do="remove", all="1")
    assert len(asked_page) <= 20 * 1024
    dora.post(f"{CHOSEN}/removals", data=form)
    assert len(dora.get(f"{PEOPLE}?state=removed").data) <= 20 * 1024
    assert Rows(Job).count() == 0
