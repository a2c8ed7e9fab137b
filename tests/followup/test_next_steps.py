"""One place on Follow-up for what somebody set out to do: after an event, and after a meeting."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.followup import afterwards
from eventnet.followup.evening import choosing
from eventnet.people.models import Person
from tests.cast import Cast
from tests.followup.conftest import words_in
from tests.followup.test_introducing import card


def test_each_next_step_says_what_is_to_be_done_and_by_when(
    story: Cast, travel, browser_of: Callable[[Person], FlaskClient]
):
    choosing.choose_one(card(story.ada, story.ben))
    afterwards.be_in_touch(story.ada, story.cleo, now().date() + timedelta(days=30))
    db.session.commit()
    ada = browser_of(story.ada)
    assert "Get in touch" not in ada.get("/follow-up").text
    travel.shift(timedelta(days=30))
    page = words_in(ada.get("/follow-up").text)
    steps = page.partition("Your next steps")[2]
    assert page.count("Your next steps") == 1
    assert "Get in touch with Cleo Brandt You wanted to, from 26 Dec" in steps.replace("Sat ", "")
    assert "Meet Ben Okafor again By" in steps
