"""Undoing an import: as it was before, but for people who have done something since; they are kept and named."""

import csv
import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.events import joining
from eventnet.events.claiming import claim, invited, new_invitation
from eventnet.events.models import Attendee, Membership, Ticket
from eventnet.exchange.scanning import record_scan
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.records import undoing
from eventnet.organising.records.models import LIFE, ImportPiece, ImportRecord
from eventnet.organising.records.taking import take
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.organising.test_import_page import LIST, confirm, upload
from tests.smtp_server import deliver

State = dict[str, tuple[object, ...]]


def listed(name: str, email: str | None = None, ticket: str | None = None, role: str | None = None, *codes: str):
    return Listed(2, ticket, name, email, "Uni", codes, role)


def import_(cast: Cast, *people: Listed) -> ImportRecord:
    _plan, record = take(cast.event, Reading(list(people), [], [], "plain"), cast.dora, "list.csv")
    assert record is not None
    db.session.commit()
    return record


def undo(cast: Cast, record: ImportRecord) -> None:
    undoing.begin(record)
    undoing.undo_all(record, cast.dora)
    db.session.commit()


def everything(cast: Cast) -> State:
    """What is known of every place at the event, and who there is at all."""
    columns = (
        Attendee.external_id, Attendee.listed_name, Attendee.listed_email, Attendee.listed_organisation, Attendee.role,
        Attendee.folded, Attendee.invitation, Attendee.invited_at, Person.name, Person.email, Person.organisation,
    )  # fmt: skip
    rows = db.session.execute(db.select(Attendee.code, *columns).join(Person, Person.id == Attendee.person_id))
    tickets = db.session.execute(db.select(Ticket.attendee_id, Ticket.fingerprint).order_by(Ticket.fingerprint))
    return {row[0]: tuple(row[1:]) for row in rows} | {
        "people": tuple(sorted(db.session.scalars(db.select(Person.id)))),
        "tickets": tuple(map(tuple, tickets)),
    }


def kept(record: ImportRecord) -> list[tuple[str, str]]:
    return [(entry.name, entry.outcome) for entry in record.rows() if entry.outcome in undoing.KEPT]


def place(cast: Cast, name: str) -> Attendee:
    found = Attendee.at(cast.event).where(Attendee.listed_name == name).first()
    assert found is not None
    return found


def test_everything_is_as_it_was_before(cast: Cast):
    import_(cast, listed("Finn Weber", "finn@example.org", "T1", "speaker", "oldsecretoldsecret"))
    new_invitation(place(cast, "Finn Weber"))
    db.session.commit()
    before = everything(cast)
    record = import_(
        cast,
        listed("Fynn Weber", "fynn@example.org", "T1", "mentor", "newsecretnewsecret"),
        listed("Gesa Holm", "gesa@example.org", "T2"),
        listed("Lindqvist, Ada", "ada@example.org", "T3"),
    )
    assert everything(cast) != before
    undo(cast, record)
    assert everything(cast) == before
    assert (record.kept, kept(record)) == (0, [])


def test_a_long_list_of_many_pieces_is_undone_whole(cast: Cast):
    before = everything(cast)
    record = import_(cast, *(listed(f"Person {n}", f"p{n}@example.org") for n in range(600)))
    assert (record.pieces, record.applied) == (3, 3)
    undo(cast, record)
    assert everything(cast) == before


def test_after_an_undo_the_same_list_is_new_again(cast: Cast):
    people = [listed("Finn Weber", "finn@example.org", "T1"), listed("Kim")]
    undo(cast, import_(cast, *people))
    again = import_(cast, *people)
    assert again.counts == {"new": 2}
    assert import_(cast, *people).counts == {"unchanged": 2}


def claimed(cast: Cast) -> None:
    claim(new_invitation(place(cast, "Finn Weber")), "Test", "de")


def joined_by_himself(cast: Cast) -> None:
    finn = Person(name="Finn", email="finn@example.org", email_confirmed_at=now())
    db.session.add(finn)
    db.session.flush()
    joining.join(cast.event, finn)


def arrived(cast: Cast) -> None:
    place(cast, "Finn Weber").arrived_at = now()


def met(cast: Cast) -> None:
    record_scan(cast.ada, "11111111-1111-4111-8111-111111111111", place(cast, "Finn Weber").badge, now())


def changed(cast: Cast) -> None:
    import_(cast, listed("Finn Weber-Holm", "finn@example.org", "T1"))


def made_a_speaker(cast: Cast) -> None:
    place(cast, "Finn Weber").role = "speaker"


@pytest.mark.parametrize(
    ("do", "why"),
    [
        (claimed, "claimed"),
        (joined_by_himself, "claimed"),
        (arrived, "arrived"),
        (met, "met-others"),
        (made_a_speaker, "changed-since"),
    ],
)
def test_who_has_done_something_since_is_kept_and_named(cast: Cast, do, why: str):
    record = import_(cast, listed("Finn Weber", "finn@example.org", "T1"), listed("Gesa Holm", "gesa@example.org"))
    do(cast)
    db.session.commit()
    undo(cast, record)
    assert [each.listed_name for each in Attendee.at(cast.event).where(Attendee.listed_name.is_not(None))] == [
        "Finn Weber"
    ]
    assert (record.kept, kept(record)) == (1, [("Finn Weber", why)])


