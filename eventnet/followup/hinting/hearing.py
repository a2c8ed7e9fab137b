"""A calendar's answer arrives: whose it is, and whether it is news. It is noted, told to both, and nothing more."""

from datetime import datetime
from email.message import Message

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.followup.company import people_of
from eventnet.followup.hinting import mail
from eventnet.followup.hinting.models import CalendarHint
from eventnet.followup.hinting.reading import Answer, read_answer
from eventnet.followup.models import Meeting
from eventnet.mail.arriving.addresses import Return
from eventnet.mail.arriving.taking import reads_calendars
from eventnet.people.models import Person
from eventnet.rows import Rows


@reads_calendars
def hear(address: Return, message: Message) -> bool:
    """Three things must agree: the address that only this reader's invitation had, the UID in it, and who answers."""
    meeting = Rows(Meeting).get(address.code)
    person = next((each for each in people_of(meeting) if address.is_for(each.code)), None) if meeting else None
    answer = read_answer(message) if person else None
    if meeting is None or person is None or answer is None or answer.uid != meeting.uid:
        return False
    said = answer.said.get((person.email or "").lower(), "")
    if not said:
        return False
    if meeting.is_on and not meeting.has_begun and answer.sequence >= meeting.sequence:
        note(meeting, person, _plain(said, answer, meeting), answer)
    return True


def settle(hint: CalendarHint) -> None:
    """Whose calendar it is says: it stays as agreed."""
    hint.settled_at = hint.settled_at or now()


def _plain(said: str, answer: Answer, meeting: Meeting) -> str:
    """A counter-proposal of the very same time is a yes."""
    return "accepted" if said == "counter" and answer.starts_at == meeting.starts_at else said


def note(meeting: Meeting, person: Person, said: str, answer: Answer) -> None:
    mine = Rows(CalendarHint).where(CalendarHint.meeting_id == meeting.id, CalendarHint.person_id == person.id)
    known = mine.locked().first()
    if known and answer.stamped_at <= known.stamped_at and answer.sequence <= known.sequence:
        return
    if said == "accepted":
        if known:
            known.stamped_at = answer.stamped_at
            settle(known)
        return
    words = {"said": said, "starts_at": answer.starts_at, "sequence": answer.sequence}
    stamps: dict[str, datetime] = {"stamped_at": answer.stamped_at, "heard_at": now()}
    if known:
        for name, value in {**words, **stamps, "settled_at": None}.items():
            setattr(known, name, value)
    elif not insert_once(CalendarHint, meeting_id=meeting.id, person_id=person.id, **words, **stamps):
        return
    db.session.flush()
    if said != "tentative" and person in meeting.people:
        mail.tell(meeting, person, said, answer.starts_at)
