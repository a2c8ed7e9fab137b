"""What somebody's calendar answers to an invitation: a hint that is shown to both, and that changes nothing by itself.

A tap in Gmail or Outlook goes to the organiser's address, which is ours; whoever taps believes that the other knows.
"""

from datetime import datetime

from msgspec import Struct

from eventnet.clock import now
from eventnet.followup.hinting.models import CalendarHint
from eventnet.followup.models import Meeting
from eventnet.people.models import Person
from eventnet.rows import Rows


class Hint(Struct, frozen=True):
    """One as a reader sees it. Whose calendar it is may say no to it; only the two who agreed may follow it."""

    row: CalendarHint
    meeting: Meeting
    person: Person
    is_mine: bool

    @property
    def said(self) -> str:
        return self.row.said

    @property
    def version(self) -> str:
        """Changes with every word of the calendar; forms carry it."""
        return f"{self.row.code}/{self.row.stamped_at.isoformat()}"

    @property
    def starts_at(self) -> datetime | None:
        """Another time, as long as it is still to come."""
        return self.row.starts_at if self.row.starts_at and self.row.starts_at > now() else None

    @property
    def may_be_followed(self) -> bool:
        """Of several, one who does not come calls nothing off for the others."""
        if self.person not in self.meeting.people:
            return False
        return self.starts_at is not None or (self.said == "declined" and len(self.meeting.coming) == 2)


def hints_of(meetings: list[Meeting], reader: Person) -> list[Hint]:
    """Those that still mean something, of meetings to come; one query, however many there are."""
    ahead = {meeting.id: meeting for meeting in meetings if meeting.is_on and not meeting.has_begun}
    if not ahead:
        return []
    rows = Rows(CalendarHint).where(CalendarHint.meeting_id.in_(ahead), CalendarHint.settled_at.is_(None))
    found = (_hint(row, ahead[row.meeting_id], reader) for row in rows.order_by(CalendarHint.heard_at))
    return [hint for hint in found if hint]


def _hint(row: CalendarHint, meeting: Meeting, reader: Person) -> Hint | None:
    """None when the meeting was changed since, or they come no more."""
    person = next((each for each in meeting.coming if each.id == row.person_id), None)
    if person is None or row.sequence < meeting.sequence:
        return None
    return Hint(row, meeting, person, is_mine=person.id == reader.id)
