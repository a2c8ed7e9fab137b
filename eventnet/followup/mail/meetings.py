"""Letters about what was agreed: one for each of the two, each with their own invitation."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.exchange.models import Block
from eventnet.followup import company, links, pacing
from eventnet.followup.company import links as guests
from eventnet.followup.models import Meeting
from eventnet.followup.wording import meeting_facts, topic_facts
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.web.filters import day, when
from eventnet.web.languages import speaking

Action = tuple[str, str]


def agreed(meeting: Meeting) -> None:
    for to in meeting.people:
        link = page_for(meeting, to)
        with speaking(to.language):
            words = Words(
                subject=_("Agreed: %(name)s, %(when)s · %(event)s", **names_for(meeting, to)),
                paragraphs=[
                    _first_words(meeting, to),
                    _("The invitation is attached; open it, and it is in your calendar."),
                ],
                facts=[*meeting_facts(meeting, to), *topic_facts(meeting.request, to)],
                actions=[(_("Change or call off"), link)],
                is_news=True,
                small=reply_words(meeting, to),
            )
            _post("meeting_agreed", meeting, to, words, "REQUEST")


def changed(meeting: Meeting, by: Person, why: str = "") -> None:
    for to in company.people_of(meeting):
        action = way_in(meeting, to)
        with speaking(to.language):
            words = Words(
                subject=_("Changed: %(name)s, %(when)s · %(event)s", **names_for(meeting, to)),
                paragraphs=[_changed_words(meeting, to, by)],
                quote=why,
                facts=meeting_facts(meeting, to),
                actions=[action],
                is_news=True,
                small="" if to.id == by.id else _no_words(meeting, to),
            )
            _post("meeting_changed", meeting, to, words, "REQUEST")


def way_given(meeting: Meeting, by: Person) -> None:
    """How the two reach each other for their call."""
    for to in company.people_of(meeting):
        action = way_in(meeting, to)
        with speaking(to.language):
            names = names_for(meeting, to)
            first = (
                _("You have said how you and %(name)s reach each other.", **names)
                if to.id == by.id
                else _("%(name)s has said how you reach each other.", **names | {"name": by.name})
            )
            words = Words(
                subject=_("Call with %(name)s, %(when)s · %(event)s", **names),
                paragraphs=[first, _("Open the attached file, and your calendar follows.")],
                facts=meeting_facts(meeting, to),
                actions=[action],
                is_news=True,
                small=reply_words(meeting, to),
            )
            _post("meeting_way", meeting, to, words, "REQUEST")


def cancelled(meeting: Meeting, by: Person) -> None:
    for to in company.people_of(meeting):
        with speaking(to.language):
            names = names_for(meeting, to)
            first = (
                _("You have called off the meeting with %(name)s, %(when)s.", **names)
                if to.id == by.id
                else _("%(name)s has called off your meeting, %(when)s.", **names | {"name": by.name})
            )
            words = Words(
                subject=_("Called off: %(name)s, %(when)s · %(event)s", **names),
                paragraphs=[first],
                quote=meeting.cancelled_why,
                small=_words_after(meeting, to),
            )
            _post("meeting_cancelled", meeting, to, words, "CANCEL")


def _words_after(meeting: Meeting, to: Person) -> str:
    """With a way on, unless one of the two wants none."""
    taken_out = _("The attached file takes it out of your calendar.")
    return taken_out if pacing.are_apart(meeting.request) else f"{taken_out} {reply_words(meeting, to)}"


def did_you_meet(meeting: Meeting) -> None:
    for to in company.people_of(meeting):
        if meeting.said_by(to):
            continue
        link = page_for(meeting, to, "outcome")
        with speaking(to.language):
            names = names_for(meeting, to)
            words = Words(
                subject=_("Did you meet %(name)s? (%(event)s)", **names),
                paragraphs=[
                    _("You were to meet %(name)s: %(when)s. One tap says whether you did.", **names),
                    _("On the same page you can write %(name)s two lines of thanks.", **names),
                ],
                actions=[(_("Say how it was"), link)],
                small=_who_sees(meeting),
            )
            _post("did_you_meet", meeting, to, words, by_other=False)


def _who_sees(meeting: Meeting) -> str:
    if company.are_more_than_two(meeting):
        return _("Only you who were to meet see the answers. We ask only once.")
    return _("Only the two of you see the answers. We ask only once.")


def thank_you(meeting: Meeting, by: Person, thanks: str) -> None:
    """Of several, those between whom there is a block by now hear nothing of each other."""
    for to in company.others(meeting, by):
        if Block.stands_between(by, to):
            continue
        with speaking(to.language):
            names = names_for(meeting, to) | {"name": by.name}
            words = Words(
                subject=_("%(name)s says thank you (%(event)s)", **names),
                paragraphs=[_("After your meeting on %(day)s %(name)s writes:", **names)],
                quote=thanks,
                small=_("Your answer to this mail goes to %(name)s.", name=by.name),
            )
            _post("thank_you", meeting, to, words, by=by)


def _post(
    kind: str,
    meeting: Meeting,
    to: Person,
    words: Words,
    method: str | None = None,
    by_other: bool = True,
    by: Person | None = None,
) -> None:
    """One letter for each version of the meeting and each reader; with a method the invitation goes along."""
    key = f"{kind} {meeting.code} {meeting.sequence} {to.id}"
    calendar = invitation_for(meeting, to, method) if method else None
    by = by or (meeting.other(to) if by_other else None)
    post(kind, to, key, words, by=by, calendar=calendar, method=method)


def invitation_for(meeting: Meeting, to: Person, method: str) -> str:
    from eventnet.followup.calendar import invitation  # the library is large: not before the first meeting

    return invitation(meeting, to, method)


def way_in(meeting: Meeting, to: Person) -> Action:
    """In the language of the reader. A guest looks at it, and changes nothing but their own word."""
    link = page_for(meeting, to)
    with speaking(to.language):
        return (_("Open the meeting") if meeting.guest(to) else _("Change or call off")), link


def page_for(meeting: Meeting, to: Person, purpose: str = "answer") -> str:
    """The sender has an account; whoever was asked needs none."""
    guest = meeting.guest(to)
    if guest:
        return guests.issue(guest)
    if to.id == meeting.request.sender_id and purpose == "answer":
        return address_of("followup.meeting", code=meeting.code)
    return links.issue(meeting.request, to, purpose)


def names_for(meeting: Meeting, to: Person) -> dict[str, str]:
    return {
        "name": company.names(meeting, to),
        "event": meeting.request.event.name,
        "when": when(meeting.starts_at, meeting.tz),
        "day": day(meeting.starts_at, meeting.tz),
    }


def _first_words(meeting: Meeting, to: Person) -> str:
    name = company.names(meeting, to)
    if meeting.is_call:
        return _("It is agreed: you have a short call with %(name)s.", name=name)
    return _("It is agreed: you meet %(name)s.", name=name)


def _changed_words(meeting: Meeting, to: Person, by: Person) -> str:
    names = names_for(meeting, to)
    if to.id == by.id:
        return _(
            "You have changed your meeting with %(name)s. Open the attached file, and your calendar follows.", **names
        )
    return _(
        "%(name)s has changed your meeting. Open the attached file, and your calendar follows.",
        **names | {"name": by.name},
    )


def _no_words(meeting: Meeting, to: Person) -> str:
    if meeting.guest(to):
        return _("It does not suit you? One tap there says that you cannot come.")
    return _("It does not suit you? Change it again, or call it off.")


def reply_words(meeting: Meeting, to: Person) -> str:
    return _("Your answer to this mail goes to %(name)s.", name=meeting.other(to).name)
