"""Letters about an answer that is not a meeting. The recipient's address stays with the recipient."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.exchange.models import Contact
from eventnet.followup import links
from eventnet.followup.models import MeetingRequest
from eventnet.followup.pacing import REST_AFTER_NO
from eventnet.followup.wording import times
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.web.filters import day
from eventnet.web.languages import speaking


def other_times(request: MeetingRequest, by: Person, note: str) -> None:
    """One letter for each round. Only the sender's goes out with an address to reply to."""
    to = request.other(by)
    link, name, event = links.issue(request, to), by.name, request.event.name
    slots = [slot for slot in request.slots if slot.proposed_by_id == by.id]
    with speaking(to.language):
        words = Words(
            subject=_("%(name)s suggests other times (%(event)s)", name=name, event=event),
            paragraphs=[
                _("%(name)s would like to meet you, only at another time.", name=name),
                _("Choose one, and you both get the invitation."),
            ],
            quote=note,
            facts=[*times(slots, request, to), (_("Where"), request.place)],
            actions=[(_("Choose a time"), link)],
            small=_("The times wait for you until %(day)s.", day=day(request.expires_at, request.tz)),
        )
        reply_to = by if by.id == request.sender_id else None
        post("request_other_times", to, _key("other times", request), words, by=reply_to)


def later(request: MeetingRequest) -> None:
    name, event = request.recipient.name, request.event.name
    assert request.ask_after_on is not None
    with speaking(request.sender.language):
        words = Words(
            subject=_("%(name)s asks you to come back later (%(event)s)", name=name, event=event),
            paragraphs=[
                _(
                    "%(name)s cannot meet you now. You can ask again from %(day)s.",
                    name=name,
                    day=day(request.ask_after_on),
                ),
            ],
            quote=request.answer_note,
            small=_("We write to you on that day. Until then you need not think of it."),
        )
        post("request_later", request.sender, _key("later", request), words)


def may_ask_now(request: MeetingRequest, contact: Contact) -> None:
    name, event = request.recipient.name, request.event.name
    with speaking(request.sender.language):
        words = Words(
            subject=_("Today you can ask %(name)s again (%(event)s)", name=name, event=event),
            paragraphs=[_("%(name)s could not meet you before, and named today as the day to ask again.", name=name)],
            actions=[
                (
                    _("Ask %(name)s for a meeting", name=name),
                    address_of("followup.new_request", code=contact.code),
                )
            ],
            small=_("You no longer wish to? Then there is nothing for you to do."),
        )
        post("request_may_ask", request.sender, _key("may ask", request), words)


def declined(request: MeetingRequest) -> None:
    """The same kind words for "no" and for "never"; only the last sentence tells which."""
    name, event = request.recipient.name, request.event.name
    with speaking(request.sender.language):
        words = Words(
            subject=_("%(name)s cannot meet you (%(event)s)", name=name, event=event),
            paragraphs=[
                _("%(name)s thanks you for asking, and says no to a meeting.", name=name),
                _leave_it(request, name),
            ],
            quote=request.answer_note,
        )
        post("request_declined", request.sender, _key("declined", request), words)


def _leave_it(request: MeetingRequest, name: str) -> str:
    if request.answer == "never":
        return _("%(name)s would rather not be asked again, and we keep to that.", name=name)
    assert request.answered_at is not None
    from_day = day(request.answered_at + REST_AFTER_NO, request.tz)
    return _("You can ask %(name)s again from %(day)s, if there is something new to say.", name=name, day=from_day)


def _key(what: str, request: MeetingRequest) -> str:
    """One letter for each answer, also when the answer changes twice."""
    said_at = request.countered_at or request.answered_at
    assert said_at is not None
    return f"request {what} {request.code} {said_at.isoformat()}"
