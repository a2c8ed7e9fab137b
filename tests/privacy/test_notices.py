"""A notice that cannot be written stops nobody else's, and is tried again for half a day."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Membership
from eventnet.mail.models import Letter
from eventnet.privacy.models import Closing
from eventnet.rows import Rows
from tests.cast import Cast
from tests.smtp_server import deliver

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ODD, ZONE = "zz", "Nowhere/Land"


@pytest.fixture
def near(cast: Cast, travel: time_machine.Traveller) -> Cast:
    """The day on which everybody is told that the event closes. Otto's comes much later."""
    cast.elsewhere.ends_at += 1000 * DAY
    travel.move_to(cast.event.ends_at + 76.1 * DAY)
    db.session.commit()
    return cast


def told(kind: str = "closing") -> list[str]:
    return sorted(letter.to_address for letter in Rows(Letter).where(Letter.kind == kind))


def closing_of(cast: Cast) -> Closing:
    return Closing.of(cast.event)


def test_a_notice_that_cannot_be_written_stops_nobody_else_s(
    app: Flask, near: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    near.ada.language = ODD
    deliver(app)
    assert told() == ["ben@example.org", "cleo@example.org"]
    assert closing_of(near).noticed_at == now()
    assert "UnknownLocaleError" in caplog.text
    assert not any(words in caplog.text for words in ("Ada", "ada@", ODD))


def test_it_is_tried_again_and_nobody_is_told_twice(app: Flask, near: Cast, travel: time_machine.Traveller) -> None:
    near.ada.language = ODD
    deliver(app)
    travel.shift(MINUTE)
    deliver(app)
    near.ada.language = "en"
    travel.shift(60 * MINUTE)
    deliver(app)
    travel.shift(60 * MINUTE)
    deliver(app)
    assert told() == ["ada@example.org", "ben@example.org", "cleo@example.org"]


def test_after_half_a_day_it_is_left(
    app: Flask, near: Cast, travel: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    near.ada.language = ODD
    for _hour in range(20):
        deliver(app)
        travel.shift(60 * MINUTE)
    assert 3 < caplog.text.count("UnknownLocaleError") < 10
    near.ada.language = "en"
    deliver(app)
    assert told() == ["ben@example.org", "cleo@example.org"]


def test_a_member_of_the_office_who_cannot_be_told_stops_nobody_s(app: Flask, near: Cast) -> None:
    db.session.add(Membership(person_id=near.eve.id, organiser_id=near.event.organiser_id, role="staff"))
    near.dora.language = ODD
    deliver(app)
    assert told("closing_office") == ["eve@example.org"]
    assert told() == ["ada@example.org", "ben@example.org", "cleo@example.org"]


def test_an_event_that_cannot_be_closed_stops_no_other(
    app: Flask, near: Cast, travel: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    near.elsewhere.ends_at -= 1000 * DAY
    assert near.event.id < near.elsewhere.id
    deliver(app)
    near.event.zone = ZONE
    travel.shift(20 * DAY)
    deliver(app)
    assert near.event.purged_at is None
    assert near.elsewhere.purged_at == now()
    assert "_look of closing" in caplog.text
