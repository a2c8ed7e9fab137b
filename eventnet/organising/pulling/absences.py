"""Who was cancelled in pretix: known by the ticket they came with, named for the office, never removed."""

from typing import Any

from sqlalchemy import delete, or_, select

from eventnet.clock import now
from eventnet.db import db, insert_into
from eventnet.events.models import Attendee, Event
from eventnet.organising.audit import note
from eventnet.organising.importing import standing
from eventnet.organising.pulling.models import PretixAbsence
from eventnet.organising.pulling.orders import Pulled
from eventnet.people.models import Person
from eventnet.rows import Rows


def settle(event: Event, pulled: Pulled, by: Person | None) -> int:
    """Who came with a ticket of these orders is absent now, or back. How many are newly absent."""
    known = _known(event, pulled)
    absent = {row.id: reason for row in known if (reason := _absence(pulled, row.external_id))}
    back = [row.id for row in known if row.id not in absent]
    if back:
        gone = delete(PretixAbsence).where(PretixAbsence.attendee_id.in_(back))
        db.session.execute(gone.execution_options(synchronize_session=False))
    new = _mark(event, absent)
    if new:
        note(event, by, "absent_in_pretix", [row.person_id for row in known if row.id in new])
    return len(new)


def reason_of(attendee: Attendee) -> str:
    """Why this person's ticket is valid no more, for whoever stands at the desk; empty where it is."""
    found = Rows(PretixAbsence).where(PretixAbsence.attendee_id == attendee.id).first()
    return reason_in_words(found.reason) if found else ""


def reason_in_words(code: str) -> str:
    """Without its full stop, to stand behind a number or a name."""
    return standing.reason_words(code).rstrip(".")


def _known(event: Event, pulled: Pulled) -> list[Any]:
    if not pulled.prefixes:
        return []
    of_these = or_(*(Attendee.external_id.startswith(prefix, autoescape=True) for prefix in pulled.prefixes))
    columns = select(Attendee.id, Attendee.person_id, Attendee.external_id)
    rows = db.session.execute(columns.where(Attendee.event_id == event.id, of_these))
    return [row for row in rows if row.external_id.rpartition("-")[0] + "-" in pulled.prefixes]


def _absence(pulled: Pulled, ticket: str) -> str:
    """A ticket that its order does not name any more was cancelled, or moved to another order."""
    status = pulled.standings.get(ticket, "canceled")
    if standing.is_coming(status):
        return ""
    return (standing.absence(status) or standing.unknown(status)).code


def _mark(event: Event, absent: dict[int, str]) -> set[int]:
    """Who was not marked before."""
    if not absent:
        return set()
    of_all = {"event_id": event.id, "since_at": now()}
    rows = [{"attendee_id": id_, "reason": reason, **of_all} for id_, reason in absent.items()]
    insert = insert_into(PretixAbsence).values(rows).on_conflict_do_nothing()
    return set(db.session.scalars(insert.returning(PretixAbsence.attendee_id)))
