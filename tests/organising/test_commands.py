"""The list on the command line: the same rules as on the page."""

from pathlib import Path

import pytest

from eventnet.events.models import Attendee
from eventnet.organising.commands import import_attendees
from eventnet.refusals import Refused
from tests.cast import Cast

LIST = "Name,E-mail,Company\nFinn Weber,finn@example.org,Uni\n,nobody@example.org,\n"


def test_the_report_says_what_happened_row_by_row(cast: Cast, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    lines = import_attendees("career-day", path).splitlines()
    assert lines == [
        "New · row 2 · Finn Weber · finn@example.org",
        "Left out · row 3 · The row has no name.",
        "1 new, 0 changed, 0 unchanged, 1 left out.",
    ]
    assert import_attendees("career-day", path).endswith("0 new, 0 changed, 1 unchanged, 1 left out.")
    assert Attendee.at(cast.event).where(Attendee.listed_name == "Finn Weber").count() == 1


@pytest.mark.parametrize(
    ("slug", "name", "code"), [("unknown", "list.csv", "unknown-event"), ("career-day", "no", "no-file")]
)
def test_what_is_not_there_is_said(cast: Cast, tmp_path: Path, slug: str, name: str, code: str):
    (tmp_path / "list.csv").write_text(LIST)
    with pytest.raises(Refused) as no:
        import_attendees(slug, tmp_path / name)
    assert no.value.code == code
