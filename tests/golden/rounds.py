"""Stories of times answered with times, and of two people in two zones."""

from datetime import timedelta

from eventnet.followup import answers, due
from eventnet.followup.models import MeetingRequest
from tests.followup.conftest import FRIDAY
from tests.golden.stories import Scene, leads_to


@leads_to("request_other_times_again", "ben", "request_other_times")
def answer_times_with_times(scene: Scene) -> MeetingRequest:
    request = scene.ask()
    answers.other_times(request, (FRIDAY,), "Fridays are better.")
    scene.wait(hours=1)
    answers.other_times(request, (FRIDAY + timedelta(days=7),), "I have an exam then.", by=scene.cast.ada)
    return request


@leads_to("request_expired_again", "ada", "request_expired")
def expire_after_times_again(scene: Scene) -> None:
    due.expire(answer_times_with_times(scene))


@leads_to("meeting_agreed_far_apart", "ben", "meeting_agreed")
def agree_across_zones(scene: Scene) -> None:
    scene.cast.ada.zone, scene.cast.ben.zone = "America/New_York", "Asia/Tokyo"
    request = scene.ask()
    answers.call_instead(request.proposed_slots[0], request.recipient, "meet.example.org/ada-and-ben")
