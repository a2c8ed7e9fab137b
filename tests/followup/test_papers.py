"""A PDF goes along with a letter when it holds pages, and nothing that acts."""

import pytest

from eventnet.followup.lettering import pdf
from eventnet.refusals import Refused
from tests.followup.papers import HARMLESS, NAMES, REFUSED

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize("name", HARMLESS)
def test_pages_are_taken(name: str):
    pdf.check(HARMLESS[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_act_or_hide_something_is_not(name: str):
    content, code = REFUSED[name]
    with pytest.raises(Refused) as no:
        pdf.check(content)
    assert no.value.code == code


def test_a_real_document_is_taken():
    import typst

    pdf.check(typst.compile(b'= Bearings\n#link("https://example.org")[More] and /JavaScript as a word'))


@pytest.mark.parametrize(("given", "expected"), NAMES.items())
def test_its_name_is_harmless_where_it_is_saved(given: str, expected: str):
    assert pdf.safe_name(given) == expected
