"""An event pulls its list from pretix: connect, pull, again, what goes wrong, who may."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event as sqlalchemy_event

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee, Membership, Ticket
from eventnet.mail.worker import run_once
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.jobs import Job
from eventnet.organising.pulling import client as clients
from eventnet.organising.pulling import sources
from eventnet.organising.pulling.models import PretixAbsence, PretixSource
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import NOW, Cast
from tests.organising.pretix_server import JSON, TOKEN, Pretix, order, position, serving
from tests.smtp_server import deliver
from tests.waiting import until

PAGE = "/e/career-day/people/pretix"
Browsers = Callable[[Person], FlaskClient]


@pytest.fixture
def pretix(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pretix]:
    """A server with three people in two orders, which the settings allow."""
    monkeypatch.setattr(clients, "PAUSE", 0.001)
    ada = position(1, "Fay Young", attendee_email="fay@example.org", company="Uni")
    two = order("TWO22", position(1, "Gesa Holm"), position(2, "Hugo Lind", attendee_email="hugo@example.org"))
    with serving(Pretix([order("ONE11", ada), two])) as server:
        app.extensions["eventnet"] = replace(app.extensions["eventnet"], pretix_inside=server.address)
        yield server


@pytest.fixture
def dora(cast: Cast, browser_of: Browsers) -> FlaskClient:
    return browser_of(cast.dora)


def typed(pretix: Pretix, **more: str) -> dict[str, str]:
    return {"server": pretix.address, "organiser": "acme", "event_there": "fair", "token": TOKEN} | more


def connect(dora: FlaskClient, pretix: Pretix, app: Flask, **more: str) -> None:
    assert dora.post(PAGE, data=typed(pretix, **more)).status_code == 303
    work(app)


def work(app: Flask) -> None:
    """The worker does what is due; then the test looks anew."""
    deliver(app)
    db.session.rollback()


def pull(dora: FlaskClient, app: Flask) -> str:
    assert dora.post(f"{PAGE}/pull").status_code == 303
    work(app)
    return page(dora)


def page(dora: FlaskClient, address: str = PAGE) -> str:
    return dora.get(address).get_data(as_text=True)


def listed(cast: Cast) -> dict[str, str | None]:
    rows = Attendee.at(cast.event).where(Attendee.listed_name.is_not(None))
    return {str(each.listed_name): each.listed_email for each in rows}


def source() -> PretixSource:
    db.session.expire_all()
    found = Rows(PretixSource).first()
    assert found is not None
    return found


def change(order_: dict[str, object], **more: object) -> dict[str, object]:
    return order_ | {"last_modified": "2026-11-26T09:01:00Z"} | more


def test_connecting_pulls_everybody(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    connect(dora, pretix, app)
    assert listed(cast) == {"Fay Young": "fay@example.org", "Gesa Holm": None, "Hugo Lind": "hugo@example.org"}
    assert "3 new, 0 changed, 0 unchanged." in page(dora)
    assert Rows(Ticket).count() > 0
    assert [act.what for act in AuditAct.at(cast.event)] == ["imported", "pretix_connected"]


def test_every_page_is_read_from_the_one_server(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    """Although its pages name another host for the next one."""
    pretix.page_size = 1
    connect(dora, pretix, app)
    assert len(listed(cast)) == 3
    assert [said.get("page") for said in pretix.asked] == [None, "2"]


def test_the_next_pull_asks_for_changes_alone(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    connect(dora, pretix, app)
    pretix.orders[0] = change(order("ONE11", position(1, "Fay Older", attendee_email="fay@example.org")))
    assert "0 new, 1 changed, 0 unchanged." in pull(dora, app)
    assert pretix.asked[-1]["modified_since"] == "2026-11-26T09:00:00.123456Z"
    assert "Fay Older" in listed(cast)


def test_another_event_there_is_read_from_its_beginning(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix
) -> None:
    connect(dora, pretix, app)
    connect(dora, pretix, app, event_there="other")
    assert source().problem == "not-found"
    connect(dora, pretix, app)
    assert "modified_since" not in pretix.asked[-1]


def test_who_is_cancelled_there_is_listed_and_stays(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    connect(dora, pretix, app)
    assert "cancelled in pretix" not in page(dora)
    gone = position(1, "Gesa Holm", canceled=True)
    pretix.orders[:] = [
        change(pretix.orders[0], status="c"),
        change(order("TWO22", gone, position(2, "Hugo Lind", attendee_email="hugo@example.org"))),
    ]
    shown = pull(dora, app)
    assert "2 people are cancelled in pretix" in shown
    assert "Fay Young" in shown
    assert "Hugo Lind" not in shown
    assert len(listed(cast)) == 3
    assert AuditAct.at(cast.event).first().what == "absent_in_pretix"  # type: ignore[union-attr]
    pull(dora, app)
    assert [act.what for act in AuditAct.at(cast.event)].count("absent_in_pretix") == 1
    pretix.orders[0] = change(pretix.orders[0], status="p")
    assert "1 person is cancelled in pretix" in pull(dora, app)


def test_a_ticket_that_left_its_order_counts_as_cancelled(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix
) -> None:
    """As older versions do not say which positions were cancelled."""
    connect(dora, pretix, app)
    pretix.orders[1] = change(order("TWO22", position(2, "Hugo Lind", attendee_email="hugo@example.org")))
    assert "Gesa Holm" in pull(dora, app)
    assert [each.reason for each in Rows(PretixAbsence)] == ["cancelled"]


def test_the_desk_sees_who_is_cancelled_there(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    """And lets them in all the same: that is for people to decide."""
    connect(dora, pretix, app)
    pretix.orders[0] = change(pretix.orders[0], status="c")
    pull(dora, app)
    attendee = Attendee.at(cast.event).where(Attendee.listed_name == "Fay Young").first()
    assert attendee is not None
    arrived = dora.post(f"/e/career-day/desk/{attendee.code}/arrival")
    assert "In pretix: Cancelled" in dora.get(arrived.location).get_data(as_text=True)
    other = dora.get(f"/e/career-day/desk?shown={cast.at(cast.ada).code}").get_data(as_text=True)
    assert "In pretix" not in other


def test_the_page_takes_as_many_statements_for_one_absence_as_for_many(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix
) -> None:
    connect(dora, pretix, app)
    counted = []
    for status in ("e", "c"):
        changed = [change(each, status=status) for each in pretix.orders[: 1 if status == "e" else 2]]
        pretix.orders[: len(changed)] = changed
        pull(dora, app)
        counted.append(statements_of(lambda: page(dora)))
    assert Rows(PretixAbsence).count() == 3
    assert counted[0] == counted[1]


def test_a_long_list_of_absences_has_pages(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    names = [f"Person {number:02}" for number in range(27)]
    pretix.orders = [order(f"N{number:02}", position(1, name)) for number, name in enumerate(names)]
    connect(dora, pretix, app)
    pretix.orders[:] = [change(each, status="c") for each in pretix.orders]
    first = pull(dora, app)
    link = re.search(r'href="([^"]+after=[^"]+)"', first)
    assert link
    second = page(dora, link[1])
    assert [sum(name in shown for name in names) for shown in (first, second)] == [25, 2]


def statements_of(act: Callable[[], object]) -> int:
    seen: list[object] = []

    def note(*_args: object) -> None:
        seen.append(_args)

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_an_order_of_a_similar_name_is_another_order(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    pretix.orders.append(order("ONE11-1", position(1, "Ina Roth")))
    connect(dora, pretix, app)
    pretix.orders[0] = change(pretix.orders[0])
    pull(dora, app)
    assert Rows(PretixAbsence).count() == 0


def test_a_list_by_hand_and_a_pull_are_the_same_people(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix
) -> None:
    from eventnet.organising.applying import take_over
    from eventnet.organising.importing import read

    lines = [
        "Event slug,Order code,Position ID,Status,Attendee name,Attendee email",
        "fair,ONE11,1,paid,Fay,f@example.org",
    ]
    take_over(cast.event, read("\n".join(lines).encode(), "positions.csv"))
    db.session.commit()
    connect(dora, pretix, app)
    assert "2 new, 1 changed, 0 unchanged." in page(dora)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((401, JSON, b"{}"), "pretix refuses the token."),
        ((404, JSON, b"{}"), "pretix knows no such organiser or event."),
        ((302, {"Location": "https://example.org/"}, b""), "The server sends us to another address."),
        ((200, JSON, b"{}"), "What answers there is not pretix"),
    ],
)
def test_what_goes_wrong_is_said_and_changes_nothing(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix, answer: tuple[int, dict[str, str], bytes], words: str
) -> None:
    pretix.first = [answer]
    connect(dora, pretix, app)
    assert words in page(dora)
    assert listed(cast) == {}
    assert "3 new" in pull(dora, app)
    assert words not in page(dora)


def test_a_refused_token_is_not_tried_again_by_itself(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix, travel: time_machine.Traveller
) -> None:
    connect(dora, pretix, app, token="another-token-altogether")
    travel.shift(timedelta(hours=1))
    work(app)
    assert len(pretix.asked) == 1


def test_a_server_that_is_down_is_asked_again_ever_later_and_not_for_ever(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix, travel: time_machine.Traveller
) -> None:
    for each in ("starts_at", "ends_at"):  # long before the event, when the clock itself asks for nothing
        setattr(cast.event, each, getattr(cast.event, each) + timedelta(days=60))
    db.session.commit()
    pretix.first = [(500, {}, b"")] * 100
    connect(dora, pretix, app)
    waits = []
    for _number in range(8):
        waits.append((source().waits_until or now()) - now())
        travel.shift(timedelta(minutes=30))
        work(app)
    assert len(pretix.asked) == 2 * 6
    assert source().misses == 6
    assert timedelta(minutes=1) <= waits[0] < waits[1] < waits[2]


def test_a_pull_that_was_told_to_wait_goes_on_where_it_was(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix, travel: time_machine.Traveller
) -> None:
    pretix.page_size = 1
    assert dora.post(PAGE, data=typed(pretix)).status_code == 303
    pretix.first = [(200, JSON, pretix._page({})), (429, {"Retry-After": "120"}, b"")]
    work(app)
    assert len(listed(cast)) == 1
    assert "pretix asked us to wait." in page(dora)
    dora.post(f"{PAGE}/pull")
    assert "pretix asked us to wait until" in page(dora)
    work(app)
    assert len(pretix.asked) == 2
    travel.shift(timedelta(minutes=4))
    work(app)
    assert [said.get("page") for said in pretix.asked] == [None, "2", "2"]
    assert len(listed(cast)) == 3


def test_pages_that_never_end_end(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    again = b'{"count": 1, "next": "https://pretix.eu/?page=7", "results": []}'
    pretix.first = [(200, JSON, again)] * 5
    connect(dora, pretix, app)
    assert source().problem == "junk"
    assert len(pretix.asked) == 2


def test_while_a_server_takes_its_time_nobody_waits(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    """No transaction is open meanwhile: others write."""
    dora.post(PAGE, data=typed(pretix))
    pretix.hangs = threading.Event()
    worker = threading.Thread(target=run_once, args=(app,))
    worker.start()
    until(lambda: pretix.asked)
    db.session.rollback()
    cast.ada.headline = "I write meanwhile"
    db.session.commit()
    assert listed(cast) == {}
    db.session.rollback()
    pretix.hangs.set()
    worker.join()
    assert "3 new, 0 changed, 0 unchanged." in page(dora)


def test_it_is_pulled_each_quarter_of_an_hour_around_the_event(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix, travel: time_machine.Traveller
) -> None:
    connect(dora, pretix, app)
    asked = []
    for moment in (NOW + timedelta(minutes=10), NOW + timedelta(minutes=16), NOW + timedelta(hours=9)):
        travel.move_to(moment)
        work(app)
        asked.append(len(pretix.asked))
    assert asked == [1, 2, 2]  # too early, on time, over
    travel.move_to(NOW - timedelta(days=9))
    source().asked_at = None
    db.session.commit()
    work(app)
    assert len(pretix.asked) == 2
    travel.move_to(NOW - timedelta(days=6))
    work(app)
    assert len(pretix.asked) == 3


def test_nobody_comes_back_onto_a_list_that_was_deleted(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix, travel: time_machine.Traveller
) -> None:
    connect(dora, pretix, app)
    source().wanted_at = now()
    cast.event.purged_at = now()
    db.session.commit()
    work(app)
    assert len(pretix.asked) == 1
    cast.event.purged_at = None
    db.session.commit()
    travel.shift(timedelta(days=3))
    work(app)
    assert len(pretix.asked) == 1  # a call by webhook, long after the event


def test_a_pull_that_failed_on_our_side_is_said_and_begins_anew(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix
) -> None:
    connect(dora, pretix, app)
    source().underway = {"asked": "page=7", "generated": "", "pages": 6}
    last = Job.at(cast.event).first()
    assert last is not None
    last.finished_at, last.failed_at, last.said = None, now(), {"why": "Something went wrong on our side."}
    db.session.commit()
    assert "Something went wrong on our side." in page(dora)
    pull(dora, app)
    assert "page" not in pretix.asked[-1]


def test_one_pull_at_a_time(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    dora.post(PAGE, data=typed(pretix))
    for _number in range(3):
        dora.post(f"{PAGE}/pull")
    assert Job.open_at(cast.event, sources.KIND).count() == 1


def test_what_is_disconnected_while_it_is_asked_takes_nothing_over(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix
) -> None:
    dora.post(PAGE, data=typed(pretix))
    assert dora.post(f"{PAGE}/removal").status_code == 303
    work(app)
    assert (pretix.asked, listed(cast)) == ([], {})
    assert "Connect and pull" in page(dora)


def test_the_token_rests_sealed_and_is_on_no_page(cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix) -> None:
    connect(dora, pretix, app)
    assert TOKEN not in page(dora)
    assert TOKEN.encode() not in source().sealed
    assert source().token == TOKEN
    rejected = dora.post(PAGE, data=typed(pretix, organiser="not a name"))
    assert rejected.status_code == 422
    assert TOKEN not in rejected.get_data(as_text=True)


def test_an_empty_token_keeps_the_one_in_use_at_its_own_server_alone(
    cast: Cast, app: Flask, dora: FlaskClient, pretix: Pretix
) -> None:
    """Else somebody could have it sent to a server of theirs."""
    connect(dora, pretix, app)
    connect(dora, pretix, app, token="")
    assert source().token == TOKEN
    elsewhere = dora.post(PAGE, data=typed(pretix, server="https://pretix.example", token=""))
    assert elsewhere.status_code == 422
    assert source().server == pretix.address


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("server", "http://10.0.0.1"),
        ("organiser", "a/b"),
        ("event_there", ""),
        ("token", "short"),
        ("token", "a b\r\nX: y"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(dora: FlaskClient, pretix: Pretix, field: str, value: str) -> None:
    assert dora.post(PAGE, data=typed(pretix, **{field: value})).status_code == 422
    assert Rows(PretixSource).count() == 0


def test_a_pasted_address_says_both_names(dora: FlaskClient, pretix: Pretix) -> None:
    pasted = typed(pretix, server=f"{pretix.address}/control/event/acme/fair/", organiser="", event_there="")
    assert dora.post(PAGE, data=pasted).status_code == 303
    assert (source().organiser, source().event_there) == ("acme", "fair")


def test_helpers_and_strangers_have_no_such_page(cast: Cast, browser_of: Browsers, pretix: Pretix) -> None:
    helper = cast.eve
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=helper.id, role="helper"))
    db.session.commit()
    for person in (helper, cast.ada, cast.otto):
        browser = browser_of(person)
        assert browser.get(PAGE).status_code == 404
        for path in (PAGE, f"{PAGE}/pull", f"{PAGE}/removal", f"{PAGE}/hook"):
            assert browser.post(path, data=typed(pretix)).status_code == 404
    assert Rows(PretixSource).count() == 0
