"""Every letter of the room, whole, in both languages: tests/followup/letters/<name>.<language>.txt.

`UPDATE_LETTERS=1 pytest tests/followup/test_letters.py` writes them anew; read the diff as its reader will.
"""

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from eventnet.db import db
from eventnet.followup import answers, due, meetings, requests
from eventnet.followup.models import MeetingRequest
from eventnet.mail.models import Letter
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, letters

GOLDEN = Path(__file__).parent / "letters"


def agree(request: MeetingRequest):
    return answers.accept(request.proposed_slots[0], request.recipient)


def call(request: MeetingRequest) -> None:
    answers.call_instead(request.proposed_slots[0], request.recipient)


def change(request: MeetingRequest) -> None:
    meetings.change(agree(request), request.sender, FRIDAY, "Mensa am Park", "My train leaves later.")


def cancel(request: MeetingRequest) -> None:
    meetings.cancel(agree(request), request.recipient, "I have the flu.")


def expire(request: MeetingRequest) -> None:
    due.expire(request)


def expire_undelivered(request: MeetingRequest) -> None:
    request.delivered_at = None
    due.expire(request)


def expire_other_times(request: MeetingRequest) -> None:
    answers.other_times(request, (FRIDAY,))
    due.expire(request)


def ask_later(request: MeetingRequest) -> None:
    answers.later(request, date(2027, 1, 15), "After the winter timetable.")


# name of the file: kind of the letter, who reads it, what happened before
LETTERS: dict[str, tuple[str, str, Callable[[MeetingRequest], object]]] = {
    "request": ("request", "ben", lambda request: None),
    "request_without_offer": ("request", "cleo", lambda request: None),
    "request_reminder": ("request_reminder", "ben", lambda request: pass_days(5)),
    "request_reminder_late": ("request_reminder", "ben", lambda request: pass_days(8)),
    "request_withdrawn": ("request_withdrawn", "ben", requests.withdraw),
    "request_expired": ("request_expired", "ada", expire),
    "request_expired_unseen": ("request_expired", "ada", expire_undelivered),
    "request_expired_other_times": ("request_expired", "ada", expire_other_times),
    "request_other_times": (
        "request_other_times",
        "ada",
        lambda request: answers.other_times(request, (FRIDAY, FRIDAY + timedelta(hours=3)), "Fridays are better."),
    ),
    "request_later": ("request_later", "ada", ask_later),
    "request_may_ask": ("request_may_ask", "ada", lambda request: (ask_later(request), pass_days(51))),
    "request_declined": ("request_declined", "ada", answers.decline),
    "request_never": ("request_declined", "ada", answers.never),
    "meeting_agreed_asker": ("meeting_agreed", "ada", agree),
    "meeting_agreed": ("meeting_agreed", "ben", agree),
    "meeting_agreed_call": ("meeting_agreed", "ada", call),
    "meeting_changed_by_me": ("meeting_changed", "ada", change),
    "meeting_changed": ("meeting_changed", "ben", change),
    "meeting_cancelled": ("meeting_cancelled", "ada", cancel),
    "meeting_cancelled_by_me": ("meeting_cancelled", "ben", cancel),
    "meeting_reminder": ("meeting_reminder", "ada", lambda request: (agree(request), pass_days(4.2))),
    "meeting_reminder_without_note": ("meeting_reminder", "ben", lambda request: (agree(request), pass_days(4.2))),
    "did_you_meet": ("did_you_meet", "ben", lambda request: (agree(request), pass_days(5))),
    "thank_you": ("thank_you", "ben", lambda request: thank(agree(request))),
}


def thank(meeting) -> None:
    pass_days(5)
    meetings.thank(meeting, meeting.request.sender, "Thank you for the rig.\nI will build my own.")


def pass_days(days: float) -> None:
    Clock.travel.shift(timedelta(days=days))
    for tick in (
        due.deliver_requests,
        due.remind_of_requests,
        due.close_silent_requests,
        due.tell_to_ask_again,
        due.remind_of_meetings,
        due.ask_what_came_of_it,
    ):
        tick()
        db.session.flush()


class Clock:
    """The traveller of the running test, for the stories above."""

    travel = None


def whole(letter: Letter) -> str:
    """What its reader gets, without what is different each time."""
    lines = [
        f"To: {letter.to_name} <{letter.to_address}>",
        f"Reply-To: {letter.reply_name} <{letter.reply_address}>" if letter.reply_address else "Reply-To: -",
        f"Subject: {letter.subject}",
        f"Calendar: {letter.calendar_method or '-'}",
        "",
        letter.text.split("\n-- \n")[0],  # below stands the house, the same under every letter
    ]
    text = re.sub(r"/r/[\w-]{43}", "/r/SECRET", "\n".join(lines))
    return re.sub(r"/[0-9A-HJKMNP-TV-Z]{16}\b", "/CODE", text).rstrip() + "\n"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", LETTERS)
def test_each_letter_reads_as_it_should(story: Cast, travel, name: str, language: str):
    from tests.followup.conftest import draft

    Clock.travel = travel
    kind, reader, happen = LETTERS[name]
    for person in (story.ada, story.ben, story.cleo):
        person.language = language
    bare = {"offer": "", "talked_about": ""} if reader == "cleo" else {}
    recipient = story.cleo if reader == "cleo" else story.ben
    request = requests.propose(story.ada, recipient, draft(**bare))
    happen(request)
    db.session.commit()
    found = whole(letters(kind, getattr(story, reader))[-1])
    path = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_LETTERS"):
        path.write_text(found)
    assert found == path.read_text()


def test_every_kind_of_letter_has_its_golden_text():
    from eventnet.followup import mail

    kinds = {kind for kind, _reader, _story in LETTERS.values()}
    assert len(kinds) == len([name for name in mail.__all__ if name != "request_words"])


def test_every_subject_carries_the_name_and_the_event():
    for name in LETTERS:
        for language in ("en", "de"):
            subject = (GOLDEN / f"{name}.{language}.txt").read_text().splitlines()[2]
            assert "(Career Day Leipzig)" in subject, name
            assert any(person in subject for person in ("Ada Lindqvist", "Ben Okafor")), name


def test_no_golden_letter_is_left_over():
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{name}.{lang}.txt" for name in LETTERS for lang in ("en", "de")
    }
