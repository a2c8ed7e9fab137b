"""Between the reading and the writing of a scan somebody else was faster: it is decided anew, and nothing is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange import asking, sharing
from eventnet.exchange.looking import Who
from eventnet.exchange.models import CardRequest, Contact, Encounter, Scan
from eventnet.exchange.recording import Reading, record
from eventnet.exchange.scanning import read_scans
from eventnet.exchange.schemas import Reported
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast
from tests.exchange.scans import asks, badge, holds, live, met, rows, scan


def read(scanner: Person, *codes: str, uuid: str = "") -> Reading:
    reading = read_scans(
        db.session.connection(), Who("id", scanner.id), [Reported(uuid or str(uuid4()), code, now()) for code in codes]
    )
    assert reading
    return reading


def outcomes(reading: Reading) -> list[str]:
    answers = record(db.session.connection(), reading).answers()
    db.session.commit()
    stored = {scan.uuid: scan.outcome for scan in Rows(Scan)}
    assert all(stored[uuid] == answer.outcome for uuid, answer in answers.items())
    return [answer.outcome for answer in answers.values()]


@pytest.mark.parametrize("have_met", [False, True])
def test_who_was_scanned_in_between_gives_both_cards(cast: Cast, have_met: bool):
    if have_met:
        scan(cast.ada, badge(cast.at(cast.ben)))
    reading = read(cast.ada, badge(cast.at(cast.ben)))
    scan(cast.ben, badge(cast.at(cast.ada)))
    assert outcomes(reading) == ["given"]
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)
    assert asks(cast.ada, cast.ben) is asks(cast.ben, cast.ada) is None
    assert met(cast.ada, cast.ben) == 1


@pytest.mark.parametrize("code", [live, badge])
@pytest.mark.parametrize("have_met", [False, True])
def test_who_blocked_in_between_is_unknown(cast: Cast, code, have_met: bool):
    if have_met:
        scan(cast.ada, badge(cast.at(cast.ben)))
    reading = read(cast.ada, code(cast.at(cast.ben)), live(cast.at(cast.cleo)))
    sharing.block(cast.ben, cast.ada)
    db.session.commit()
    assert outcomes(reading) == ["unknown", "given"]
    assert holds(cast.ada, cast.ben) is holds(cast.ben, cast.ada) is asks(cast.ada, cast.ben) is None
    assert holds(cast.ada, cast.cleo)


def test_the_same_id_in_between_is_the_same_answer(cast: Cast):
    uuid = str(uuid4())
    late = read(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    first = scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    assert list(record(db.session.connection(), late).answers().values()) == [first]
    db.session.commit()
    assert (rows(Scan), rows(Contact), rows(Encounter)) == (1, 2, 1)
    encounter = Encounter.between(cast.ada, cast.ben).first()
    assert encounter
    assert encounter.turn == 1


def test_of_a_batch_only_what_is_new_counts(cast: Cast):
    codes = live(cast.at(cast.ben)), badge(cast.at(cast.cleo))
    items = [Reported(str(uuid4()), code, now()) for code in codes]
    late = read_scans(db.session.connection(), Who("id", cast.ada.id), items)
    assert late
    scan(cast.ada, codes[0], uuid=items[0].id)
    answers = record(db.session.connection(), late).answers()
    db.session.commit()
    assert [answers[each.id].outcome for each in items] == ["given", "requested"]
    assert (rows(Scan), rows(Contact), rows(CardRequest)) == (2, 3, 1)


def test_a_card_withdrawn_in_between_is_given_by_who_shows_the_code(cast: Cast, travel):
    scan(cast.ada, live(cast.at(cast.ben)))
    theirs = holds(cast.ada, cast.ben)
    assert theirs
    reading = read(cast.ada, live(cast.at(cast.ben)))
    scan(cast.ada, live(cast.at(cast.ben)))
    sharing.withdraw(theirs)
    db.session.commit()
    assert outcomes(reading) == ["given"]
    assert holds(cast.ada, cast.ben)


def test_who_gave_back_in_between_is_not_asked(cast: Cast):
    scan(cast.ada, badge(cast.at(cast.ben)))
    reading = read(cast.ada, badge(cast.at(cast.ben)))
    request = CardRequest.waiting_for(cast.ben).first()
    assert request
    asking.give_back(request)
    db.session.commit()
    record(db.session.connection(), reading).answers()
    db.session.commit()
    assert holds(cast.ada, cast.ben)
    assert asks(cast.ada, cast.ben) is None


def test_who_joins_by_scanning_joins_once(cast: Cast):
    other = add_attendee(cast.elsewhere, cast.ben)
    first, second = (read(cast.eve, live(cast.at(cast.ada)), live(other)) for _twice in range(2))
    assert outcomes(first) == outcomes(second) == ["given", "given"]
    assert cast.at(cast.eve).is_claimed
    assert cast.at(cast.eve, cast.elsewhere).is_claimed


def test_what_waited_long_for_its_turn_is_given_when_it_has_it(cast: Cast, travel):
    """The inbox of who asked meanwhile goes on from there."""
    reading = read(cast.ada, live(cast.at(cast.ben)), live(cast.at(cast.cleo)))
    travel.shift(timedelta(seconds=10))
    assert outcomes(reading) == ["given", "given"]
    assert all(now() <= contact.given_at < now() + timedelta(milliseconds=1) for contact in Rows(Contact))


def test_people_of_a_batch_are_met_one_after_the_other(cast: Cast):
    """News are told some at a time, and the next question goes on after the last moment."""
    outcomes(read(cast.ada, *(live(cast.at(one)) for one in (cast.ben, cast.cleo))))
    given = {(contact.owner_id, contact.subject_id): contact.given_at for contact in Rows(Contact)}
    assert len(given) == 4
    assert given[cast.ada.id, cast.ben.id] == given[cast.ben.id, cast.ada.id]
    assert given[cast.ada.id, cast.cleo.id] > given[cast.ada.id, cast.ben.id]
