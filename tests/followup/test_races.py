"""Two who act at once: one after the other, and one wins. Real threads, real connections."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask

from eventnet.db import db
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import Meeting, MeetingRequest, Slot
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, TUESDAY, draft


def at_once(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Run all of them at the same moment; what each came to: ok, or the refusal's code."""
    barrier, results = Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        with app.app_context():
            barrier.wait()
            try:
                act()
                db.session.commit()
                results[number] = "ok"
            except Refused as no:
                db.session.rollback()
                results[number] = no.code
            finally:
                db.session.remove()

    db.session.commit()
    db.session.remove()
    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def accepting(slot_id: int, person_id: int, seen: str | None = None) -> Callable[[], object]:
    def act() -> object:
        slot, person = db.session.get(Slot, slot_id), db.session.get(Person, person_id)
        assert slot
        assert person
        return answers.accept(slot, person, seen)

    return act


def test_two_acceptances_at_once_make_one_meeting(app: Flask, asked: MeetingRequest, story: Cast):
    """Ben presses one of Ada's times while Ada presses one of his."""
    answers.other_times(asked, (FRIDAY,))
    db.session.commit()
    seen = answers.version(asked)
    mine, theirs = asked.counter_slots[0].id, asked.proposed_slots[0].id
    results = at_once(app, accepting(mine, story.ada.id, seen), accepting(theirs, story.ben.id, seen))
    assert results == ["meanwhile", "ok"]
    assert Rows(Meeting).count() == 1
    assert Rows(Letter).where(Letter.kind == "meeting_agreed").count() == 2


def test_two_browsers_of_one_person_make_one_meeting(app: Flask, asked: MeetingRequest, story: Cast):
    seen, slots, ben = answers.version(asked), [slot.id for slot in asked.slots], story.ben.id
    results = at_once(app, *(accepting(slot, ben, seen) for slot in slots * 3))
    assert results.count("ok") == 3, "the same button three times is one answer"
    assert results.count("meanwhile") == 3
    assert Rows(Meeting).count() == 1
    assert Rows(Letter).where(Letter.kind.in_(("meeting_agreed", "meeting_changed"))).count() == 2


def test_two_people_accepting_the_same_hour_of_one_make_one_meeting(app: Flask, story: Cast):
    to_ben = requests.propose(story.ada, story.ben, draft(TUESDAY))
    to_cleo = requests.propose(story.ada, story.cleo, draft(TUESDAY))
    ben, cleo = (to_ben.slots[0].id, story.ben.id), (to_cleo.slots[0].id, story.cleo.id)
    assert at_once(app, accepting(*ben), accepting(*cleo)) == ["ok", "taken"]
    assert Rows(Meeting).count() == 1


def test_two_requests_to_one_person_at_once_are_one(app: Flask, story: Cast):
    ada, ben = story.ada.id, story.ben.id

    def ask() -> object:
        sender, recipient = db.session.get(Person, ada), db.session.get(Person, ben)
        assert sender
        assert recipient
        return requests.propose(sender, recipient, draft())

    assert at_once(app, ask, ask, ask) == ["ok", "open-pair", "open-pair"]
    assert Rows(MeetingRequest).count() == 1


def test_a_yes_and_a_withdrawal_at_once_are_one_of_the_two(app: Flask, asked: MeetingRequest, story: Cast):
    request_id, slot, ben = asked.id, asked.slots[0].id, story.ben.id

    def take_back() -> object:
        request = db.session.get(MeetingRequest, request_id)
        assert request
        return requests.withdraw(request)

    results = at_once(app, take_back, accepting(slot, ben))
    assert results in (["ended", "ok"], ["not-open", "ok"])
    request = db.session.get(MeetingRequest, request_id)
    assert request
    assert request.is_agreed == (request.withdrawn_at is None)


def test_two_thanks_at_once_are_one(app: Flask, agreed: Meeting, story: Cast, travel):
    travel.move_to(agreed.ends_at)
    meeting_id, ada = agreed.id, story.ada.id

    def thank() -> object:
        meeting, person = db.session.get(Meeting, meeting_id), db.session.get(Person, ada)
        assert meeting
        assert person
        return meetings.thank(meeting, person, "Thank you!")

    assert at_once(app, thank, thank) == ["ok", "thanked"]
