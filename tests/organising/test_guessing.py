"""Which column of any table holds what."""

import pytest

from eventnet.organising.importing import Guess, Meaning, columns, open_list, read_with
from tests.organising.tables import as_csv, as_xlsx, people, reading, remarks

PEOPLE = [
    [
        "Ada Lovelace",
        "ada@example.org",
        "+49 341 12345",
        "Stadtwerke Süd GmbH",
        "hrpaxttssabrqhcrmxcjkxvefp4uh7mb",
        "red",
    ],
    ["Łukasz Wójcik", "l@example.org", "0341/12346", "HTWK Leipzig", "7hkxkuk2fq9kckkv4wa742htr5f2xr8u", "blue"],
    ["山田 太郎", "", "", "", "gjg27q36q6kd7npjt6kz3bhktdrbwk67", ""],
    ["Zoë van 't Hoff", "zoe@example.org", "(030) 1234-56", "Universität Leipzig", "", "red"],
]
UNKNOWN = ["A", "B", "C", "D", "E", "F"]


def guessed(labels, *rows, write=as_csv):
    return columns(open_list(write([labels, *(rows or PEOPLE)]), "list")[0])


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_columns_without_a_label_that_says_anything_are_told_by_their_cells(write):
    assert guessed(["Gäste", *UNKNOWN[1:]], write=write) == Guess(
        {0: Meaning.NAME, 1: Meaning.EMAIL, 2: Meaning.PHONE, 3: Meaning.ORGANISATION, 4: Meaning.SECRET},
        frozenset(range(5)),
    )


def test_a_label_that_is_known_counts_more_than_the_cells_below():
    guess = guessed(["Firma", "Mail", "x", "Status", "y", "z"])
    assert guess.fields[0] is Meaning.ORGANISATION
    assert guess.fields[3] is Meaning.STATUS
    assert guess.seen == {2, 4}


@pytest.mark.parametrize(
    ("labels", "meanings"),
    [
        ("Prénom|Nom|Courriel|Entreprise", "given|family|email|organisation"),
        ("Nom complet|Adresse e-mail|Société", "name|email|organisation"),
        ("Nombre|Apellidos|Correo electrónico|Empresa", "given|family|email|organisation"),
        ("Nome|Cognome|E-mail|Azienda", "given|family|email|organisation"),
        ("Nome completo|Empresa|Telefone", "name|organisation|phone"),
        ("Voornaam|Achternaam|E-mailadres|Bedrijf", "given|family|email|organisation"),
        ("Imię|Nazwisko|Adres e-mail|Uczelnia", "given|family|email|organisation"),
        ("Jméno|Příjmení|E-mail|Společnost", "given|family|email|organisation"),
        ("Fornavn|Efternavn|E-post|Virksomhed", "given|family|email|organisation"),
        ("Etunimi|Sukunimi|Sähköposti|Yritys", "given|family|email|organisation"),
        ("Vezetéknév|Keresztnév|E-mail cím|Cég", "family|given|email|organisation"),
        ("Ad|Soyad|E-posta|Şirket", "given|family|email|organisation"),
        ("Имя|Фамилия|Электронная почта|Компания", "given|family|email|organisation"),
        ("氏名|メールアドレス|会社名", "name|email|organisation"),
        ("Name|Vorname|Handy", "family|given|phone"),
        ("Name|Surname|E-Mail", "given|family|email"),
    ],
)
def test_labels_of_many_languages_are_known(labels, meanings):
    wanted = [each.replace("given", "given name").replace("family", "family name") for each in meanings.split("|")]
    fields = guessed(labels.split("|"), ["x"]).fields
    assert [str(fields.get(column)) for column in range(len(wanted))] == wanted


def test_who_works_where_is_not_taken_for_a_name():
    rows = [["Deutsche Bahn AG", "Ada Lovelace"], ["Max Planck Institut", "Ben Ott"], ["Müller Söhne KG", "Cleo Kern"]]
    assert guessed(["x", "y"], *rows).fields == {0: Meaning.ORGANISATION, 1: Meaning.NAME}


def test_what_repeats_itself_is_no_name():
    rows = [["Master Informatik", "a@example.org"]] * 9
    assert guessed(["x", "y"], *rows).fields == {1: Meaning.EMAIL}


def test_a_list_is_read_by_its_cells_and_it_is_said_which_column_was_guessed():
    rows = [["Gäste", *UNKNOWN[1:]], *PEOPLE]
    assert people(rows)[1][:2] == [
        (None, "Ada Lovelace", "ada@example.org", "Stadtwerke Süd GmbH"),
        (None, "Łukasz Wójcik", "l@example.org", "HTWK Leipzig"),
    ]
    assert reading(rows).people[0].tickets == ("hrpaxttssabrqhcrmxcjkxvefp4uh7mb",)
    assert remarks(rows) == [(None, "column-guessed")] * 4
    assert reading(rows).warnings[0].words == "By what it holds, the column “Gäste” was read as: names."


def test_a_list_is_read_by_what_somebody_says_the_columns_hold():
    sheet, _ = open_list(as_csv([["Farbe", "Gast", "Kontakt"], ["red", "ada", "ada@example.org"]]), "list.csv")
    assert not columns(sheet).has_names
    said = read_with(sheet, {1: Meaning.NAME, 2: Meaning.EMAIL, 0: Meaning.ORGANISATION})
    assert [(person.name, person.email, person.organisation) for person in said.people] == [
        ("ada", "ada@example.org", "red")
    ]


def test_of_two_columns_for_one_meaning_the_first_counts_and_one_that_is_not_there_says_nothing():
    sheet, _ = open_list(as_csv([["x", "y"], ["Ada", "Ben"]]), "list.csv")
    assert [
        person.name for person in read_with(sheet, {1: Meaning.NAME, 0: Meaning.NAME, 7: Meaning.EMAIL}).people
    ] == ["Ada"]


@pytest.mark.parametrize(
    ("given", "family", "name"), [("Ada Lovelace", "Lovelace", "Ada Lovelace"), ("Ada", "Ada Lovelace", "Ada Lovelace")]
)
def test_a_name_that_holds_the_other_part_already_is_not_doubled(given, family, name):
    assert [person.name for person in reading([["Vorname", "Nachname"], [given, family]]).people] == [name]
