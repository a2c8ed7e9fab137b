"""Telling the team of an event about somebody: few words, few times, and nobody else learns of it."""

from datetime import timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Event, Membership
from eventnet.organising.moderation import mail
from eventnet.organising.moderation.models import Report
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

A_DAY = 5


def report(event: Event, reporter: Person, subject: Person, words: str) -> Report:
    """One that nobody has looked at yet for each of the two; five a day."""
    Rows(Person).where(Person.id == reporter.id).locked().first()
    mine = Report.by(reporter)
    if mine.where(Report.subject_id == subject.id, Report.event_id == event.id, Report.handled_at.is_(None)).any():
        raise Refused("reported", _("The team has your report already and will look at it."))
    if mine.where(Report.made_at > now() - timedelta(days=1)).count() >= A_DAY:
        raise Refused("enough", _("You have reported several people today. Please talk to the team."))
    made = Report(event_id=event.id, reporter_id=reporter.id, subject_id=subject.id, words=words)
    db.session.add(made)
    db.session.flush()
    for member in _who_looks(event):
        mail.reported(event, member)
    return made


def _who_looks(event: Event) -> list[Person]:
    members = Rows(Person).join(Membership, Membership.person_id == Person.id)
    team = members.where(Membership.organiser_id == event.organiser_id, Membership.role.in_(("owner", "staff")))
    return team.order_by(Person.id).all()
