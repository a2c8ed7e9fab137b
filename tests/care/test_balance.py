"""Give and take in words: what each rule takes up and what it leaves alone, said in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask_babel import force_locale

from eventnet.care import balance
from eventnet.care.balance import Deed, Facts
from eventnet.care.favours import noting
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import promising, sharing
from eventnet.exchange.models import Contact, Encounter
from eventnet.exchange.touching import Touch
from eventnet.followup import coaching, lettering, requests
from eventnet.followup.introducing import answering, suggesting
from eventnet.followup.models import MeetingRequest
from eventnet.people.models import Person
from tests.cast import Cast
from tests.exchange.test_statements import counted
from tests.followup.conftest import draft, make_contact

MARCH, MAY, AUGUST, NOVEMBER = (datetime(2026, month, 10, 9, tzinfo=UTC) for month in (3, 5, 8, 11))
LONG_AGO = datetime(2024, 3, 10, tzinfo=UTC)
CV, THESIS = "Read my CV", "Send my thesis."


def said(facts: Facts, language: str = "en") -> list[str]:
    with force_locale(language):
        return [line.text for line in balance.lines_on("Ben", facts)]


HITS = [
    (
        Facts(received=(Deed(MARCH, CV),), given=(Deed(LONG_AGO, "A cable"),)),
        ["Ben helped you in March: “Read my CV”. You have not said thank you."],
        ["Ben hat Ihnen im März geholfen: „Read my CV“. Sie haben noch nicht Danke gesagt."],
    ),
    (
        Facts(received=(Deed(MAY, CV),), given=(Deed(MARCH, "x"),), thanked_at=MARCH),
        ["Ben helped you in May: “Read my CV”. You have not said thank you."],
        ["Ben hat Ihnen im Mai geholfen: „Read my CV“. Sie haben noch nicht Danke gesagt."],
    ),
    (
        Facts(received=(Deed(NOVEMBER, CV),), given=(Deed(MARCH, "x"),)),
        ["Ben helped you this month: “Read my CV”. You have not said thank you."],
        ["Ben hat Ihnen diesen Monat geholfen: „Read my CV“. Sie haben noch nicht Danke gesagt."],
    ),
    (
        Facts(kept=(Deed(LONG_AGO, THESIS),)),
        ["Ben kept a promise in March 2024: “Send my thesis”. You have not said thank you."],
        ["Ben hat im März 2024 Wort gehalten: „Send my thesis“. Sie haben noch nicht Danke gesagt."],
    ),
    (
        Facts(owed=(Deed(MAY, "Later"), Deed(MARCH, THESIS)), asked=(AUGUST,)),
        ["You promised “Send my thesis” and have asked for something since. The promise comes first."],
        ["Sie haben „Send my thesis“ zugesagt und seither um etwas gebeten. Die Zusage geht vor."],
    ),
    (
        Facts(asked=(AUGUST, MAY), given=(Deed(MARCH, "x"),), in_touch=(MAY + timedelta(days=5),)),
        ["You have asked twice since you last gave."],
        ["Sie haben zweimal gefragt, seit Sie zuletzt etwas gegeben haben."],
    ),
    (
        Facts(asked=(AUGUST, AUGUST, AUGUST), given=(Deed(MARCH, "x"),)),
        ["You have asked three times since you last gave."],
        ["Sie haben dreimal gefragt, seit Sie zuletzt etwas gegeben haben."],
    ),
    (
        Facts(asked=(NOVEMBER,) * 7),
        ["You have asked several times and given nothing yet."],
        ["Sie haben mehrmals gefragt und noch nichts gegeben."],
    ),
    (
        Facts(asked=(AUGUST, MARCH)),
        [
            "You have asked twice and given nothing yet.",
            "You came when you needed something, and not in between. A line without a question is read gladly.",
        ],
        [
            "Sie haben zweimal gefragt und noch nichts gegeben.",
            "Sie haben sich gemeldet, wenn Sie etwas brauchten, und dazwischen nicht. "
            "Eine Zeile ohne Frage wird gern gelesen.",
        ],
    ),
    (
        Facts(received=(Deed(MARCH, CV, is_thanked=True),)),
        ["Ben has helped you, and you have not given anything yet. It need not be much."],
        ["Ben hat Ihnen geholfen, und Sie haben noch nichts gegeben. Es muss nicht viel sein."],
    ),
    (
        Facts(given=(Deed(MAY, "x"),), asked=(MARCH,)),
        ["You gave last, in May. You may ask with an easy mind."],
        ["Zuletzt haben Sie gegeben, im Mai. Sie dürfen unbesorgt fragen."],
    ),
]
MISSES = [
    ("nothing between them", Facts()),
    ("one ask is no habit", Facts(asked=(MAY,))),
    ("given after the asks", Facts(asked=(MAY, MARCH), given=(Deed(AUGUST, "x"),), in_touch=(MARCH + timedelta(40),))),
    ("thanked since", Facts(received=(Deed(MARCH, CV),), given=(Deed(LONG_AGO, "x"),), thanked_at=MAY)),
    ("a kept promise that was thanked for", Facts(kept=(Deed(MARCH, CV),), thanked_at=MARCH)),
    ("promised after the ask", Facts(asked=(MARCH,), owed=(Deed(MAY, THESIS),))),
    ("a promise and no ask", Facts(owed=(Deed(MARCH, THESIS),))),
    ("ticked off", Facts(received=(Deed(MARCH, CV, is_thanked=True),), given=(Deed(LONG_AGO, "x"),))),
    ("they gave since", Facts(given=(Deed(MARCH, "x"),), kept=(Deed(MAY, "y"),), thanked_at=AUGUST)),
    ("two asks within weeks", Facts(asked=(MAY, MAY - timedelta(59)), given=(Deed(MAY - timedelta(30), "x"),))),
]


@pytest.mark.parametrize(("facts", "english", "german"), HITS)
def test_what_is_taken_up_is_said_in_both_languages(cast: Cast, facts: Facts, english: list[str], german: list[str]):
    assert said(facts) == english
    assert said(facts, "de") == german


@pytest.mark.parametrize(("why", "facts"), MISSES, ids=[why for why, _facts in MISSES])
def test_what_is_left_alone(cast: Cast, why: str, facts: Facts):
    keys = {line.key for line in balance.lines_on("Ben", facts)}
    assert keys - {"gave-last"} == set()


def test_that_all_is_well_is_said_only_if_nothing_is_to_mend(cast: Cast):
    unthanked = Facts(given=(Deed(MAY, "x"),), received=(Deed(MARCH, CV),))
    assert [line.key for line in balance.lines_on("Ben", unthanked)] == ["unthanked"]


def test_being_in_touch_in_between_is_no_coming_in_need(cast: Cast):
    apart = Facts(asked=(AUGUST, MARCH), given=(Deed(AUGUST - timedelta(1), "x"),))
    assert [line.key for line in balance.lines_on("Ben", apart)] == ["only-in-need"]
    between = Facts(asked=apart.asked, given=apart.given, in_touch=(MAY,))
    assert balance.lines_on("Ben", between) == []


def test_at_most_two_lines_stand_there(cast: Cast):
    much = Facts(
        received=(Deed(MARCH, CV),),
        kept=(Deed(MARCH, "x"),),
        owed=(Deed(MARCH, THESIS),),
        asked=(AUGUST, MAY),
    )
    assert [line.mend for line in balance.lines_on("Ben", much)] == ["thank", "keep"]


def test_every_rule_has_hits(cast: Cast):
    hit = {line.key for facts, _english, _german in HITS for line in balance.lines_on("Ben", facts)}
    assert {rule.key for rule in balance.RULES} == hit


@pytest.fixture
def pair(cast: Cast) -> Cast:
    """Ada and Ben hold each other's card since March."""
    first, second = sorted((cast.ada.id, cast.ben.id))
    db.session.add(Encounter(event_id=cast.event.id, first_id=first, second_id=second, how="live", met_at=MARCH))
    for giver, receiver in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
        sharing.give(giver, receiver, cast.event, "live")
    db.session.commit()
    return cast


