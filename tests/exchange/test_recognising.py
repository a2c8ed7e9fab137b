"""Which codes work, when, and for whom; everything else is one and the same unknown."""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventnet.codes import ALPHABET, new_code
from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange import livecode, sharing
from eventnet.exchange.models import Block, Contact
from eventnet.exchange.recognising import LATE_PHONES, recognise
from eventnet.people import signin
from eventnet.people.models import Device
from tests.cast import NOW, Cast
from tests.exchange.scans import badge, live, rows, scan, spoken

STEP = timedelta(seconds=30)


def counts_as(cast: Cast, code: str, at: datetime) -> str:
    sight = recognise(cast.ada, code, at)
    return sight.how if sight.attendee else "unknown"


@pytest.mark.parametrize(("steps", "how"), [(0, "live"), (2, "live"), (-2, "live"), (3, "badge"), (-3, "badge")])
def test_a_live_code_is_fresh_for_two_steps(cast: Cast, steps: int, how: str):
    assert counts_as(cast, live(cast.at(cast.ben), NOW), NOW + steps * STEP) == how


def test_a_proof_of_another_key_counts_as_the_badge(cast: Cast):
    """The control: without the check of the proof this would be live."""
    ben, cleo = cast.at(cast.ben), cast.at(cast.cleo)
    live(ben)
    forged = livecode.proof(cleo.live_key, ben.badge, NOW)
    assert counts_as(cast, f"/P/{ben.badge}.{forged}", NOW) == "badge"
    assert counts_as(cast, f"/P/{ben.badge}.{livecode.proof(ben.live_key, ben.badge, NOW)}", NOW) == "live"


def test_a_scan_kept_on_a_phone_is_live_if_it_was_in_the_span_of_the_event(cast: Cast, travel):
    code = live(cast.at(cast.ben), NOW)
    travel.shift(timedelta(days=3))
    assert counts_as(cast, code, NOW) == "live"


def test_outside_of_the_event_a_live_code_is_for_now_only(cast: Cast, travel):
    travel.move_to(cast.event.ends_at + timedelta(hours=3))
    shown = cast.event.ends_at + timedelta(hours=2)
    assert counts_as(cast, live(cast.at(cast.ben), shown), shown) == "badge"
    now = cast.event.ends_at + timedelta(hours=3)
    assert counts_as(cast, live(cast.at(cast.ben), now), now - timedelta(minutes=1)) == "live"


def test_nobody_scans_in_the_future(cast: Cast):
    soon, later = NOW + timedelta(minutes=5), NOW + timedelta(minutes=6)
    assert counts_as(cast, live(cast.at(cast.ben), soon), soon) == "live"
    assert counts_as(cast, live(cast.at(cast.ben), later), later) == "badge"


def test_live_codes_work_as_long_as_somebody_is_signed_in(cast: Cast, travel):
    travel.move_to(cast.event.ends_at + timedelta(days=40))
    now = cast.event.ends_at + timedelta(days=40)
    code = live(cast.at(cast.ben), now)
    assert counts_as(cast, code, now) == "live"
    signin.end_devices(cast.ben)
    db.session.flush()
    assert counts_as(cast, code, now + timedelta(seconds=1)) == "unknown"
    assert rows(Device) == 1


def test_a_phone_that_was_signed_out_after_the_scan_was_there(cast: Cast, travel):
    code = live(cast.at(cast.ben), NOW)
    travel.shift(timedelta(hours=1))
    for phone in Device.of(cast.ben):
        signin.end(phone)
    db.session.flush()
    assert counts_as(cast, code, NOW) == "live"
    later = NOW + timedelta(hours=1, minutes=1)
    ben = cast.at(cast.ben)
    assert counts_as(cast, f"/P/{ben.badge}.{livecode.proof(ben.live_key, ben.badge, later)}", later) == "badge"


@pytest.mark.parametrize(
    ("offset", "works"),
    [
        (timedelta(days=-1), True),
        (timedelta(days=-1, seconds=-1), False),
        (timedelta(hours=8, days=1), True),
        (timedelta(hours=8, days=1, seconds=1), False),
    ],
)
def test_a_badge_works_from_a_day_before_until_a_day_after(cast: Cast, travel, offset: timedelta, works: bool):
    moment = cast.event.starts_at + offset
    travel.move_to(moment)
    assert counts_as(cast, badge(cast.at(cast.ben)), moment) == ("badge" if works else "unknown")


def test_a_badge_scan_that_waited_for_a_network_counts_for_a_week(cast: Cast, travel):
    last = cast.event.ends_at + timedelta(days=1) + LATE_PHONES
    travel.move_to(last)
    assert counts_as(cast, badge(cast.at(cast.ben)), NOW) == "badge"
    travel.move_to(last + timedelta(seconds=1))
    assert counts_as(cast, badge(cast.at(cast.ben)), NOW) == "unknown"


@pytest.mark.parametrize("days", [-20000, -3, 3, 400])
def test_a_wrong_clock_loses_no_badge_scan(cast: Cast, days: int):
    assert counts_as(cast, badge(cast.at(cast.ben)), NOW + timedelta(days=days)) == "badge"


def test_a_claimed_time_in_the_future_opens_no_badge_before_its_day(cast: Cast, travel):
    travel.move_to(cast.event.starts_at - timedelta(days=5))
    assert counts_as(cast, badge(cast.at(cast.ben)), NOW) == "unknown"


