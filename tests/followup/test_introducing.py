"""You two should meet: both must say yes before a card moves, and nobody learns of a no."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import consent, sharing
from eventnet.exchange.models import Block, Contact
from eventnet.exchange.touching import Touch
from eventnet.followup import agenda, pacing, requests
from eventnet.followup.introducing import answering, suggesting
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.followup.models import QuietTime, Rest
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.followup.conftest import draft, kinds, letters, make_contact, words_in

WORDS = "Ben shakes bogies, Cleo needs somebody who does. Talk about the tram to Grünau."


def card(owner: Person, subject: Person) -> Contact:
    found = Contact.held_by(owner).where(Contact.subject_id == subject.id).first()
    assert found is not None
    return found


def introduce(story: Cast) -> Introduction:
    made = suggesting.introduce(story.ada, card(story.ada, story.ben), card(story.ada, story.cleo), WORDS)
    db.session.commit()
    return made


def side(introduction: Introduction, person: Person) -> Side:
    return next(each for each in introduction.sides if each.person_id == person.id)


def say(introduction: Introduction, person: Person, said: str) -> None:
    answering.answer(side(introduction, person), said)
    db.session.commit()


def know_each_other(one: Person, other: Person) -> int:
    pairs = ((one, other), (other, one))
    return sum(Contact.held_by(a).where(Contact.subject_id == b.id).count() for a, b in pairs)


def link_in(person: Person) -> str:
    [letter] = letters("introduction", person)
    return "/n/" + letter.text.split("/n/")[1].split()[0]


def open_letter(client: FlaskClient, person: Person) -> str:
    """The address of the answer page, after the secret has left it."""
    response = client.get(link_in(person))
    assert response.status_code == 303
    return response.headers["Location"]


def test_both_are_asked_and_hear_of_each_other_no_more_than_a_badge_says(story: Cast):
    story.cleo.phone = "+493411234567"
    introduce(story)
    [letter] = letters("introduction", story.ben)
    assert "Cleo Brandt (Recruiting, Stadtwerke)" in letter.text
    assert WORDS.split(".")[0] in letter.text
    assert (letter.language, letter.reply_address) == ("de", story.ada.email)
    for secret in ("cleo@example.org", "1234567"):
        assert secret not in letter.text + letter.html
    assert kinds(story.cleo) == ["introduction"]
    assert know_each_other(story.ben, story.cleo) == 0


def test_one_yes_moves_no_card(story: Cast):
    made = introduce(story)
    say(made, story.ben, "yes")
    assert know_each_other(story.ben, story.cleo) == 0
    assert made.state == "open"
    assert kinds(story.ada) == []


def test_two_yeses_exchange_the_cards_and_tell_all_three(story: Cast):
    made = introduce(story)
    say(made, story.ben, "yes")
    say(made, story.cleo, "yes")
    assert know_each_other(story.ben, story.cleo) == 2
    assert card(story.ben, story.cleo).how == "introduced"
    [letter] = letters("introduction_made", story.cleo)
    assert WORDS.split(".")[0] in letter.text
    assert letter.reply_address == story.ben.email
    assert kinds(story.ada) == ["introduction_came_about"]
    assert Rows(Touch).where(Touch.owner_id == story.ada.id, Touch.how == "introduced").count() == 2


def test_an_address_that_is_not_on_the_card_is_in_no_letter(story: Cast):
    story.ben.shared = ["about"]
    made = introduce(story)
    say(made, story.ben, "yes")
    say(made, story.cleo, "yes")
    [letter] = letters("introduction_made", story.cleo)
    assert letter.reply_address is None
    assert "ben@example.org" not in letter.text


def test_a_second_yes_twice_is_one_exchange(story: Cast):
    made = introduce(story)
    for person in (story.ben, story.cleo, story.cleo):
        say(made, person, "yes")
    assert len(letters("introduction_made")) == 2


def test_a_card_that_one_of_them_holds_already_stays_as_it_was_given(story: Cast):
    before = make_contact(story.ben, story.cleo, story)
    made = introduce(story)
    say(made, story.ben, "yes")
    say(made, story.cleo, "yes")
    assert card(story.ben, story.cleo).id == before.id
    assert card(story.ben, story.cleo).how == "live"


def test_nobody_can_tell_a_no_from_silence(story: Cast, wait, browser_of: Callable[[Person], FlaskClient]):
    """The introducer's page, the other's page and all their letters are the same, before and after the two weeks."""
    made = introduce(story)
    say(made, story.cleo, "yes")
    ada, cleo = browser_of(story.ada), browser_of(story.cleo)
    places = ((ada, f"/introductions/{made.code}"), (cleo, f"/n/{side(made, story.cleo).code}"), (ada, "/follow-up"))

    def seen() -> list[str]:
        return [words_in(client.get(path).text) for client, path in places]

    silent = seen()
    say(made, story.ben, "no")
    assert seen() == silent
    wait(days=15)
    refused = seen()
    db.session.execute(update(Side).where(Side.id == side(made, story.ben).id).values(answer=None, answered_at=None))
    db.session.commit()
    assert seen() == refused
    assert kinds(story.ada) == []
    assert kinds(story.cleo) == ["introduction"]


def test_whoever_waits_is_not_asked_in_vain_once_the_other_has_said_no(story: Cast, wait):
    today = now().date()
    db.session.add(QuietTime(person_id=story.cleo.id, from_on=today, until_on=today))
    made = introduce(story)
    say(made, story.ben, "no")
    wait(days=2)
    assert kinds(story.cleo) == []
    say(made, story.ben, "yes")
    wait(minutes=1)
    assert kinds(story.cleo) == ["introduction"]


def test_an_answer_may_be_changed_until_it_closes(story: Cast, wait):
    made = introduce(story)
    say(made, story.ben, "no")
    say(made, story.ben, "yes")
    wait(days=15)
    with pytest.raises(Refused, match="closed"):
        say(made, story.cleo, "yes")
    assert know_each_other(story.ben, story.cleo) == 0


def test_never_holds_for_everything_that_this_person_asks_and_can_be_taken_back(story: Cast):
    made = introduce(story)
    say(made, story.ben, "never")
    with pytest.raises(Refused, match="never"):
        requests.propose(story.ada, story.ben, draft())
    with pytest.raises(Refused, match="never"):
        suggesting.check(story.ada, card(story.ada, story.ben), card(story.ada, story.cleo))
    say(made, story.ben, "no")
    assert not Rest.between(story.ada, story.ben).any()


def test_it_shares_the_weekly_number_with_requests(story: Cast, wait):
    story.ben.requests_a_week = 1
    make_contact(story.cleo, story.ben, story)
    requests.propose(story.cleo, story.ben, draft())
    made = introduce(story)
    assert kinds(story.ben) == ["request"]
    assert kinds(story.cleo) == ["introduction"]
    assert pacing.turn_of(story.ben, made.tz) > side(made, story.ben).due_at
    wait(days=6)
    assert "introduction" not in kinds(story.ben)
    wait(days=2)
    assert "introduction" in kinds(story.ben)


def test_who_takes_no_requests_is_not_introduced(story: Cast):
    story.cleo.requests_a_week = 0
    with pytest.raises(Refused, match="takes-none"):
        introduce(story)


def blocked(story: Cast) -> None:
    db.session.add(Block(blocker_id=story.ben.id, blocked_id=story.cleo.id))


def left_in_peace(story: Cast) -> None:
    db.session.add(Rest(asker_id=story.cleo.id, person_id=story.ben.id, until=None))


def known(story: Cast) -> None:
    make_contact(story.ben, story.cleo, story)
    make_contact(story.cleo, story.ben, story)


@pytest.mark.parametrize("apart", [blocked, left_in_peace, known])
def test_what_is_between_the_two_is_told_to_nobody(story: Cast, wait, apart: Callable[[Cast], None]):
    apart(story)
    made = introduce(story)
    assert made.state == "open", "the introducer sees what they would see otherwise"
    wait(days=15)
    assert made.state == "closed"
    assert kinds() == []


def test_a_block_that_comes_between_stops_the_cards(story: Cast):
    made = introduce(story)
    say(made, story.ben, "yes")
    sharing.block(story.ben, story.cleo)
    say(made, story.cleo, "yes")
    assert know_each_other(story.ben, story.cleo) == 0


def test_who_has_taken_their_card_back_is_asked_no_more(story: Cast, wait):
    today = now().date()
    db.session.add(QuietTime(person_id=story.cleo.id, from_on=today, until_on=today))
    introduce(story)
    sharing.withdraw(card(story.ada, story.cleo))
    wait(days=2)
    assert kinds(story.cleo) == []


@pytest.mark.parametrize("apart", [blocked, left_in_peace, known])
def test_who_waits_is_not_asked_about_somebody_from_whom_they_have_parted_meanwhile(
    story: Cast, wait, apart: Callable[[Cast], None]
):
    today = now().date()
    db.session.add(QuietTime(person_id=story.cleo.id, from_on=today, until_on=today))
    introduce(story)
    apart(story)
    wait(days=2)
    assert kinds(story.cleo) == []


def test_the_same_two_are_suggested_once_in_a_while(story: Cast, wait):
    introduce(story)
    with pytest.raises(Refused, match="open-pair"):
        introduce(story)
    wait(days=15)
    with pytest.raises(Refused, match="resting"):
        introduce(story)
    wait(days=80)
    assert introduce(story).state == "open"


@pytest.mark.parametrize("reachable", [True, False])
def test_what_was_taken_back_rests_a_month_whether_anybody_was_asked(story: Cast, travel, wait, reachable: bool):
    if not reachable:
        blocked(story)
    made = introduce(story)
    wait(days=3)
    suggesting.withdraw(made)
    for days in (0, 29):
        travel.shift(timedelta(days=days))
        with pytest.raises(Refused, match="resting") as refused:
            introduce(story)
        assert "29 Dec" in refused.value.words
    travel.shift(timedelta(days=1, minutes=1))
    assert introduce(story).state == "open"


def test_what_waited_long_for_its_turn_rests_a_month_after_its_end(story: Cast, wait):
    today = now().date()
    db.session.add(QuietTime(person_id=story.cleo.id, from_on=today, until_on=today + timedelta(days=80)))
    introduce(story)
    wait(days=81)
    wait(days=15)
    with pytest.raises(Refused, match="resting"):
        introduce(story)
    wait(days=31)
    assert introduce(story).state == "open"


def test_another_may_suggest_what_one_has_taken_back(story: Cast):
    suggesting.withdraw(introduce(story))
    ben, cleo = (make_contact(story.dora, person, story) for person in (story.ben, story.cleo))
    assert suggesting.introduce(story.dora, ben, cleo, WORDS).state == "open"


def test_five_stand_open_at_most(story: Cast):
    for number in range(suggesting.MOST_OPEN):
        guest = make_person(f"Guest{number} Falk")
        suggesting.introduce(
            story.ada, card(story.ada, story.ben), make_contact(story.ada, guest, story), "You both sail."
        )
    with pytest.raises(Refused, match="five-open"):
        introduce(story)


def test_nobody_unproven_introduces(story: Cast):
    story.ada.email_confirmed_at = None
    with pytest.raises(Refused, match="unconfirmed"):
        introduce(story)


def test_taken_back_is_over_without_a_letter(story: Cast):
    made = introduce(story)
    before = kinds()
    suggesting.withdraw(made)
    with pytest.raises(Refused, match="closed"):
        say(made, story.ben, "yes")
    assert kinds() == before


def test_a_person_and_their_other_row_keep_what_was_asked(story: Cast):
    twin = make_person("Bene Okafor")
    made = introduce(story)
    absorb(twin, story.ben)
    db.session.commit()
    say(made, twin, "yes")
    say(made, story.cleo, "yes")
    assert know_each_other(twin, story.cleo) == 2
    assert made.first_id < made.second_id


def test_an_introduction_to_oneself_goes(story: Cast):
    introduce(story)
    absorb(story.ben, story.cleo)
    assert not Rows(Introduction).any()


def test_from_the_contact_s_page_to_the_letter(story: Cast, browser_of: Callable[[Person], FlaskClient]):
    ada, ben, cleo = browser_of(story.ada), card(story.ada, story.ben), card(story.ada, story.cleo)
    db.session.execute(update(Contact).values(consent_text=consent.CURRENT))
    db.session.commit()
    start = f"/contacts/{ben.code}/introduction"
    assert start in ada.get(f"/contacts/{ben.code}").text
    chosen = f"{start}?with={cleo.code}"
    assert chosen in ada.get(start).text
    assert chosen in ada.get(f"{start}?q=brandt").text
    assert ada.post(chosen, data={"words": " ", "preview": "1"}).status_code == 422
    preview = ada.post(chosen, data={"words": WORDS, "preview": "1"})
    assert WORDS in words_in(preview.text)
    assert kinds() == []
    assert ada.post(chosen, data={"words": WORDS, "send": "1"}).status_code == 303
    assert [*kinds(story.ben), *kinds(story.cleo)] == ["introduction", "introduction"]
    assert "You introduced Ben Okafor and Cleo Brandt" in words_in(ada.get("/follow-up").text)


def test_an_answer_needs_no_account_and_opening_the_letter_changes_nothing(story: Cast, client: FlaskClient):
    made = introduce(story)
    path = open_letter(client, story.cleo)
    assert len(path) < 30, "the secret has left the address"
    page = client.get(path).text
    assert "Ben Okafor" in page
    assert side(made, story.cleo).answer is None
    assert client.post(f"{path}/answer", data={"answer": "yes"}).status_code == 303
    assert "If Ben Okafor says yes, too" in words_in(client.get(path).text)
    assert client.post(f"{path}/answer", data={"answer": "perhaps"}).status_code == 400


def test_an_answer_is_nobody_else_s(story: Cast, client: FlaskClient, browser_of: Callable[[Person], FlaskClient]):
    made = introduce(story)
    path = f"/n/{side(made, story.ben).code}"
    assert client.get(path).headers["Location"].endswith("/sign-in")
    assert client.get("/n/" + "x" * 43).status_code == 404
    for stranger in (story.eve, story.ada, story.cleo):
        browser = browser_of(stranger)
        assert browser.get(path).status_code == 404
        assert browser.post(f"{path}/answer", data={"answer": "yes"}).status_code == 404
    for stranger in (story.eve, story.ben):
        assert browser_of(stranger).get(f"/introductions/{made.code}").status_code == 404
        assert browser_of(stranger).post(f"/introductions/{made.code}/withdrawal").status_code == 404


def test_nobody_introduces_with_a_card_of_somebody_else(story: Cast, browser_of: Callable[[Person], FlaskClient]):
    ben, theirs = card(story.ada, story.ben), card(story.cleo, story.ada)
    ada = browser_of(story.ada)
    for other in (theirs.code, ben.code, "x" * 16):
        path = f"/contacts/{ben.code}/introduction?with={other}"
        assert ada.get(path).status_code == 404
        assert ada.post(path, data={"words": WORDS, "send": "1"}).status_code == 404


def test_follow_up_asks_for_the_answer_and_what_waits_is_not_there_yet(story: Cast):
    today = now().date()
    db.session.add(QuietTime(person_id=story.cleo.id, from_on=today, until_on=today))
    introduce(story)
    assert [each.other.name for each in agenda.agenda(story.ben).to_meet] == ["Cleo Brandt"]
    assert agenda.agenda(story.cleo).to_meet == []


def test_a_request_after_it_says_who_introduced_the_two(story: Cast):
    made = introduce(story)
    say(made, story.ben, "yes")
    say(made, story.cleo, "yes")
    requests.propose(story.cleo, story.ben, draft())
    [letter] = letters("request", story.ben)
    assert "Ada Lindqvist" in letter.text
