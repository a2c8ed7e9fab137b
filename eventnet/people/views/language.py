"""A signed-in person's choice of language holds on all their devices and for their letters."""

from eventnet.db import db
from eventnet.people.access import is_signed_in, the_person
from eventnet.web.views import language_chosen


@language_chosen.connect
def remember(language: str) -> None:
    if is_signed_in():
        the_person().language = language
        db.session.commit()
