"""Upload a list, see what it would change, say yes: a short one at once, a long one in the background."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising import importing
from eventnet.organising.columns import sample
from eventnet.organising.forms import ConfirmForm, UploadForm
from eventnet.organising.models import ColumnMapping, ImportDraft, Opened
from eventnet.organising.planning import Plan, plan
from eventnet.organising.records import taking, telling, work
from eventnet.organising.records.models import ImportRecord
from eventnet.organising.records.telling import Shown
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused
from eventnet.web.paging import begins_after


@bp.route("/e/<slug>/people/import", methods=["GET", "POST"])
@member_of("owner", "staff")
def import_(event: Event) -> ResponseReturnValue:
    form = UploadForm()
    if form.validate_on_submit():
        data, filename = form.file.data.read(), form.file.data.filename[:120]
        db.session.rollback()  # nobody waits for a lock while a list is read
        try:
            text, remarks = importing.unpack(data, filename)
            opened = Opened(text, remarks, None)
            is_known = sample.why_unknown(opened.sheet) is None
        except Refused as no:
            form.file.errors = [no.words]
        else:
            return _kept(event, filename, opened, is_known)
    last = ImportRecord.last(event)
    return render_template("organising/import.html", event=event, form=form, last=last), 422 if form.errors else 200


def _kept(event: Event, filename: str, opened: Opened, is_known: bool) -> ResponseReturnValue:
    draft = ImportDraft.keep(event, the_person(), filename, opened.text, opened.remarks)
    draft.columns = ColumnMapping.known(event.organiser, opened.sheet.labels)
    db.session.flush()
    if is_known or draft.columns:
        return go_on(draft)
    db.session.commit()
    return redirect(url_for(".choose_columns", slug=event.slug, code=draft.code), 303)


def go_on(draft: ImportDraft) -> ResponseReturnValue:
    """Its columns are known: to the preview, for which a long list is read in the background."""
    slug, code = draft.event.slug, draft.code
    job = work.start_reading(draft, the_person()) if draft.is_long else None
    db.session.commit()
    return redirect(
        url_for(".job", slug=slug, code=job.code) if job else url_for(".preview", slug=slug, code=code), 303
    )


@bp.get("/e/<slug>/people/import/<code>")
@member_of("owner", "staff")
def preview(event: Event, code: str) -> ResponseReturnValue:
    draft = ImportDraft.of(event, the_person()).get_or_404(code)
    if draft.is_long:
        return _preview_of_long(draft)
    try:
        current = plan(event, draft.opened().read())
    except Refused as no:
        return refused_page(draft, no), 422
    return plan_page(draft, current)


def _preview_of_long(draft: ImportDraft) -> ResponseReturnValue:
    record = ImportRecord.planned(draft.event, draft.code)
    if record is None:
        return render_template("organising/reading.html", event=draft.event, draft=draft)
    shown = telling.of_record(record, request.args.get("show", ""), begins_after())
    return preview_page(draft, shown, record.counts, record.seen)


@bp.post("/e/<slug>/people/import/<code>/reading")
@member_of("owner", "staff")
def read_import(event: Event, code: str) -> ResponseReturnValue:
    draft = ImportDraft.of(event, the_person()).get_or_404(code)
    return go_on(draft)


@bp.post("/e/<slug>/people/import/<code>")
@member_of("owner", "staff")
def confirm_import(event: Event, code: str) -> ResponseReturnValue:
    draft = ImportDraft.of(event, the_person()).get_or_404(code)
    try:
        work.refuse_another(event)
    except Refused as no:
        flash(no.words, "warning")
        return redirect(url_for(".preview", slug=event.slug, code=code), 303)
    return _take_long(draft) if draft.is_long else _take_short(draft)


def _take_long(draft: ImportDraft) -> ResponseReturnValue:
    event, code = draft.event, draft.code
    record = ImportRecord.planned(event, code)
    if record is None or record.seen != (ConfirmForm().seen.data or ""):
        flash(_("The list was read again in the meantime. This is what would happen now."), "warning")
        return redirect(url_for(".preview", slug=event.slug, code=code), 303)
    job = work.start_taking(record, the_person())
    db.session.delete(draft)
    db.session.commit()
    return redirect(url_for(".job", slug=event.slug, code=job.code), 303)


def _take_short(draft: ImportDraft) -> ResponseReturnValue:
    event, code, filename, opened = draft.event, draft.code, draft.filename, draft.opened()
    db.session.rollback()  # nobody waits for a lock while a list is read
    reading = opened.read()
    draft = ImportDraft.of(event, the_person()).locked().get_or_404(code)  # unless a second tap was faster
    current, record = taking.take(event, reading, the_person(), filename, ConfirmForm().seen.data or "")
    if record is None:
        db.session.rollback()
        flash(_("The list of this event has changed in the meantime. This is what would happen now."), "warning")
        return plan_page(draft, current), 409
    db.session.delete(draft)
    db.session.commit()
    flash(_("Done: %(new)s new, %(changed)s changed.", new=len(current.new), changed=len(current.changed)), "success")
    return redirect(url_for(".import_report", slug=event.slug, code=record.code), 303)


@bp.post("/e/<slug>/people/import/<code>/rejection")
@member_of("owner", "staff")
def drop_import(event: Event, code: str) -> ResponseReturnValue:
    db.session.delete(ImportDraft.of(event, the_person()).get_or_404(code))
    ImportRecord.drop(event, code)
    db.session.commit()
    flash(_("Dropped. Nothing was changed."), "success")
    return redirect(url_for(".people", slug=event.slug), 303)


def plan_page(draft: ImportDraft, current: Plan) -> str:
    shown = telling.of_plan(current, request.args.get("show", ""), begins_after())
    return preview_page(draft, shown, telling.counts_of(current), current.fingerprint)


def preview_page(draft: ImportDraft, shown: Shown, counts: dict[str, int], seen: str) -> str:
    form = ConfirmForm(formdata=None, seen=seen)
    return render_template(
        "organising/preview.html",
        event=draft.event,
        draft=draft,
        shown=shown,
        counts=counts,
        form=form,
        words_of=telling.words_of,
    )


def refused_page(draft: ImportDraft, no: Refused) -> str:
    form = UploadForm(formdata=None)
    form.file.errors = [no.words]
    return render_template("organising/import.html", event=draft.event, form=form, last=None)
