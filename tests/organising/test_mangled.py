"""A sample of `make campaign`: lists of every format that went astray on their way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.organising.mangling import LISTS, mangled, refused_or_whole
from tests.organising.tables import WRITERS


@pytest.mark.parametrize("writer", ["comma", "semicolon", "workbook"])
@pytest.mark.parametrize("name", LISTS)
def test_what_is_mangled_below_is_read_when_it_is_whole(name, writer):
    reading = refused_or_whole(WRITERS[writer](LISTS[name]))
    assert reading
    assert reading.format == name


@pytest.mark.parametrize("name", LISTS)
def test_a_mangled_list_is_refused_or_read_whole(name):
    @settings(max_examples=12, database=None)
    @given(data=st.data())
    def run(data):
        refused_or_whole(data.draw(mangled(LISTS[name])))

    run()