def test_who_claimed_a_place_that_the_list_only_changed_keeps_what_it_says(cast: Cast):
    import_(cast, listed("Finn Weber", "finn@example.org", "T1"))
    record = import_(cast, listed("Fynn Weber", "finn@example.org", "T1"))
    claim(new_invitation(place(cast, "Fynn Weber")), "Test", "de")
    db.session.commit()
    undo(cast, record)
    assert kept(record) == [("Fynn Weber", "claimed")]
    assert place(cast, "Fynn Weber").person.name == "Fynn Weber"


def test_a_link_to_the_mailbox_that_the_list_named_ends_with_the_undo(cast: Cast):
    import_(cast, listed("Finn Weber", "finn@example.org", "T1"))
    first = new_invitation(place(cast, "Finn Weber"))
    db.session.commit()
    record = import_(cast, listed("Finn Weber", "other@example.org", "T1"))
    second = new_invitation(place(cast, "Finn Weber"))
    db.session.commit()
    undo(cast, record)
    assert invited(second) is None
    assert invited(first) is not None


def test_only_the_last_import_is_undone_and_then_the_one_before(cast: Cast):
    first = import_(cast, listed("Finn Weber", "finn@example.org", "T1"))
    second = import_(cast, listed("Finn Weber-Holm", "finn@example.org", "T1"))
    with pytest.raises(Refused):
        undoing.begin(first)
    undo(cast, second)
    undo(cast, first)
    assert Attendee.at(cast.event).where(Attendee.listed_name.is_not(None)).count() == 0
    with pytest.raises(Refused):
        undoing.begin(first)


def test_people_of_other_events_are_nobody_s_to_undo(cast: Cast):
    record = import_(cast, listed("Finn Weber", "finn@example.org", "T1"))
    take(cast.elsewhere, Reading([listed("Finn Weber", "finn@example.org", "T1")], [], [], "plain"), cast.otto, "x")
    db.session.commit()
    undo(cast, record)
    assert Attendee.at(cast.elsewhere).where(Attendee.listed_name == "Finn Weber").count() == 1


def test_what_is_kept_is_sealed_and_forgets_tickets_and_after_a_month_all(cast: Cast, app, travel):
    record = import_(cast, listed("Finn Weber", "finn@example.org", "T1", None, "secretticketsecret"))
    stored = b"".join(db.session.scalars(db.select(ImportPiece.sealed)))
    assert b"Finn" not in stored
    assert [entry.tickets for entry in record.rows()] == [[]]
    travel.shift(LIFE + timedelta(minutes=1))
    deliver(app)
    assert (Rows(ImportRecord).count(), Rows(ImportPiece).count()) == (0, 0)
    assert place(cast, "Finn Weber")


def report(client: FlaskClient, address: str) -> list[list[str]]:
    data = client.post(f"{address}.csv").get_data()
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_office_undoes_it_with_one_button_and_sees_what_became_of_each_row(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    address = confirm(dora, upload(dora).location).location
    page = dora.get(address).get_data(as_text=True)
    assert "Undo this import" in page
    claim(new_invitation(place(cast, "Finn Weber")), "Test", "de")
    db.session.commit()
    assert dora.post(f"{address}/undoing").status_code == 303
    page = dora.get(address).get_data(as_text=True)
    assert "1 person is kept" in page
    assert "Kept: has taken the place since." in page
    assert "Undo this import" not in page
    assert dora.post(f"{address}/undoing").status_code == 303, "a second tap"
    assert report(dora, address)[1:] == [
        ["2", "New", "Finn Weber", "finn@example.org", "Uni", "Kept: has taken the place since."],
        ["3", "New", "Gesa Holm", "gesa@example.org", "Club", "Taken back."],
    ]


def test_no_cell_of_the_report_is_a_formula(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    rows = 'Name,E-mail,Company\n"=HYPERLINK(""http://x"")",a@example.org,+Uni\n@SUM,,-2\n'
    address = confirm(dora, upload(dora, rows).location).location
    cells = [cell for row in report(dora, address) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r")] == []
    assert "'@SUM" in cells


def test_imports_are_nothing_for_strangers_and_helpers(cast: Cast, browser_of):
    address = confirm(browser_of(cast.dora), upload(browser_of(cast.dora), LIST).location).location
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.ben.id, role="helper"))
    db.session.add(Membership(organiser_id=cast.elsewhere.organiser_id, person_id=cast.dora.id, role="owner"))
    db.session.commit()
    for person in (cast.ada, cast.ben, cast.eve, cast.otto):
        assert browser_of(person).get(address).status_code == 404
        assert browser_of(person).post(f"{address}.csv").status_code == 404
        assert browser_of(person).post(f"{address}/undoing").status_code == 404
    elsewhere = address.replace("career-day", "elsewhere")
    assert browser_of(cast.dora).post(f"{elsewhere}/undoing").status_code == 404
    assert Attendee.at(cast.event).where(Attendee.listed_name.is_not(None)).count() == 2
