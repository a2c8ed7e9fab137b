"""Upload a list, see what it would change, say yes."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising import importing
from eventnet.organising.applying import take_over
from eventnet.organising.forms import ConfirmForm, UploadForm
from eventnet.organising.models import ImportDraft
from eventnet.organising.planning import Plan, plan
from eventnet.organising.reporting import parts_of
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.route("/e/<slug>/people/import", methods=["GET", "POST"])
@member_of("owner", "staff")
def import_(event: Event) -> ResponseReturnValue:
    form = UploadForm()
    if form.validate_on_submit():
        data, filename = form.file.data.read(), form.file.data.filename[:120]
        db.session.rollback()  # nobody waits for a lock while a long list is read
        try:
            importing.read(data, filename)
        except Refused as no:
            form.file.errors = [no.words]
        else:
            draft = ImportDraft.keep(event, the_person(), filename, data)
            db.session.commit()
            return redirect(url_for(".preview", slug=event.slug, code=draft.code), 303)
    return render_template("organising/import.html", event=event, form=form), 422 if form.errors else 200


@bp.get("/e/<slug>/people/import/<code>")
@member_of("owner", "staff")
def preview(event: Event, code: str) -> ResponseReturnValue:
    draft = ImportDraft.of(event, the_person()).get_or_404(code)
    return preview_page(draft, plan(event, importing.read(draft.data, draft.filename)))


@bp.post("/e/<slug>/people/import/<code>")
@member_of("owner", "staff")
def confirm_import(event: Event, code: str) -> ResponseReturnValue:
    draft = ImportDraft.of(event, the_person()).get_or_404(code)
    data, filename = draft.data, draft.filename
    db.session.rollback()  # nobody waits for a lock while a long list is read
    reading = importing.read(data, filename)
    draft = ImportDraft.of(event, the_person()).locked().get_or_404(code)  # unless a second tap was faster
    current, done = take_over(event, reading, ConfirmForm().seen.data or "", the_person())
    if not done:
        db.session.rollback()
        flash(_("The list of this event has changed in the meantime. This is what would happen now."), "warning")
        return preview_page(draft, current), 409
    db.session.delete(draft)
    db.session.commit()
    flash(_("Done: %(new)s new, %(changed)s changed.", new=len(current.new), changed=len(current.changed)), "success")
    return redirect(url_for(".people", slug=event.slug), 303)


@bp.post("/e/<slug>/people/import/<code>/rejection")
@member_of("owner", "staff")
def drop_import(event: Event, code: str) -> ResponseReturnValue:
    db.session.delete(ImportDraft.of(event, the_person()).get_or_404(code))
    db.session.commit()
    flash(_("Dropped. Nothing was changed."), "success")
    return redirect(url_for(".people", slug=event.slug), 303)


def preview_page(draft: ImportDraft, current: Plan) -> str:
    parts = parts_of(current)
    chosen = next((part for part in parts if part.name == request.args.get("show")), parts[0])
    after = request.args.get("after", 0, type=int)
    return render_template(
        "organising/preview.html",
        event=current.event,
        draft=draft,
        plan=current,
        form=ConfirmForm(formdata=None, seen=current.fingerprint),
        parts=parts,
        part=chosen,
        rows=chosen.page(after),
        next_after=chosen.next_after(after),
    )
