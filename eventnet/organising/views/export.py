"""The list as a file: everybody, or whom the search and its filters ask for. It is taken by a form, as it is noted."""

from collections.abc import Callable

from flask import Response, request
from flask.typing import ResponseReturnValue

from eventnet.db import db, reading
from eventnet.events.access import member_of
from eventnet.events.models import Attendee, Event
from eventnet.organising import exporting
from eventnet.organising.audit import note
from eventnet.organising.guests import Guests
from eventnet.organising.views import bp
from eventnet.organising.views.people import asked_for
from eventnet.people.access import the_person

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.post("/e/<slug>/people.csv")
@member_of("owner", "staff")
def export_csv(event: Event) -> ResponseReturnValue:
    return _file(event, exporting.as_csv, "text/csv; charset=utf-8", "csv")


@bp.post("/e/<slug>/people.xlsx")
@member_of("owner", "staff")
def export_workbook(event: Event) -> ResponseReturnValue:
    return _file(event, exporting.as_workbook, WORKBOOK, "xlsx")


def _file(event: Event, write: Callable[[Guests], bytes], kind: str, ending: str) -> Response:
    """First it stands in the audit list; then it is written, and nobody waits for a lock meanwhile."""
    guests, name = asked_for(event, request.form), f"{event.slug}.{ending}"
    chosen = guests.ids.order_by(None).with_only_columns(Attendee.person_id)
    note(event, the_person(), "exported", chosen)
    db.session.commit()
    with reading():
        data = write(guests)
        db.session.rollback()
    answer = Response(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