def keys(cast: Cast) -> list[str]:
    return [line.key for line in balance.lines_on("Ben", balance.facts_of(cast.ada, cast.ben.id))]


def card(cast: Cast, subject: Person) -> Contact:
    """Subject's card at Ada's."""
    held = Contact.held_by(cast.ada).where(Contact.subject_id == subject.id).first()
    assert held
    return held


def ask(cast: Cast, at: datetime, offer: str = "") -> MeetingRequest:
    request = requests.propose(cast.ada, cast.ben, draft(offer=offer))
    request.sent_at = at
    request.close()
    db.session.flush()
    return request


def test_asks_count_unless_they_offered_something_or_were_taken_back(pair: Cast):
    asked = [ask(pair, NOVEMBER), ask(pair, NOVEMBER), ask(pair, NOVEMBER, offer="My notes")]
    assert keys(pair) == ["asked-only"]
    asked[0].withdrawn_at = now()
    assert keys(pair) == []


def test_asking_for_advice_is_asking_and_a_letter_that_gives_is_not(pair: Cast):
    ask(pair, NOVEMBER)
    lettering.send(pair.ada, pair.ben, "advice", ["Bearings", "Which rig shakes hardest?", ""])
    assert keys(pair) == ["asked-only"]
    make_contact(pair.ada, pair.cleo, pair)
    lettering.send(pair.ada, pair.cleo, "congratulation", ["The move", "", ""])
    assert balance.facts_of(pair.ada, pair.cleo.id).asked == ()


