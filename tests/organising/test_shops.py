"""Ticket lists of alf.io, Hi.Events, Attendize and open-event-server."""

import pytest

from eventnet.refusals import Refused
from tests.organising.tables import WRITERS, chosen, left_out, people, reading, relabelled, remarks

ONE, TWO = "0d5c2b1a-9f3e-4a6b-8c7d-1e2f3a4b5c6d", "7e57ab1e-0000-4000-8000-00000000beef"
ALFIO = [
    ["ID", "Category", "Event", "Status", "OriginalPrice", "PaidPrice", "Discount", "VAT", "ReservationID",
     "Full Name",
     "First Name", "Last Name", "E-Mail", "Locked", "Language", "Confirmation", "Billing Address", "Company"],
    [ONE, "Regular", "tag", "ACQUIRED", "10.00", "10.00", "0", "1.6", "AB12", "Jürgen Groß", "Jürgen", "Groß",
     "j@example.org", "No", "de", "2026-10-01T10:00Z", "", "\t+49 Agentur"],
    [TWO, "Regular", "tag", "TO_BE_PAID", "10.00", "0", "0", "0", "CD34", "\t=Eve()", "\t=Eve()", "",
     "eve@example.org",
     "No", "en", "", "", ""],
    ["", "Regular", "tag", "CANCELLED", "10.00", "0", "0", "0", "EF56", "Ben Ott", "Ben", "Ott", "b@example.org",
     "No",
     "en", "", "", ""],
]  # fmt: skip
HIEVENTS = [
    ["ID", "First Name", "Last Name", "Email", "Status", "Check Ins", "Product ID", "Product Name", "Event ID",
     "Public ID", "Short ID", "Created Date", "Last Updated Date", "Notes", "Organisation"],
    ["17", "Ada", "Lovelace", "ada@example.org", "ACTIVE", "", "3", "Tag", "5", "A-7XK2P9QW", "a_81hd",
     "2026-10-01", "",
     "", "Uni"],
    ["18", "Łukasz", "Wójcik", "l@example.org", "CANCELLED", "", "3", "Tag", "5", "A-1111111", "a_2",
     "2026-10-01", "", "",
     ""],
    ["19", "Ben", "", "", "AWAITING_PAYMENT", "", "3", "Tag", "5", "A-2222222", "a_3", "2026-10-01", "", "", ""],
]  # fmt: skip
ATTENDIZE = [
    ["First Name", "Last Name", "Email", "Ticket Reference", "Order Reference", "Ticket Type", "Purchase Date",
     "Has Arrived", "Arrival Time"],
    ["Ada", "Lovelace", "ada@example.org", "ABC12-1", "ABC12", "Tag", "2026-10-01 10:00", "NO", ""],
    ["Zoë", "van 't Hoff", "ada@example.org", "ABC12-2", "ABC12", "Tag", "2026-10-01 10:00", "YES",
     "2026-11-01 9:00"],
]  # fmt: skip
OPEN_EVENT = [
    ["Order#", "Order Date", "Status", "Payment Type", "Payment Mode", "Ticket Name", "Ticket ID", "Ticket Price",
     "Ticket Type", "Tax ID", "Address", "Company", "Country", "State", "City", "Zipcode", "Email", "First Name",
     "Last Name", "virtual_event_checkin_times"],
    ["#O1758-1", "March 5, 2024 14:00 +0000", "completed", "free", "free", "Tag", "9f3e", "0", "free", "", "",
     "Uni", "",
     "", "", "", "ada@example.org", "Ada", "Lovelace", "[]"],
    ["#O1758-1", "March 5, 2024 14:00 +0000", "completed", "free", "free", "Tag", "9f3e", "0", "free", "", "",
     "Uni", "",
     "", "", "", "ada@example.org", "Ben", "Ott", "['2024-03-05T14:00:00+0000']"],
    ["#O1758-2", "March 6, 2024 14:00 +0000", "placed", "bank", "bank", "Tag", "8a2c", "5", "paid", "", "", "",
     "", "", "",
     "", "c@example.org", "Cleo", "", "[]"],
    ["#O1758-3", "March 6, 2024 14:00 +0000", "expired", "", "", "Tag", "7b1d", "5", "paid", "", "", "", "", "",
     "", "",
     "d@example.org", "Dora", "", "[]"],
]  # fmt: skip


@pytest.mark.parametrize("writer", ["comma", "tab", "workbook"])
def test_alfio_is_read_without_its_tabs_and_its_tickets_open_nothing_here(writer):
    format_, (first, second) = people(ALFIO, WRITERS[writer])
    assert format_ == "alfio"
    assert first[1:] == ("Jürgen Groß", "j@example.org", "+49 Agentur")
    assert second[1:] == ("=Eve()", "eve@example.org", None)
    assert first[0].startswith("alfio:")
    assert first[0] != second[0]
    assert ONE not in repr(reading(ALFIO).people)
    assert [person.tickets for person in reading(ALFIO).people] == [(ONE,), (TWO,)]


