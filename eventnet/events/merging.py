"""What this room hands over when two rows turn out to be one person."""

from sqlalchemy import delete, select, update

from eventnet.db import db
from eventnet.events.models import Answer, Attendee, BlockedAddress, FormerEntry, Membership, Removal, Ticket
from eventnet.people.merging import absorber, doubter
from eventnet.people.models import Person
from eventnet.rows import Rows


@doubter
def forget_answers(keeper: Person, other: Person) -> None:
    """Nobody puts words into keeper's mouth by typing keeper's address. What a list said of them stays."""
    places = select(Attendee.id).where(Attendee.person_id == other.id, Attendee.claimed_at.is_not(None))
    said = delete(Answer).where(Answer.attendee_id.in_(places))
    db.session.execute(said, execution_options={"synchronize_session": "fetch"})


@absorber
def move_attendances(keeper: Person, other: Person) -> None:
    taken = {attendee.event_id: attendee for attendee in Rows(Attendee).where(Attendee.person_id == keeper.id)}
    for attendee in Rows(Attendee).where(Attendee.person_id == other.id):
        if attendee.event_id in taken:
            _unite(taken[attendee.event_id], attendee)
        else:
            attendee.person = keeper


@absorber
def move_memberships(keeper: Person, other: Person) -> None:
    taken = {membership.organiser_id for membership in Rows(Membership).where(Membership.person_id == keeper.id)}
    for membership in Rows(Membership).where(Membership.person_id == other.id):
        if membership.organiser_id not in taken:
            membership.person_id = keeper.id


@absorber
def move_blocks(keeper: Person, other: Person) -> None:
    """Whose addresses they keep out."""
    blocked = update(BlockedAddress).where(BlockedAddress.by_id == other.id).values(by_id=keeper.id)
    db.session.execute(blocked, execution_options={"synchronize_session": "fetch"})


@absorber
def move_arrivals(keeper: Person, other: Person) -> None:
    """Whom they let in at a desk."""
    let_in = update(Attendee).where(Attendee.arrived_by_id == other.id).values(arrived_by_id=keeper.id)
    db.session.execute(let_in, execution_options={"synchronize_session": "fetch"})


@absorber
def move_removals(keeper: Person, other: Person) -> None:
    """A place that was taken away would come back as keeper's."""
    taken = {removal.event_id for removal in Rows(Removal).where(Removal.person_id == keeper.id)}
    for removal in Rows(Removal).where(Removal.person_id == other.id):
        if removal.event_id not in taken:
            removal.person_id = keeper.id
    removed = update(Removal).where(Removal.removed_by_id == other.id).values(removed_by_id=keeper.id)
    db.session.execute(removed, execution_options={"synchronize_session": "fetch"})


def _unite(kept: Attendee, other: Attendee) -> None:
    """Twice at one event. What was printed must go on working, so an imported badge replaces one that is on a phone."""
    printed = (
        other.external_id,
        other.listed_name,
        other.listed_email,
        other.listed_organisation,
        other.badge,
    )
    is_printed = other.listed_name is not None and kept.listed_name is None
    if kept.claimed_at is None and other.claimed_at:
        kept.claimed_at = other.claimed_at
        kept.sharing = _stricter(kept.event.badge_default, other.sharing)
    if other.paused_at:
        kept.pause()
    if other.arrived_at and (kept.arrived_at is None or other.arrived_at < kept.arrived_at):
        kept.arrived_at, kept.arrived_by_id = other.arrived_at, other.arrived_by_id
    for ticket in Rows(Ticket).where(Ticket.attendee_id == other.id):
        ticket.attendee_id = kept.id
    for entry in Rows(FormerEntry).where(FormerEntry.attendee_id == other.id):
        entry.attendee_id = kept.id
    _move_answers(kept, other)
    db.session.flush()
    db.session.delete(other)
    db.session.flush()
    if is_printed:
        kept.external_id, kept.listed_name, kept.listed_email, kept.listed_organisation, kept.badge = printed


def _move_answers(kept: Attendee, other: Attendee) -> None:
    """To questions that kept has not answered."""
    answered = select(Answer.question_id).where(Answer.attendee_id == kept.id)
    moved = update(Answer).where(Answer.attendee_id == other.id, Answer.question_id.not_in(answered))
    db.session.execute(moved.values(attendee_id=kept.id), execution_options={"synchronize_session": "fetch"})


def _stricter(one: str, other: str) -> str:
    return min(one, other, key=("closed", "ask", "open").index)
