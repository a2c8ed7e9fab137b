"""Who gets what by which code: each row of that table, and the sentences below it."""

from datetime import timedelta

import pytest

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange import asking, sharing
from eventnet.exchange.models import CardRequest, Contact, Encounter, Scan
from tests.cast import NOW, Cast, make_person
from tests.exchange.scans import asks, badge, holds, live, met, rows, scan, spoken


@pytest.mark.parametrize("code", [live, spoken])
def test_a_code_that_changes_gives_both_cards(cast: Cast, code):
    answer = scan(cast.ada, code(cast.at(cast.ben)))
    assert (answer.outcome, answer.retry_after) == ("given", None)
    theirs = holds(cast.ada, cast.ben)
    assert theirs
    assert answer.contact == theirs.code
    assert answer.card
    assert (answer.card.name, answer.card.organisation) == ("Ben Okafor", "Railworks")
    assert answer.card.email == ""
    assert holds(cast.ben, cast.ada)
    assert (met(cast.ada, cast.ben), rows(CardRequest)) == (1, 0)


def test_a_badge_set_to_open_gives_both_cards(cast: Cast):
    cast.at(cast.ben).sharing = "open"
    assert scan(cast.ada, badge(cast.at(cast.ben))).outcome == "given"
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)


def test_a_badge_gives_the_scanners_card_and_asks_for_the_other(cast: Cast):
    answer = scan(cast.ada, badge(cast.at(cast.ben)))
    assert (answer.outcome, answer.contact) == ("requested", None)
    assert answer.words == "Ben Okafor has your card. You get theirs as soon as they give it back."
    assert holds(cast.ben, cast.ada)
    assert holds(cast.ada, cast.ben) is None
    assert asks(cast.ada, cast.ben)
    assert met(cast.ada, cast.ben) == 1


def test_the_asked_one_gives_back_with_one_tap(cast: Cast):
    scan(cast.ada, badge(cast.at(cast.ben)))
    request = CardRequest.waiting_for(cast.ben).first()
    assert request
    asking.give_back(request)
    asking.give_back(request)
    db.session.commit()
    assert holds(cast.ada, cast.ben)
    assert request.given_back
    assert asks(cast.ada, cast.ben) is None


def test_what_was_left_is_not_asked_again_at_this_event_and_gives_nothing(cast: Cast):
    scan(cast.ada, badge(cast.at(cast.ben)))
    request = CardRequest.waiting_for(cast.ben).first()
    assert request
    asking.leave(request)
    assert scan(cast.ada, badge(cast.at(cast.ben))).outcome == "requested"
    assert asks(cast.ada, cast.ben) is None
    asking.give_back(request)
    assert holds(cast.ada, cast.ben) is None


def test_at_another_event_it_may_be_asked_again(cast: Cast):
    scan(cast.ada, badge(cast.at(cast.ben)))
    request = asks(cast.ada, cast.ben)
    assert request
    asking.leave(request)
    scan(cast.ada, badge(add_attendee(cast.elsewhere, cast.ben)))
    request = asks(cast.ada, cast.ben)
    assert request
    assert request.event_id == cast.elsewhere.id


def test_who_scan_each_others_badges_have_both_given(cast: Cast):
    assert scan(cast.ada, badge(cast.at(cast.ben))).outcome == "requested"
    assert scan(cast.ben, badge(cast.at(cast.ada))).outcome == "given"
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)
    assert asks(cast.ada, cast.ben) is None
    assert asks(cast.ben, cast.ada) is None
    assert met(cast.ada, cast.ben) == 1


def test_a_closed_badge_gives_nothing_and_says_nothing(cast: Cast):
    cast.at(cast.ben).sharing = "closed"
    answer = scan(cast.ada, badge(cast.at(cast.ben)))
    assert (answer.outcome, answer.contact, answer.card) == ("refused", None, None)
    assert "Ben" not in answer.words
    assert answer.words == "No cards by badge here. Ask to be shown the code on the phone."
    assert [rows(model) for model in (Contact, CardRequest, Encounter)] == [0, 0, 0]


def test_closed_is_for_badges_only(cast: Cast):
    cast.at(cast.ben).sharing = "closed"
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"


def test_who_scanned_somebody_is_not_closed_to_them(cast: Cast):
    cast.at(cast.ben).sharing = "closed"
    scan(cast.ben, badge(cast.at(cast.ada)))
    assert scan(cast.ada, badge(cast.at(cast.ben))).outcome == "given"
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)


def test_a_stand_gets_no_more_than_a_person_would(cast: Cast):
    assert cast.at(cast.cleo).role == "exhibitor"
    assert scan(cast.cleo, badge(cast.at(cast.ada))).outcome == "requested"
    assert holds(cast.ada, cast.cleo)
    assert holds(cast.cleo, cast.ada) is None


def test_the_card_holds_what_its_giver_chose_until_the_day_the_giver_chose(cast: Cast):
    cast.ben.shared, cast.ben.card_life_days = ["email", "phone", "nonsense"], 30
    cast.ada.shared, cast.ada.card_life_days = [], 0
    scan(cast.ada, live(cast.at(cast.ben)))
    theirs, mine = holds(cast.ada, cast.ben), holds(cast.ben, cast.ada)
    assert theirs
    assert mine
    assert (theirs.fields, theirs.until, theirs.how) == (["email", "phone"], NOW + timedelta(days=30), "live")
    assert (mine.fields, mine.until) == ([], None)
    assert (mine.event_id, mine.given_at, mine.consent_text) == (cast.event.id, NOW, "2026-11")


