"""Letters about who comes along: to the other one first, to the guest, and to everybody when the round changes."""

from flask_babel import gettext as _

from eventnet.followup.company.links import issue
from eventnet.followup.mail.meetings import invitation_for, names_for, page_for, way_in
from eventnet.followup.models import Guest, Meeting
from eventnet.followup.wording import meeting_facts, who
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.web.languages import speaking


def suggested(guest: Guest, to: Person) -> None:
    """To the other one of the two, once for each guest; who would be asked knows nothing of it yet."""
    host, link = _host(guest), page_for(guest.meeting, to)
    with speaking(to.language):
        names = names_for(guest.meeting, to) | {"host": host.name, "guest": guest.person.name}
        words = Words(
            subject=_("%(host)s would like to bring %(guest)s along (%(event)s)", **names),
            paragraphs=[
                _("%(host)s would like to bring somebody to your meeting, %(when)s:", **names),
                who(guest.person),
                _("%(host)s writes:", **names),
            ],
            quote=guest.words,
            actions=[(_("Say gladly, or rather not"), link)],
            small=_(
                "%(guest)s has not been asked yet. After a day without a word from you, we take it that you agree. "
                "If you would rather not, only %(host)s hears of it.",
                **names,
            ),
        )
        _post("company_suggested", guest.meeting, to, guest.person.code, words, by=host)


def rather_not(guest: Guest, by: Person) -> None:
    host = _host(guest)
    with speaking(host.language):
        names = names_for(guest.meeting, host) | {"name": by.name, "guest": guest.person.name}
        words = Words(
            subject=_("%(name)s would rather meet without %(guest)s (%(event)s)", **names),
            paragraphs=[
                _("Your meeting, %(when)s, stays as it was agreed.", **names),
                _("%(guest)s was not asked, and knows nothing of it.", **names),
            ],
        )
        _post("company_refused", guest.meeting, host, guest.code, words, by=by)


def invited(guest: Guest) -> None:
    with speaking(guest.person.language):
        _post(
            "company_invited",
            guest.meeting,
            guest.person,
            guest.code,
            invited_words(guest, issue(guest)),
            by=_host(guest),
        )


def invited_words(guest: Guest, link: str) -> Words:
    """Who comes, when and where; nothing of what the two wrote to each other."""
    host, meeting = _host(guest), guest.meeting
    names = names_for(meeting, guest.person) | {"host": host.name}
    return Words(
        subject=_("%(host)s asks you to come along: %(when)s · %(event)s", **names),
        paragraphs=[_("%(host)s would like you to come along to a meeting, and writes:", **names)],
        quote=guest.words,
        facts=meeting_facts(meeting, guest.person),
        actions=[(_("Answer %(name)s", name=host.name), link)],
        small=_("You need no account: yes or no is one tap. If you do nothing, nobody expects you."),
    )


def joined(guest: Guest) -> None:
    """The guest gets the invitation; everybody else learns who comes, and their calendars follow."""
    meeting = guest.meeting
    for to in meeting.coming:
        action = way_in(meeting, to)
        with speaking(to.language):
            names = names_for(meeting, to) | {"guest": guest.person.name}
            if to.id == guest.person_id:
                subject = _("Agreed: %(name)s, %(when)s · %(event)s", **names)
                first = _("You come along. The invitation is attached; open it, and it is in your calendar.")
            else:
                subject = _("%(guest)s comes along: %(when)s · %(event)s", **names)
                first = _("%(guest)s comes along. Open the attached file, and your calendar follows.", **names)
            words = Words(
                subject=subject,
                paragraphs=[first],
                facts=meeting_facts(meeting, to),
                actions=[action],
                is_news=True,
            )
            _post("company_joined", meeting, to, str(meeting.sequence), words, method="REQUEST")


def goodbye(meeting: Meeting, person: Person) -> None:
    with speaking(person.language):
        names = names_for(meeting, person)
        words = Words(
            subject=_("You do not come along: %(name)s, %(when)s · %(event)s", **names),
            paragraphs=[_("Thank you for saying so. The others know, and meet as agreed.")],
            small=_("The attached file takes it out of your calendar."),
        )
        _post("company_goodbye", meeting, person, str(meeting.sequence), words, method="CANCEL")


def left(meeting: Meeting, gone: Person, why: str) -> None:
    for to in meeting.coming:
        action = way_in(meeting, to)
        with speaking(to.language):
            names = names_for(meeting, to) | {"gone": gone.name}
            words = Words(
                subject=_("%(gone)s cannot come: %(when)s · %(event)s", **names),
                paragraphs=[_("You meet %(name)s as agreed. %(gone)s cannot come after all.", **names)],
                quote=why,
                facts=meeting_facts(meeting, to),
                actions=[action],
                is_news=True,
                small=_("Open the attached file, and your calendar follows."),
            )
            _post("company_left", meeting, to, str(meeting.sequence), words, method="REQUEST")


def _post(
    kind: str, meeting: Meeting, to: Person, version: str, words: Words, by: Person | None = None, method: str = ""
) -> None:
    calendar = invitation_for(meeting, to, method) if method else None
    by = by or meeting.other(to)
    post(kind, to, f"{kind} {meeting.code} {version} {to.id}", words, by=by, calendar=calendar, method=method or None)


def _host(guest: Guest) -> Person:
    assert guest.brought_by is not None
    return guest.brought_by
