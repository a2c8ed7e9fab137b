"""Before a meeting: the day before and two hours before, to each of its people as they chose.

Who agreed later than that has it fresh in mind and gets no reminder. The worker calls this every minute and commits.
"""

from datetime import timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.faults import each_alone
from eventnet.followup import company, pacing, wishes
from eventnet.followup.models import Meeting
from eventnet.followup.reminding import mail
from eventnet.mail.worker import every_minute
from eventnet.people.models import Person
from eventnet.rows import Rows

DAY, SOON = timedelta(days=1), timedelta(hours=2)


@every_minute
def remind_the_day_before() -> None:
    ahead = _begins_within(DAY).where(Meeting.reminded_at.is_(None), Meeting.starts_at > now() + SOON)
    each_alone(ahead, _remind_the_day_before)


def _remind_the_day_before(meeting: Meeting) -> None:
    meeting.reminded_at = now()
    if _was_agreed(meeting, DAY):
        _remind(meeting, {"day_before"}, mail.day_before)


@every_minute
def remind_two_hours_before() -> None:
    """Also whoever should have heard the day before, when nothing could be written then."""
    each_alone(_begins_within(SOON).where(Meeting.reminded_soon_at.is_(None)), _remind_two_hours_before)


def _remind_two_hours_before(meeting: Meeting) -> None:
    is_late = meeting.reminded_at is None and _was_agreed(meeting, DAY)
    meeting.reminded_soon_at = now()
    if _was_agreed(meeting, SOON):
        _remind(meeting, {"two_hours", "day_before"} if is_late else {"two_hours"}, mail.soon)


def words(person: Person) -> str:
    """What this person has chosen, for the page of a meeting that is still to come."""
    wished = wishes.of(person)
    if wished.day_before and wished.two_hours:
        return _("A reminder comes the day before and two hours before.")
    if wished.day_before:
        return _("A reminder comes the day before.")
    return _("A reminder comes two hours before.") if wished.two_hours else _("No reminder comes.")


def _begins_within(ahead: timedelta) -> Rows[Meeting]:
    return Meeting.on().where(Meeting.starts_at > now(), Meeting.starts_at <= now() + ahead).locked()


def _was_agreed(meeting: Meeting, ahead: timedelta) -> bool:
    return meeting.agreed_at <= meeting.starts_at - ahead


def _remind(meeting: Meeting, switches: set[str], write: mail.Write) -> None:
    if pacing.are_apart(meeting.request):
        return
    for person in company.people_of(meeting):
        wished = wishes.of(person)
        if any(getattr(wished, switch) for switch in switches):
            write(meeting, person)
