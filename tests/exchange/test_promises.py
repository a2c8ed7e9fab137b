"""Promises: made after a scan or by hand, ticked off with one tap, seen by nobody else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from eventnet.db import db
from eventnet.exchange import promising, sharing
from eventnet.exchange.models import Contact, Note, Promise
from eventnet.people import merging
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.exchange.scans import badge, holds, live, rows, scan

FORM = {"direction": "mine", "promise": "Send my thesis", "due_on": ""}


def text(response) -> str:
    return response.get_data(as_text=True)


@pytest.fixture
def bens(cast: Cast) -> Contact:
    """Ben's card at Ada's."""
    scan(cast.ada, live(cast.at(cast.ben)))
    contact = holds(cast.ada, cast.ben)
    assert contact
    return contact


@pytest.fixture
def promise(cast: Cast, bens: Contact) -> Promise:
    promise = promising.make(cast.ada, cast.ben, "mine", "Send my thesis")
    db.session.commit()
    return promise


def test_a_promise_is_added_on_their_page(cast: Cast, bens: Contact, browser_of):
    ada = browser_of(cast.ada)
    answer = ada.post(f"/contacts/{bens.code}/promises", data=FORM | {"due_on": "2026-11-30"})
    assert answer.headers["Location"] == f"/contacts/{bens.code}#promises"
    ada.post(f"/contacts/{bens.code}/promises", data=FORM | {"direction": "theirs", "promise": "Show me the lab"})
    page = text(ada.get(f"/contacts/{bens.code}"))
    assert page.index("Send my thesis") < page.index("I promised") < page.index("By Mon 30 Nov")
    assert page.index("Show me the lab") < page.index("Ben Okafor promised")


@pytest.mark.parametrize(
    "wrong",
    [
        {"promise": " "},
        {"promise": "x" * 301},
        {"direction": "ours"},
        {"due_on": "soon"},
        {"due_on": "9999-12-31"},
        {"due_on": "0001-01-01"},
    ],
)
def test_what_cannot_be_a_promise_is_said_at_its_field(cast: Cast, bens: Contact, browser_of, wrong: dict[str, str]):
    answer = browser_of(cast.ada).post(f"/contacts/{bens.code}/promises", data=FORM | wrong)
    assert answer.status_code == 422
    assert 'class="errors"' in text(answer)
    assert '<details class="more" open>' in text(answer)
    assert rows(Promise) == 0


def test_one_tap_keeps_it_and_another_takes_that_back(cast: Cast, bens: Contact, promise: Promise, browser_of):
    ada = browser_of(cast.ada)
    for _ in range(2):
        answer = ada.post(f"/promises/{promise.code}/keeping")
        assert answer.headers["Location"] == f"/contacts/{bens.code}#promises"
    page = text(ada.get(f"/contacts/{bens.code}"))
    assert "Kept on Thu 26 Nov" in page
    ada.post(f"/promises/{promise.code}/reopening")
    assert "Kept on" not in text(ada.get(f"/contacts/{bens.code}"))
    ada.post(f"/promises/{promise.code}/removal")
    assert rows(Promise) == 0


def test_a_promise_is_nobody_elses(cast: Cast, promise: Promise, browser_of):
    ben = browser_of(cast.ben)
    for way in ("keeping", "reopening", "removal"):
        assert ben.post(f"/promises/{promise.code}/{way}").status_code == 404
    contact = holds(cast.ben, cast.ada)
    assert contact
    assert "thesis" not in text(ben.get(f"/contacts/{contact.code}"))
    assert "thesis" not in text(ben.get("/follow-up"))
    assert [each.kept_at for each in Rows(Promise)] == [None]


def test_follow_up_begins_with_what_i_promised(cast: Cast, bens: Contact, promise: Promise, browser_of, travel):
    promising.make(cast.ada, cast.ben, "theirs", "Show me the lab")
    promising.make(cast.ada, cast.ben, "mine", "Call before lunch", date(2026, 11, 26))
    db.session.commit()
    ada = browser_of(cast.ada)
    page = text(ada.get("/follow-up"))
    assert page.index("Call before lunch") < page.index("You promised Ben Okafor") < page.index("Send my thesis")
    assert page.index("Send my thesis") < page.index("Ask for a meeting")
    assert f'href="/contacts/{bens.code}"' in page
    assert "Show me the lab" not in page
    answer = ada.post(f"/promises/{promise.code}/keeping", data={"from": "follow-up"})
    assert answer.headers["Location"] == "/follow-up"
    assert f"/promises/{promise.code}/reopening" in text(ada.get("/follow-up"))
    travel.shift(timedelta(hours=1))
    assert "Send my thesis" not in text(ada.get("/follow-up"))


def test_a_promise_to_somebody_who_has_not_given_a_card_yet_is_there_without_a_link(cast: Cast, browser_of):
    scan(cast.ada, badge(cast.at(cast.ben)))
    promising.make(cast.ada, cast.ben, "mine", "Send my thesis")
    db.session.commit()
    page = text(browser_of(cast.ada).get("/follow-up"))
    assert "You promised Ben Okafor" in page
    assert 'href="/contacts/' not in page


def test_who_has_taken_their_card_back_is_not_named_in_follow_up(
    cast: Cast, bens: Contact, promise: Promise, browser_of
):
    sharing.withdraw(bens)
    db.session.commit()
    ada = browser_of(cast.ada)
    assert "Ben" not in text(ada.get("/follow-up"))
    assert ada.post(f"/promises/{promise.code}/keeping").headers["Location"] == "/contacts"


def test_search_finds_what_was_promised(cast: Cast, promise: Promise, browser_of):
    ada = browser_of(cast.ada)
    assert "Ben Okafor" in text(ada.get("/contacts?q=THESIS"))
    assert "Nobody found" in text(browser_of(cast.cleo).get("/contacts?q=thesis"))


def test_the_page_after_a_scan_asks_for_promises_too(cast: Cast, browser_of, travel):
    uuid = str(uuid4())
    scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    ada = browser_of(cast.ada)
    ada.post(f"/scans/{uuid}/note", data={"text": "Rigs", "mine": "Send thesis", "theirs": "Lab"})
    travel.shift(timedelta(minutes=1))
    ada.post(f"/scans/{uuid}/note", data={"text": "Test rigs", "mine": "Send my thesis", "theirs": ""})
    assert [each.text for each in Rows(Note)] == ["Test rigs"]
    assert {each.direction: each.text for each in Promise.of(cast.ada)} == {"mine": "Send my thesis", "theirs": "Lab"}
    page = text(ada.get(f"/scans/{uuid}"))
    assert 'value="Send my thesis"' in page
    wrong = ada.post(f"/scans/{uuid}/note", data={"text": "Rigs", "mine": "x" * 301})
    assert wrong.status_code == 422
    assert "x" * 301 in text(wrong)


def test_promises_move_when_two_rows_are_one_person(cast: Cast, bens: Contact):
    claim = make_person("Phone Ada")
    claim.email, claim.email_confirmed_at = "ada@example.org", None
    for owner in (cast.ada, claim):
        promise = promising.make(owner, cast.ben, "mine", f"{owner.name} said")
        promise.scan_uuid = "the same scan"
    promising.make(claim, cast.ben, "theirs", "by hand")
    promising.make(cast.ben, claim, "mine", "of Ben's")
    promising.make(claim, cast.ada, "mine", "to myself")
    promising.make(cast.ada, claim, "mine", "to myself, too")
    db.session.commit()
    merging.absorb(cast.ada, claim)
    db.session.commit()
    assert sorted(each.text for each in Promise.of(cast.ada)) == ["Ada Lindqvist said", "by hand"]
    assert [(each.text, each.subject_id) for each in Promise.of(cast.ben)] == [("of Ben's", cast.ada.id)]
