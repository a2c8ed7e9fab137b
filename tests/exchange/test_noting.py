"""What a phone noted with a scan: newest words stand, in whichever order and however often they come."""

from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventnet.db import db
from eventnet.exchange import noting, remembering, sharing
from eventnet.exchange.models import Note, Promise, Scan
from eventnet.exchange.remembering import united
from eventnet.exchange.schemas import Note as Written
from eventnet.rows import Rows
from tests.cast import NOW, Cast
from tests.exchange.scans import badge, live, rows, scan
from tests.exchange.test_contacts import counted

PIECES = st.lists(st.sampled_from("ab\n "), max_size=6).map("".join)
REVISIONS = st.lists(
    st.builds(
        lambda minute, text, mine, theirs: written(minute, text, mine, theirs),
        st.integers(0, 3),
        PIECES,
        st.sampled_from(["", "send papers", "call"]),
        st.sampled_from(["", "an intro"]),
    ),
    min_size=1,
    max_size=5,
)


def written(minute: int = 0, text: str = "", mine: str = "", theirs: str = "") -> Written:
    return Written(NOW + timedelta(minutes=minute), text, mine, theirs)


def note(cast: Cast, uuid: str, *notes: Written) -> None:
    """Ada's phone sends them, one request each."""
    for each in notes:
        noting.take(cast.ada.id, [(uuid, each)])
        db.session.commit()


@pytest.fixture
def met(cast: Cast) -> str:
    """Ada has scanned Ben."""
    uuid = str(uuid4())
    scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    return uuid


def text_of(cast: Cast) -> str:
    found = Note.of(cast.ada).where(Note.subject_id == cast.ben.id).first()
    return found.text if found else ""


def promises(cast: Cast) -> dict[str, str]:
    return {promise.direction: promise.text for promise in Promise.of(cast.ada)}


def test_a_note_and_its_promises_are_kept(cast: Cast, met: str):
    note(cast, met, written(0, "Test rigs", "Send my thesis", "Show me the lab"))
    assert text_of(cast) == "Test rigs"
    assert promises(cast) == {"mine": "Send my thesis", "theirs": "Show me the lab"}
    assert {promise.subject_id for promise in Promise.of(cast.ada)} == {cast.ben.id}


def test_fields_are_merged_one_by_one_and_an_empty_one_erases_nothing(cast: Cast, met: str):
    note(cast, met, written(0, "Test rigs"), written(1, mine="Send my thesis"), written(2, theirs="Call me"))
    note(cast, met, written(3))
    assert text_of(cast) == "Test rigs"
    assert promises(cast) == {"mine": "Send my thesis", "theirs": "Call me"}


def test_an_older_field_is_taken_where_no_newer_one_was_written(cast: Cast, met: str):
    note(cast, met, written(5, mine="Send my thesis"), written(1, "Test rigs", "Send something"))
    assert text_of(cast) == "Test rigs"
    assert promises(cast) == {"mine": "Send my thesis"}


def test_newer_words_of_the_same_scan_take_the_place_of_older_ones(cast: Cast, met: str):
    note(cast, met, written(0, "Test rgs", "Send thesis"), written(1, "Test rigs", "Send my thesis"))
    assert text_of(cast) == "Test rigs"
    assert promises(cast) == {"mine": "Send my thesis"}
    note(cast, met, written(0, "Test rgs", "Send thesis"))
    assert text_of(cast) == "Test rigs"
    assert promises(cast) == {"mine": "Send my thesis"}


def test_what_was_written_on_the_page_is_never_lost(cast: Cast, met: str):
    remembering.write(cast.ada, cast.ben, "Likes trains\r\nand tea", ["rail"])
    note(cast, met, written(0, "Test rgs"), written(1, "Test rigs"))
    assert text_of(cast) == "Likes trains\nand tea\nTest rigs"
    remembering.write(cast.ada, cast.ben, "Likes trains. Test rigs, twice")
    db.session.commit()
    note(cast, met, written(2, "Bogies"))
    assert text_of(cast) == "Likes trains. Test rigs, twice\nBogies"
    assert Rows(Note).all()[0].tags == ["rail"]