@pytest.mark.parametrize("gift", ["favour", "promise", "introduced"])
def test_a_favour_a_kept_promise_and_an_introduction_are_given(pair: Cast, gift: str):
    ask(pair, NOVEMBER), ask(pair, NOVEMBER)
    if gift == "favour":
        noting.note(pair.ada, pair.ben, "given", "Lent a cable", now().date())
    elif gift == "promise":
        promising.keep(promising.make(pair.ada, pair.ben, "mine", "Send my thesis"))
    else:
        bens, cleos = card(pair, pair.ben), make_contact(pair.ada, pair.cleo, pair)
        for side in suggesting.introduce(pair.ada, bens, cleos, "You both shake things.").sides:
            answering.answer(side, "yes")
    db.session.flush()
    assert keys(pair) == ["gave-last"]


def test_a_thank_you_afterwards_settles_what_came_before(pair: Cast):
    noting.note(pair.ada, pair.ben, "given", "Lent a cable", date(2026, 1, 1))
    favour = noting.note(pair.ada, pair.ben, "received", "Read my CV", date(2026, 3, 2))
    assert keys(pair) == ["unthanked"]
    db.session.add(Touch(owner_id=pair.ada.id, subject_id=pair.ben.id, how="thanks", at=MAY))
    assert keys(pair) == []
    favour.done_at = AUGUST
    assert keys(pair) == ["unthanked"]
    noting.thank(favour)
    assert keys(pair) == []


def test_a_promise_that_they_kept_wants_thanks_too(pair: Cast):
    promise = promising.make(pair.ada, pair.ben, "theirs", "Show me the lab")
    assert keys(pair) == []
    promising.keep(promise)
    assert keys(pair) == ["unthanked-promise"]


def test_what_ben_remembers_says_nothing_to_ada(pair: Cast):
    noting.note(pair.ben, pair.ada, "given", "Read her CV", date(2026, 3, 2))
    promising.keep(promising.make(pair.ben, pair.ada, "mine", "Show her the lab"))
    db.session.flush()
    assert balance.facts_of(pair.ada, pair.ben.id).received == ()
    assert keys(pair) == []


def test_the_contacts_page_says_it_to_its_holder(pair: Cast, browser_of):
    noting.note(pair.ada, pair.ben, "received", "Read my CV", date(2026, 3, 2))
    db.session.commit()
    ada = browser_of(pair.ada)
    contact = next(iter(sharing.Contact.held_by(pair.ada)))
    page = ada.get(f"/contacts/{contact.code}").get_data(as_text=True)
    assert "Ben Okafor helped you in March: “Read my CV”. You have not said thank you." in page


def test_much_between_two_takes_no_more_queries(pair: Cast):
    def statements() -> int:
        db.session.commit()
        owner, subject_id = pair.ada, pair.ben.id
        assert owner.id
        with counted() as found:
            balance.facts_of(owner, subject_id)
        return len(found)

    few = statements()
    for number in range(8):
        noting.note(pair.ada, pair.ben, "given", f"Favour {number}", now().date())
        promising.make(pair.ada, pair.ben, "mine", f"Promise {number}")
        if number < 3:
            ask(pair, NOVEMBER)
    assert statements() == few <= 10


def test_the_coach_learns_of_what_was_given(pair: Cast):
    """Whoever gave may ask twice again before it is said."""

    def hints() -> list[str]:
        outlook = requests.outlook(pair.ada, card(pair, pair.ben))
        found = coaching.remembered(pair.ada, card(pair, pair.ben), "May I see the rig?", "", outlook)
        return [hint.text for hint in found if hint.key == "only-asks"]

    ask(pair, NOVEMBER), ask(pair, NOVEMBER)
    assert "offered nothing yet" in hints()[0]
    noting.note(pair.ada, pair.ben, "given", "Lent a cable", date(2026, 11, 20))
    db.session.flush()
    assert hints() == []
    ask(pair, now()), ask(pair, now())
    assert "since you last gave" in hints()[0]
