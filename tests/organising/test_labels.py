"""Which column is which."""

import json

import pytest

from eventnet.organising.importing.labels import PLAIN, PRETIX, Meaning, find, fold, known

MEANINGS = {
    "Event slug": Meaning.EVENT,
    "Order code": Meaning.ORDER,
    "Position ID": Meaning.POSITION,
    "Status": Meaning.STATUS,
    "Attendee name": Meaning.NAME,
    "Attendee email": Meaning.EMAIL,
    "Attendee company": Meaning.ORGANISATION,
    "Company": Meaning.ORGANISATION,
    "Email": Meaning.BUYER_EMAIL,
    "Product": Meaning.PRODUCT,
    "Add-on to position ID": Meaning.ADDON_TO,
    "Pseudonymization ID": Meaning.PSEUDONYM,
    "Ticket secret": Meaning.SECRET,
}


@pytest.mark.parametrize(("one", "other"), [
    ("E-Mail", "email"),
    ("E‑Mail Adresse:", "e-mail-adresse"),
    ("Universität", "UNIVERSITAET"),
    ("Universität", "Universita\u0308t"),
    ("Straße", "STRASSE"),
    ("Name Teilnehmer*in", "name  teilnehmer:in"),
    ("first_name", "First Name"),
    ("Société", "Societe"),
])  # fmt: skip
def test_two_ways_to_write_one_label_are_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("english", "meaning"), MEANINGS.items())
@pytest.mark.parametrize("language", ["en", "de", "de_Informal"])
def test_the_labels_of_pretix_are_known(pretix_labels, language, english, meaning):
    label = pretix_labels[language].get(english, english)
    assert find([label], PRETIX) == {meaning: 0}


@pytest.fixture(scope="module")
def pretix_labels(request):
    shipped = request.path.parent.parent / "data" / "pretix-labels.json"
    return {"en": {}} | json.loads(shipped.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Attendee name: Given name", Meaning.GIVEN),
        ("Attendee name: Family name", Meaning.FAMILY),
        ("Name Teilnehmer*in: Vorname", Meaning.GIVEN),
        ("Teilnehmer*innenname: Nachname", Meaning.FAMILY),
    ],
)
def test_the_parts_of_a_name_are_known(label, meaning):
    assert find([label], PRETIX) == {meaning: 0}


@pytest.mark.parametrize(
    ("meaning", "labels"),
    [
        (Meaning.NAME, "Name|name|Full name|Vor- und Nachname|Teilnehmer*in"),
        (Meaning.GIVEN, "First name|Given name|Vorname|VORNAME"),
        (Meaning.FAMILY, "Last name|Surname|Family name|Nachname"),
        (Meaning.EMAIL, "E-Mail|email|mail|e-mail-adresse|Email Address"),
        (
            Meaning.ORGANISATION,
            "Company|Organisation|Organization|Firma|Unternehmen|Institution|Affiliation|Hochschule|Universität",
        ),
    ],
)
def test_the_labels_of_plain_lists_are_known(meaning, labels):
    assert all(find([label], PLAIN) == {meaning: 0} for label in labels.split("|"))


def test_of_two_columns_with_one_label_the_first_counts():
    assert find(["Company", "Status", "Company"], PRETIX)[Meaning.ORGANISATION] == 0


def test_the_attendees_own_label_comes_before_a_general_one():
    assert find(["E-Mail", "Attendee email"], PLAIN)[Meaning.EMAIL] == 1


def test_the_buyers_address_is_never_the_attendees():
    assert Meaning.EMAIL not in find(["Email", "E-Mail"], PRETIX)
    assert Meaning.EMAIL not in find(["Buyer email", "Rechnungs-E-Mail"], PLAIN)


def test_unknown_labels_are_not_counted():
    assert known(["Vorname", "Colour", "", "e mail"]) == 2
