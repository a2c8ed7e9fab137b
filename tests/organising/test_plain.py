"""Lists from a spreadsheet program or a form."""

from pathlib import Path

import pytest

from eventnet.organising.importing import Listed, read

DATA = Path(__file__).parent.parent / "data"


def reading(*lines):
    return read("\n".join(lines).encode(), "list.csv")


def codes(reading):
    return [(remark.row, remark.code) for remark in reading.warnings]


def test_the_list_of_an_events_office_is_read_whole():
    office = read((DATA / "plain-cp1252-semicolon.csv").read_bytes(), "list.csv")
    assert office.format == "plain"
    assert office.people == [
        Listed(2, None, "Jürgen Groß", "j.gross@example.org", "Stadtwerke Süd"),
        Listed(3, None, "Anne-Sophie Müller", None, "HTWK"),
        Listed(4, None, "Zoë Weiß", "zoe.weiss@example.org", "Müller, Meier & Söhne"),
        Listed(6, None, "Karl kein@", None, None),
    ]
    assert [(each.row, each.reason_code) for each in office.left_out] == [(5, "same-email")]
    assert codes(office) == [(None, "encoding-guessed"), (6, "broken-email")]


def test_a_dash_in_place_of_a_family_name_is_no_name():
    indico = read((DATA / "indico-registrations.csv").read_bytes(), "registrations.csv")
    assert [person.name for person in indico.people if person.row == 16] == ["Prince"]


@pytest.mark.parametrize(
    ("labels", "cells"),
    [
        ("Name,E-Mail", "Anna Müller,a@example.org"),
        ("First name,Last name", "Anna,Müller"),
        ("Nachname,Vorname", "Müller,Anna"),
        ("Name,Vorname", "Müller,Anna"),
        ("Name,Vorname", "Anna Müller,Anna"),
        ("Name,First Name,Last Name", "Anna Müller,Anna,M."),
        ("Full name,Name", "Anna Müller,Müller"),
        ("Name,Vorname,Nachname", ",Anna,Müller"),
    ],
)
def test_a_name_may_be_whole_or_in_parts(labels, cells):
    assert reading(labels, cells).people[0].name == "Anna Müller"


@pytest.mark.parametrize("name", ["Prince", "山田 太郎", "محمد العلي", "דנה כהן", "Ελένη", "X Æ A-12", "Jo Ng"])
def test_any_name_of_any_script_is_a_name(name):
    assert reading("Name,E-Mail", f"{name},a@example.org").people[0].name == name


def test_the_same_address_in_other_case_is_the_same_person():
    twice = reading("Name,E-Mail", "Ada,Ada@Example.org", "Ben,ben@example.org", "Ada L.,ada@example.ORG")
    assert [person.name for person in twice.people] == ["Ada", "Ben"]
    assert [(each.row, each.name, each.words) for each in twice.left_out] == [
        (4, "Ada L.", "The same e-mail address as in row 2.")
    ]


def test_people_without_an_address_are_not_taken_for_one():
    assert len(reading("Name,E-Mail", "Anna Müller,", "Anna Müller,").people) == 2


def test_a_row_that_is_left_out_does_not_stand_in_the_way_of_a_later_one():
    again = reading("Name,E-Mail,Status", "Ada,ada@example.org,cancelled", "Ada,ada@example.org,confirmed")
    assert [person.row for person in again.people] == [3]


@pytest.mark.parametrize("email", ["kaputt", "kein@", "a b@example.org", "a@b", "a@example.org; b@example.org", "@"])
def test_a_broken_address_is_not_taken_over_but_its_person_is(email):
    broken = reading("Name;E-Mail", f'Ada;"{email}"')
    assert [(person.name, person.email) for person in broken.people] == [("Ada", None)]
    assert codes(broken) == [(2, "broken-email")]


def test_an_address_with_umlauts_is_an_address():
    assert reading("Name,Mail", "Jörg,jörg@müller.de").people[0].email == "jörg@müller.de"


def test_an_address_without_a_name_is_left_out_and_said_so():
    nameless = reading("Name,E-Mail", ",ada@example.org")
    assert nameless.people == []
    assert [(each.row, each.reason_code) for each in nameless.left_out] == [(2, "no-name")]


@pytest.mark.parametrize(
    ("status", "code"),
    [("Withdrawn", "withdrawn"), ("Rejected", "rejected"), ("Unpaid", "unpaid"), ("Storniert", "cancelled")],
)
def test_who_is_not_coming_is_left_out_and_said_so(status, code):
    absent = reading("Name,Registration state", f"Ada,{status}")
    assert [(each.name, each.reason_code) for each in absent.left_out] == [("Ada", code)]


def test_a_status_of_another_kind_says_nothing():
    assert [person.name for person in reading("Name,Status", "Ada,Studentin", "Ben,").people] == [
        "Ada",
        "Ben",
    ]


def test_a_line_break_in_a_name_is_a_space():
    assert reading("Name,E-Mail", '"Ada\nLovelace",a@example.org').people[0].name == "Ada Lovelace"


def test_a_formula_in_a_cell_is_text():
    (person,) = reading("Name,Firma", "=1+1,'+49 Agentur").people
    assert (person.name, person.organisation) == ("=1+1", "+49 Agentur")


def test_what_is_too_long_is_shortened_and_said_so():
    long = reading("Name,Firma", f"{'a' * 121},{'b' * 161}")
    (person,) = long.people
    assert (len(person.name), len(person.organisation)) == (120, 160)
    assert codes(long)[1:] == [(2, "name-shortened"), (2, "organisation-shortened")]


def test_an_address_above_254_characters_is_not_taken_over():
    long = reading("Name,E-Mail", f"Ada,{'a' * 60}@{'.'.join(['b' * 60] * 4)}.org")
    assert long.people[0].email is None
    assert codes(long) == [(2, "broken-email")]


def test_a_list_without_addresses_is_read_and_said_so():
    assert codes(reading("Vorname,Nachname", "Ada,Lovelace")) == [(None, "no-email-column")]
