"""The invitation, whole, in both languages: tests/organising/letters/invitation.<language>.txt.

`UPDATE_LETTERS=1 pytest tests/organising/test_invitation_letter.py` writes them anew; read the diff as its reader will.
"""

import os
import re
from pathlib import Path

import pytest

from eventnet.events.models import Attendee
from eventnet.mail.models import Letter
from eventnet.organising import inviting
from eventnet.organising.applying import take_over
from eventnet.organising.importing import Listed, Reading
from eventnet.rows import Rows
from tests.cast import Cast

GOLDEN = Path(__file__).parent / "letters"


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_invitation_reads_as_it_should(cast: Cast, language: str):
    cast.event.languages = [language]
    take_over(cast.event, Reading([Listed(2, None, "Finn Weber", "finn@example.org", "Uni")], [], [], "plain"))
    place = Attendee.at(cast.event).where(Attendee.listed_name == "Finn Weber").first()
    assert place
    inviting.invite(place, cast.dora)
    letter = Rows(Letter).first()
    assert letter
    text = f"{letter.subject}\nReply to {letter.reply_name} <{letter.reply_address}>\n\n{letter.text}"
    found = re.sub(r"/i/[\w-]{43}", "/i/TOKEN", text)
    path = GOLDEN / f"invitation.{language}.txt"
    if os.environ.get("UPDATE_LETTERS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found)
    assert found == path.read_text()
