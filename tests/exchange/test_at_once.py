"""Many at the same moment, through the app as it runs, each in a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange import limits, sharing
from eventnet.exchange.models import CardRequest, Contact, Encounter, Scan
from eventnet.exchange.scanning import record_scan
from eventnet.people.models import Person
from tests.cast import Cast
from tests.exchange.scans import badge, live, rows

THREADS = 8


def all_at_once(app, work: Callable[[int], object]) -> list[object]:
    """Each thread begins when all of them are ready, and commits for itself."""
    ready = Barrier(THREADS)

    def run(number: int) -> object:
        with app.app_context():
            ready.wait()
            result = work(number)
            db.session.commit()
            return result

    db.session.commit()
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def person(id_: int) -> Person:
    return db.session.get_one(Person, id_)


@pytest.mark.parametrize("code", [live, badge])
def test_eight_scans_of_the_same_pair_are_one_encounter(cast: Cast, bare_app, code):
    """Half of them scan in the other direction."""
    pairs = [(cast.ada.id, code(cast.at(cast.ben))), (cast.ben.id, code(cast.at(cast.ada)))]

    def work(number: int) -> str:
        scanner, text = pairs[number % 2]
        return record_scan(person(scanner), str(uuid4()), text, now()).outcome

    outcomes = all_at_once(bare_app, work)
    assert set(outcomes) <= {"given", "requested"}
    assert (rows(Encounter), rows(Contact), rows(Scan)) == (1, 2, THREADS)
    assert CardRequest.open_from(cast.ada).count() == CardRequest.open_from(cast.ben).count() == 0


@pytest.mark.parametrize("_again", range(5))
def test_two_who_scan_each_other_again_and_again_never_wait_in_a_circle(cast: Cast, bare_app, _again: int):
    """They have met already, so that nothing new makes one wait for the other before the cards do."""
    sharing.give(cast.ada, cast.ben, cast.event, "badge")
    sharing.give(cast.ben, cast.ada, cast.event, "badge")
    record_scan(cast.ada, str(uuid4()), live(cast.at(cast.ben)), now())
    pairs = [(cast.ada.id, live(cast.at(cast.ben))), (cast.ben.id, live(cast.at(cast.ada)))]

    def work(number: int) -> str:
        scanner, text = pairs[number % 2]
        return record_scan(person(scanner), str(uuid4()), text, now()).outcome

    assert all_at_once(bare_app, work) == ["given"] * THREADS


def test_eight_times_the_same_id_is_one_scan_and_one_answer(cast: Cast, bare_app):
    scanner, code, uuid = cast.ada.id, live(cast.at(cast.ben)), str(uuid4())
    answers = all_at_once(bare_app, lambda _number: record_scan(person(scanner), uuid, code, now()))
    assert len(set(map(repr, answers))) == 1
    assert (rows(Scan), rows(Encounter), rows(Contact)) == (1, 1, 2)


def test_eight_givings_are_one_card(cast: Cast, bare_app):
    giver, receiver, event = cast.ada.id, cast.ben.id, cast.event.id

    def work(_number: int) -> str:
        return sharing.give(person(giver), person(receiver), db.session.get_one(Event, event), "link").code

    assert len(set(all_at_once(bare_app, work))) == 1
    assert rows(Contact) == 1


def test_a_limit_holds_when_eight_come_at_once(cast: Cast, bare_app):
    scanner, handle = cast.ada.id, cast.at(cast.ben).handle
    for _number in range(limits.SPOKEN_MISSES - 2):
        record_scan(cast.ada, str(uuid4()), handle + "0000", now())
    outcomes = all_at_once(
        bare_app, lambda number: record_scan(person(scanner), str(uuid4()), f"{handle}000{number}", now()).outcome
    )
    assert sorted(outcomes) == ["retry"] * 6 + ["unknown"] * 2


def test_a_block_and_scans_at_once_leave_no_card(cast: Cast, bare_app):
    ada, ben, code = cast.ada.id, cast.ben.id, live(cast.at(cast.ben))

    def work(number: int) -> str:
        if number == 3:
            sharing.block(person(ben), person(ada))
            return "blocked"
        return record_scan(person(ada), str(uuid4()), code, now()).outcome

    all_at_once(bare_app, work)
    assert Contact.held_by(cast.ada).count() == Contact.held_by(cast.ben).count() == 0