def test_alfio_leaves_out_who_has_cancelled_and_who_has_a_status_that_it_does_not_explain():
    rows = [*ALFIO, [ONE.replace("0d", "1e"), *ALFIO[1][1:3], "RELEASED", *ALFIO[1][4:]]]
    assert left_out(rows) == [(4, "Ben Ott", "cancelled"), (5, "Jürgen Groß", "unknown-status")]


def test_of_alfio_a_part_of_the_columns_is_enough():
    format_, found = people(chosen(ALFIO, "Status", "ReservationID", "First Name", "Last Name", "E-Mail"))
    assert format_ == "alfio"
    assert found[0] == (None, "Jürgen Groß", "j@example.org", None)


def test_labels_of_alfio_that_stand_over_other_columns_are_put_right_by_the_addresses():
    asked_for = ("E-Mail", "Full Name", "ReservationID", "Status", "ID")
    cells = chosen(ALFIO, "ID", "Status", "ReservationID", "Full Name", "E-Mail")
    format_, found = people([asked_for, *cells[1:]])
    assert format_ == "alfio"
    assert [person[1:] for person in found] == [
        ("Jürgen Groß", "j@example.org", None),
        ("=Eve()", "eve@example.org", None),
    ]
    assert remarks([asked_for, *cells[1:]]) == [(None, "columns-misaligned")]


def test_alfio_without_an_address_anywhere_is_refused():
    rows = chosen(ALFIO, "Status", "ReservationID", "Full Name", "E-Mail")
    with pytest.raises(Refused) as caught:
        reading([rows[0], *[[*row[:3], "somewhere"] for row in rows[1:]]])
    assert caught.value.code == "alfio-misaligned"


@pytest.mark.parametrize("writer", ["comma", "semicolon", "workbook"])
def test_hievents_is_read_with_its_public_ids(writer):
    assert people(HIEVENTS, WRITERS[writer]) == (
        "hievents",
        [("hievents:5:17", "Ada Lovelace", "ada@example.org", "Uni")],
    )
    assert reading(HIEVENTS, WRITERS[writer]).people[0].tickets == ("A-7XK2P9QW",)
    assert left_out(HIEVENTS) == [(3, "Łukasz Wójcik", "cancelled"), (4, "Ben", "unpaid")]


def test_hievents_may_speak_german_and_have_the_columns_of_an_older_version():
    german = relabelled(
        HIEVENTS, First_Name="Vorname", Last_Name="Nachname", Email="E-Mail", Public_ID="Öffentliche ID",
        Short_ID="Kurz-ID", Event_ID="Veranstaltungs-ID", Check_Ins="Ist eingecheckt", Product_Name="Produktname",
    )  # fmt: skip
    assert people(german) == people(HIEVENTS)
    assert reading(german).people[0].tickets == ("A-7XK2P9QW",)


@pytest.mark.parametrize("writer", ["comma", "windows", "workbook"])
def test_attendize_is_read_and_several_tickets_may_have_one_address(writer):
    assert people(ATTENDIZE, WRITERS[writer]) == (
        "attendize",
        [
            ("attendize:ABC12-1", "Ada Lovelace", "ada@example.org", None),
            ("attendize:ABC12-2", "Zoë van 't Hoff", "ada@example.org", None),
        ],
    )


def test_attendize_without_ticket_references_knows_a_ticket_by_its_order_and_name():
    older = [[*row[:3], *row[4:]] for row in ATTENDIZE]
    assert [person[0] for person in people(older)[1]] == ["attendize:ABC12:adalovelace", "attendize:ABC12:zoevanthoff"]
    german = relabelled(
        older, First_Name="Vorname", Last_Name="Nachname", Email="E-Mail", Order_Reference="Bestellreferenz",
        Has_Arrived="Angekommen", Arrival_Time="Ankunftszeit",
    )  # fmt: skip
    assert people(german) == people(older)


@pytest.mark.parametrize("writer", ["comma", "semicolon", "workbook"])
def test_open_event_is_read_and_its_orders_may_hold_several_people(writer):
    assert people(OPEN_EVENT, WRITERS[writer]) == (
        "open-event",
        [
            ("open-event:9f3e:adalovelace", "Ada Lovelace", "ada@example.org", "Uni"),
            ("open-event:9f3e:benott", "Ben Ott", "ada@example.org", "Uni"),
            ("open-event:8a2c:cleo", "Cleo", "c@example.org", None),
        ],
    )
    assert left_out(OPEN_EVENT) == [(5, "Dora", "expired")]


def test_open_event_may_have_a_form_of_its_own():
    rows = [[*row[:16], *row[17:], row[16]] for row in OPEN_EVENT]
    rows[0][-1] = "Email Address"
    assert people(rows) == people(OPEN_EVENT)
