"""What an import did, row by row, also as a file; and taking it back."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.audit import note
from eventnet.organising.jobs import Job
from eventnet.organising.models import SHORT
from eventnet.organising.records import telling, undoing, work
from eventnet.organising.records.models import ImportRecord
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused
from eventnet.web.paging import begins_after


@bp.get("/e/<slug>/people/imports/<code>")
@member_of("owner", "staff")
def import_report(event: Event, code: str) -> str:
    record, last = ImportRecord.at(event).get_or_404(code), ImportRecord.last(event)
    return render_template(
        "organising/import_report.html",
        event=event,
        record=record,
        shown=telling.of_record(record, request.args.get("show", ""), begins_after()),
        jobs=Job.open_at(event, *work.KINDS).all(),
        words_of=telling.words_of,
        is_last=last is not None and last.id == record.id,
    )


@bp.post("/e/<slug>/people/imports/<code>.csv")
@member_of("owner", "staff")
def export_import_report(event: Event, code: str) -> Response:
    record = ImportRecord.at(event).get_or_404(code)
    data = telling.as_csv(record)
    note(event, the_person(), "import_report")
    db.session.commit()
    headers = {"Content-Disposition": f'attachment; filename="import-{event.slug}.csv"'}
    return Response(data, content_type="text/csv; charset=utf-8", headers=headers)


@bp.post("/e/<slug>/people/imports/<code>/undoing")
@member_of("owner", "staff")
def undo_import(event: Event, code: str) -> ResponseReturnValue:
    record, by = ImportRecord.at(event).locked().get_or_404(code), the_person()
    try:
        work.refuse_another(event)
        undoing.begin(record)
    except Refused as no:
        flash(no.words, "warning")
        return redirect(url_for(".import_report", slug=event.slug, code=code), 303)
    if record.work > SHORT:
        job = work.start_undoing(record, by)
        db.session.commit()
        return redirect(url_for(".job", slug=event.slug, code=job.code), 303)
    undoing.undo_all(record, by)
    db.session.commit()
    flash(_("This import is undone."), "success")
    return redirect(url_for(".import_report", slug=event.slug, code=code), 303)
