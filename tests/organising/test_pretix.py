"""Order positions from pretix."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from eventnet.organising.importing import Listed, read
from eventnet.refusals import Refused

DATA = Path(__file__).parent.parent / "data"
FILES = ["pretix-positions-de.csv", "pretix-positions-en-semicolon.csv"]
LABELS = [
    "Event slug", "Order code", "Position ID", "Status", "Email", "Attendee name",
    "Attendee name: Given name", "Attendee name: Family name", "Attendee email", "Attendee company",
    "Ticket secret", "Add-on to position ID",
]  # fmt: skip
ADA = {
    "Event slug": "karrieretag",
    "Order code": "XXUHT",
    "Position ID": "1",
    "Status": "paid",
    "Email": "buyer@example.org",
    "Attendee name": "Ada Lovelace",
    "Attendee email": "ada@example.org",
    "Attendee company": "Uni",
    "Ticket secret": "hrpaxttssabrqhcrmxcjkxvefp4uh7mb",
}


def reading(*rows, labels=LABELS):
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(labels)
    writer.writerows([row.get(label, "") for label in labels] for row in rows)
    return read(file.getvalue().encode(), "positions.csv")


def left_out(*rows):
    return [(each.row, each.name, each.reason_code) for each in reading(*rows).left_out]


@pytest.fixture(params=FILES)
def real(request):
    return read((DATA / request.param).read_bytes(), request.param)


def test_a_real_file_yields_everybody_with_a_valid_place(real):
    assert real.format == "pretix"
    assert len(real.people) == 46
    assert sum(person.email is None for person in real.people) == 10
    assert Counter(each.reason_code for each in real.left_out) == {
        "add-on": 10,
        "cancelled": 3,
        "pending": 2,
        "expired": 2,
    }
    assert real.warnings == []


def test_both_languages_of_a_real_file_say_the_same():
    german, english = (read((DATA / name).read_bytes(), name) for name in FILES)
    assert german == english


def test_a_real_person_is_read_whole(real):
    assert real.people[7] == Listed(
        row=13,
        external_id="pretix:karrieretag:VRB3V-1",
        name="山田 太郎",
        email="soren.6@example.org",
        organisation='O\'Reilly "Books"',
        tickets=("7hkxkuk2fq9kckkv4wa742htr5f2xr8u", "AXTYFJPNRK"),
    )


def test_a_real_formula_and_a_guard_are_text(real):
    people = {person.row: person for person in real.people}
    assert people[51].name == '=HYPERLINK("http://x") Tester'
    assert people[6].organisation == "+49 Agentur"


def test_no_buyer_is_kept_and_no_code_of_a_ticket_is_printed(real):
    kept = repr(real)
    assert "buyer" not in kept
    assert "hrpaxttssabrqhcrmxcjkxvefp4uh7mb" not in kept
    assert "HUEATL38ZS" not in kept


def test_the_external_id_names_event_order_and_position():
    assert reading(ADA).people[0].external_id == "pretix:karrieretag:XXUHT-1"
    without_slug = reading(ADA, labels=LABELS[1:])
    assert without_slug.people[0].external_id == "pretix::XXUHT-1"


def test_an_attendee_without_an_address_does_not_get_the_buyers():
    (person,) = reading(ADA | {"Attendee email": ""}).people
    assert person.email is None


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("canceled", "cancelled"),
        ("storniert", "cancelled"),
        ("pending", "pending"),
        ("ausstehend", "pending"),
        ("expired", "expired"),
        ("abgelaufen", "expired"),
        ("approval pending", "pending"),
        ("zahlend", "unknown-status"),
        ("", "unknown-status"),
    ],
)
def test_a_ticket_that_is_not_valid_is_left_out_and_said_so(status, code):
    assert left_out(ADA | {"Status": status}) == [(2, "Ada Lovelace", code)]


@pytest.mark.parametrize("status", ["paid", "Paid", "bezahlt", "pending (confirmed)"])
def test_a_valid_ticket_is_kept(status):
    assert left_out(ADA | {"Status": status}) == []


def test_an_add_on_is_left_out_and_said_so():
    assert left_out(ADA, ADA | {"Position ID": "2", "Add-on to position ID": "1"}) == [(3, "Ada Lovelace", "add-on")]


def test_a_ticket_without_a_name_is_left_out_and_said_so():
    assert left_out(ADA | {"Attendee name": ""}) == [(2, "", "no-name")]


def test_a_name_in_parts_is_joined_where_the_full_name_is_missing():
    parts = {"Attendee name": "", "Attendee name: Given name": "Ada", "Attendee name: Family name": "Byron"}
    assert reading(ADA | parts).people[0].name == "Ada Byron"


def test_the_full_name_comes_before_its_parts():
    parts = {"Attendee name: Given name": "Augusta", "Attendee name: Family name": "Byron"}
    assert reading(ADA | parts).people[0].name == "Ada Lovelace"


def test_the_same_ticket_twice_is_one_person():
    again = reading(ADA, ADA | {"Attendee name": "Ada King"})
    assert [person.name for person in again.people] == ["Ada Lovelace"]
    assert [(each.row, each.reason_code, each.words) for each in again.left_out] == [
        (3, "same-ticket", "The same ticket as in row 2.")
    ]


def test_two_tickets_with_one_address_are_two_people_and_pointed_out():
    two = reading(ADA, ADA | {"Position ID": "2", "Attendee name": "Ben", "Attendee email": "ADA@example.org"})
    assert [person.name for person in two.people] == ["Ada Lovelace", "Ben"]
    assert [(remark.row, remark.code) for remark in two.warnings] == [(3, "shared-email")]


OLD = [
    "Order code", "Position ID", "Status", "Email", "Phone number", "Order date", "Order time", "Product",
    "Variation", "Price", "Tax rate", "Tax rule", "Tax value", "Attendee name", "Attendee email", "Company",
    "Address", "ZIP code", "City", "Country", "State", "Voucher", "Pseudonymization ID", "Company",
    "Invoice address name", "Address", "ZIP code", "City", "Country", "State", "VAT ID",
]  # fmt: skip


def old(labels, **cells):
    row = {"Order code": "ABC12", "Position ID": "1", "Status": "paid", "Attendee name": "Ada"} | cells
    companies = iter(["Attendee Ltd", "Invoice Ltd"])
    line = [next(companies) if label == "Company" else row.get(label, "") for label in labels]
    return read("\n".join(map(",".join, [labels, line])).encode(), "positions.csv")


def test_of_the_two_companies_of_older_versions_the_first_is_the_attendees():
    (person,) = old(OLD, Email="buyer@example.org").people
    assert person == Listed(2, "pretix::ABC12-1", "Ada", None, "Attendee Ltd")


def test_the_company_of_the_invoice_is_not_the_attendees():
    first = OLD.index("Company")
    labels = OLD[:first] + OLD[first + 1 :]
    assert old(labels).people[0].organisation is None


@pytest.mark.parametrize("missing", ["Position ID", "Status", "Attendee name"])
def test_a_list_from_pretix_without_a_needed_column_is_refused_and_it_is_named(missing):
    labels = [label for label in OLD if label != missing]
    with pytest.raises(Refused) as caught:
        old(labels)
    assert caught.value.code == "pretix-columns-missing"
    assert missing in caught.value.words
