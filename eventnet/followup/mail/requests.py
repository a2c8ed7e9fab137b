"""Letters about a request on its way: asking, reminding once, taking back, closing kindly."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.followup import links
from eventnet.followup.introducing.reading import introducer_of
from eventnet.followup.models import MeetingRequest, Slot
from eventnet.followup.wording import Fact, minutes_words, request_facts, who
from eventnet.mail.outbox import Words, post
from eventnet.web.filters import day
from eventnet.web.languages import speaking


def request(request: MeetingRequest) -> None:
    link = links.issue(request, request.recipient)
    with speaking(request.recipient.language):
        words = request_words(request, link)
        post("request", request.recipient, f"request {request.code}", words, by=request.sender)


def request_words(request: MeetingRequest, link: str) -> Words:
    """The letter itself, so that its preview is the real one. Speaks the language of the moment."""
    name, event = request.sender.name, request.event.name
    return Words(
        subject=_("%(name)s would like to meet you (%(event)s)", name=name, event=event),
        paragraphs=[
            _acquainted(request),
            *_talk(request),
            _(
                "Now %(name)s would like to talk to you in person for %(minutes)s, and asks:",
                name=name,
                minutes=minutes_words(request.minutes),
            ),
        ],
        quote=request.ask,
        facts=request_facts(request, request.proposed_slots),
        actions=[(_("Answer %(name)s", name=name), link)],
        small=_(
            "You need no account. Say yes, name other times, or say no: one tap each. "
            "If you do nothing, the request closes by itself on %(day)s, after one reminder.",
            day=day(request.expires_at, request.tz),
        ),
    )


def _acquainted(request: MeetingRequest) -> str:
    introducer, sender = introducer_of(request.sender, request.recipient), who(request.sender)
    if introducer:
        return _("%(name)s introduced you to %(who)s.", name=introducer, who=sender)
    return _("You met %(who)s at %(event)s.", who=sender, event=request.event.name)


def _talk(request: MeetingRequest) -> list[str]:
    return [_("You talked about this: %(words)s", words=request.talked_about)] if request.talked_about else []


def _passed(ahead: list[Slot], name: str) -> list[Fact]:
    """Last, where the answer is given."""
    passed = _("The times that %(name)s proposed have passed. Name others, if you like.", name=name)
    return [] if ahead else [(_("When"), passed)]


def reminder(request: MeetingRequest) -> None:
    """The only one."""
    link, name, event = links.issue(request, request.recipient), request.sender.name, request.event.name
    ahead = request.slots_for(request.recipient)
    with speaking(request.recipient.language):
        asked_on = day(request.delivered_at or request.sent_at, request.tz)
        words = Words(
            subject=_("Once more: %(name)s would like to meet you (%(event)s)", name=name, event=event),
            paragraphs=[
                _acquainted(request),
                *_talk(request),
                _("On %(day)s %(name)s asked you for a meeting:", day=asked_on, name=name),
            ],
            quote=request.ask,
            facts=[*request_facts(request, ahead), *_passed(ahead, name)],
            actions=[(_("Answer %(name)s", name=name), link)],
            small=_(
                "This is the only reminder, and a short no is a good answer. "
                "If you do nothing, the request closes by itself on %(day)s.",
                day=day(request.expires_at, request.tz),
            ),
        )
        post("request_reminder", request.recipient, f"request reminder {request.code}", words, by=request.sender)


def withdrawn(request: MeetingRequest) -> None:
    name, event = request.sender.name, request.event.name
    with speaking(request.recipient.language):
        words = Words(
            subject=_("%(name)s has taken the request back (%(event)s)", name=name, event=event),
            paragraphs=[_("%(name)s no longer asks you for a meeting. There is nothing for you to do.", name=name)],
        )
        post("request_withdrawn", request.recipient, f"request withdrawn {request.code}", words, by=request.sender)


def expired(request: MeetingRequest) -> None:
    """To the sender alone."""
    name, event = request.recipient.name, request.event.name
    with speaking(request.sender.language):
        words = Words(
            subject=_("Your request to %(name)s has closed (%(event)s)", name=name, event=event),
            paragraphs=_why_expired(request, name),
            actions=[(_("Open Follow-up"), address_of("followup.index"))],
        )
        post("request_expired", request.sender, f"request expired {request.code}", words)


def _why_expired(request: MeetingRequest, name: str) -> list[str]:
    if not request.delivered_at:
        return [
            _("Your request could not reach %(name)s before your times, so it has closed by itself.", name=name),
            _("%(name)s has not seen it.", name=name),
        ]
    silence = _(
        "Silence is rarely a no; most often it is a full desk. Something new to say is a good reason to ask again."
    )
    if request.answer == "other_times" and request.countered_at:
        return [
            _("Your other times have waited two weeks for %(name)s, so the request has closed by itself.", name=name),
            silence,
        ]
    if request.answer == "other_times":
        return [
            _("%(name)s named other times, and they waited two weeks for you.", name=name),
            _("Now the request has closed by itself. If you would still like to meet, ask again."),
        ]
    return [
        _("%(name)s found no time to answer within two weeks, so your request has closed by itself.", name=name),
        silence,
    ]
