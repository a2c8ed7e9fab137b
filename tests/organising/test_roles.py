"""Roles on lists: read where we know the word, kept where we do not; out and in again is the same."""

import pytest

from eventnet.db import db
from eventnet.events.models import ROLES, Attendee
from eventnet.events.words import ROLE_WORDS
from eventnet.organising.applying import take_over
from eventnet.organising.importing import read
from eventnet.organising.importing.roles import role_of
from eventnet.web.languages import speaking
from tests.cast import Cast
from tests.organising.tables import as_csv

LABELS = ["Name", "E-mail", "Role"]


def roles(cast: Cast) -> dict[str, str]:
    listed = Attendee.at(cast.event).where(Attendee.listed_name.is_not(None))
    return {str(each.listed_name): each.role for each in listed}


def take(cast: Cast, *rows: list[str], labels: list[str] = LABELS) -> None:
    take_over(cast.event, read(as_csv([labels, *rows]), "list.csv"))
    db.session.commit()


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_role_is_read_as_our_own_export_writes_it(app, language: str):
    with speaking(language):
        assert [role_of(str(ROLE_WORDS[role])) for role in ROLES] == list(ROLES)


def test_a_list_with_a_column_of_roles_gives_them(cast: Cast):
    take(cast, ["Gesa Holm", "gesa@example.org", "Referentin"], ["Finn Weber", "finn@example.org", "exhibitor"])
    assert roles(cast) == {"Gesa Holm": "speaker", "Finn Weber": "exhibitor"}


def test_a_word_that_we_do_not_know_changes_no_role(cast: Cast):
    take(cast, ["Gesa Holm", "gesa@example.org", "Speaker"])
    take(cast, ["Gesa Holm", "gesa@example.org", "Head of test rigs"])
    take(cast, ["Gesa Holm", "gesa@example.org"], labels=["Name", "E-mail"])
    assert roles(cast) == {"Gesa Holm": "speaker"}


@pytest.mark.parametrize("language", ["en", "de"])
def test_our_own_export_comes_back_with_its_roles_and_changes_nothing(cast: Cast, browser_of, language: str):
    cast.dora.language = language
    take(cast, ["Gesa Holm", "gesa@example.org", "Speaker"], ["Finn Weber", "finn@example.org", ""])
    exported = browser_of(cast.dora).post("/e/career-day/people.csv").data
    again, _ = take_over(cast.event, read(exported, "list.csv"))
    assert again.changes_nothing
    assert len(again.unchanged) == 2
    Attendee.at(cast.event).where(Attendee.listed_name == "Gesa Holm").all()[0].role = "attendee"
    db.session.commit()
    take_over(cast.event, read(exported, "list.csv"))
    assert roles(cast) == {"Gesa Holm": "speaker", "Finn Weber": "attendee"}
