"""The letters before a meeting: what the reader noted after the last talk, what the two promised, and the way there.

Note and promises are the reader's own memory; each gets only theirs, and only where the address is known to be theirs.
"""

from collections.abc import Callable

from flask_babel import gettext as _

from eventnet.exchange.models import Note, Promise
from eventnet.followup import company, wishes
from eventnet.followup.mail.meetings import names_for, reply_words, way_in
from eventnet.followup.models import Meeting
from eventnet.followup.reminding.way import way_to
from eventnet.followup.wording import Fact, meeting_facts, topic_facts
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.web.filters import clock, zone_name
from eventnet.web.languages import speaking

Write = Callable[[Meeting, Person], None]
MOST_PROMISES = 5


def day_before(meeting: Meeting, to: Person) -> None:
    with speaking(to.language):
        names = names_for(meeting, to)
        subject = _("Reminder: %(name)s, %(when)s · %(event)s", **names)
        _post("meeting_reminder", meeting, to, subject, _("Your meeting with %(name)s is coming up.", **names))


def soon(meeting: Meeting, to: Person) -> None:
    with speaking(to.language):
        names = names_for(meeting, to) | {"time": clock(meeting.starts_at, meeting.tz), "place": zone_name(meeting.tz)}
        subject = _("Soon: %(name)s, %(when)s · %(event)s", **names)
        _post(
            "meeting_soon",
            meeting,
            to,
            subject,
            _("Your meeting with %(name)s begins at %(time)s (%(place)s).", **names),
        )


def _post(kind: str, meeting: Meeting, to: Person, subject: str, first: str) -> None:
    way_out = wishes.bulk(to, "reminders")
    others = {person.id: person.name for person in company.others(meeting, to)}
    note, way = _note(to, others), way_to(meeting)
    words = Words(
        subject=subject,
        paragraphs=[first, _("Your own note, which nobody else sees:")] if note else [first],
        quote=note,
        facts=[*meeting_facts(meeting, to), *_promised(to, others), *_topics(meeting, to)],
        actions=[*filter(None, [way]), way_in(meeting, to)],
        is_news=not way,
        small=reply_words(meeting, to),
        leave=wishes.leave_words(way_out),
    )
    key = f"{kind} {meeting.code} {meeting.sequence} {to.id}"
    post(kind, to, key, words, by=meeting.other(to), bulk=way_out)


def _note(owner: Person, others: dict[int, str]) -> str:
    """With a name before each when there are several people to remember."""
    if not owner.is_confirmed:
        return ""
    found = Rows(Note).where(Note.owner_id == owner.id, Note.subject_id.in_(others))
    texts = {note.subject_id: note.text for note in found if note.text}
    if len(others) == 1:
        return "".join(texts.values())
    return "\n".join(f"{name}: {texts[person_id]}" for person_id, name in others.items() if person_id in texts)


def _promised(owner: Person, others: dict[int, str]) -> list[Fact]:
    """What is still open between the reader and the others: first what the reader promised."""
    if not owner.is_confirmed:
        return []
    found = Promise.of(owner).where(Promise.subject_id.in_(others), Promise.kept_at.is_(None)).limit(MOST_PROMISES)
    promises = sorted(found.all(), key=lambda promise: not promise.is_mine)
    return [(_title(promise, others[promise.subject_id]), promise.text) for promise in promises]


def _topics(meeting: Meeting, to: Person) -> list[Fact]:
    """What the two wrote to each other is not for who comes along."""
    return [] if meeting.guest(to) else topic_facts(meeting.request, to)


def _title(promise: Promise, name: str) -> str:
    if promise.is_mine:
        return _("You promised %(name)s", name=name)
    return _("%(name)s promised you", name=name)
