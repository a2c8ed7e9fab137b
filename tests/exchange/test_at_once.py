"""Many at the same moment, through the app as it runs, each in a connection of its own.

What the phone sends is read before it is written, so these go through the API: between the two, anybody may be faster.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Event
from eventnet.exchange import limits, sharing
from eventnet.exchange.models import CardRequest, Contact, Encounter, Scan
from eventnet.exchange.scanning import record_scan
from eventnet.people.models import Person
from tests.cast import NOW, Cast, make_event
from tests.exchange.scans import badge, live, rows, scan
from tests.exchange.test_api import item, post

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


def sent_at_once(app, browsers: list[FlaskClient], bodies: list[list[dict[str, object]]]) -> list[list[str]]:
    """What each phone is told; whoever waits in a circle would be told 503."""

    def work(number: int) -> list[str]:
        response = post(browsers[number], *bodies[number])
        assert response.status_code == 200, response.json
        return [result["outcome"] for result in response.json["results"]]

    return all_at_once(app, work)  # type: ignore[return-value]


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


@pytest.mark.parametrize("code", [live, badge])
def test_phones_that_scan_each_other_at_once_hold_both_cards(cast: Cast, bare_app, browser_of, code):
    """Each has read that nothing was given yet; all but the first find out, and decide anew."""
    pair = [(cast.ada, code(cast.at(cast.ben))), (cast.ben, code(cast.at(cast.ada)))]
    turns = [pair[number % 2] for number in range(THREADS)]
    sent_at_once(bare_app, [browser_of(scanner) for scanner, _text in turns], [[item(text)] for _who, text in turns])
    assert (rows(Encounter), rows(Contact), rows(Scan)) == (1, 2, THREADS)
    assert CardRequest.open_from(cast.ada).count() == CardRequest.open_from(cast.ben).count() == 0


def three_about_each_other(cast: Cast) -> list[tuple[Person, list[dict[str, object]]]]:
    """What each of eight phones has to send: at five events, in opposite orders."""
    three, events = [cast.ada, cast.ben, cast.cleo], [cast.event]
    for number in range(4):
        events.append(make_event(cast.dora, f"hall-{number}", f"Hall {number}"))
        for one in three:
            add_attendee(events[-1], one).claimed_at = NOW
    sent = []
    for number in range(THREADS):
        scanner = three[number % 3]
        places = [cast.at(other, event) for event in events for other in three if other is not scanner]
        sent.append((scanner, [item(live(place)) for place in places[:: -1 if number % 2 else 1]]))
    return sent


@pytest.mark.parametrize("again", range(3))
def test_batches_of_three_about_each_other_never_wait_in_a_circle(cast: Cast, bare_app, browser_of, again: int):
    """Of pairs that have met and of pairs that have not."""
    sent = three_about_each_other(cast)
    if again:
        scan(cast.ada, live(cast.at(cast.ben)))
        scan(cast.ben, live(cast.at(cast.cleo)))
    sent_at_once(bare_app, [browser_of(scanner) for scanner, _body in sent], [body for _scanner, body in sent])
    assert (rows(Encounter), rows(Contact), rows(Scan)) == (15, 6, THREADS * 10 + (2 if again else 0))


@pytest.mark.parametrize("_again", range(3))
def test_one_by_one_they_do_not_wait_in_a_circle_either(cast: Cast, bare_app, browser_of, _again: int):
    sent = [(browser_of(scanner), body) for scanner, body in three_about_each_other(cast)]

    def work(number: int) -> set[int]:
        phone, body = sent[number]
        return {post(phone, one).status_code for one in body}

    assert all_at_once(bare_app, work) == [{200}] * THREADS
    assert (rows(Encounter), rows(Contact), rows(Scan)) == (15, 6, THREADS * 10)


def test_a_batch_sent_eight_times_at_once_is_stored_once(cast: Cast, bare_app, browser_of):
    body = [item(live(cast.at(cast.ben))), item(badge(cast.at(cast.cleo))), item("nonsense")]
    answers = sent_at_once(bare_app, [browser_of(cast.ada) for _each in range(THREADS)], [body] * THREADS)
    assert answers == [["given", "requested", "unknown"]] * THREADS
    assert (rows(Scan), rows(Encounter), rows(Contact), rows(CardRequest)) == (3, 2, 3, 1)


def test_a_scan_sent_eight_times_at_once_is_stored_once(cast: Cast, bare_app, browser_of):
    body = [item(live(cast.at(cast.ben)))]
    answers = sent_at_once(bare_app, [browser_of(cast.ada) for _each in range(THREADS)], [body] * THREADS)
    assert answers == [["given"]] * THREADS
    assert (rows(Scan), rows(Encounter), rows(Contact), rows(CardRequest)) == (1, 1, 2, 0)


@pytest.mark.parametrize("have_met", [True, False])
def test_a_block_while_phones_send_leaves_no_card(cast: Cast, bare_app, browser_of, have_met: bool):
    if have_met:
        scan(cast.ada, badge(cast.at(cast.ben)))
    ada, ben = cast.ada.id, cast.ben.id
    phones, text = [browser_of(cast.ada) for _each in range(THREADS)], live(cast.at(cast.ben))

    def work(number: int) -> int:
        if number == 3:
            sharing.block(person(ben), person(ada))
            return 200
        return int(post(phones[number], item(text)).status_code)

    assert all_at_once(bare_app, work) == [200] * THREADS
    assert Contact.held_by(cast.ada).count() == Contact.held_by(cast.ben).count() == 0


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
