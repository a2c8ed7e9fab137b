"""Stories of a request and a meeting between two people."""

from datetime import date, timedelta

from eventnet.exchange import promising
from eventnet.followup import answers, due, meetings, requests, wishes
from eventnet.followup.models import Meeting
from tests.followup.conftest import FRIDAY
from tests.golden.stories import Scene, leads_to


@leads_to("request", "ben")
def ask(scene: Scene) -> None:
    scene.ask()


@leads_to("request_without_offer", "ben", "request")
def ask_without_offer(scene: Scene) -> None:
    scene.ask(offer="", talked_about="")


@leads_to("request_reminder", "ben")
def wait_for_an_answer(scene: Scene) -> None:
    scene.ask()
    scene.wait(days=5)


@leads_to("request_reminder_late", "ben", "request_reminder")
def wait_until_the_times_have_passed(scene: Scene) -> None:
    scene.ask()
    scene.wait(days=8)


@leads_to("request_withdrawn", "ben")
def withdraw(scene: Scene) -> None:
    requests.withdraw(scene.ask())


@leads_to("request_expired", "ada")
def expire(scene: Scene) -> None:
    due.expire(scene.ask())


@leads_to("request_expired_unseen", "ada", "request_expired")
def expire_undelivered(scene: Scene) -> None:
    request = scene.ask()
    request.delivered_at = None
    due.expire(request)


@leads_to("request_expired_other_times", "ada", "request_expired")
def expire_with_other_times(scene: Scene) -> None:
    request = scene.ask()
    answers.other_times(request, (FRIDAY,))
    due.expire(request)


@leads_to("request_other_times", "ada")
def name_other_times(scene: Scene) -> None:
    answers.other_times(scene.ask(), (FRIDAY, FRIDAY + timedelta(hours=3)), "Fridays are better.")


@leads_to("request_later", "ada")
def ask_later(scene: Scene) -> None:
    answers.later(scene.ask(), date(2027, 1, 15), "After the winter timetable.")


@leads_to("request_may_ask", "ada")
def the_day_has_come(scene: Scene) -> None:
    ask_later(scene)
    scene.wait(days=51)


@leads_to("request_declined", "ada")
def decline(scene: Scene) -> None:
    answers.decline(scene.ask())


@leads_to("request_never", "ada", "request_declined")
def say_never(scene: Scene) -> None:
    answers.never(scene.ask())


@leads_to("meeting_agreed", "ben")
@leads_to("meeting_agreed_asker", "ada", "meeting_agreed")
def agree(scene: Scene) -> Meeting:
    request = scene.ask()
    return answers.accept(request.proposed_slots[0], request.recipient)


@leads_to("meeting_agreed_call", "ada", "meeting_agreed")
def call(scene: Scene) -> Meeting:
    request = scene.ask()
    return answers.call_instead(request.proposed_slots[0], request.recipient)


@leads_to("meeting_way", "ben")
def say_how(scene: Scene) -> None:
    meetings.say_how(call(scene), scene.cast.ada, "+49 341 96270")


@leads_to("meeting_changed", "ben")
@leads_to("meeting_changed_by_me", "ada", "meeting_changed")
def change(scene: Scene) -> None:
    meetings.change(agree(scene), scene.cast.ada, FRIDAY, "Mensa am Park", "My train leaves later.")


@leads_to("meeting_cancelled", "ada")
@leads_to("meeting_cancelled_by_me", "ben", "meeting_cancelled")
def cancel(scene: Scene) -> None:
    meetings.cancel(agree(scene), scene.cast.ben, "I have the flu.")


@leads_to("meeting_reminder", "ada")
@leads_to("meeting_reminder_without_note", "ben", "meeting_reminder")
def come_near(scene: Scene) -> None:
    agree(scene)
    promising.make(scene.cast.ada, scene.cast.ben, "mine", "My thesis as a PDF")
    promising.make(scene.cast.ada, scene.cast.ben, "theirs", "The parts list of the rig")
    scene.wait(days=4, hours=5)


@leads_to("meeting_soon", "ben")
def come_very_near(scene: Scene) -> None:
    wishes.change(scene.cast.ben, two_hours=True)
    request = scene.ask()
    answers.call_instead(request.proposed_slots[0], request.recipient, "https://meet.example.org/railworks")
    scene.wait(days=4, hours=22)


@leads_to("did_you_meet", "ben")
def meet(scene: Scene) -> Meeting:
    meeting = agree(scene)
    scene.wait(days=5)
    return meeting


@leads_to("thank_you", "ben")
def thank(scene: Scene) -> None:
    meetings.thank(meet(scene), scene.cast.ada, "Thank you for the rig.\nI will build my own.")
