"""The letters before a meeting: what the reader noted after the last talk, what the two promised, and the way there.

Note and promises are the reader's own memory; each gets only theirs.
"""

from collections.abc import Callable

from flask_babel import gettext as _

from eventnet.exchange.models import Note, Promise
from eventnet.followup import company, wishes
from eventnet.followup.mail.meetings import names_for, page_for, reply_words
from eventnet.followup.models import Meeting
from eventnet.followup.reminding.way import way_to
from eventnet.followup.wording import Fact, meeting_facts, topic_facts
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.web.filters import clock
from eventnet.web.languages import speaking

Write = Callable[[Meeting, Person], None]
MOST_PROMISES = 5


def day_before(meeting: Meeting, to: Person) -> None:
    with speaking(to.language):
        names = names_for(meeting, to)
        subject = _("Reminder: %(name)s, %(when)s (%(event)s)", **names)
        _post("meeting_reminder", meeting, to, subject, _("Your meeting with %(name)s is near.", **names))


def soon(meeting: Meeting, to: Person) -> None:
    with speaking(to.language):
        names = names_for(meeting, to) | {"time": clock(meeting.starts_at, meeting.tz)}
        subject = _("Soon: %(name)s, %(when)s (%(event)s)", **names)
        _post("meeting_soon", meeting, to, subject, _("Your meeting with %(name)s begins at %(time)s.", **names))


def _post(kind: str, meeting: Meeting, to: Person, subject: str, first: str) -> None:
    way_out = wishes.bulk(to, "reminders")
    note = _note(meeting, to)
    words = Words(
        subject=subject,
        paragraphs=[first, _("Your own note on your last talk, which nobody else sees:")] if note else [first],
        quote=note,
        facts=[*meeting_facts(meeting), *_promised(meeting, to), *topic_facts(meeting.request, to)],
        actions=[*filter(None, [way_to(meeting)]), (_("Change or call off"), page_for(meeting, to))],
        small=reply_words(meeting, to),
        leave=wishes.leave_words(way_out),
    )
    key = f"{kind} {meeting.code} {meeting.sequence} {to.id}"
    post(kind, to, key, words, by=meeting.other(to), bulk=way_out)


def _note(meeting: Meeting, owner: Person) -> str:
    subject = meeting.other(owner)
    note = Rows(Note).where(Note.owner_id == owner.id, Note.subject_id == subject.id).first()
    return note.text if note else ""


def _promised(meeting: Meeting, owner: Person) -> list[Fact]:
    """What is still open between the reader and the others: first what the reader promised."""
    others = {person.id: person.name for person in company.people_of(meeting) if person.id != owner.id}
    found = Promise.of(owner).where(Promise.subject_id.in_(others), Promise.kept_at.is_(None)).limit(MOST_PROMISES)
    promises = sorted(found.all(), key=lambda promise: not promise.is_mine)
    return [(_title(promise, others[promise.subject_id]), promise.text) for promise in promises]


def _title(promise: Promise, name: str) -> str:
    if promise.is_mine:
        return _("You promised %(name)s", name=name)
    return _("%(name)s promised you", name=name)