def test_what_the_note_says_already_is_not_said_again(cast: Cast, met: str):
    remembering.write(cast.ada, cast.ben, "Test rigs\nTea")
    note(cast, met, written(0, "Test rigs"))
    assert text_of(cast) == "Test rigs\nTea"
    note(cast, met, written(1, "Bogies"))
    assert text_of(cast) == "Test rigs\nTea\nBogies"  # the line of the page was not the phone's to replace


def test_two_scans_of_one_person_are_two_lines(cast: Cast, met: str):
    again = str(uuid4())
    scan(cast.ada, badge(cast.at(cast.ben)), uuid=again)
    noting.take(cast.ada.id, [(met, written(0, "Test rigs", "Thesis")), (again, written(1, "Tea", "Cake"))])
    db.session.commit()
    assert text_of(cast) == "Test rigs\nTea"
    assert [promise.text for promise in Promise.of(cast.ada)] == ["Thesis", "Cake"]


def test_a_kept_promise_stays_kept_when_its_words_change(cast: Cast, met: str):
    note(cast, met, written(0, mine="Thesis"))
    promise = Promise.of(cast.ada).first()
    assert promise
    promise.kept_at = NOW
    db.session.commit()
    note(cast, met, written(1, mine="My thesis"))
    assert [(each.text, each.kept_at) for each in Promise.of(cast.ada)] == [("My thesis", NOW)]


def test_nothing_is_noted_about_whom_i_did_not_meet(cast: Cast, met: str):
    closed, unknown = str(uuid4()), str(uuid4())
    cast.at(cast.cleo).sharing = "closed"
    scan(cast.ada, badge(cast.at(cast.cleo)), uuid=closed)
    scan(cast.ada, "HTTP://LOCALHOST/B/0123456789ABCDEF", uuid=unknown)
    for uuid in (closed, unknown, str(uuid4())):
        note(cast, uuid, written(0, "Nobody", "Nothing"))
    noting.take(cast.cleo.id, [(met, written(0, "Not Cleo's scan", "Nothing"))])
    db.session.commit()
    assert (rows(Note), rows(Promise)) == (0, 0)


def test_nothing_is_noted_across_a_block(cast: Cast, met: str):
    sharing.block(cast.ben, cast.ada)
    note(cast, met, written(0, "Test rigs", "Thesis"))
    assert (rows(Note), rows(Promise)) == (0, 0)


def test_a_clock_at_the_end_of_time_is_no_error(cast: Cast, met: str):
    first, last = (
        Written(NOW.replace(year=1), "early"),
        Written(NOW.replace(year=9999), "late\0 words"),
    )
    note(cast, met, last, first)
    assert text_of(cast) == "late words"


def test_two_hundred_notes_take_as_few_statements_as_one(cast: Cast):
    uuids = [str(uuid4()) for _ in range(15)]
    for uuid in uuids:
        scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    me, notes = cast.ada.id, [(uuid, written(0, f"talk {uuid}", "mine", "theirs")) for uuid in uuids]
    with counted() as first:
        noting.take(me, notes)
    with counted() as repeated:
        noting.take(me, notes)
    with counted() as none:
        noting.take(me, [])
    assert (len(first), len(repeated), len(none)) == (6, 1, 0)


@settings(max_examples=40)
@given(before=PIECES, revisions=REVISIONS, shuffled=st.randoms())
def test_every_order_and_repetition_of_notes_ends_alike(cast: Cast, met: str, before: str, revisions, shuffled):
    ends = []
    for order in (revisions, sorted(revisions * 2, key=lambda _: shuffled.random())):
        for model in (Note, Promise):
            db.session.execute(db.delete(model))
        db.session.execute(db.update(Scan).values(noted=None, noted_at=None))
        remembering.write(cast.ada, cast.ben, before.strip())
        db.session.commit()
        note(cast, met, *order)
        ends.append((text_of(cast), promises(cast), [each.noted_at for each in Rows(Scan)]))
    assert ends[0] == ends[1]
    assert before.strip() in ends[0][0]


@given(before=PIECES, words=st.lists(PIECES.filter(str.strip), min_size=1, max_size=3, unique=True))
def test_what_stood_there_stays_whatever_comes(before: str, words: list[str]):
    for order in permutations(words):
        text, put = before, ""
        for word in order:
            text, put = united(text, put, word.strip())
        assert before in text
        assert order[-1].strip() in text
