"""Pausing an attendee, letting them back, and what became of the reports about them."""

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.models import Attendee, BlockedAddress, Event
from eventnet.organising.audit import note
from eventnet.organising.moderation.models import Report
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

PAGE = 50


def pause(attendee: Attendee, by: Person) -> None:
    """Their codes are unknown from now on. Reports about them here are handled by that."""
    if attendee.paused_at is None:
        attendee.pause()
        note(attendee.event, by, "paused", [attendee.person_id])
    for report in Report.open_at(attendee.event).where(Report.subject_id == attendee.person_id).locked():
        report.handle(by, "paused")


def unpause(attendee: Attendee, by: Person) -> None:
    if attendee.paused_at is not None:
        attendee.unpause()
        note(attendee.event, by, "unpaused", [attendee.person_id])


def dismiss(report: Report, event: Event, by: Person) -> None:
    """Nothing changes for whom it was about, so it is noted for the office alone: they shall not guess who it was."""
    report.handle(by, "dismissed")
    note(event, by, "report_dismissed")


def block_address(event: Event, by: Person, email: str) -> None:
    """No name goes into the list of what was done, as the address itself is nowhere kept."""
    if joining.block_address(event, email, by):
        note(event, by, "address_blocked")


def unblock_address(event: Event, by: Person, email: str) -> None:
    blocked = BlockedAddress.at(event).where(BlockedAddress.fingerprint == BlockedAddress.mark(event, email)).first()
    if blocked is None:
        raise Refused("not-blocked", _("This address is not blocked here."))
    db.session.delete(blocked)
    note(event, by, "address_unblocked")


def waiting(event: Event) -> list[tuple[Report, Attendee | None]]:
    """Reports that nobody has handled, with the place of whom they are about, if they still have one."""
    with_names = (joinedload(Report.subject).lazyload(Person.links), joinedload(Report.reporter).lazyload(Person.links))
    reports = Report.open_at(event).limit(PAGE).options(*with_names).all()
    about = Attendee.at(event).where(Attendee.person_id.in_({report.subject_id for report in reports}))
    places = {attendee.person_id: attendee for attendee in about}
    return [(report, places.get(report.subject_id)) for report in reports]


def paused(event: Event) -> list[Attendee]:
    here = Rows(Attendee).where(Attendee.event_id == event.id, Attendee.paused_at.is_not(None))
    return here.order_by(Attendee.paused_at.desc(), Attendee.id).limit(PAGE).all()
