"""How a request stands, in words for one of its two people, and what happens next."""

from collections.abc import Callable
from datetime import date, datetime

from flask_babel import gettext as _
from msgspec import Struct, field

from eventnet.followup.company import names
from eventnet.followup.introducing.reading import introducer_of
from eventnet.followup.models import MeetingRequest
from eventnet.followup.pacing import REMIND_AFTER, REST_AFTER_NO
from eventnet.people.models import Person
from eventnet.web.filters import day, when


class Standing(Struct, frozen=True):
    title: str
    lead: str = ""
    next_steps: list[str] = field(default_factory=list)


def standing(request: MeetingRequest, reader: Person) -> Standing:
    words = SENDER if reader.id == request.sender_id else RECIPIENT
    name = names(request.meeting, reader) if request.is_agreed and request.meeting else request.other(reader).name
    return words[request.state](request, name)


def _day(request: MeetingRequest, moment: datetime | date | None) -> str:
    return day(moment, request.tz) if moment else ""


def _agreed(request: MeetingRequest, name: str) -> Standing:
    meeting = request.meeting
    assert meeting is not None
    title = _("You have a call with %(name)s", name=name) if meeting.is_call else _("You meet %(name)s", name=name)
    steps = [
        _("You both get a mail with the invitation; open it, and it is in your calendar."),
        _("Before it we remind you both, as each of you has chosen."),
        _("Afterwards one tap says whether you met."),
    ]
    return Standing(title, when(meeting.starts_at, meeting.tz), steps)


def _over(request: MeetingRequest, name: str) -> Standing:
    return Standing(_("Your meeting with %(name)s", name=name))


def _cancelled(request: MeetingRequest, name: str) -> Standing:
    lead = _("You both have a mail that takes it out of your calendars.")
    return Standing(_("The meeting with %(name)s is called off", name=name), lead)


def _closed(request: MeetingRequest, name: str) -> Standing:
    return Standing(_("This request is closed"), _("There is nothing for you to do."))


def _asked(request: MeetingRequest, name: str) -> Standing:
    introducer = introducer_of(request.sender, request.recipient)
    known = _("%(name)s introduced you to each other.", name=introducer) if introducer else ""
    return Standing(
        _("%(name)s would like to meet you", name=name),
        known or _("You met at %(event)s.", event=request.event.name),
    )


def _own_times(request: MeetingRequest, name: str) -> Standing:
    steps = [
        _("%(name)s chooses one of them. Until then nothing holds your time.", name=name),
        _("Once it is agreed, you both get the invitation."),
        _("Without a choice it closes by itself on %(day)s.", day=_day(request, request.expires_at)),
    ]
    return Standing(_("Your times are on their way to %(name)s", name=name), next_steps=steps)


def _other_times(request: MeetingRequest, name: str) -> Standing:
    return Standing(
        _("%(name)s suggests other times", name=name),
        _("Choose one, and you both get the invitation."),
    )


def _told_later(request: MeetingRequest, name: str) -> Standing:
    from_day = _day(request, request.ask_after_on)
    steps = [
        _("%(name)s has been told, kindly.", name=name),
        _("On that day %(name)s hears that you may be asked again. Until then you hear nothing.", name=name),
    ]
    return Standing(_("%(name)s will not ask before %(day)s", name=name, day=from_day), next_steps=steps)


def _told_no(request: MeetingRequest, name: str) -> Standing:
    steps = [
        _("%(name)s has been told, kindly.", name=name),
        _("For %(days)s days %(name)s cannot ask you again.", days=REST_AFTER_NO.days, name=name),
    ]
    return Standing(_("Thank you for answering"), _("A clear no helps %(name)s, too.", name=name), steps)


def _told_never(request: MeetingRequest, name: str) -> Standing:
    steps = [
        _("%(name)s has been told, kindly.", name=name),
        _("It holds for good, and at every event."),
        _("You can take it back here until %(day)s.", day=_day(request, request.expires_at)),
    ]
    return Standing(_("%(name)s will not ask you again", name=name), next_steps=steps)


def _queued(request: MeetingRequest, name: str) -> Standing:
    reaches = _("Reaches %(name)s on %(day)s.", name=name, day=_day(request, request.due_at))
    steps = [
        _("%(name)s decides how many requests come in a week; yours waits its turn.", name=name),
        _("From then on it stands for two weeks, until %(day)s.", day=_day(request, request.expires_at)),
    ]
    return Standing(_("Your request to %(name)s waits its turn", name=name), reaches, steps)


def _sent(request: MeetingRequest, name: str) -> Standing:
    assert request.delivered_at is not None
    closes = _day(request, request.expires_at)
    steps = [_("Without an answer it closes by itself on %(day)s, without a word to anybody else.", day=closes)]
    if not request.reminded_at:
        remind_on = _day(request, request.delivered_at + REMIND_AFTER)
        steps.insert(0, _("On %(day)s %(name)s gets one reminder, the only one.", day=remind_on, name=name))
    return Standing(_("Your request is with %(name)s", name=name), next_steps=steps)


def _come_back(request: MeetingRequest, name: str) -> Standing:
    from_day = _day(request, request.ask_after_on)
    return Standing(
        _("%(name)s asks you to come back from %(day)s", name=name, day=from_day),
        _("We write to you on that day. Until then you need not think of it."),
    )


def _refused(request: MeetingRequest, name: str) -> Standing:
    assert request.answered_at is not None
    from_day = _day(request, request.answered_at + REST_AFTER_NO)
    return Standing(
        _("%(name)s says no to a meeting", name=name),
        _("You can ask %(name)s again from %(day)s, if there is something new to say.", name=name, day=from_day),
    )


def _refused_for_good(request: MeetingRequest, name: str) -> Standing:
    return Standing(
        _("%(name)s says no to a meeting", name=name),
        _("%(name)s would rather not be asked again, and we keep to that.", name=name),
    )


def _taken_back(request: MeetingRequest, name: str) -> Standing:
    return Standing(_("You have taken your request to %(name)s back", name=name))


def _silent(request: MeetingRequest, name: str) -> Standing:
    return Standing(
        _("Your request to %(name)s has closed", name=name),
        _("It was not answered in time. Something new to say is a good reason to ask again."),
    )


Words = Callable[[MeetingRequest, str], Standing]
BOTH: dict[str, Words] = {"agreed": _agreed, "over": _over, "cancelled": _cancelled}
RECIPIENT: dict[str, Words] = BOTH | {
    "waiting": _asked,
    "other_times": _own_times,
    "countered": _other_times,
    "later": _told_later,
    "declined": _told_no,
    "never": _told_never,
    "withdrawn": _closed,
    "expired": _closed,
}
SENDER: dict[str, Words] = BOTH | {
    "queued": _queued,
    "waiting": _sent,
    "other_times": _other_times,
    "countered": _own_times,
    "later": _come_back,
    "declined": _refused,
    "never": _refused_for_good,
    "withdrawn": _taken_back,
    "expired": _silent,
}
