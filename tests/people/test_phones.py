from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from eventnet.people import phones
from eventnet.refusals import Refused


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        yield


@pytest.mark.parametrize(
    "typed",
    [
        "0511 123456",
        "0511/123456",
        "(0511) 12 34 56",
        "+49 511 123456",
        "+49 (0)511 123456",
        "0049 511 123456",
        "٠٥١١ ١٢٣٤٥٦",
        "\u202a+49 511 123456\u202c",
    ],
)
def test_a_number_is_kept_in_one_form_however_it_was_typed(typed: str):
    assert phones.normalise(typed) == "+49511123456"


def test_a_number_without_country_belongs_to_the_region():
    assert phones.normalise("01 40 20 50 50", "FR") == "+33140205050"


def test_a_number_with_country_needs_no_region():
    assert phones.normalise("+1 202 555 0100") == "+12025550100"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hello",
        "12",
        "110",
        "+49",
        "+999 123456",
        "0511 123456 ext. 12",
        "1" * 40,
        "9" * 100_000,
        "ada@x.org",
    ],
)
def test_what_cannot_be_called_is_refused_with_an_example(typed: str):
    with pytest.raises(Refused) as refused:
        phones.normalise(typed)
    assert refused.value.code == "not-a-phone"
    assert "+49" in refused.value.words


def test_a_number_is_shown_in_groups():
    assert phones.shown("+49511123456") == "+49 511 123456"


def test_what_is_no_number_is_shown_as_it_is():
    assert phones.shown("ask me") == "ask me"
