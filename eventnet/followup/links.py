"""Answer links: a fresh secret for each letter, kept as a fingerprint only."""

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.followup.models import AnswerLink, MeetingRequest
from eventnet.people.models import Person
from eventnet.rows import Rows

PURPOSE = "answer link"
SECRET_LENGTH = 43


def issue(request: MeetingRequest, person: Person, purpose: str = "answer") -> str:
    """The address for one letter; nobody can tell it from what is stored."""
    assert person.id in (request.sender_id, request.recipient_id), "a guest has an address of another kind"
    secret = new_secret()
    link = AnswerLink(request=request, person=person, purpose=purpose, fingerprint=fingerprint(secret, PURPOSE))
    db.session.add(link)
    return address_of("followup.open_answer", token=secret)


def find(secret: str) -> AnswerLink | None:
    """The link, while it lives. Unknown and ended look the same from outside."""
    link = Rows(AnswerLink).where(AnswerLink.fingerprint == fingerprint(secret, PURPOSE)).first()
    return link if link and link.is_alive else None


def end_all(request: MeetingRequest) -> None:
    for link in Rows(AnswerLink).where(AnswerLink.request_id == request.id, AnswerLink.ended_at.is_(None)):
        link.ended_at = now()
