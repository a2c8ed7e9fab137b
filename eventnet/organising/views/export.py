"""The list as a file: everybody, or whom the search and its filters ask for."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising import exporting
from eventnet.organising.views import bp
from eventnet.organising.views.people import asked_for

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/e/<slug>/people.csv")
@member_of("owner", "staff")
def export_csv(event: Event) -> ResponseReturnValue:
    return _file(exporting.as_csv(asked_for(event, request.args)), "text/csv; charset=utf-8", f"{event.slug}.csv")


@bp.get("/e/<slug>/people.xlsx")
@member_of("owner", "staff")
def export_workbook(event: Event) -> ResponseReturnValue:
    return _file(exporting.as_workbook(asked_for(event, request.args)), WORKBOOK, f"{event.slug}.xlsx")


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