def test_a_card_ends_on_its_day(cast: Cast, travel):
    cast.ben.card_life_days = 30
    scan(cast.ada, live(cast.at(cast.ben)))
    travel.shift(timedelta(days=30))
    assert holds(cast.ada, cast.ben) is None


def test_withdrawing_reaches_the_other_side_at_once(cast: Cast):
    scan(cast.ada, live(cast.at(cast.ben)))
    mine = holds(cast.ben, cast.ada)
    assert mine
    sharing.withdraw(mine)
    db.session.commit()
    assert holds(cast.ben, cast.ada) is None
    assert holds(cast.ada, cast.ben)


def test_who_withdraws_asks_for_nothing_any_more(cast: Cast):
    scan(cast.ada, badge(cast.at(cast.ben)))
    mine = holds(cast.ben, cast.ada)
    assert mine
    sharing.withdraw(mine)
    assert asks(cast.ada, cast.ben) is None


def test_a_withdrawal_is_not_overridden_by_a_badge_but_by_a_new_giving(cast: Cast, travel):
    scan(cast.ada, live(cast.at(cast.ben)))
    theirs = holds(cast.ada, cast.ben)
    assert theirs
    sharing.withdraw(theirs)
    travel.shift(60)
    assert scan(cast.ada, badge(cast.at(cast.ben))).outcome == "requested"
    assert holds(cast.ada, cast.ben) is None
    assert scan(cast.ada, live(cast.at(cast.ben))).outcome == "given"
    again = holds(cast.ada, cast.ben)
    assert again
    assert (again.code, again.given_at) == (theirs.code, NOW + timedelta(minutes=1))


def test_giving_again_changes_nothing_unless_something_else_is_given(cast: Cast, travel):
    scan(cast.ada, live(cast.at(cast.ben)))
    travel.shift(60)
    scan(cast.ada, live(cast.at(cast.ben)))
    first = holds(cast.ada, cast.ben)
    assert first
    assert first.given_at == NOW
    cast.ben.shared = ["phone"]
    scan(cast.ada, live(cast.at(cast.ben)))
    assert (first.fields, first.given_at) == (["phone"], NOW + timedelta(minutes=1))


def test_oneself_is_refused_with_words(cast: Cast):
    for code in (live, badge, spoken):
        answer = scan(cast.ada, code(cast.at(cast.ada)))
        assert (answer.outcome, answer.words) == ("self", "This is your own code. Let somebody else scan it.")
    assert rows(Contact) == 0


def test_who_scans_at_an_open_event_takes_part(cast: Cast):
    assert scan(cast.eve, live(cast.at(cast.ada))).outcome == "given"
    assert cast.at(cast.eve).is_claimed


def test_an_event_by_invitation_is_not_entered_by_a_scan(cast: Cast):
    cast.event.join_policy = "invited"
    answer = scan(cast.eve, live(cast.at(cast.ada)))
    assert (answer.outcome, answer.card) == ("refused", None)
    assert "by invitation" in answer.words
    assert [rows(model) for model in (Contact, CardRequest, Encounter)] == [0, 0, 0]


def test_the_same_scan_again_is_the_same_answer_and_happens_once(cast: Cast, travel):
    uuid = "11111111-1111-4111-8111-111111111111"
    first = scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    travel.shift(timedelta(hours=3))
    assert scan(cast.ada, "something else", uuid=uuid) == first
    assert (rows(Scan), rows(Contact), met(cast.ada, cast.ben)) == (1, 2, 1)


def test_an_id_belongs_to_its_scanner(cast: Cast):
    uuid = "11111111-1111-4111-8111-111111111111"
    scan(cast.ada, live(cast.at(cast.ben)), uuid=uuid)
    assert scan(cast.cleo, badge(cast.at(cast.ben)), uuid=uuid).outcome == "requested"
    assert rows(Scan) == 2


def test_the_words_are_in_the_scanners_language(cast: Cast):
    from eventnet.web.languages import catalogue

    answer = scan(cast.ben, live(cast.at(cast.ada)))
    english = "You and %(name)s have each other's card."
    assert answer.words == catalogue("de").gettext(english) % {"name": "Ada Lindqvist"}


def test_encounters_at_several_events_add_up(cast: Cast):
    scan(cast.ada, live(cast.at(cast.ben)))
    scan(cast.ben, live(cast.at(cast.ada)))
    scan(cast.ada, live(add_attendee(cast.elsewhere, cast.ben)))
    assert met(cast.ada, cast.ben) == 2
    assert rows(Contact) == 2


def test_a_person_met_late_has_the_time_of_the_talk(cast: Cast, travel):
    code, talked_at = live(cast.at(cast.ben)), NOW
    travel.shift(timedelta(days=2))
    scan(cast.ada, code, at=talked_at)
    encounter = Encounter.between(cast.ada, cast.ben).first()
    assert encounter
    assert (encounter.met_at, encounter.how) == (NOW, "live")


def test_nobody_else_learns_of_a_scan(cast: Cast):
    finn = make_person("Finn Weber")
    add_attendee(cast.event, finn)
    scan(cast.ada, live(cast.at(cast.ben)))
    assert Contact.held_by(finn).count() == Contact.held_by(cast.cleo).count() == 0
