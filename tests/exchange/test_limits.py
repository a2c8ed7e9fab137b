"""How much one account may scan: by account and event, and what waits is not lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange import limits
from eventnet.exchange.models import CardRequest, Scan
from tests.cast import Cast, make_person
from tests.exchange.scans import badge, live, rows, scan, spoken


def scanned(cast: Cast, times: int, ago: timedelta, outcome: str = "given", how: str = "live", event: bool = True):
    for number in range(times):
        db.session.add(
            Scan(
                scanner_id=cast.ada.id,
                uuid=str(uuid4()),
                event_id=cast.event.id if event else None,
                how=how,
                outcome=outcome,
                scanned_at=now(),
                received_at=now() - ago + timedelta(milliseconds=number),
            )
        )
    db.session.commit()


@pytest.mark.parametrize(
    ("most", "ago", "wait"),
    [
        (20, timedelta(seconds=40), 20),
        (150, timedelta(minutes=50), 600),
        (600, timedelta(hours=23), 3600),
    ],
)
def test_a_scan_over_the_limit_is_to_be_tried_again_and_says_when(cast: Cast, travel, most, ago, wait):
    scanned(cast, most - 1, ago)
    uuid = str(uuid4())
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"
    Scan.by(cast.ada).order_by(Scan.id.desc()).first().received_at -= ago
    db.session.commit()
    answer = scan(cast.ada, live(cast.at(cast.cleo)), uuid=uuid)
    assert (answer.outcome, answer.contact, answer.card) == ("retry", None, None)
    assert answer.retry_after == pytest.approx(wait, abs=1)
    assert rows(Scan) == most
    travel.shift(wait + 1)
    assert scan(cast.ada, live(cast.at(cast.cleo)), uuid=uuid).outcome == "given"


def test_a_limit_is_of_one_account(cast: Cast):
    scanned(cast, 20, timedelta(0))
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "retry"
    assert scan(cast.cleo, live(cast.at(cast.ben))).outcome == "given"


def test_a_limit_is_of_one_event(cast: Cast):
    scanned(cast, 20, timedelta(0))
    assert scan(cast.ada, live(add_attendee(cast.elsewhere, cast.ben))).outcome == "given"


def test_codes_that_nobody_has_count_together(cast: Cast):
    for _number in range(20):
        assert scan(cast.ada, new_code()).outcome == "unknown"
    assert scan(cast.ada, new_code()).outcome == "retry"
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"


def test_after_ten_wrong_spoken_codes_even_the_right_one_waits(cast: Cast, travel):
    for _number in range(limits.SPOKEN_MISSES):
        assert scan(cast.ada, cast.at(cast.ben).handle + "0000").outcome == "unknown"
        travel.shift(60)
    answer = scan(cast.ada, spoken(cast.at(cast.ben)))
    assert (answer.outcome, answer.retry_after) == ("retry", 3000)
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"
    travel.shift(3000)
    assert scan(cast.ada, spoken(cast.at(cast.ben))).outcome == "given"


def test_fifty_cards_may_be_asked_for_at_an_event(cast: Cast, travel):
    asked = [add_attendee(cast.event, make_person(f"Guest{number} Doe")) for number in range(limits.OPEN_REQUESTS)]
    for attendee in asked:
        travel.shift(60)
        assert scan(cast.ada, badge(attendee)).outcome == "requested"
    answer = scan(cast.ada, badge(cast.at(cast.ben)))
    assert (answer.outcome, answer.retry_after) == ("retry", 3600)
    assert CardRequest.waiting_for(cast.ben).count() == 0
    assert scan(cast.ada, badge(asked[0])).outcome == "requested"
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"
    assert scan(cast.ada, badge(add_attendee(cast.elsewhere, cast.cleo))).outcome == "requested"


def test_the_words_say_that_nothing_is_lost(cast: Cast):
    scanned(cast, 20, timedelta(seconds=10))
    answer = scan(cast.ada, live(cast.at(cast.ben)))
    assert answer.words == "That was a lot in a short time. Nothing is lost; it can be tried again in 1 minute."


def test_what_was_taken_is_answered_again_whatever_the_limit(cast: Cast):
    uuid = str(uuid4())
    first = scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    scanned(cast, 20, timedelta(0))
    assert scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid) == first