@pytest.mark.parametrize(("minutes", "how"), [(0, "spoken"), (1, "spoken"), (-1, "spoken"), (2, "unknown")])
def test_a_spoken_code_is_good_for_its_minute_and_the_next(cast: Cast, minutes: int, how: str):
    assert counts_as(cast, spoken(cast.at(cast.ben), NOW), NOW + timedelta(minutes=minutes)) == how


def test_a_spoken_code_is_looked_up_where_the_scanner_takes_part(cast: Cast):
    at_elsewhere = add_attendee(cast.elsewhere, cast.ben)
    at_elsewhere.handle = cast.at(cast.ben).handle  # handles are unique in an event only
    assert counts_as(cast, spoken(at_elsewhere), NOW) == "unknown"
    add_attendee(cast.elsewhere, cast.ada)
    sight = recognise(cast.ada, spoken(at_elsewhere), NOW)
    assert sight.attendee is at_elsewhere
    assert recognise(cast.eve, spoken(cast.at(cast.ben)), NOW).attendee is None
    assert recognise(None, spoken(cast.at(cast.ben)), NOW).attendee is None


def test_a_spoken_code_needs_a_signed_in_phone(cast: Cast):
    code = spoken(cast.at(cast.ben))
    signin.end_devices(cast.ben)
    db.session.flush()
    assert counts_as(cast, code, NOW + timedelta(seconds=1)) == "unknown"


def unknown_codes(cast: Cast) -> dict[str, str]:
    revoked, hidden, hiding = (add_attendee(cast.event, person) for person in (cast.dora, cast.eve, cast.otto))
    revoked.badge_revoked_at = NOW
    sharing.block(cast.eve, cast.ada)
    sharing.block(cast.ada, cast.otto)
    ben = cast.at(cast.ben)
    codes = {"unknown": f"http://localhost/B/{new_code()}", "foreign": f"https://other.example/B/{ben.badge}"}
    codes |= {f"{make.__name__} of revoked": make(revoked) for make in (live, badge, spoken)}
    codes |= {f"{make.__name__} of a blocker": make(hidden) for make in (live, badge, spoken)}
    codes |= {f"{make.__name__} of a blocked one": make(hiding) for make in (live, badge, spoken)}
    return codes | {"no code": "WIFI:S:hall;;", "empty": "", "poster": "http://localhost/e/career-day"}


def test_unknown_foreign_revoked_and_hidden_codes_get_the_same_answer(cast: Cast, travel):
    answers = set()
    for code in unknown_codes(cast).values():
        travel.shift(10)
        answer = scan(cast.ada, code)
        answers.add((answer.outcome, answer.words, answer.contact, answer.card, answer.retry_after))
    assert len(answers) == 1
    assert answers.pop()[0] == "unknown"
    assert rows(Contact) == 0


def test_a_blocked_pair_sees_each_other_again_after_unblocking(cast: Cast):
    """The control: the code itself is good, the block alone hides it."""
    sharing.block(cast.ben, cast.ada)
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "unknown"
    block = Block.by(cast.ben).first()
    assert block
    sharing.unblock(block)
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"


def test_a_block_takes_both_cards_and_closes_requests_both_ways(cast: Cast):
    scan(cast.ada, live(cast.at(cast.ben)))
    scan(cast.ada, badge(cast.at(cast.cleo)))
    sharing.block(cast.ben, cast.ada)
    sharing.block(cast.cleo, cast.ada)
    sharing.block(cast.cleo, cast.ada)
    db.session.commit()
    for person in (cast.ada, cast.ben, cast.cleo):
        assert Contact.held_by(person).count() == 0
    from eventnet.exchange.models import CardRequest

    assert CardRequest.open_from(cast.ada).count() == 0
    assert rows(Block) == 2


any_text = st.one_of(
    st.text(max_size=60),
    st.text(ALPHABET, min_size=16, max_size=16),
    st.from_regex(re.compile(r"(http://localhost)?/[BbPp]/[0-9A-Z]{16}(\.[0-9A-Z]{20})?", re.ASCII), fullmatch=True),
)


@given(any_text, st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1)))  # noqa: DTZ001 - made aware below
@settings(max_examples=60)
def test_whatever_is_read_is_answered_and_gives_nothing_by_chance(cast: Cast, travel, text: str, when: datetime):
    travel.shift(10)
    answer = scan(cast.ada, text, at=when.replace(tzinfo=NOW.tzinfo))
    assert answer.outcome in {"unknown", "retry"}
    assert rows(Contact) == 0


decorated = st.builds(
    lambda code, head, tail, lower: f"{head}{code.lower() if lower else code}{tail}",
    st.just("CODE"),
    st.sampled_from(["HTTP://LOCALHOST/B/", "http://localhost:8000/b/", "localhost/B/", "/b/", " ", ""]),
    st.sampled_from(["", " ", "\n"]),
    st.booleans(),
)


@given(decorated)
@settings(max_examples=40)
def test_a_badge_is_read_in_every_spelling(cast: Cast, template: str):
    code = template.replace("CODE", cast.at(cast.ben).badge).replace("code", cast.at(cast.ben).badge.lower())
    sight = recognise(cast.ada, code, NOW)
    assert sight.attendee is cast.at(cast.ben)
