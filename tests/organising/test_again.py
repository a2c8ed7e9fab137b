"""The same list again, of every format."""

import pytest

from eventnet.db import db
from eventnet.organising.applying import take_over
from eventnet.organising.importing import read
from tests.cast import Cast
from tests.organising.mangling import LISTS
from tests.organising.tables import as_csv, as_xlsx


@pytest.mark.parametrize("name", LISTS)
def test_the_same_list_again_changes_nothing_in_whatever_order_and_kind_of_file(cast: Cast, name):
    labels, *rows = LISTS[name]
    first, _ = take_over(cast.event, read(as_csv([labels, *rows]), "list.csv"))
    db.session.commit()
    assert len(first.new) + len(first.changed) > 0
    again, _ = take_over(cast.event, read(as_xlsx([labels, *reversed(rows)]), "list.xlsx"))
    assert (again.changes_nothing, len(again.unchanged)) == (True, len(first.new) + len(first.changed))
