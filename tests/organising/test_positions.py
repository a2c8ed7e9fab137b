"""Tickets of pretix's check-in lists and of eventyay, and registrations of Indico."""

from collections import Counter
from pathlib import Path

import pytest

from eventnet.organising.importing import read
from tests.organising.tables import WRITERS, chosen, left_out, people, reading, relabelled, remarks

DATA = Path(__file__).parent.parent / "data"
SECRET = "hrpaxttssabrqhcrmxcjkxvefp4uh7mb"
CHECKINS = [
    ["Order code", "Attendee name", "Attendee name: Given name", "Attendee name: Family name", "Product", "Price",
     "Checked in", "Checked out", "Automatically checked in", "Paid", "Secret", "E-mail", "Phone number", "Company",
     "Voucher code", "Order date", "Comment"],
    ["XXUHT", "Ada Lindqvist", "Ada", "Lindqvist", "Ticket", "15.00", "", "", "No", "Yes", SECRET, "ada@example.org",
     "'+49341", "Uni", "", "2026-10-13", "VIP; call back\nsecond line"],
    ["XXUHT", "Ada Lindqvist", "Ada", "Lindqvist", "Workshop", "0.00", "", "", "No", "Yes", "w" * 32,
     "ada@example.org",
     "", "Uni", "", "2026-10-13", ""],
    ["ABCDE", "Søren Ørsted", "Søren", "Ørsted", "Ticket", "15.00", "2026-11-26 9:00", "", "No", "Yes", "s" * 32,
     "buyer@example.org", "", "", "", "2026-10-13", ""],
    ["ABCDE", "Begleitung Ørsted", "Begleitung", "Ørsted", "Ticket", "15.00", "", "", "No", "Yes", "b" * 32,
     "Buyer@example.org", "", "", "", "2026-10-13", ""],
    ["UNPAY", "Otto", "Otto", "", "Ticket", "15.00", "", "", "No", "No", "o" * 32, "otto@example.org", "", "", "",
     "", ""],
]  # fmt: skip
EVENTYAY = [
    ["Order code", "Position ID", "Status", "Email", "Order date", "Order time", "Product", "Variation", "Price",
     "Tax rate",
     "Tax rule", "Tax value", "Attendee name", "Attendee email", "Company", "Job Title", "Address", "ZIP code",
     "City",
     "Country", "State", "Voucher", "Pseudonymization ID", "Company", "Invoice address name", "Address",
     "ZIP code", "City",
     "Country", "State", "VAT ID", "Sales channel", "Order locale", "Payment providers"],
    ["A1B2C", "1", "Paid", "buyer@example.org", "2026-10-13", "10:00:00 CEST", "Ticket", "", "0", "0", "", "0",
     "Ada Groß",
     "ada@example.org", "Uni", "Dean", *[""] * 6, "MQLJvANO3B", "Invoice GmbH", *[""] * 8, "web", "en", "Manual"],
    ["A1B2C", "2", "Paid", "buyer@example.org", "2026-10-13", "10:00:00 CEST", "Ticket", "", "0", "0", "", "0",
     "Bo Ott",
     "buyer@example.org", "Uni", "", *[""] * 6, "PZD97WTMFJ", "Invoice GmbH", *[""] * 8, "web", "en", "Manual"],
    ["A1B2C", "3", "Paid", "buyer@example.org", "2026-10-13", "10:00:00 CEST", "Ticket", "", "0", "0", "", "0",
     "Cy Ott",
     "buyer@example.org", "Uni", "", *[""] * 6, "QZD97WTMFJ", "Invoice GmbH", *[""] * 8, "web", "en", "Manual"],
    ["D3E4F", "1", "Canceled", "d@example.org", "2026-10-13", "10:00:00 CEST", "Ticket", "", "0", "0", "", "0",
     "Di", "",
     "", "", *[""] * 6, "RZD97WTMFJ", "", *[""] * 8, "web", "en", "Manual"],
]  # fmt: skip


def test_a_real_checkin_list_yields_everybody_once():
    real = read((DATA / "pretix-checkinlist-de.csv").read_bytes(), "checkins.csv")
    positions = read((DATA / "pretix-positions-de.csv").read_bytes(), "positions.csv")
    assert real.format == "pretix-checkins"
    assert sorted(person.name for person in real.people) == sorted(person.name for person in positions.people)
    assert Counter(each.reason_code for each in real.left_out) == {"add-on": 9}
    codes = {code for person in real.people for code in person.tickets}
    assert {person.tickets[0] for person in positions.people} <= codes


@pytest.mark.parametrize("writer", ["comma", "semicolon", "tab", "workbook"])
def test_a_checkin_list_is_read_in_english(writer):
    assert people(CHECKINS, WRITERS[writer]) == (
        "pretix-checkins",
        [
            (None, "Ada Lindqvist", "ada@example.org", "Uni"),
            (None, "Søren Ørsted", None, None),
            (None, "Begleitung Ørsted", None, None),
        ],
    )
    assert reading(CHECKINS, WRITERS[writer]).people[0].tickets == (SECRET, "w" * 32)


