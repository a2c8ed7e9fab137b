"""What the columns of an uploaded list hold, with its first rows as they would become."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.columns import sample
from eventnet.organising.columns.forms import ColumnsForm
from eventnet.organising.importing import columns as guessed
from eventnet.organising.models import ColumnMapping, ImportDraft, Opened
from eventnet.organising.records.models import ImportRecord
from eventnet.organising.views import bp
from eventnet.organising.views.importing import go_on
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.route("/e/<slug>/people/import/<code>/columns", methods=["GET", "POST"])
@member_of("owner", "staff")
def choose_columns(event: Event, code: str) -> ResponseReturnValue:
    opened = ImportDraft.of(event, the_person()).get_or_404(code).opened()
    db.session.rollback()  # nobody waits for a lock while a long list is looked through
    form = ColumnsForm.asking(sample.filled_columns(opened.sheet), opened.fields or guessed(opened.sheet).fields)
    if "look" in request.form:
        form.validate()
        return page_of(event, code, opened, form), 200
    if "as_recognised" in request.form and sample.why_unknown(opened.sheet) is None:
        return _settle(event, code, opened, None)
    if form.validate_on_submit():
        return _settle(event, code, opened, {str(column): str(each) for column, each in form.fields.items()})
    return page_of(event, code, opened, form), 422 if form.errors else 200


def _settle(event: Event, code: str, opened: Opened, columns: dict[str, str] | None) -> ResponseReturnValue:
    """Remembered for this organiser and used at once when such a table comes again."""
    draft = ImportDraft.of(event, the_person()).locked().get_or_404(code)
    if columns is None:
        ColumnMapping.forget(event.organiser, opened.sheet.labels)
    else:
        ColumnMapping.remember(event.organiser, opened.sheet.labels, columns)
        flash(_("Remembered: a list with these columns is read like this from now on."), "success")
    draft.columns = columns
    ImportRecord.drop(event, code)
    return go_on(draft)


def _why(no: Refused) -> str:
    return _("We do not recognise these columns.") if no.code == "no-name-column" else no.words


def page_of(event: Event, code: str, opened: Opened, form: ColumnsForm) -> str:
    unknown = sample.why_unknown(opened.sheet)
    return render_template(
        "organising/columns.html",
        event=event,
        code=code,
        form=form,
        lines=[] if form.errors else sample.lines(opened.sheet, form.fields),
        unknown=_why(unknown) if unknown else "",
    )
