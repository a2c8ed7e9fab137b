"""The list as a file: those who are ticked, else all whom search and filters ask for. By a form, as it is noted."""

from collections.abc import Callable

from flask import Response, request
from flask.typing import ResponseReturnValue

from eventnet.db import db, reading
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising import exporting
from eventnet.organising.audit import note
from eventnet.organising.exporting import Whom
from eventnet.organising.views import bp
from eventnet.organising.views.people import chosen_by
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


def _file(event: Event, write: Callable[[Whom], bytes], kind: str, ending: str) -> Response:
    """First it stands in the audit list; then it is written, and nobody waits for a lock meanwhile."""
    chosen, name = chosen_by(event, request.form, by_default_all=True), f"{event.slug}.{ending}"
    note(event, the_person(), "exported", chosen.people)
    db.session.commit()
    with reading():
        data = write(chosen)
        db.session.rollback()
    answer = Response(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