def test_an_older_checkin_list_has_no_secrets_and_no_parts_of_names():
    older = chosen(CHECKINS, "Order code", "Attendee name", "Product", "Price", "Checked in", "E-mail", "Company")
    german = relabelled(
        older, Order_code="Bestellnummer", Attendee_name="Teilnehmername", Product="Produkt", Price="Preis",
        Checked_in="Eingecheckt", Company="Firma",
    )  # fmt: skip
    assert people(german) == people(older)
    assert len(reading(older).people) == 4


def test_an_address_of_several_people_of_one_order_is_the_buyers():
    assert remarks(CHECKINS) == [(None, "checkin-list"), (4, "buyers-email"), (5, "buyers-email")]


def test_add_ons_and_what_is_not_paid_on_a_checkin_list_are_no_people():
    assert left_out(CHECKINS) == [(3, "Ada Lindqvist", "add-on"), (6, "Otto", "unpaid")]


@pytest.mark.parametrize("writer", ["comma", "windows", "workbook"])
def test_eventyay_is_read_with_the_attendees_company_and_without_the_buyers_address(writer):
    assert people(EVENTYAY, WRITERS[writer]) == (
        "eventyay",
        [
            ("eventyay::A1B2C-1", "Ada Groß", "ada@example.org", "Uni"),
            ("eventyay::A1B2C-2", "Bo Ott", None, "Uni"),
            ("eventyay::A1B2C-3", "Cy Ott", None, "Uni"),
        ],
    )
    assert reading(EVENTYAY).people[0].tickets == ("MQLJvANO3B",)
    assert left_out(EVENTYAY) == [(5, "Di", "cancelled")]


def test_eventyay_may_speak_german_and_name_names_in_parts():
    german = relabelled(
        EVENTYAY, Order_code="Bestellnummer", Position_ID="Position", Attendee_name="Name Teilnehmer*in: Nachname",
        Attendee_email="E-Mail Teilnehmer*in", Company="Firma", Job_Title="Berufsbezeichnung",
        Pseudonymization_ID="Pseudonyme ID", Invoice_address_name="Rechnungsadresse: Name",
    )  # fmt: skip
    first = ["Name Teilnehmer*in: Vorname", *[""] * 4]
    german = [[*row[:12], label, *row[12:]] for row, label in zip(german, first, strict=True)]
    assert people(german)[0] == "eventyay"
    assert [person[2:] for person in people(german)[1]] == [person[2:] for person in people(EVENTYAY)[1]]


def test_a_question_for_the_job_title_does_not_make_pretix_eventyay():
    labels = ["Order code", "Position ID", "Status", "Attendee name", "Company", "Country", "Job Title"]
    assert reading([labels, ["ABC12", "1", "paid", "Ada", "Uni", "DE", "Dean"]]).format == "pretix"


@pytest.fixture(params=["csv", "xlsx"])
def indico(request):
    return read((DATA / f"indico-registrations.{request.param}").read_bytes(), "registrations")


def test_real_registrations_are_read_without_those_that_are_not_complete(indico):
    assert indico.format == "indico"
    assert len(indico.people) == 34
    assert Counter(each.reason_code for each in indico.left_out) == {"pending": 3, "withdrawn": 3}
    assert indico.people[0].external_id == "indico:1:202611220100"
    assert len({person.external_id for person in indico.people}) == 34


def test_registrations_as_csv_and_as_a_workbook_are_the_same_people_but_for_the_signs_that_csv_loses():
    csv, xlsx = (
        read((DATA / f"indico-registrations.{kind}").read_bytes(), "registrations").people for kind in ("csv", "xlsx")
    )
    assert [person.external_id for person in csv] == [person.external_id for person in xlsx]
    assert [person.email for person in csv] == [person.email for person in xlsx]
    firms = {(one.organisation, other.organisation) for one, other in zip(csv, xlsx, strict=True)}
    assert {(one, other) for one, other in firms if one != other} == {("49 Agentur", "+49 Agentur")}


INDICO = [
    ["ID", "Name", "Title", "Email Address", "Affiliation", "Affiliation", "Registration date",
     "Registration state", "Tags"],
    ["1", "Ada Lindqvist", "Dr", "ada@example.org", "Uni", "other", "2026-11-01 01:00:00+00:00", "Complete", "a; b"],
    ["2", "Ben Ott", "", "ben@example.org", "", "", "2026-11-01 02:00:00+00:00", "Rejected", ""],
    ["3", "Cleo", "", "cleo@example.org", "", "", "2026-11-01 03:00:00+00:00", "Unpaid", ""],
]  # fmt: skip


@pytest.mark.parametrize("writer", ["comma", "semicolon", "workbook"])
def test_registrations_may_have_whole_names_only_and_a_title_twice(writer):
    assert people(INDICO, WRITERS[writer]) == (
        "indico",
        [("indico:1:202611010100", "Ada Lindqvist", "ada@example.org", "Uni")],
    )
    assert left_out(INDICO) == [(3, "Ben Ott", "rejected"), (4, "Cleo", "unpaid")]


def test_registrations_without_a_date_are_known_by_their_address():
    rows = chosen(INDICO, "ID", "Name", "Email Address", "Registration state")
    assert people(rows) == ("indico", [(None, "Ada Lindqvist", "ada@example.org", None)])
