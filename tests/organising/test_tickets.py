"""Codes of tickets on an imported list: only their fingerprints are kept, and the same list changes nothing."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from eventnet.db import db
from eventnet.events.models import Attendee, Ticket
from eventnet.exchange.tickets import fingerprints
from eventnet.organising.applying import take_over
from eventnet.organising.importing import Listed, Reading, read
from eventnet.organising.models import ImportDraft
from eventnet.organising.planning import plan
from eventnet.organising.reporting import report
from eventnet.rows import Rows
from tests.cast import Cast
from tests.exchange.scans import asks, scan
from tests.organising.test_import_page import confirm

FILE = Path(__file__).parent.parent / "data" / "pretix-positions-en-semicolon.csv"
SECRET = "hrpaxttssabrqhcrmxcjkxvefp4uh7mb"
PSEUDONYM = "HUEATL38ZS"


def take(cast: Cast, data: bytes) -> tuple[int, int]:
    """How many are new and how many are changed."""
    done, _ = take_over(cast.event, read(data, "list.csv"))
    db.session.commit()
    return len(done.new), len(done.changed)


def holder(cast: Cast, code: str) -> Attendee | None:
    [wanted] = fingerprints(cast.event.id, [code])
    ticket = Rows(Ticket).where(Ticket.fingerprint == wanted).first()
    return db.session.get(Attendee, ticket.attendee_id) if ticket else None


def everything_stored() -> str:
    found = []
    for table in inspect(db.engine).get_table_names():
        found += [repr(tuple(row)) for row in db.session.execute(text(f'SELECT * FROM "{table}"'))]  # noqa: S608
    return "\n".join(found)


def test_a_real_list_brings_the_tickets_of_all_its_people(cast: Cast):
    rows = {
        row["Ticket secret"]: row for row in csv.DictReader(io.StringIO(FILE.read_text("utf-8-sig")), delimiter=";")
    }
    new, _ = take(cast, FILE.read_bytes())
    assert Rows(Ticket).count() == 2 * new
    place = holder(cast, SECRET)
    assert place
    assert place.listed_name == rows[SECRET]["Attendee name"]
    assert holder(cast, PSEUDONYM) is place
    assert scan(cast.ada, SECRET).outcome == "requested"
    assert asks(cast.ada, place.person)


def test_no_secret_is_stored_in_clear_not_even_in_the_draft(cast: Cast, browser_of):
    dora = browser_of(cast.dora)
    uploaded = dora.post("/e/career-day/people/import", data={"file": (io.BytesIO(FILE.read_bytes()), "list.csv")})
    page = dora.get(uploaded.location).get_data(as_text=True)
    assert SECRET not in page
    assert PSEUDONYM not in page
    draft = Rows(ImportDraft).first()
    assert draft
    assert SECRET in draft.opened().text
    assert not draft.packed.startswith(b"\x1f\x8b"), "whoever has the database can unpack it"
    confirm(dora, uploaded.location)
    assert Rows(ImportDraft).count() == 0
    assert Rows(Ticket).count() > 0
    assert SECRET not in everything_stored()
    assert PSEUDONYM not in everything_stored()


def test_the_same_list_again_changes_nothing(cast: Cast):
    take(cast, FILE.read_bytes())
    before = [(each.id, each.attendee_id) for each in Rows(Ticket)]
    assert take(cast, FILE.read_bytes()) == (0, 0)
    assert [(each.id, each.attendee_id) for each in Rows(Ticket)] == before


def test_a_changed_secret_replaces_the_old_one_and_is_not_told(cast: Cast):
    take(cast, FILE.read_bytes())
    fresh = "z" * 32
    changed = FILE.read_bytes().replace(SECRET.encode(), fresh.encode())
    words = report(plan(cast.event, read(changed, "list.csv")))
    assert "ticket code changed" in words
    assert SECRET not in words
    assert fresh not in words
    assert take(cast, changed) == (0, 1)
    assert holder(cast, SECRET) is None
    assert holder(cast, fresh) is holder(cast, PSEUDONYM) is not None


def test_a_list_without_tickets_takes_none_away(cast: Cast):
    person = Listed(2, None, "Finn Weber", "finn@example.org", None, (SECRET,))
    for tickets in ((SECRET,), ()):
        take_over(cast.event, Reading([Listed(2, None, "Finn Weber", "finn@example.org", "New", tickets)], [], [], "x"))
        db.session.commit()
    assert holder(cast, SECRET) is not None
    assert SECRET not in repr(person)


@pytest.mark.parametrize("label", ["Ticket secret", "Ticket-Code", "Secret", "Ticket UUID", "Pseudonymization ID"])
def test_a_plain_list_may_have_a_column_of_codes(cast: Cast, label: str):
    assert take(cast, f"Name,{label}\nFay Young,{SECRET}\nGus Old,{SECRET}\n".encode()) == (2, 0)
    place = holder(cast, SECRET)
    assert place
    assert place.listed_name == "Fay Young", "a code that two rows have is the first one's"
    assert take(cast, f"Name,{label}\nFay Young,{SECRET}\nGus Old,{SECRET}\n".encode()) == (0, 0)


def test_what_is_an_address_is_no_ticket(cast: Cast):
    take(cast, b"Name,Secret\nFay Young,https://tickets.example.org/t/1/abcdefghijklmnop\n")
    assert Rows(Ticket).count() == 0


def test_a_draft_under_another_key_is_gone(cast: Cast, browser_of):
    draft = ImportDraft.keep(cast.event, cast.dora, "list.csv", "Name\nFay Young\n")
    draft.packed = bytes(len(draft.packed))
    db.session.commit()
    assert browser_of(cast.dora).get(f"/e/career-day/people/import/{draft.code}").status_code == 404
